-- Templates are chosen by the first segment that the account is in, by rank; the sizes are ready-made segments.
create table account_segment (
    account_id uuid not null,
    segment_id uuid not null,
    segment    text not null,
    is_member  boolean not null,
    since      timestamptz not null,
    primary key (account_id, segment_id)
);
create index account_segment_name on account_segment (segment);

alter table plan_template rename column size to segment;
alter table plan_template add column rank int not null default 100;
alter table onboarding_template add column rank int not null default 100;

-- The segment by which the plan's template was chosen.
alter table plan add column template_segment text;
