-- Use that arrived after the day on which it happened, packed like usage_day.detail, by the day of its arrival: what was known on a past day is the day's detail without it.
create table late_usage (
    account_id  uuid not null,
    day         date not null,
    received_on date not null,
    seq         bigint generated always as identity,
    detail      bytea not null,
    primary key (account_id, day, received_on, seq)
);
alter table late_usage alter column detail set storage external;
