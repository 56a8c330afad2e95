-- Messages in the customer's product: the applications that show them, the messages, and what became of each.

create table application (
    id         uuid primary key,
    key        text not null,
    name       text not null,
    origins    text[] not null,
    version    int not null,
    created_by text not null,
    created_at timestamptz not null,
    constraint application_key_taken unique (key)
);

create table application_secret (
    id             uuid primary key,
    application_id uuid not null references application,
    sealed         bytea not null,
    created_by     text not null,
    created_at     timestamptz not null,
    expires_at     timestamptz
);
create index application_secret_application on application_secret (application_id);

create table message (
    id             uuid primary key,
    application_id uuid not null references application,
    name           text not null,
    status         text not null check (status in ('draft', 'live', 'paused')),
    paused_reason  text,
    definition     jsonb not null,
    live_since     timestamptz,
    version        int not null,
    author         text not null,
    created_at     timestamptz not null,
    constraint message_name_taken unique (application_id, name)
);

-- Grows with every change of an application or a message: replicas read what is live anew when they see it.
create table in_app_revision (revision bigint not null);
insert into in_app_revision values (1);

-- One row for each time that a message was offered to a user; what became of it is set once.
create table impression (
    message_id    uuid not null references message,
    account_id    uuid not null,
    user_id       text not null,
    showing       int not null,
    contact_id    uuid,
    touch_id      uuid,
    variant       text not null,
    offered_at    timestamptz not null,
    seen_at       timestamptz,
    clicked_at    timestamptz,
    completed_at  timestamptz,
    dismissed_at  timestamptz,
    snoozed_until timestamptz,
    goal_at       timestamptz,
    done_items    text[] not null default '{}',
    primary key (account_id, user_id, message_id, showing)
);
create index impression_message on impression (message_id);
create index impression_contact on impression (contact_id) where contact_id is not null;

-- How often a message's anchor was looked for, and how often it was not there, since the message went live.
create table anchor_check (
    event_id   uuid primary key,
    message_id uuid not null references message,
    found      boolean not null,
    at         timestamptz not null
);
create index anchor_check_message on anchor_check (message_id, at);

-- What a duplicate account was shown counts for the account that it was merged into.
create index account_copy_merged on account_copy (merged_into) where merged_into is not null;
