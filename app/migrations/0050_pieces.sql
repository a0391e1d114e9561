-- Derived: what the derived tables hold, piece by piece, with a digest of each: only what differs is written again.

create table pieces (
    sort text not null,
    piece text not null,
    digest text not null,
    primary key (sort, piece)
);
