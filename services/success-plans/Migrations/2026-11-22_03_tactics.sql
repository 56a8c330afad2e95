-- Tactics: the library, and what each account does of it.

create table outcome (
    id            uuid primary key,
    customer_type text not null,
    name          text not null
);
create unique index outcome_name on outcome (customer_type, lower(name));

create table tactic (
    id          uuid primary key,
    outcome_id  uuid not null references outcome,
    name        text not null,
    description text not null,
    steps       text[] not null,
    feature     text,
    days        int not null check (days > 0),
    version     int not null
);
create unique index tactic_name on tactic (outcome_id, lower(name));

create table case_study (
    id        uuid primary key,
    tactic_id uuid not null references tactic,
    title     text not null,
    text      text not null,
    result    text not null,
    at        timestamptz not null
);

-- A slot is 1, 2 or 3 and belongs to one active tactic of an account: a fourth has no row to stand in, however many ask at once.
create table account_tactic (
    id           uuid primary key,
    account_id   uuid not null,
    tactic_id    uuid not null references tactic,
    objective_id uuid references objective,
    state        text not null check (state in ('queued', 'active', 'completed', 'stopped')),
    slot         smallint check (slot between 1 and 3),
    queued_at    timestamptz not null,
    agreed_by    text not null,
    goal_users   int check (goal_users > 0),
    adoption     numeric(5, 4) not null default 0 check (adoption between 0 and 1),
    started_on   date,
    due_on       date,
    ended_on     date,
    stalled_on   date,
    result       text,
    version      int not null,
    constraint account_tactic_slot_when_active check ((state = 'active') = (slot is not null)),
    constraint account_tactic_three_active unique (account_id, slot)
);
create unique index account_tactic_once on account_tactic (account_id, tactic_id) where state in ('queued', 'active');
create index account_tactic_account on account_tactic (account_id, queued_at);

create table escalation (
    id                uuid primary key,
    account_tactic_id uuid not null references account_tactic,
    at                timestamptz not null,
    adoption          numeric(5, 4) not null,
    expected          numeric(5, 4) not null,
    contact_id        uuid,
    resolved_at       timestamptz
);
create unique index escalation_open on escalation (account_tactic_id) where resolved_at is null;
