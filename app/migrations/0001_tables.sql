-- One text for SQLite and PostgreSQL: only text, bigint and bytea; flags are bigint, dates ISO text, lists JSON.
-- Kept for ever: sources, decisions. All other tables are derived and may be emptied at any time.
-- A derived table holds the published row as JSON in `shape`, beside the columns that queries ask about
-- ('' where a row has none; lists as '|CHN|RUS|').

create table sources (
    source text primary key,
    name text not null,
    address text not null,
    media_type text not null,
    encoding text not null,
    bytes bigint not null,
    retrieved_at text not null,
    body bytea not null
);

create table decisions (
    seq bigint primary key,
    at text not null,
    "by" text not null,
    subject text not null,
    action text not null,
    value text not null,
    note text not null,
    previous_hash text not null,
    hash text not null
);
create index decisions_subject on decisions (subject);

-- Facts about the workspace itself: which sources the derived tables were made of, the head of the chain.
create table marks (
    mark text primary key,
    value text not null
);

-- What was noticed in reading a source or a document.
create table notes (
    subject text not null,
    nth bigint not null,
    shape text not null,
    primary key (subject, nth)
);

create table documents (
    document text primary key,
    nth bigint not null,
    date text not null,
    kind text not null,
    language text not null,
    parties text not null,
    words text not null,
    origins text not null,
    shape text not null
);

create table witnesses (
    document text not null,
    nth bigint not null,
    source text not null,
    shape text not null,
    primary key (document, nth)
);

create table provisions (
    document text not null,
    nth bigint not null,
    eid text not null,
    shape text not null,
    primary key (document, nth)
);

create table sentences (
    document text not null,
    nth bigint not null,
    sentence text not null,
    shape text not null,
    primary key (document, nth)
);

create table clauses (
    document text not null,
    nth bigint not null,
    clause text not null,
    kind text not null,
    stance text not null,
    force text not null,
    parties text not null,
    topics text not null,
    words text not null,
    firing text not null,
    shape text not null,
    primary key (document, nth)
);
create unique index clauses_clause on clauses (clause);
create index clauses_kind on clauses (kind, stance);

create table mentions (
    document text not null,
    nth bigint not null,
    kind text not null,
    key text not null,
    firing text not null,
    shape text not null,
    primary key (document, nth)
);
create index mentions_key on mentions (key);

create table variants (
    document text not null,
    nth bigint not null,
    shape text not null,
    primary key (document, nth)
);

create table changes (
    newer text not null,
    nth bigint not null,
    older text not null,
    grounds text not null,
    shape text not null,
    primary key (newer, older, nth)
);

-- The entries as derived; what people decided about them is folded in when they are read.
create table undertakings (
    document text not null,
    nth bigint not null,
    clause text not null,
    shape text not null,
    primary key (document, nth)
);
