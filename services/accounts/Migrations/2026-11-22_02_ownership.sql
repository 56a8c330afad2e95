-- One row: how the organisation counts days.
create table calendar_setting (
    only_row  boolean primary key default true check (only_row),
    time_zone text not null,
    weekend   text[] not null
);
insert into calendar_setting (time_zone, weekend) values ('UTC', '{saturday,sunday}');

create table calendar_holiday (
    day  date primary key,
    name text not null
);

-- Who can own accounts, in which roles. People are known by their user id.
create table team_member (
    person_id text primary key,
    name      text not null,
    roles     text[] not null,
    sizes     text[] not null default '{}',
    active    boolean not null,
    version   int not null
);

create table handover (
    id          uuid primary key,
    account_id  uuid not null references account (id),
    from_role   text not null,
    to_role     text not null,
    from_person text not null,
    to_person   text not null,
    status      text not null,
    brief       jsonb not null,
    checklist   jsonb not null,
    proposed_by text not null,
    proposed_at timestamptz not null,
    decided_at  timestamptz,
    refusal     text,
    version     int not null,
    constraint handover_status_known check (status in ('proposed', 'accepted', 'refused', 'withdrawn'))
);
create unique index handover_one_open on handover (account_id, to_role) where status = 'proposed';
create index handover_account on handover (account_id, proposed_at desc);
create index handover_receiver on handover (to_person, proposed_at) where status = 'proposed';

create table kickoff (
    contract_id uuid primary key,
    account_id  uuid not null references account (id),
    signed_on   date not null,
    due_on      date not null,
    held_at     timestamptz,
    held_by     text
);
create index kickoff_account on kickoff (account_id, signed_on desc);
create index kickoff_due on kickoff (due_on) where held_at is null;

-- How many accounts, or how much ARR, one CSM of a segment can carry.
create table coverage_model (
    size            text primary key,
    motion          text not null,
    accounts_per_csm int,
    arr_per_csm     numeric,
    version         int not null,
    constraint coverage_model_has_a_limit check (accounts_per_csm is not null or arr_per_csm is not null)
);
insert into coverage_model (size, motion, accounts_per_csm, arr_per_csm, version) values
    ('enterprise', 'high_touch', 15, 5000000, 1),
    ('mid_market', 'pooled', 60, 4000000, 1),
    ('smb', 'tech_touch', 700, null, 1);

create table priority_override (
    account_id uuid primary key references account (id),
    priority   text not null check (priority in ('p1', 'p2', 'p3')),
    reason     text not null,
    until      date not null,
    set_by     text not null,
    set_at     timestamptz not null
);

-- Where the book's value lies: what counts as its top and as its middle, taken anew each day.
create table book_quantile (
    only_row boolean primary key default true check (only_row),
    top_arr  numeric not null,
    mid_arr  numeric not null,
    taken_at timestamptz not null
);
insert into book_quantile (top_arr, mid_arr, taken_at) values (0, 0, '-infinity');
