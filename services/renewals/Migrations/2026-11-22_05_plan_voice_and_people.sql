-- Own copies of what is shown beside a renewal: how far the success plan is, what the customer confirmed, what they asked for.
create table account_plan (
    account_id         uuid primary key,
    progress           numeric,
    overdue_milestones int not null,
    open_milestones    int not null,
    told_at            timestamptz not null
);
create table confirmed_value (
    claim_id     uuid primary key,
    account_id   uuid not null,
    claim        text not null,
    amount       numeric,
    currency     text,
    confirmed_on date not null
);
create index confirmed_value_account on confirmed_value (account_id);
create table account_requests (
    account_id        uuid primary key,
    open_requests     int not null,
    unanswered_shared int not null,
    told_at           timestamptz not null
);

-- What the customer's sponsor says when asked straight out; kept beside the three likelihoods, part of none.
alter table renewal
    add column gut_check text check (gut_check in ('renew', 'unsure', 'leave')),
    add column gut_check_contact uuid,
    add column gut_check_on date,
    add column gut_check_note text;

-- What people are called, for one purpose: to find them in free text when their data has to go.
create table contact_name (
    contact_id uuid primary key,
    account_id uuid not null,
    version    int not null,
    name       text not null,
    email      text
);
create table erased_contact (
    contact_id uuid primary key
);
