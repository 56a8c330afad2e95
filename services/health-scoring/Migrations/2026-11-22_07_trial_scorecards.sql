-- A draft may be tried beside the active scorecard before it is activated.
alter table scorecard drop constraint scorecard_status_check;
alter table scorecard add constraint scorecard_status_check check (status in ('draft', 'trial', 'active', 'retired'));
create unique index scorecard_one_trial on scorecard (segment) where status = 'trial';

-- Scores under a trial scorecard, one row per change; the latest is the current one. Kept for ever, like the history of the active one.
create table challenger_score (
    account_id   uuid not null,
    scorecard_id uuid not null,
    scored_at    timestamptz not null,
    as_of        date not null,
    score        numeric(5,2),
    band         text,
    inputs       numeric[] not null,
    primary key (account_id, scorecard_id, scored_at)
);
