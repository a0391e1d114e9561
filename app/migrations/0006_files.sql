-- Kept for ever: files that people put under undertakings as evidence.
create table files (
    file text primary key,
    name text not null,
    kept_at text not null,
    body bytea not null
);
