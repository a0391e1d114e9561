-- What accounts need besides the decisions that made them. Secrets are kept as hashes only. None of it is derived,
-- none of it is exported.

create table passwords (
    account text primary key,
    password text not null,
    changed_at text not null
);

-- Moments are seconds since 1970, UTC.
create table sessions (
    session text primary key,
    account text not null,
    made bigint not null,
    seen bigint not null,
    ends bigint not null,
    agent text not null
);
create index sessions_account on sessions (account);

create table tokens (
    token text primary key,
    id text not null,
    account text not null,
    name text not null,
    role text not null,
    made bigint not null,
    used bigint not null,
    revoked bigint not null
);
create unique index tokens_id on tokens (id);

-- One-time links: to make the administrator, to follow an invitation, to set a new password.
create table links (
    link text primary key,
    purpose text not null,
    account text not null,
    role text not null,
    parties text not null,
    made_by text not null,
    ends bigint not null,
    used bigint not null
);

create index decisions_action on decisions (action);
