-- How many accounts paid when the round began: when many came or went since, the round is made again.
alter table daily_round add column paying int not null default 0;
