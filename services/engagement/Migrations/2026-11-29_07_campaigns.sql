-- What is meant to reach many people at once, from whatever tool, so that two do not reach one person.

create table campaign (
    id         uuid primary key,
    name       text not null,
    channel    text not null,
    topic      text not null,
    priority   int not null,
    planned_at timestamptz not null,
    created_at timestamptz not null,
    created_by text not null,
    ended_at   timestamptz
);
create index campaign_planned on campaign (planned_at);

create table campaign_person (
    id             uuid primary key,
    campaign_id    uuid not null references campaign,
    email          text not null,
    account_id     uuid,
    removed_at     timestamptz,
    removed_by     text,
    removed_reason text,
    line           text,
    line_by        text,
    constraint campaign_person_once unique (campaign_id, email)
);
create index campaign_person_email on campaign_person (email) where removed_at is null;
create index campaign_person_account on campaign_person (account_id);
