-- What each account is owed, and how often: one table, for each way in which accounts are served.

create table cadence (
    kind       text not null check (kind in ('onboarding_status', 'value_note', 'business_review', 'proof_mail',
        'release_note', 'visit')),
    motion     text not null,
    lifecycle  text,
    priority   text,
    every_days int not null check (every_days between 1 and 730),
    primary key (kind, motion)
);
create table cadence_version (version int not null, changed_by text, changed_at timestamptz);
insert into cadence_version (version) values (1);

insert into cadence (kind, motion, lifecycle, priority, every_days) values
    ('onboarding_status', 'high_touch', 'onboarding', null, 7),
    ('onboarding_status', 'pooled', 'onboarding', null, 7),
    ('value_note', 'high_touch', 'established', null, 30),
    ('value_note', 'pooled', 'established', null, 30),
    ('business_review', 'high_touch', 'established', null, 91),
    ('proof_mail', 'high_touch', 'established', null, 91),
    ('proof_mail', 'pooled', 'established', null, 91),
    ('release_note', 'high_touch', null, null, 30),
    ('release_note', 'pooled', null, null, 30),
    ('release_note', 'tech_touch', null, null, 30),
    ('visit', 'high_touch', 'established', 'p1', 365);

create table owed_contact (
    id         uuid primary key,
    account_id uuid not null,
    kind       text not null,
    due_on     date not null,
    state      text not null check (state in ('open', 'done', 'withheld', 'lapsed')),
    note       text,
    opened_on  date not null,
    closed_on  date,
    closed_by  text
);
create unique index owed_contact_open on owed_contact (account_id, kind) where state = 'open';
create index owed_contact_due on owed_contact (due_on) where state = 'open';
create index owed_contact_account on owed_contact (account_id, kind, closed_on);
