-- Onboarding: from signature to the point where the customer works with the product.

create table onboarding_template (
    template_id uuid primary key,
    -- smb, mid_market, enterprise, or default for accounts without a segment.
    segment     text not null,
    version     int not null,
    definition  jsonb not null,
    created_by  text not null,
    created_at  timestamptz not null,
    constraint onboarding_template_version unique (segment, version)
);

-- Which 2 or 3 critical actions are first value, per product.
create table first_value_definition (
    product text primary key,
    actions text[] not null,
    version int not null
);

create table onboarding (
    onboarding_id    uuid primary key,
    account_id       uuid not null,
    contract_id      uuid,
    template_id      uuid not null references onboarding_template,
    segment          text not null,
    status           text not null check (status in ('open', 'completed', 'cancelled')),
    signed_on        date not null,
    opened_on        date not null,
    planned_end      date not null,
    stage            text,
    stage_since      date,
    progressed_on    date not null,
    completed_on     date,
    cancelled_reason text,
    stalled_since    date,
    stall_cause      text,
    -- The last day that time alone was looked at.
    watched_on       date,
    version          int not null
);
create unique index onboarding_one_open on onboarding (account_id) where status = 'open';
create unique index onboarding_contract on onboarding (contract_id) where contract_id is not null;
create index onboarding_account on onboarding (account_id, opened_on desc);
create index onboarding_segment on onboarding (segment, status);

-- When each stage was entered and left; derived from the milestones, kept for the segment's median and funnel.
create table onboarding_stage (
    onboarding_id uuid not null references onboarding,
    stage_no      int not null,
    name          text not null,
    entered_on    date,
    left_on       date,
    primary key (onboarding_id, stage_no)
);

create table onboarding_milestone (
    milestone_id    uuid primary key,
    onboarding_id   uuid not null references onboarding,
    account_id      uuid not null,
    stage_no        int not null,
    position        int not null,
    key             text not null,
    name            text not null,
    side            text not null check (side in ('ours', 'customer')),
    owner_role      text,
    owner           text,
    track           text,
    due_on          date not null,
    rule            jsonb,
    status          text not null check (status in ('open', 'done', 'skipped')),
    closed_on       date,
    closed_by       text,
    by_telemetry    boolean not null default false,
    evidence        text,
    -- The due date whose passing was told.
    overdue_told    date,
    version         int not null,
    constraint onboarding_milestone_key unique (onboarding_id, key)
);
create index onboarding_milestone_open on onboarding_milestone (account_id, due_on) where status = 'open';

create table onboarding_check_in (
    check_in_id   uuid primary key,
    onboarding_id uuid not null references onboarding,
    kind          text not null check (kind in ('weekly_status', 'executive_check_in', 'sponsor_touchpoint')),
    due_on        date not null,
    held_on       date,
    status        text,
    summary       text,
    recorded_by   text,
    constraint onboarding_check_in_once unique (onboarding_id, kind, due_on)
);

create table onboarding_check_in_attendee (
    check_in_id uuid not null references onboarding_check_in,
    contact_id  uuid not null,
    primary key (check_in_id, contact_id)
);

create table onboarding_escalation (
    onboarding_id uuid not null references onboarding,
    stalled_since date not null,
    level         text not null check (level in ('csm', 'manager', 'sponsors')),
    due_on        date not null,
    raised_on     date not null,
    -- Who is told: on our side a user, at the customer a contact.
    our_person    text,
    contact_id    uuid,
    resolved_on   date,
    primary key (onboarding_id, stalled_since, level)
);

create table first_value (
    onboarding_id uuid not null references onboarding,
    product       text not null,
    action        text not null,
    reached_on    date not null,
    days          int not null,
    primary key (onboarding_id, product)
);
