-- The last 64 days of an account's rollups up to through_day, packed (see PackedWindow). Packed once a day; an event of one of those days that comes later takes the row away, so what is here
-- always equals the day rows, and where nothing is here the day rows are read.
create table usage_window (
    account_id  uuid primary key,
    through_day date not null,
    -- Of use ever, up to through_day.
    first_day   date,
    last_day    date,
    body        bytea not null
);
-- In the row, not beside it: a window of some twenty users is just above the usual limit, and fetching each from elsewhere takes several times as long.
alter table usage_window alter column body set storage external;
alter table usage_window set (toast_tuple_target = 8160);

-- How far the day's packing has come; the row's lock passes from replica to replica, chunk by chunk.
create table daily_packing (
    day          date primary key,
    last_account uuid not null default '00000000-0000-0000-0000-000000000000',
    done         boolean not null default false
);
