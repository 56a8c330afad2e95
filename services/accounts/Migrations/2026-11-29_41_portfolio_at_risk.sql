-- One meaning of "at risk": each reason is a column of its own, and what is generated from them cannot disagree.
alter table portfolio_entry
    drop column arr_at_risk,
    add column notice_on date,
    add column called_at_risk boolean not null default false,
    add column drivers jsonb not null default '[]',
    add column scorecard_segment text,
    add column churn_probability numeric,
    add column predicted_at timestamptz,
    add column keep_probability numeric not null default 0.85,
    add column keep_source text not null default 'default';
alter table portfolio_entry
    add column at_risk boolean not null generated always as
        (coalesce(band = 'red', false) or open_risks > 0 or notice_on is not null or called_at_risk) stored,
    add column arr_at_risk numeric not null generated always as
        (case when coalesce(band = 'red', false) or open_risks > 0 or notice_on is not null or called_at_risk
            then arr else 0 end) stored,
    add column expected_loss numeric not null generated always as (round(arr * (1 - keep_probability), 2)) stored;

-- As the other orders: a page walks one of these and looks at the filters in the index itself.
drop index portfolio_by_arr, portfolio_by_score, portfolio_by_renewal, portfolio_by_name;
create index portfolio_by_expected_loss on portfolio_entry (expected_loss, account_id)
    include (merged, at_risk, lifecycle, size, motion, priority, band, csm, industry, country, arr, renewal_date, name);
create index portfolio_by_arr_at_risk on portfolio_entry (arr_at_risk, account_id)
    include (merged, at_risk, lifecycle, size, motion, priority, band, csm, industry, country, arr, renewal_date, name);
create index portfolio_by_arr on portfolio_entry (arr, account_id)
    include (merged, at_risk, lifecycle, size, motion, priority, band, csm, industry, country, renewal_date, name);
create index portfolio_by_score on portfolio_entry (coalesce(score, 101), account_id)
    include (merged, at_risk, lifecycle, size, motion, priority, band, csm, industry, country, arr, renewal_date, name,
        score);
create index portfolio_by_renewal on portfolio_entry (coalesce(renewal_date, '9999-12-31'), account_id)
    include (merged, at_risk, lifecycle, size, motion, priority, band, csm, industry, country, arr, renewal_date, name);
create index portfolio_by_name on portfolio_entry (lower(name), account_id)
    include (merged, at_risk, lifecycle, size, motion, priority, band, csm, industry, country, arr, renewal_date, name);
-- Of one band by what it may cost: red accounts that pay little stand behind green ones that pay much.
create index portfolio_by_band on portfolio_entry (band, expected_loss, account_id)
    include (merged, at_risk, lifecycle, size, motion, priority, csm, industry, country, arr, renewal_date, name);
create index portfolio_by_csm on portfolio_entry (csm, expected_loss, account_id)
    include (merged, at_risk, lifecycle, size, motion, priority, band, industry, country, arr, renewal_date, name);

-- What owners call their renewals, as renewals publishes it.
create table renewal_call (
    renewal_id uuid primary key,
    account_id uuid not null,
    version    int not null,
    ends_on    date not null,
    call       text,
    decided    boolean not null default false
);
create index renewal_call_account on renewal_call (account_id);

-- Share of the accounts of a band that were kept, by the last validation of the segment's scorecard.
create table band_keep_rate (
    segment      text not null,
    band         text not null,
    rate         numeric not null,
    validated_at timestamptz not null,
    primary key (segment, band)
);
