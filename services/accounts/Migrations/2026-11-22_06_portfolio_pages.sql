-- A page walks the book in the order of one of these and looks at the filters in the index itself: whatever the filters let through, and however they hang together with the
-- order (green accounts have the highest scores), the worst page reads one index from end to end and never the rows beside it. One per order took the place of one per filter.
drop index portfolio_arr_at_risk, portfolio_arr, portfolio_score, portfolio_renewal, portfolio_name, portfolio_band, portfolio_lifecycle, portfolio_country, portfolio_industry, portfolio_priority,
    portfolio_size;
create index portfolio_by_arr_at_risk on portfolio_entry (arr_at_risk, account_id) include (merged, lifecycle, size, motion, priority, band, csm, industry, country, arr, renewal_date, name);
create index portfolio_by_arr on portfolio_entry (arr, account_id) include (merged, lifecycle, size, motion, priority, band, csm, industry, country, renewal_date, name);
create index portfolio_by_score on portfolio_entry (coalesce(score, 101), account_id)
    include (merged, lifecycle, size, motion, priority, band, csm, industry, country, arr, renewal_date, name, score);
create index portfolio_by_renewal on portfolio_entry (coalesce(renewal_date, '9999-12-31'), account_id)
    include (merged, lifecycle, size, motion, priority, band, csm, industry, country, arr, renewal_date, name);
create index portfolio_by_name on portfolio_entry (lower(name), account_id) include (merged, lifecycle, size, motion, priority, band, csm, industry, country, arr, renewal_date, name);
-- The band decides what is at risk: without this one, red accounts with the least of it would stand behind all of the green.
create index portfolio_by_band on portfolio_entry (band, arr_at_risk, account_id) include (merged, lifecycle, size, motion, priority, csm, industry, country, arr, renewal_date, name);

-- Such a walk is quick where pages are known to be visible to all: vacuum sooner than the table's size alone would have it.
alter table portfolio_entry set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);
