-- What is said of each body, instrument, event, initiative, topic and state. Derived.
create table dossiers (
    dossier text not null,
    nth bigint not null,
    kind text not null,
    words text not null,
    shape text not null,
    primary key (dossier)
);

create table dossier_entries (
    dossier text not null,
    nth bigint not null,
    document text not null,
    shape text not null,
    primary key (dossier, nth)
);
