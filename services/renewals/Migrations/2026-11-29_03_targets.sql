-- What is to be reached: a metric, for a rule-based segment or the whole book, in a period.
create table target (
    id          uuid primary key,
    metric      text not null,
    segment_id  uuid,
    period_from date not null,
    period_to   date not null check (period_to >= period_from),
    value       numeric(10, 4) not null,
    owner       text not null,
    set_by      text not null,
    set_at      timestamptz not null,
    version     int not null,
    constraint target_once unique nulls not distinct (metric, segment_id, period_from, period_to)
);
