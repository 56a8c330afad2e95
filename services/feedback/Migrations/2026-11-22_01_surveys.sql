-- Surveys, their answers and the loops that answers open; our own copies of what other services own.

create extension if not exists pg_trgm;

create table account_copy (
    account_id  uuid primary key,
    name        text not null,
    lifecycle   text not null,
    size        text,
    motion      text,
    priority    text,
    owners      jsonb not null,
    merged_into uuid,
    version     int not null
);
create table account_external_id (
    source      text not null,
    external_id text not null,
    account_id  uuid not null,
    primary key (source, external_id)
);
create table account_segment (
    account_id uuid not null,
    segment_id uuid not null,
    segment    text not null,
    inside     boolean not null,
    changed_at timestamptz not null,
    primary key (account_id, segment_id)
);
create table account_revenue (
    account_id        uuid primary key,
    arr               numeric(18, 2) not null,
    currency          text not null,
    next_contract_end date,
    version           int not null
);
create table account_renewal (
    renewal_id uuid primary key,
    account_id uuid not null,
    ends_on    date,
    arr_due    numeric(18, 2),
    closed     boolean not null default false
);
create index account_renewal_account on account_renewal (account_id) where not closed;

create table contact_copy (
    contact_id       uuid primary key,
    account_id       uuid not null,
    name             text not null,
    email            text,
    title            text,
    seniority        text,
    function         text,
    roles            text[] not null,
    product_user_ids text[] not null,
    status           text not null,
    version          int not null
);
create index contact_copy_account on contact_copy (account_id);
create index contact_copy_users on contact_copy using gin (product_user_ids);

-- An event about the person that comes after the erasure changes nothing.
create table erased_contact (contact_id uuid primary key, erased_at timestamptz not null);

create table survey (
    id              uuid primary key,
    name            text not null,
    type            text not null check (type in ('nps', 'csat', 'ces', 'custom')),
    question        text not null,
    scale_from      int not null,
    scale_to        int not null,
    -- How the figure is made of the scores, kept with the survey: what was measured may not change afterwards.
    method          text not null check (method in ('nps', 'top_boxes', 'mean')),
    top_boxes       int,
    loop_at_or_below numeric(6, 2),
    product         text,
    questions       jsonb not null,
    status          text not null check (status in ('active', 'retired')),
    version         int not null,
    created_at      timestamptz not null,
    created_by      text not null,
    constraint survey_name_key unique (name)
);

create table answer (
    id            uuid primary key,
    survey_id     uuid not null references survey,
    wave_id       uuid,
    invitation_id uuid,
    account_id    uuid,
    contact_id    uuid,
    score         numeric(6, 2),
    class         text check (class in ('promoter', 'passive', 'detractor')),
    comment       text,
    replies       jsonb not null,
    wants_reply   boolean not null,
    product       text,
    -- As they were when the answer was given: figures of the past do not move when an account grows.
    size          text,
    motion        text,
    priority      text,
    segments      text[] not null,
    roles         text[] not null,
    channel       text not null check (channel in ('link', 'in_app', 'email', 'api', 'import')),
    source_key    text,
    answered_at   timestamptz not null,
    recorded_at   timestamptz not null,
    recorded_by   text not null,
    corrected_at  timestamptz,
    erased        boolean not null default false,
    version       int not null,
    words         tsvector generated always as (to_tsvector('simple', coalesce(comment, ''))) stored,
    constraint answer_invitation_once unique (invitation_id),
    constraint answer_source_once unique (survey_id, source_key)
);
create index answer_survey on answer (survey_id, answered_at);
create index answer_account on answer (account_id, answered_at);
create index answer_contact on answer (contact_id) where contact_id is not null;
create index answer_wave on answer (wave_id) where wave_id is not null;
create index answer_words on answer using gin (words);

create table feedback_loop (
    id           uuid primary key,
    answer_id    uuid not null references answer,
    account_id   uuid not null,
    reason       text not null check (reason in ('detractor', 'low_csat', 'high_effort', 'question')),
    owner        text,
    status       text not null check (status in ('open', 'closed')),
    opened_at    timestamptz not null,
    closed_at    timestamptz,
    what_changed text,
    escalated_to text check (escalated_to in ('manager', 'executive')),
    escalated_at timestamptz,
    version      int not null,
    constraint feedback_loop_once unique (answer_id)
);
create index feedback_loop_account on feedback_loop (account_id);
create index feedback_loop_open on feedback_loop (opened_at) where status = 'open';

create table loop_step (
    loop_id  uuid not null references feedback_loop,
    step     text not null check (step in ('thank', 'acknowledge', 'act', 'follow_up')),
    position int not null,
    owner    text,
    due_at   timestamptz not null,
    done_at  timestamptz,
    done_by  text,
    note     text,
    told_at  timestamptz,
    primary key (loop_id, step)
);
create index loop_step_due on loop_step (due_at) where done_at is null;

-- What customers are to be told; whoever sends e-mail takes them from here.
create table notice (
    id             uuid primary key,
    kind           text not null check (kind in ('loop_follow_up', 'request_status')),
    about_id       uuid not null,
    account_id     uuid not null,
    contact_id     uuid,
    text           text not null,
    created_at     timestamptz not null,
    handed_over_at timestamptz
);
create index notice_waiting on notice (id) where handed_over_at is null;

-- Merged accounts: what moved, so that it can go back.
create table account_merge (
    merge_id     uuid primary key,
    account_id   uuid not null,
    duplicate_id uuid not null,
    moved        jsonb not null,
    undone       boolean not null default false
);
