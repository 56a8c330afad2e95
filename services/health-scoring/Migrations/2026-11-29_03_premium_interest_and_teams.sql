-- Attempts at a feature that the product refused, because the account's edition does not hold it. No use: they are in no rollup.
create table denied_attempt (
    account_id  uuid not null,
    day         date not null,
    user_number int not null,
    feature     int not null,
    attempts    int not null,
    primary key (account_id, day, user_number, feature)
);

-- Teams or groups of users as the product names them, with the day on which each was first seen.
create table product_team (
    account_id uuid not null,
    team       text not null,
    first_day  date not null,
    primary key (account_id, team)
);
