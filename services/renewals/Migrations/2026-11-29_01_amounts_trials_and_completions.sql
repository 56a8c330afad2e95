-- ARR of its own: twelve times a rounded month loses up to six cents a line. Exact amounts follow with the next turn of
-- the books.
alter table account_revenue add column arr numeric(18, 2) not null default 0;
update account_revenue set arr = mrr * 12;
insert into book_refresh (account_id, asked_at)
select account_id, now() from account_revenue where mrr > 0
on conflict do nothing;

-- First day on which a subscription that began as a trial is paid for.
alter table subscription add column trial_ends_on date;
alter table subscription_version add column trial_ends_on date;

-- What the customer owes: neither a credit note nor an invoice of nothing is ever overdue.
alter table invoice add column owed boolean not null generated always as (status = 'open' and amount > 0) stored;
drop index invoice_unpaid;
create index invoice_unpaid on invoice (due_on) where owed;
update invoice set overdue_told = false where amount <= 0;

-- Terms that end on the last day of a month were counted one month short. What was renewed since has an end that people
-- may have changed.
update contract set term_months = term_months + 1
where version = 1 and ends_on is not null
  and (starts_on + make_interval(months => term_months + 1))::date = ends_on + 1;

-- Two milestones at 120 days: the usage benchmark and the recap of outcomes.
alter table renewal_milestone drop constraint renewal_milestone_once;
alter table renewal_milestone add constraint renewal_milestone_once unique (renewal_id, milestone);
insert into renewal_milestone (id, renewal_id, days_before, milestone, due_on, owner)
select gen_random_uuid(), m.renewal_id, m.days_before, 'outcome_recap', m.due_on, m.owner
from renewal_milestone m join renewal r on r.id = m.renewal_id
where m.milestone = 'usage_benchmark' and m.done_on is null and not m.told and r.outcome is null;

-- A snapshot says when it was taken; those from before there was a book said nothing.
delete from forecast_line where snapshot_id in (
    select id from forecast_snapshot
    where taken_at < (select coalesce(min(recorded_at), 'infinity') from subscription_version));
delete from forecast_snapshot
where taken_at < (select coalesce(min(recorded_at), 'infinity') from subscription_version);
update forecast_snapshot s set taken_on = t.day
from (
    select id, (taken_at at time zone coalesce((select time_zone from organisation.calendar), 'UTC'))::date as day
    from forecast_snapshot) t
where t.id = s.id and s.taken_on < t.day
  and not exists (
      select from forecast_snapshot o
      where (o.taken_on, o.period_from, o.period_to) = (t.day, s.period_from, s.period_to));

-- Who finished what, and what came of it.
alter table risk_play add column done_by text;
alter table retrospective_action add column done_by text, add column result text;

-- The interview that a reason was taken from; null where a person gave it.
alter table churn add column reason_interview uuid;
