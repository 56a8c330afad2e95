-- What stays at the top of an account's list, and which of our people an activity names.
alter table activity
    add column pinned boolean not null default false,
    add column mentions text[] not null default '{}';
create index activity_pinned on activity (account_id, occurred_at desc) where pinned;
