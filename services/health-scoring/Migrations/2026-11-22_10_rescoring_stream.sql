-- How far the day's rescoring has come: it goes through the accounts chunk by chunk, and the row's lock passes from replica to replica.
alter table daily_rescoring alter column accounts set default 0,
    add column last_account uuid not null default '00000000-0000-0000-0000-000000000000',
    add column done boolean not null default false;
update daily_rescoring set done = true;
