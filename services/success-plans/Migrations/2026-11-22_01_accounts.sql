-- Our own copy of accounts and the people there, fed by the accounts service's events.

create table account_copy (
    account_id     uuid primary key,
    name           text not null,
    lifecycle      text not null,
    size           text,
    motion         text,
    customer_since date,
    owners         jsonb not null,
    merged_into    uuid,
    version        int not null
);
create index account_copy_size on account_copy (size);

create table contact_copy (
    contact_id       uuid primary key,
    account_id       uuid not null,
    name             text not null,
    email            text,
    title            text,
    seniority        text,
    function         text,
    roles            text[] not null,
    product_user_ids text[] not null,
    status           text not null,
    version          int not null
);
create index contact_copy_account on contact_copy (account_id);

-- Only the id, so that an event that comes late does not bring the person back.
create table erased_contact (
    contact_id uuid primary key
);
