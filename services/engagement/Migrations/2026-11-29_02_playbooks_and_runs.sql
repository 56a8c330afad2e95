-- Playbooks with their versions, and runs with what they have done and when they go on.

create table playbook (
    id             uuid primary key,
    key            text not null,
    name           text not null,
    owner          text not null,
    classes        text[] not null,
    status         text not null,
    live_version   int,
    latest_version int not null,
    holdout        numeric not null,
    pack           text,
    version        int not null,
    created_at     timestamptz not null,
    created_by     text not null,
    live_at        timestamptz,
    live_reason    text,
    constraint playbook_key_key unique (key),
    constraint playbook_holdout_range check (holdout between 0 and 0.5)
);
create table playbook_version (
    playbook_id uuid not null references playbook (id),
    number      int not null,
    definition  jsonb not null,
    checksum    text not null,
    warnings    jsonb not null,
    saved_at    timestamptz not null,
    saved_by    text not null,
    primary key (playbook_id, number)
);

create table run (
    id               uuid primary key,
    playbook_id      uuid not null references playbook (id),
    playbook_version int not null,
    account_id       uuid not null,
    contact_id       uuid,
    product_user_id  text,
    subject          text not null,
    dedupe           text not null,
    arm              text not null,
    trigger          text not null,
    started_by       text not null,
    variables        jsonb not null,
    parent_id        uuid,
    depth            int not null,
    state            text not null,
    paused           boolean not null default false,
    migrated_at      timestamptz,
    step             text,
    attempt          int not null default 0,
    wake             jsonb,
    wait_event       text,
    wait_when        text,
    waiting_for      text,
    approval         text,
    approved         jsonb,
    next_at          timestamptz,
    measure_before   numeric,
    goal_until       timestamptz,
    goal_reached_at  timestamptz,
    end_reason       text,
    started_at       timestamptz not null,
    ended_at         timestamptz,
    version          int not null
);
create unique index run_open on run (playbook_id, subject, dedupe) where ended_at is null;
create index run_open_account on run (account_id) where ended_at is null;
create index run_account on run (account_id, id);
create index run_playbook on run (playbook_id, id);

-- The one place that says when something is due: a run has at most one moment.
create table run_timer (
    run_id   uuid primary key references run (id),
    due_at   timestamptz not null,
    failures int not null default 0
);
create index run_timer_due on run_timer (due_at);

create table run_step (
    id      bigint generated always as identity primary key,
    run_id  uuid not null references run (id),
    step    text not null,
    type    text not null,
    outcome text not null,
    detail  text,
    output  jsonb,
    by      text not null,
    at      timestamptz not null
);
create index run_step_run on run_step (run_id, id);

create table outward_intent (
    effect_key text primary key,
    run_id     uuid not null references run (id),
    account_id uuid not null,
    step       text not null,
    kind       text not null,
    payload    jsonb not null,
    state      text not null,
    attempts   int not null default 0,
    due_at     timestamptz,
    answer     jsonb,
    reason     text,
    written_at timestamptz not null,
    settled_at timestamptz
);
create index outward_intent_due on outward_intent (due_at) where due_at is not null;
create index outward_intent_run on outward_intent (run_id);

create table simulation (
    id               uuid primary key,
    playbook_id      uuid not null references playbook (id),
    playbook_version int not null,
    from_day         date not null,
    to_day           date not null,
    state            text not null,
    progress         numeric not null,
    result           jsonb,
    asked_by         text not null,
    asked_at         timestamptz not null,
    finished_at      timestamptz
);
create index simulation_playbook on simulation (playbook_id, id);
create index simulation_waiting on simulation (id) where state in ('waiting', 'running');
