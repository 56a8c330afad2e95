-- Products, subscriptions, contracts, invoices and the ledger that follows from them.

create table product (
    id         uuid primary key,
    code       text not null,
    name       text not null,
    created_at timestamptz not null
);
create unique index product_code_key on product (lower(code));

create table exchange_rate (
    currency    text not null,
    from_on     date not null,
    rate        numeric(20, 10) not null check (rate > 0),
    recorded_at timestamptz not null,
    recorded_by text not null,
    primary key (currency, from_on, recorded_at)
);

create table contract (
    id          uuid primary key,
    account_id  uuid not null,
    number      text not null,
    signed_on   date not null,
    starts_on   date not null,
    ends_on     date,
    auto_renew  boolean not null,
    term_months int not null,
    notice_days int not null,
    status      text not null,
    version     int not null,
    created_at  timestamptz not null,
    constraint contract_number_key unique (number)
);
create index contract_account on contract (account_id);

-- The head: what is known now. Every earlier knowledge is in subscription_version.
create table subscription (
    id            uuid primary key,
    account_id    uuid not null,
    product_id    uuid not null references product,
    contract_id   uuid references contract,
    source        text,
    external_id   text,
    starts_on     date not null,
    ends_on       date,
    term_ends_on  date,
    auto_renew    boolean not null,
    notice_days   int,
    trial         boolean not null,
    status        text not null,
    terms         jsonb not null,
    version       int not null,
    recorded_at   timestamptz not null,
    recorded_by   text not null,
    constraint subscription_external_id_key unique (source, external_id)
);
create index subscription_account on subscription (account_id);
create index subscription_term_end on subscription (term_ends_on) where ends_on is null or ends_on >= term_ends_on;

create table subscription_version (
    subscription_id uuid not null references subscription,
    version         int not null,
    account_id      uuid not null,
    product_id      uuid not null,
    contract_id     uuid,
    starts_on       date not null,
    ends_on         date,
    term_ends_on    date,
    auto_renew      boolean not null,
    notice_days     int,
    trial           boolean not null,
    status          text not null,
    terms           jsonb not null,
    recorded_at     timestamptz not null,
    recorded_by     text not null,
    primary key (subscription_id, version)
);

-- Append-only. product_id is null in the account's own ledger and set in the ledger of an account's product. xid lets a reader who follows
-- the ledger see rows that commit late (see LedgerFollower).
create table movement (
    seq          bigint generated always as identity primary key,
    id           uuid not null unique,
    account_id   uuid not null,
    product_id   uuid,
    kind         text not null,
    delta        numeric(18, 2) not null,
    effective_on date not null,
    recorded_at  timestamptz not null,
    recorded_by  text not null,
    reverses     uuid references movement (id),
    xid          xid8 not null default pg_current_xact_id(),
    constraint movement_kind_check check (kind in ('new', 'expansion', 'contraction', 'churn', 'reactivation')),
    constraint movement_reversed_once unique (reverses)
);
create index movement_account on movement (account_id, seq);
create index movement_period on movement (effective_on) where product_id is null;
create index movement_xid on movement (xid);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name;
end $$;
create trigger movement_append_only before update or delete on movement for each row execute function refuse_change();
create trigger subscription_version_append_only before update or delete on subscription_version for each row execute function refuse_change();

-- One row per account: its lock, its totals of the day, its version.
create table account_revenue (
    account_id        uuid primary key,
    mrr               numeric(18, 2) not null default 0,
    seats             int not null default 0,
    next_contract_end date,
    customer_since    date,
    as_of             date,
    version           int not null default 0,
    recorded_at       timestamptz not null default '-infinity'
);
create index account_revenue_rank on account_revenue (mrr desc, account_id);

create table invoice (
    id              uuid primary key,
    account_id      uuid not null,
    source          text,
    external_id     text,
    subscription_id uuid references subscription,
    amount          numeric(18, 4) not null,
    currency        text not null,
    issued_on       date not null,
    due_on          date not null,
    paid_on         date,
    status          text not null,
    overdue_told    boolean not null default false,
    version         int not null,
    recorded_at     timestamptz not null,
    constraint invoice_external_id_key unique (source, external_id)
);
create index invoice_account on invoice (account_id);
create index invoice_unpaid on invoice (due_on) where status = 'open';

-- Own copies of what accounts owns, fed by its events.
create table account_copy (
    account_id  uuid primary key,
    name        text not null,
    lifecycle   text,
    owners      jsonb not null default '{}',
    merged_into uuid,
    version     int not null
);
create table account_external_id (
    source      text not null,
    external_id text not null,
    account_id  uuid not null,
    primary key (source, external_id)
);
create index account_external_id_account on account_external_id (account_id);

-- By what figures are grouped (size, motion, priority, csm), with its history: a published figure is computed again with the groups of its day.
create table account_group (
    account_id uuid not null,
    dimension  text not null,
    value      text not null,
    from_at    timestamptz not null,
    to_at      timestamptz,
    primary key (account_id, dimension, from_at)
);
create index account_group_current on account_group (dimension, account_id) where to_at is null;
