-- A mark that waits: the account's past is still arriving, see HoldHistory. One for an account.
alter table dirty_account add column held_until timestamptz;
create unique index dirty_account_held on dirty_account (account_id) where held_until is not null;
