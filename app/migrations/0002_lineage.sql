-- What became of an undertaking or stance through the statements of the same parties: every clause of a chain
-- has the whole chain.
create table lineage (
    clause text not null,
    nth bigint not null,
    shape text not null,
    primary key (clause)
);
