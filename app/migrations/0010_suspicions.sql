-- Derived: characters that are probably wrong, and what became of the decisions about readings.

create table suspicions (
    document text not null,
    nth bigint not null,
    shape text not null,
    primary key (document, nth)
);

create table corrections (
    document text not null,
    nth bigint not null,
    shape text not null,
    primary key (document, nth)
);
