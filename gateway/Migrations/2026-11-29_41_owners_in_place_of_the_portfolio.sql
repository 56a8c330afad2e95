-- The portfolio is answered by accounts; of its rows only who owns an account is read here, to filter the log by owner.
create table account_owner (
    account_id uuid primary key,
    version    int not null,
    owner      text
);
insert into account_owner (account_id, version, owner)
select account_id, account_version, owner from portfolio_row where account_version > 0;
drop table portfolio_row;
