-- The shared view: links that customers hold, what they wrote, and each access.

create table share_link (
    id         uuid primary key,
    plan_id    uuid not null references plan,
    token_hash bytea not null unique,
    label      text not null,
    contact_id uuid,
    created_by text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    revoked_by text
);
create index share_link_plan on share_link (plan_id);

create table share_access (
    id         uuid primary key,
    link_id    uuid not null references share_link,
    at         timestamptz not null,
    action     text not null,
    subject_id uuid,
    refused    text,
    agent      text
);
create index share_access_link on share_access (link_id, id);

create table plan_comment (
    id         uuid primary key,
    plan_id    uuid not null references plan,
    link_id    uuid references share_link,
    contact_id uuid,
    side       text not null check (side in ('ours', 'customer')),
    author     text not null,
    text       text not null,
    at         timestamptz not null
);
create index plan_comment_plan on plan_comment (plan_id, id);
