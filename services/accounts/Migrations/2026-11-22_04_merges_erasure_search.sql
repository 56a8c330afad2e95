alter table contact add column merged_into uuid;

create table merge (
    id           uuid primary key,
    subject      text not null check (subject in ('account', 'contact')),
    kept_id      uuid not null,
    duplicate_id uuid not null,
    account_id   uuid not null,
    -- What was moved, so that it can go back.
    moved        jsonb not null,
    reason       text,
    merged_by    text not null,
    merged_at    timestamptz not null,
    undone_by    text,
    undone_at    timestamptz
);
create index merge_kept on merge (kept_id, merged_at desc);

create table erasure (
    id           uuid primary key,
    contact_id   uuid not null,
    account_id   uuid not null,
    reason       text not null,
    requested_by text not null,
    requested_at timestamptz not null
);
create unique index erasure_contact on erasure (contact_id);

create table erasure_answer (
    erasure_id   uuid not null references erasure (id),
    service      text not null,
    rows_changed int not null,
    answered_at  timestamptz not null,
    primary key (erasure_id, service)
);

create table saved_view (
    id         uuid primary key,
    owner_id   text not null,
    name       text not null,
    shared     boolean not null,
    query      jsonb not null,
    version    int not null,
    updated_at timestamptz not null,
    constraint saved_view_name_taken unique (owner_id, name)
);

create index contact_name_like on contact using gin (lower(name) gin_trgm_ops);
create index contact_email_like on contact using gin (lower(email) gin_trgm_ops);
create index account_domain_like on account using gin (lower(domain) gin_trgm_ops);
create index audit_entry_at on audit_entry (at);
create index timeline_entry_subject on timeline_entry (subject_id) where subject_id is not null;
