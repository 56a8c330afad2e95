-- Who recorded it may correct it; what an import brought has no author.
alter table activity add column recorded_by text;
-- What the account subscribes to now, as renewals tells it: segment rules ask for it.
alter table portfolio_entry add column products text[] not null default '{}';
