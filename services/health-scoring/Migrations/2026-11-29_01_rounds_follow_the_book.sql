-- Accounts that a round over the book has to look at again, because their past came in after it had passed them. Append-only: a fold never waits for a round.
create table round_mark (
    seq        bigint generated always as identity primary key,
    round      text not null,
    account_id uuid not null,
    due_at     timestamptz not null
);
create index round_mark_due on round_mark (round, due_at);
create index round_mark_account on round_mark (round, account_id);

-- Who could take over from a departed power user, most active first, as told with the departure.
alter table power_user
    add column others_remain boolean,
    add column successors int[] not null default '{}';

-- Both rounds are made again: the book that is there may have come in after them.
delete from daily_watch;
delete from daily_packing;
