-- Users with more than half of an account's events, from when until when, and when they departed.
create table power_user (
    account_id     uuid not null,
    user_number    int not null,
    since_day      date not null,
    until_day      date,
    share          numeric(5,4) not null,
    departed_on    date,
    last_active_on date,
    fall           numeric(5,4),
    primary key (account_id, user_number, since_day)
);
create index power_user_departed on power_user (departed_on) where departed_on is not null;

-- Thresholds of use that are reached now.
create table usage_threshold (
    account_id uuid not null,
    threshold  text not null,
    since_day  date not null,
    primary key (account_id, threshold)
);

-- How far the day's watch has come; the row's lock passes from replica to replica, chunk by chunk.
create table daily_watch (
    day          date primary key,
    last_account uuid not null default '00000000-0000-0000-0000-000000000000',
    done         boolean not null default false
);
