-- Own copy of the accounts, fed by events; also the counter that numbers an account's product users.
create table account (
    account_id     uuid primary key,
    name           text not null default '',
    segment        text,
    customer_since date,
    -- First day of payment, as renewals knows it: stands in where the account itself says nothing.
    paid_since     date,
    version        bigint not null default 0,
    user_count     int not null default 0
);

create table account_external_id (
    source      text not null,
    external_id text not null,
    account_id  uuid not null,
    primary key (source, external_id)
);

create table feature (
    number     int generated always as identity primary key,
    name       text not null constraint feature_name unique,
    core       boolean not null default false,
    premium    boolean not null default false,
    -- False for a feature that was first seen in an event and that nobody has described yet.
    declared   boolean not null default false,
    version    int not null default 1,
    created_at timestamptz not null default now()
);

-- Small dense numbers per account, so that sets of users are bitmaps.
create table product_user (
    account_id uuid not null,
    number     int not null,
    user_id    text not null,
    primary key (account_id, number),
    constraint product_user_id unique (account_id, user_id)
);

-- Each event once, as it came. Partitions are dropped after the configured retention; rollups stay.
create table usage_event (
    account_id  uuid not null,
    day         date not null,
    event_id    uuid not null,
    occurred_at timestamptz not null,
    user_number int not null,
    feature     int not null,
    quantity    bigint not null,
    received_at timestamptz not null
) partition by range (day);

-- Every event id ever counted, apart from the raw partitions: a repeat is ignored for ever, whatever day it claims.
create table event_ledger (
    event_id uuid primary key
);

-- One row per account and day. detail: use by user and feature; activity: who used which feature (both packed, see DayTallyCodec and DayActivity).
create table usage_day (
    account_id   uuid not null,
    day          date not null,
    active_users int not null default 0,
    sessions     int not null default 0,
    features     int not null default 0,
    events       bigint not null default 0,
    quantity     bigint not null default 0,
    first_at     timestamptz,
    last_at      timestamptz,
    activity     bytea not null default '',
    detail       bytea not null default '',
    primary key (account_id, day)
) with (fillfactor = 80);
-- Packed already: compressing it again would only cost time.
alter table usage_day alter column activity set storage external, alter column detail set storage external;

-- Append-only, so that marking never waits for a scorer at work. Priority 0: something happened; 1: time passed.
create table dirty_account (
    seq        bigint generated always as identity primary key,
    account_id uuid not null,
    priority   smallint not null default 0,
    marked_at  timestamptz not null default now()
);
create index dirty_account_order on dirty_account (priority, seq);
create index dirty_account_account on dirty_account (account_id);

create table daily_rescoring (
    day       date primary key,
    marked_at timestamptz not null default now(),
    accounts  int not null
);

create table ticket (
    account_id  uuid not null,
    ticket_id   uuid not null,
    urgent      boolean not null,
    opened_on   date not null,
    resolved_on date,
    version     bigint not null,
    primary key (account_id, ticket_id)
);

-- Who held which role from when until when; an open row is held now.
create table contact_role (
    account_id uuid not null,
    contact_id uuid not null,
    role       text not null,
    from_day   date not null,
    until_day  date,
    primary key (account_id, contact_id, role, from_day)
);

create table paid_seats (
    account_id uuid not null,
    from_day   date not null,
    seats      int not null,
    version    bigint not null,
    primary key (account_id, from_day)
);

create table survey_answer (
    account_id uuid not null,
    answer_id  uuid not null,
    kind       text not null,
    respondent text not null,
    answered_on date not null,
    score      int not null,
    primary key (account_id, answer_id)
);

create table invoice (
    account_id uuid not null,
    invoice_id uuid not null,
    due_on     date not null,
    paid_on    date,
    primary key (account_id, invoice_id)
);

create table contact_version (
    contact_id uuid primary key,
    version    bigint not null
);

-- Numbers that other services or people report for a measure; the latest day's holds until it expires. Of one day, what was reported last counts.
create table reading (
    account_id  uuid not null,
    measure     text not null,
    from_day    date not null,
    until_day   date,
    value       numeric not null,
    reason      text,
    note        text,
    recorded_by text not null default '',
    recorded_at timestamptz not null,
    primary key (account_id, measure, from_day)
);

create table scorecard (
    scorecard_id uuid primary key,
    segment      text not null,
    version      int not null,
    name         text not null,
    status       text not null check (status in ('draft', 'active', 'retired')),
    rules        jsonb not null,
    row_version  int not null default 1,
    created_at   timestamptz not null,
    created_by   text not null,
    activated_at timestamptz,
    retired_at   timestamptz,
    constraint scorecard_version unique (segment, version)
);
create unique index scorecard_one_active on scorecard (segment) where status = 'active';

-- The current score. inputs: raw values by the measures' numbers. told_*: what HealthScoreChanged last said.
create table score (
    account_id     uuid primary key,
    version        int not null default 0,
    scored_at      timestamptz,
    as_of          date,
    score          numeric(5,2),
    band           text,
    weight_present numeric(5,4),
    scorecard_id   uuid,
    algorithm      smallint,
    inputs         numeric[],
    told_version   int not null default 0,
    told_score     numeric(5,2),
    told_band      text
);
create index score_by_band on score (band, account_id);

-- One row per change, for ever. The explanation is recomputed from inputs and scorecard, and fingerprint proves that it came out the same, bit for bit.
create table score_history (
    account_id     uuid not null,
    version        int not null,
    scored_at      timestamptz not null,
    as_of          date not null,
    score          numeric(5,2),
    band           text,
    scorecard_id   uuid not null,
    algorithm      smallint not null,
    inputs         numeric[] not null,
    fingerprint    bytea not null,
    primary key (account_id, version)
);
create index score_history_at on score_history (account_id, scored_at desc);
