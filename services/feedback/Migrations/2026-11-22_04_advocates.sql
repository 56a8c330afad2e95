-- Who speaks for us, who advises us, and what interviews say.

create table advocate (
    id            uuid primary key,
    account_id    uuid not null,
    contact_id    uuid,
    reason        text not null check (reason in ('promoter', 'power_user')),
    evidence      text not null,
    status        text not null check (status in ('candidate', 'active', 'declined')),
    identified_at timestamptz not null,
    decided_at    timestamptz,
    decided_by    text,
    version       int not null,
    constraint advocate_once unique nulls not distinct (account_id, contact_id)
);
create index advocate_contact on advocate (contact_id) where contact_id is not null;

create table reference_request (
    id          uuid primary key,
    advocate_id uuid not null references advocate,
    kind        text not null check (kind in ('call', 'quote', 'case_study', 'review', 'event')),
    asked_for   text not null,
    asked_at    timestamptz not null,
    asked_by    text not null,
    status      text not null check (status in ('asked', 'accepted', 'refused', 'done')),
    note        text,
    answered_at timestamptz
);
create index reference_request_advocate on reference_request (advocate_id, asked_at);

create table board (
    id         uuid primary key,
    kind       text not null check (kind in ('advisory_board', 'user_group')),
    name       text not null,
    purpose    text not null,
    created_at timestamptz not null,
    created_by text not null,
    version    int not null,
    constraint board_name_key unique (name)
);
create table board_member (
    id         uuid primary key,
    board_id   uuid not null references board,
    account_id uuid not null,
    contact_id uuid,
    joined_on  date not null,
    left_on    date
);
create unique index board_member_once on board_member (board_id, contact_id) where left_on is null and contact_id is not null;
create index board_member_contact on board_member (contact_id) where contact_id is not null;
create table board_session (
    id       uuid primary key,
    board_id uuid not null references board,
    held_on  date not null,
    topic    text not null,
    agenda   text,
    minutes  text,
    constraint board_session_once unique (board_id, held_on, topic)
);
create table board_homework (
    id         uuid primary key,
    session_id uuid not null references board_session,
    member_id  uuid references board_member,
    owner      text,
    text       text not null,
    due_on     date not null,
    done_on    date,
    result     text
);
create table board_attendance (
    session_id uuid not null references board_session,
    member_id  uuid not null references board_member,
    attended   boolean not null,
    primary key (session_id, member_id)
);

create table interview (
    id          uuid primary key,
    kind        text not null check (kind in ('win_loss', 'churn')),
    outcome     text not null check (outcome in ('won', 'lost', 'churned', 'retained')),
    conducted   text not null check (conducted in ('us', 'third_party')),
    third_party text,
    anonymous   boolean not null,
    account_id  uuid,
    contact_id  uuid,
    held_on     date not null,
    summary     text not null,
    recorded_at timestamptz not null,
    recorded_by text not null,
    version     int not null,
    -- Whoever was promised anonymity is not in the database.
    constraint interview_anonymous check (not anonymous or contact_id is null)
);
create index interview_account on interview (account_id) where account_id is not null;
create index interview_contact on interview (contact_id) where contact_id is not null;
create table interview_theme (
    interview_id uuid not null references interview,
    theme        text not null,
    decisive     boolean not null,
    quote        text,
    primary key (interview_id, theme)
);

-- The codes of the renewals service's churn reasons, so that both can be laid side by side.
create table theme (code text primary key, description text not null);
insert into theme (code, description) values
    ('no_value', 'The value that the product was bought for was not reached.'),
    ('champion_left', 'Who stood for us left or changed role.'),
    ('product', 'Missing or failing functions.'),
    ('price', 'Price or budget.'),
    ('competitor', 'Another vendor.'),
    ('support', 'Service and support.'),
    ('security', 'Compliance or security.'),
    ('out_of_business', 'The customer or its project ended.'),
    ('relationship', 'How we worked together.'),
    ('other', 'Something else; see the summary.');
alter table interview_theme add constraint interview_theme_known foreign key (theme) references theme;
