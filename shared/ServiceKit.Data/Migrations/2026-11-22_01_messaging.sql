create schema messaging;

-- Sent rows are deleted, so a transaction that commits late is never skipped by a cursor.
create table messaging.outbox_message (
    seq           bigint generated always as identity primary key,
    message_id    uuid not null unique,
    type          text not null,
    partition_key text not null,
    payload       jsonb not null,
    headers       jsonb not null default '{}',
    created_at    timestamptz not null default now(),
    visible_at    timestamptz not null default now(),
    attempts      int not null default 0,
    last_error    text
);
create index outbox_message_key on messaging.outbox_message (partition_key, seq);
create index outbox_message_backing_off on messaging.outbox_message (visible_at) where attempts > 0;

create table messaging.outbox_dead (
    seq           bigint primary key,
    message_id    uuid not null unique,
    type          text not null,
    partition_key text not null,
    payload       jsonb not null,
    headers       jsonb not null,
    created_at    timestamptz not null,
    attempts      int not null,
    last_error    text,
    died_at       timestamptz not null default now()
);

create table messaging.inbox_message (
    message_id  uuid not null,
    consumer    text not null,
    received_at timestamptz not null default now(),
    primary key (message_id, consumer)
);
create index inbox_message_received_at on messaging.inbox_message (received_at);

-- One row per caller and key; written in the transaction of the command itself, completed with the answer afterwards.
create table messaging.idempotency_key (
    caller       text not null,
    key          text not null,
    route        text not null,
    body_hash    bytea not null,
    status       int,
    content_type text,
    location     text,
    etag         text,
    body         bytea,
    created_at   timestamptz not null default now(),
    primary key (caller, key)
);
create index idempotency_key_created_at on messaging.idempotency_key (created_at);
