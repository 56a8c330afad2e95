-- Who was reached by whom, and who may be reached when.

-- One human, by the normalised e-mail address: the limit of a person is held by the lock of this row.
create table recipient (
    id         uuid primary key,
    email      text not null constraint recipient_email unique,
    state      text not null default 'ok' check (state in ('ok', 'bounced', 'complained', 'left')),
    state_at   timestamptz,
    time_zone  text,
    locale     text,
    created_at timestamptz not null
);

-- The limit of an account is held by the lock of this row.
create table account_budget (
    account_id uuid primary key
);

create table touch (
    id              uuid primary key,
    seq             bigint generated always as identity,
    recipient_id    uuid not null references recipient,
    account_id      uuid,
    channel         text not null,
    topic           text not null,
    priority        int not null,
    renewal_arr     numeric not null,
    source          text not null,
    effect_key      text not null constraint touch_effect_key unique,
    state           text not null check (state in ('reserved', 'sent', 'released', 'refused')),
    -- The instant that counts: when it may be sent, then when it was.
    at              timestamptz not null,
    -- Counts and is never stopped.
    is_exempt       boolean not null,
    -- A reservation that has not begun and yields its place to one of higher rank.
    is_displaceable boolean not null,
    -- Its holder gives it back or sends it, however long that takes.
    is_held         boolean not null,
    refused_because text,
    next_free_at    timestamptz,
    asked_at        timestamptz not null,
    sent_at         timestamptz,
    requested_by    text not null
);
create index touch_person on touch (recipient_id, at);
create index touch_account on touch (account_id, at) where state in ('reserved', 'sent');
create index touch_unused on touch (at) where state = 'reserved' and not is_held;
-- A person's wishes: no touches of a topic, a channel, or both; an asterisk stands for all.
create table opt_out (
    recipient_id uuid not null references recipient,
    topic        text not null,
    channel      text not null,
    since        timestamptz not null,
    -- page, one_click, reply, person.
    given_by     text not null,
    primary key (recipient_id, topic, channel)
);
