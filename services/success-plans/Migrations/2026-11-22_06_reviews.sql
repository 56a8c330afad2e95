-- Reviews with the customer, their packs and materials, and what peers are compared by.

create table review (
    review_id         uuid primary key,
    account_id        uuid not null,
    type              text not null check (type in ('value_review', 'qbr', 'ebr')),
    due_on            date not null,
    scheduled_at      timestamptz,
    status            text not null check (status in ('due', 'scheduled', 'held', 'missed', 'cancelled')),
    held_on           date,
    counts            boolean,
    summary           text,
    our_attendees     text[] not null default '{}',
    -- The sponsor's own feeling about the renewal, 1 (no) to 5 (certainly).
    gut_check         smallint check (gut_check between 1 and 5),
    gut_check_comment text,
    gut_check_contact uuid,
    -- The review that this one makes up for: missed, or held without a senior sponsor.
    makes_up_for      uuid references review,
    reason            text,
    recorded_by       text,
    version           int not null
);
create unique index review_one_open on review (account_id, type) where status in ('due', 'scheduled');
create index review_account on review (account_id, due_on desc);
create index review_counting on review (account_id, type, held_on desc) where counts;

create table review_attendee (
    review_id  uuid not null references review,
    contact_id uuid,
    -- As it was on the day.
    senior     boolean not null,
    constraint review_attendee_once unique (review_id, contact_id)
);

create table review_pack (
    pack_id      uuid primary key,
    review_id    uuid not null references review,
    number       int not null,
    generated_at timestamptz not null,
    generated_by text not null,
    content      jsonb not null,
    constraint review_pack_number unique (review_id, number)
);

create table review_material (
    material_id uuid primary key,
    review_id   uuid not null references review,
    contact_id  uuid,
    title       text not null,
    location    text,
    pack_id     uuid references review_pack,
    shared_at   timestamptz not null,
    shared_by   text not null
);
create index review_material_review on review_material (review_id, shared_at);

-- Health as last told on each business day: for benchmarks, recommendations and the effect of training.
create table account_health (
    account_id uuid not null,
    day        date not null,
    score      numeric(5, 2),
    band       text,
    drivers    jsonb not null,
    version    int not null,
    primary key (account_id, day)
);

-- Every figure about peers that was ever published, with what each account put in: a new one has to keep its distance from all of them.
create table peer_figure (
    figure_id    uuid primary key,
    segment      text not null,
    metric       text not null,
    cell         text not null,
    value        numeric not null,
    published_on date not null
);
create index peer_figure_metric on peer_figure (metric);

create table peer_contribution (
    figure_id  uuid not null references peer_figure,
    account_id uuid not null,
    value      numeric not null,
    primary key (figure_id, account_id)
);

-- Which figure everybody of the segment sees in a quarter.
create table peer_shown (
    segment   text not null,
    quarter   text not null,
    metric    text not null,
    cell      text not null,
    figure_id uuid not null references peer_figure,
    primary key (segment, quarter, metric, cell)
);
