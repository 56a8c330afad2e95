-- What an account brought into a merge, so that the merge can be undone.
create table account_merge (
    merge_id         uuid primary key,
    account_id       uuid not null,
    duplicate_id     uuid not null,
    subscription_ids uuid[] not null,
    contract_ids     uuid[] not null,
    invoice_ids      uuid[] not null,
    undone           boolean not null default false
);
