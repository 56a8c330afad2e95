-- Courses and certifications, and who completed them.

create table course (
    course_id    uuid primary key,
    code         text not null constraint course_code unique,
    title        text not null,
    kind         text not null check (kind in ('course', 'certification')),
    -- Whom it is for; null: everybody.
    role         text check (role in ('admin', 'end_user')),
    valid_months int check (valid_months > 0),
    retired      boolean not null default false,
    version      int not null
);

create table course_completion (
    completion_id uuid primary key,
    course_id     uuid not null references course,
    account_id    uuid not null,
    -- Null where the person's data had to go; what the account did stays counted.
    contact_id    uuid,
    completed_on  date not null,
    expires_on    date,
    source        text not null,
    recorded_by   text not null,
    recorded_at   timestamptz not null,
    constraint course_completion_once unique (course_id, contact_id, completed_on)
);
create index course_completion_account on course_completion (account_id, completed_on);
create index course_completion_contact on course_completion (contact_id);
