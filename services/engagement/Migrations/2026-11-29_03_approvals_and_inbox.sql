-- What waits for a person: decisions, and all else that they owe.

create table inbox_item (
    id            uuid primary key,
    kind          text not null,
    account_id    uuid not null,
    title         text not null,
    detail        text,
    owner         text,
    follows_csm   boolean not null,
    source        text not null,
    source_key    text not null,
    run_id        uuid,
    step          text,
    due_at        timestamptz,
    state         text not null,
    snoozed_until timestamptz,
    opened_at     timestamptz not null,
    closed_at     timestamptz,
    closed_by     text,
    note          text,
    version       int not null,
    constraint inbox_item_source_key_key unique (source_key)
);
create index inbox_item_owner on inbox_item (owner, due_at) where state = 'open';
create index inbox_item_account on inbox_item (account_id);
create index inbox_item_run on inbox_item (run_id) where run_id is not null;
create table inbox_comment (
    id      uuid primary key,
    item_id uuid not null references inbox_item (id),
    text    text not null,
    by      text not null,
    at      timestamptz not null
);
create index inbox_comment_item on inbox_comment (item_id, id);

create table approval (
    id          uuid primary key,
    account_id  uuid not null,
    run_id      uuid not null references run (id),
    playbook_id uuid not null,
    playbook    text not null,
    step        text not null,
    step_type   text not null,
    classes     text[] not null,
    author      text not null,
    draft       jsonb not null,
    basis       jsonb not null,
    shown_hash  text not null,
    state       text not null,
    decided_by  text,
    decided_at  timestamptz,
    note        text,
    edited      jsonb,
    asked_at    timestamptz not null,
    version     int not null
);
create unique index approval_waiting on approval (run_id, step) where state = 'waiting';
create index approval_state on approval (state, id);
create index approval_account on approval (account_id, id);
create table approval_link (
    token_hash  bytea primary key,
    approval_id uuid not null references approval (id),
    person      text not null,
    role        text not null,
    expires_at  timestamptz not null,
    used_at     timestamptz
);
