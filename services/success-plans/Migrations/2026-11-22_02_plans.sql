-- The plan: what success means to the customer, and whether it is coming.

create table plan_template (
    id         uuid primary key,
    name       text not null,
    size       text,
    body       jsonb not null,
    retired    boolean not null default false,
    version    int not null,
    created_at timestamptz not null
);
create unique index plan_template_name on plan_template (lower(name)) where not retired;

create table plan (
    id                 uuid primary key,
    account_id         uuid not null,
    template_id        uuid references plan_template,
    status             text not null check (status in ('draft', 'agreed', 'closed')),
    summary            text,
    success_3_months   text,
    success_6_months   text,
    success_12_months  text,
    starts_on          date not null,
    agreed_on          date,
    agreed_by_contact  uuid,
    closed_on          date,
    close_reason       text,
    -- As told last, so that only a change is told.
    progress           numeric(6, 4),
    overdue_milestones int not null default 0,
    open_milestones    int not null default 0,
    told               boolean not null default false,
    version            int not null,
    created_at         timestamptz not null,
    created_by         text not null
);
-- One living plan per account.
create unique index plan_living on plan (account_id) where status <> 'closed';
create index plan_account on plan (account_id);

create table plan_change (
    plan_id    uuid not null references plan,
    version    int not null,
    at         timestamptz not null,
    by         text not null,
    what       text not null,
    subject_id uuid,
    before     jsonb,
    after      jsonb,
    primary key (plan_id, version)
);

create table objective (
    id                uuid primary key,
    plan_id           uuid not null references plan,
    position          int not null,
    text              text,
    metric            text,
    baseline          numeric,
    target            numeric,
    unit              text,
    reviewed_by       text,
    owner_contact_id  uuid,
    due_on            date,
    unit_value        numeric(18, 4),
    currency          text,
    telemetry_from    text not null default 'zero' check (telemetry_from in ('zero', 'baseline')),
    removed           boolean not null default false
);
create index objective_plan on objective (plan_id, position);

create table objective_activity (
    id           uuid primary key,
    objective_id uuid not null references objective,
    feature      text not null,
    measure      text not null check (measure in ('events', 'quantity', 'active_users')),
    span         text not null check (span in ('since_start', 'last_28_days')),
    per_unit     numeric not null
);
create index objective_activity_objective on objective_activity (objective_id);

create table reading (
    id           uuid primary key,
    objective_id uuid not null references objective,
    day          date not null,
    value        numeric not null,
    source       text not null check (source in ('manual', 'telemetry')),
    note         text,
    by           text not null,
    at           timestamptz not null
);
create index reading_objective on reading (objective_id, day desc, at desc);
create unique index reading_telemetry on reading (objective_id, day) where source = 'telemetry';

create table expectation (
    id         uuid primary key,
    plan_id    uuid not null references plan,
    position   int not null,
    side       text not null check (side in ('ours', 'customer')),
    role       text not null,
    person     text,
    contact_id uuid,
    text       text not null
);
create index expectation_plan on expectation (plan_id, position);

create table meeting (
    id       uuid primary key,
    plan_id  uuid not null references plan,
    position int not null,
    title    text not null,
    purpose  text,
    rhythm   text not null check (rhythm in ('once', 'weekly', 'biweekly', 'monthly', 'quarterly')),
    first_on date not null
);
create index meeting_plan on meeting (plan_id, position);

create table step (
    id               uuid primary key,
    plan_id          uuid not null references plan,
    kind             text not null check (kind in ('milestone', 'task')),
    milestone_id     uuid references step,
    position         int not null,
    name             text not null,
    side             text not null check (side in ('ours', 'customer')),
    owner            text,
    owner_contact_id uuid,
    days             int not null check (days >= 0),
    due_on           date not null,
    done_on          date,
    done_by          text,
    evidence         text,
    overdue_told_for date,
    removed          boolean not null default false
);
create index step_plan on step (plan_id, position);
create index step_due on step (due_on) where done_on is null and not removed;

create table step_dependency (
    step_id    uuid not null references step,
    depends_on uuid not null references step,
    primary key (step_id, depends_on),
    check (step_id <> depends_on)
);

create table claim (
    id                uuid primary key,
    plan_id           uuid not null references plan,
    objective_id      uuid references objective,
    text              text not null,
    evidence          text not null,
    amount            numeric(18, 2),
    currency          text,
    claimed_at        timestamptz not null,
    claimed_by        text not null,
    confirmed_at      timestamptz,
    confirmed_by      text,
    confirmed_contact uuid,
    confirmed_via     text check (confirmed_via in ('recorded', 'shared_link')),
    withdrawn_at      timestamptz
);
create index claim_plan on claim (plan_id, claimed_at);
