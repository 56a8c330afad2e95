alter table portfolio_entry
    add column open_risks int not null default 0,
    add column overdue_invoices int not null default 0,
    add column coverage_high int not null default 0,
    add column coverage_wide int not null default 0,
    add column live_contacts int not null default 0,
    add column single_threaded boolean not null default false;
create index portfolio_priority on portfolio_entry (priority, arr_at_risk, account_id);
create index portfolio_size on portfolio_entry (size, arr_at_risk, account_id);

-- What the daily round has done, so that a restart or a second replica does not do it again.
create table daily_round (
    day     date primary key,
    done_at timestamptz not null
);
