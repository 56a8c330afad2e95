create table webhook_subscription (
    id              uuid primary key,
    url             text not null,
    description     text not null,
    types           text[] not null,
    -- Sealed with a key of the installation: it has to be read again to sign with it.
    secret          bytea not null,
    previous_secret bytea,
    previous_until  timestamptz,
    enabled         boolean not null default true,
    disabled_reason text,
    version         int not null default 1,
    created_at      timestamptz not null,
    created_by      text not null
);

create table webhook_delivery (
    id              bigint generated always as identity primary key,
    subscription_id uuid not null references webhook_subscription (id) on delete cascade,
    event_id        uuid not null,
    type            text not null,
    -- Deliveries of one account go out one after the other; those about no account are a queue of their own.
    account_key     uuid not null,
    body            text not null,
    status          text not null default 'pending' constraint webhook_delivery_status check (status in ('pending', 'delivered', 'failed')),
    attempts        int not null default 0,
    created_at      timestamptz not null,
    next_attempt_at timestamptz not null,
    delivered_at    timestamptz,
    response_status int,
    last_error      text
);
create index webhook_delivery_due on webhook_delivery (next_attempt_at) where status = 'pending';
create index webhook_delivery_queue on webhook_delivery (subscription_id, account_key, id) where status = 'pending';
create index webhook_delivery_log on webhook_delivery (subscription_id, id);
