-- What all services published, in the order in which it was recorded: the live stream, the webhooks and the caches read it.
-- The one writer at a time holds a lock until its commit, so a reader that follows seq misses nothing.
create table event_log (
    seq         bigint generated always as identity primary key,
    event_id    uuid not null,
    type        text not null,
    account_id  uuid,
    owner       text,
    actor       text not null,
    occurred_at timestamptz not null,
    recorded_at timestamptz not null default now(),
    data        jsonb not null,
    constraint event_log_event_id_unique unique (event_id)
);
create index event_log_recorded_at on event_log (recorded_at);

-- One row per account with what a ranked list shows. Each source has its own version: a late, older event changes nothing.
create table portfolio_row (
    account_id      uuid primary key,
    account_version int not null default 0,
    name            text not null default '',
    segment         text,
    owner           text,
    lifecycle       text,
    merged          boolean not null default false,
    revenue_version int not null default 0,
    arr             numeric(18, 4) not null default 0,
    currency        text not null default '',
    renewal_date    date,
    score_version   int not null default 0,
    score           numeric(5, 2),
    band            text not null default 'insufficient_data',
    drivers         jsonb not null default '[]',
    -- Without a score nothing is known of the risk; such accounts are counted apart and stand last.
    arr_at_risk     numeric(18, 2) not null generated always as (coalesce(round(arr * (100 - score) / 100, 2), 0)) stored,
    score_rank      numeric(5, 2) not null generated always as (coalesce(score, 101)) stored,
    renewal_rank    date not null generated always as (coalesce(renewal_date, date '9999-12-31')) stored,
    name_rank       text collate "C" not null generated always as (lower(name)) stored
);

create index portfolio_by_risk on portfolio_row (arr_at_risk, account_id) where account_version > 0 and not merged;
create index portfolio_by_arr on portfolio_row (arr, account_id) where account_version > 0 and not merged;
create index portfolio_by_score on portfolio_row (score_rank, account_id) where account_version > 0 and not merged;
create index portfolio_by_renewal on portfolio_row (renewal_rank, account_id) where account_version > 0 and not merged;
create index portfolio_by_name on portfolio_row (name_rank, account_id) where account_version > 0 and not merged;
create index portfolio_by_band on portfolio_row (band, arr_at_risk, account_id) where account_version > 0 and not merged;
create index portfolio_by_segment on portfolio_row (segment, arr_at_risk, account_id) where account_version > 0 and not merged;
create index portfolio_by_owner on portfolio_row (owner, arr_at_risk, account_id) where account_version > 0 and not merged;
