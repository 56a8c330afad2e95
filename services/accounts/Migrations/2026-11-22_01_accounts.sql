create extension if not exists btree_gist;
create extension if not exists pg_trgm;

create table account (
    id             uuid primary key,
    name           text not null,
    domain         text,
    industry       text,
    country        text,
    employees      int,
    parent_id      uuid,
    lifecycle      text not null,
    customer_since date,
    -- What a file or a person says; while null, the segment rules decide.
    declared_size  text,
    size           text,
    motion         text,
    priority       text,
    attributes     jsonb not null default '{}',
    merged_into    uuid,
    version        int not null,
    created_at     timestamptz not null,
    updated_at     timestamptz not null,
    constraint account_parent_fk foreign key (parent_id) references account (id),
    constraint account_lifecycle_known check (lifecycle in ('onboarding', 'adopting', 'established', 'renewing', 'churned'))
);
create index account_domain on account (lower(domain)) where domain is not null;
create index account_name on account (lower(name));
create index account_parent on account (parent_id) where parent_id is not null;

create table account_external_id (
    source      text not null,
    external_id text not null,
    account_id  uuid not null references account (id),
    constraint account_external_id_pkey primary key (source, external_id)
);
create index account_external_id_account on account_external_id (account_id);

create table attribute_definition (
    name        text primary key,
    type        text not null,
    choices     text[] not null default '{}',
    description text,
    created_at  timestamptz not null
);

create table contact (
    id                      uuid primary key,
    account_id              uuid not null references account (id),
    name                    text not null,
    email                   text,
    title                   text,
    seniority               text,
    function                text,
    roles                   text[] not null default '{}',
    product_user_ids        text[] not null default '{}',
    last_two_way_contact_at timestamptz,
    status                  text not null,
    version                 int not null,
    created_at              timestamptz not null,
    updated_at              timestamptz not null
);
create index contact_account on contact (account_id);
create index contact_email on contact (lower(email)) where email is not null;

create table contact_external_id (
    source      text not null,
    external_id text not null,
    contact_id  uuid not null references contact (id),
    constraint contact_external_id_pkey primary key (source, external_id)
);
create index contact_external_id_contact on contact_external_id (contact_id);

create table ticket (
    id                uuid primary key,
    account_id        uuid not null references account (id),
    source            text not null,
    external_id       text not null,
    subject           text,
    severity          text not null,
    opened_at         timestamptz not null,
    first_response_at timestamptz,
    resolved_at       timestamptz,
    satisfaction      numeric,
    escalated         boolean not null default false,
    version           int not null,
    updated_at        timestamptz not null,
    constraint ticket_external_id unique (source, external_id)
);
create index ticket_account on ticket (account_id, opened_at desc);

create table activity (
    id          uuid primary key,
    account_id  uuid not null references account (id),
    source      text not null,
    external_id text not null,
    type        text not null,
    subject     text,
    notes       text,
    occurred_at timestamptz not null,
    two_way     boolean not null,
    version     int not null,
    constraint activity_external_id unique (source, external_id)
);
create index activity_account on activity (account_id, occurred_at desc);

create table activity_participant (
    activity_id uuid not null references activity (id) on delete cascade,
    contact_id  uuid not null references contact (id),
    primary key (activity_id, contact_id)
);
create index activity_participant_contact on activity_participant (contact_id);

-- Append-only. Entries of other services carry the event's id, so that an event told twice stands here once.
create table timeline_entry (
    account_id  uuid not null,
    occurred_at timestamptz not null,
    id          uuid not null,
    type        text not null,
    service     text not null,
    title       text not null,
    actor       text not null,
    subject_id  uuid,
    data        jsonb not null default '{}',
    primary key (account_id, occurred_at, id)
);
create index timeline_entry_type on timeline_entry (account_id, type, occurred_at desc, id desc);

-- Exactly one accountable person per role at every instant: the constraint refuses overlaps, and periods are only ever closed by opening the next.
create table account_owner (
    id          uuid primary key,
    account_id  uuid not null references account (id),
    role        text not null,
    person_id   text not null,
    period      tstzrange not null,
    assigned_by text not null,
    reason      text,
    constraint account_owner_one_at_a_time exclude using gist (account_id with =, role with =, period with &&),
    constraint account_owner_role_known check (role in ('account_executive', 'onboarding_manager', 'csm', 'executive_sponsor'))
);
create index account_owner_current on account_owner (account_id, role) include (person_id) where upper_inf(period);
create index account_owner_person on account_owner (person_id, role) where upper_inf(period);

