-- Paid seats by their own dates. A correction of the past supersedes what was known before and leaves it there: what could have been said on a past day is asked by what was known then.
alter table paid_seats
    add column told_at timestamptz not null default '-infinity',
    add column superseded_at timestamptz,
    drop constraint paid_seats_pkey,
    add primary key (account_id, from_day, version);
create index paid_seats_now on paid_seats (account_id, from_day) where superseded_at is null;

-- The version of the account's revenue that seats, first payment and outcomes of the ledger are of.
alter table account add column revenue_version bigint not null default 0;
