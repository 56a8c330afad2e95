-- Merged accounts: what moved, so that it can go back.

create table account_merge (
    merge_id     uuid primary key,
    account_id   uuid not null,
    duplicate_id uuid not null,
    moved        jsonb not null,
    undone       boolean not null default false
);
create index account_merge_duplicate on account_merge (duplicate_id) where not undone;
