-- Themes are the organisation's own: one that was used stays with its interviews and is no longer offered.
alter table theme add column retired boolean not null default false;
