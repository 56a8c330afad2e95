-- Meetings that customers book themselves.

create extension if not exists btree_gist;

-- When a person of ours can be booked.
create table meeting_host (
    person_id  text primary key,
    name       text not null,
    email      text not null,
    time_zone  text not null,
    hours      jsonb not null,
    version    int not null,
    changed_at timestamptz not null
);

-- Calendars in which the person is busy; their addresses are secrets.
create table busy_feed (
    id         uuid primary key,
    person_id  text not null references meeting_host,
    sealed     bytea not null,
    host       text not null,
    fetched_at timestamptz,
    error      text
);
create index busy_feed_person on busy_feed (person_id);
create table busy_time (
    feed_id uuid not null references busy_feed on delete cascade,
    during  tstzrange not null
);
create index busy_time_feed on busy_time (feed_id);

-- A page on which somebody books: with all of its people at once.
create table booking_link (
    id         uuid primary key,
    token_hash bytea not null,
    title      text not null,
    purpose    text not null check (purpose in ('meeting', 'kickoff')),
    people     text[] not null,
    account_id uuid not null,
    contact_id uuid,
    minutes    int not null,
    buffer     int not null,
    created_by text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    constraint booking_link_token unique (token_hash)
);
create index booking_link_account on booking_link (account_id);

create table meeting (
    id           uuid primary key,
    link_id      uuid not null references booking_link,
    token_hash   bytea not null,
    account_id   uuid not null,
    contact_id   uuid,
    title        text not null,
    purpose      text not null,
    people       text[] not null,
    guest_name   text not null,
    guest_email  text not null,
    note         text,
    starts_at    timestamptz not null,
    ends_at      timestamptz not null,
    status       text not null check (status in ('booked', 'cancelled')),
    sequence     int not null,
    changed_at   timestamptz not null,
    created_at   timestamptz not null,
    constraint meeting_token unique (token_hash)
);
create index meeting_account on meeting (account_id, starts_at);
create index meeting_people on meeting using gin (people);

-- Whose time is taken, with the buffer after it. The database itself keeps two meetings from taking the same.
create table meeting_slot (
    meeting_id uuid not null references meeting,
    person_id  text not null,
    during     tstzrange not null,
    primary key (meeting_id, person_id),
    constraint meeting_slot_taken exclude using gist (person_id with =, during with &&)
);

-- A calendar to subscribe to: of a person of ours, or of a plan that is shared with a customer.
create table calendar_link (
    id         uuid primary key,
    token_hash bytea not null,
    person_id  text,
    plan_id    uuid,
    account_id uuid,
    created_by text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    constraint calendar_link_token unique (token_hash),
    constraint calendar_link_subject check (num_nonnulls(person_id, plan_id) = 1)
);
