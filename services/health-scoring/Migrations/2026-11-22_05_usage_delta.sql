-- What was stored and is not in the daily rollups yet, packed (see UsageDelta), by a shard of the accounts. Storing events only appends here; whoever holds a shard's row folds its deltas into
-- usage_day, each account-day once for however many deltas, and deletes them in the same transaction.
create table usage_delta (
    seq   bigint generated always as identity,
    shard smallint not null,
    body  bytea not null,
    primary key (shard, seq)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
alter table usage_delta alter column body set storage external;

create table usage_shard (
    shard smallint primary key
);
insert into usage_shard select generate_series(0, 15);
