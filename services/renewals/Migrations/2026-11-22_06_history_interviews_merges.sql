-- Losses that we learned of after they had happened, from imported history: nothing here could have flagged them.
alter table retrospective add column learned_late boolean not null default false;

-- What interviews about lost accounts came to, in the codes that feedback gave them.
create table churn_interview (
    interview_id   uuid primary key,
    account_id     uuid not null,
    kind           text not null,
    outcome        text not null,
    themes         text[] not null,
    decisive_theme text,
    told_at        timestamptz not null
);
create index churn_interview_account on churn_interview (account_id);

-- What a merge moved beside subscriptions, contracts and invoices, so that it goes back when the merge is undone.
create table account_merge_item (
    merge_id uuid not null references account_merge,
    kind     text not null,
    id       uuid not null,
    primary key (merge_id, kind, id)
);

-- How the customer's people felt at the last review, 1 to 5, as success plans told it.
create table review_gut_check (
    account_id uuid primary key,
    score      int not null check (score between 1 and 5),
    held_on    date not null
);
