-- What customers ask the product for.

create table product_request (
    id                uuid primary key,
    title             text not null,
    description       text not null,
    product           text,
    status            text not null check (status in ('submitted', 'under_review', 'planned', 'in_progress', 'shipped', 'declined')),
    status_reason     text,
    status_changed_at timestamptz not null,
    -- Other customers see it on their boards.
    on_board          boolean not null,
    merged_into       uuid references product_request,
    split_from        uuid references product_request,
    created_at        timestamptz not null,
    created_by        text not null,
    version           int not null
);
create index product_request_words on product_request using gin ((title || ' ' || description) gin_trgm_ops) where merged_into is null;
create index product_request_merged on product_request (merged_into) where merged_into is not null;

-- Who asked, and as what: merging moves request_id, asked_as stays, so that a merge can be undone and nobody's words are lost.
create table request_vote (
    id         uuid primary key,
    request_id uuid not null references product_request,
    asked_as   uuid not null references product_request,
    account_id uuid not null,
    contact_id uuid,
    source     text not null check (source in ('customer', 'csm', 'api')),
    by         text not null,
    note       text,
    at         timestamptz not null,
    constraint request_vote_once unique nulls not distinct (asked_as, account_id, contact_id)
);
create index request_vote_request on request_vote (request_id);
create index request_vote_account on request_vote (account_id);
create index request_vote_contact on request_vote (contact_id) where contact_id is not null;

create table request_history (
    request_id uuid not null references product_request,
    version    int not null,
    what       text not null,
    from_status text,
    to_status  text,
    other_id   uuid,
    reason     text,
    at         timestamptz not null,
    by         text not null,
    primary key (request_id, version)
);

-- What was last told of an account's open requests; the row's lock keeps two counts apart.
create table account_requests (
    account_id        uuid primary key,
    open_requests     int not null,
    unanswered_shared int not null
);

create table board_link (
    id         uuid primary key,
    account_id uuid not null,
    created_at timestamptz not null,
    created_by text not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
);
create index board_link_account on board_link (account_id);
