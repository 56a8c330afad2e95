-- One change of many accounts, by the rights of who asked for it.
create table bulk_change (
    id          uuid primary key,
    operation   text not null,
    request     jsonb not null,
    dry_run     boolean not null,
    status      text not null,
    created_by  text not null,
    role        text not null,
    scopes      text[] not null,
    created_at  timestamptz not null,
    finished_at timestamptz,
    constraint bulk_change_status_known check (status in ('queued', 'completed', 'undoing', 'undone'))
);
create index bulk_change_open on bulk_change (id) where status in ('queued', 'undoing');

-- Written in the transaction that changes the account, so that none is changed twice.
create table bulk_change_item (
    bulk_id    uuid not null references bulk_change (id) on delete cascade,
    account_id uuid not null,
    place      int not null,
    result     text not null,
    reason     text,
    undo       jsonb,
    primary key (bulk_id, account_id),
    constraint bulk_change_item_result_known check (result in
        ('waiting', 'changed', 'unchanged', 'refused', 'undoing', 'undone', 'undo_refused'))
);
create index bulk_change_item_place on bulk_change_item (bulk_id, place);
create index bulk_change_item_open on bulk_change_item (bulk_id, place) where result in ('waiting', 'undoing');
