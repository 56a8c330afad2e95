-- Copies of what other services own, and every event that was heard: triggers, waits and simulations go by them.

create table account_copy (
    account_id     uuid primary key,
    name           text not null,
    lifecycle      text not null,
    size           text,
    motion         text,
    priority       text,
    industry       text,
    country        text,
    customer_since date,
    owners         jsonb not null,
    attributes     jsonb not null,
    merged_into    uuid,
    version        int not null
);
create table account_external_id (
    source      text not null,
    external_id text not null,
    account_id  uuid not null,
    primary key (source, external_id)
);
create table account_segment (
    account_id uuid not null,
    segment_id uuid not null,
    segment    text not null,
    inside     boolean not null,
    changed_at timestamptz not null,
    primary key (account_id, segment_id)
);
create table account_revenue (
    account_id        uuid primary key,
    arr               numeric(18, 2) not null,
    currency          text not null,
    seats             int not null,
    next_contract_end date,
    version           int not null
);
create table account_health (
    account_id uuid primary key,
    score      numeric,
    band       text,
    version    int not null
);
create table account_renewal (
    renewal_id uuid primary key,
    account_id uuid not null,
    ends_on    date,
    arr_due    numeric(18, 2),
    closed     boolean not null default false
);
create index account_renewal_account on account_renewal (account_id) where not closed;
create table account_notice (
    account_id uuid primary key,
    notice_on  date,
    churned_on date
);
create table account_merge (
    merge_id     uuid primary key,
    account_id   uuid not null,
    duplicate_id uuid not null,
    moved        jsonb not null,
    undone       boolean not null
);

create table contact_copy (
    contact_id       uuid primary key,
    account_id       uuid not null,
    name             text not null,
    email            text,
    title            text,
    seniority        text,
    function         text,
    roles            text[] not null,
    product_user_ids text[] not null,
    status           text not null,
    version          int not null
);
create index contact_copy_account on contact_copy (account_id);
create index contact_copy_email on contact_copy (lower(email));
create index contact_copy_users on contact_copy using gin (product_user_ids);
create table erased_contact (
    contact_id uuid primary key,
    erased_at  timestamptz not null
);

create table consumed_event (
    event_id    uuid primary key,
    type        text not null,
    account_id  uuid not null,
    occurred_at timestamptz not null,
    known_at    timestamptz not null,
    body        jsonb not null
);
create index consumed_event_occurred on consumed_event (occurred_at);
create index consumed_event_account on consumed_event (account_id, occurred_at);