-- Who did what: append-only, kept apart from the data that it speaks of.
create table audit_entry (
    seq        bigint generated always as identity primary key,
    at         timestamptz not null,
    actor      text not null,
    action     text not null,
    subject    text not null,
    subject_id uuid not null,
    account_id uuid,
    -- Version of the subject after the change, where it has versions: tells the loser of two concurrent edits what changed.
    version    int,
    before     jsonb,
    after      jsonb,
    reason     text
);
create index audit_entry_account on audit_entry (account_id, seq desc);
create index audit_entry_subject on audit_entry (subject_id, seq desc);
create index audit_entry_actor on audit_entry (actor, seq desc);

-- One row per account for the portfolio: what is filtered and sorted by stands in one table, some of it copied from events of other services.
create table portfolio_entry (
    account_id      uuid primary key references account (id),
    name            text not null,
    lifecycle       text not null,
    industry        text,
    country         text,
    size            text,
    motion          text,
    priority        text,
    csm             text,
    customer_since  date,
    arr             numeric not null default 0,
    currency        text,
    seats           int,
    renewal_date    date,
    revenue_version int not null default 0,
    score           numeric,
    band            text,
    score_version   int not null default 0,
    open_tickets    int not null default 0,
    merged          boolean not null default false,
    -- Revenue that a red account puts at risk in full and a yellow one by half.
    arr_at_risk     numeric generated always as (arr * case band when 'red' then 1.0 when 'yellow' then 0.5 else 0 end) stored
);
create index portfolio_arr_at_risk on portfolio_entry (arr_at_risk, account_id);
create index portfolio_arr on portfolio_entry (arr, account_id);
create index portfolio_score on portfolio_entry (coalesce(score, 101), account_id);
create index portfolio_renewal on portfolio_entry (coalesce(renewal_date, '9999-12-31'), account_id);
create index portfolio_name on portfolio_entry (lower(name), account_id);
create index portfolio_csm on portfolio_entry (csm, arr_at_risk, account_id);
create index portfolio_band on portfolio_entry (band, arr_at_risk, account_id);
create index portfolio_lifecycle on portfolio_entry (lifecycle, arr_at_risk, account_id);
create index portfolio_country on portfolio_entry (country, arr_at_risk, account_id);
create index portfolio_industry on portfolio_entry (industry, arr_at_risk, account_id);
create index portfolio_name_like on portfolio_entry using gin (lower(name) gin_trgm_ops);

create table segment (
    id          uuid primary key,
    name        text not null,
    rule        text not null,
    description text,
    version     int not null,
    created_at  timestamptz not null,
    updated_at  timestamptz not null,
    constraint segment_name_taken unique (name)
);

create table segment_member (
    segment_id uuid not null references segment (id) on delete cascade,
    account_id uuid not null references account (id),
    since      timestamptz not null,
    primary key (segment_id, account_id)
);
create index segment_member_account on segment_member (account_id);

create table import_mapping (
    name       text primary key,
    document   jsonb not null,
    version    int not null,
    updated_at timestamptz not null,
    updated_by text not null
);

create table import_job (
    id          uuid primary key,
    kind        text not null,
    source      text not null,
    format      text not null,
    file_name   text,
    mapping     jsonb,
    dry_run     boolean not null,
    status      text not null,
    confirmed   jsonb not null default '{}',
    findings    jsonb not null default '[]',
    rows_total  int,
    rows_read   int not null default 0,
    inserted    int not null default 0,
    updated     int not null default 0,
    unchanged   int not null default 0,
    failed      int not null default 0,
    warnings    int not null default 0,
    -- Rows up to this line are settled; work resumes behind it.
    done_line   int not null default 0,
    problem     text,
    created_by  text not null,
    created_at  timestamptz not null,
    started_at  timestamptz,
    finished_at timestamptz,
    -- Who works on it, until when: a process that was killed loses the job to another, and one that only was slow notices.
    lease        uuid,
    leased_until timestamptz
);
create index import_job_open on import_job (created_at) where status in ('queued', 'running');

create table import_chunk (
    job_id uuid not null references import_job (id) on delete cascade,
    no     int not null,
    bytes  bytea not null,
    primary key (job_id, no)
);

create table import_problem (
    job_id   uuid not null references import_job (id) on delete cascade,
    seq      bigint generated always as identity,
    line     int not null,
    column_name text,
    value    text,
    code     text not null,
    message  text not null,
    severity text not null,
    primary key (job_id, line, seq)
);
