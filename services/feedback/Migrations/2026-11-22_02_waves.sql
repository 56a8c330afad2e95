-- Whom we ask, when, and by which link.

create table wave (
    id          uuid primary key,
    survey_id   uuid not null references survey,
    name        text not null,
    channel     text not null check (channel in ('link', 'in_app', 'email')),
    audience    jsonb not null,
    starts_at   timestamptz not null,
    answer_days int not null,
    closes_at   timestamptz not null,
    repeat_days int,
    series_id   uuid not null,
    run         int not null,
    status      text not null check (status in ('scheduled', 'open', 'closed', 'cancelled')),
    opened_at   timestamptz,
    matching    int,
    invited     int,
    created_at  timestamptz not null,
    created_by  text not null,
    version     int not null,
    constraint wave_run_once unique (series_id, run)
);
create index wave_survey on wave (survey_id);
create index wave_due on wave (starts_at) where status = 'scheduled';
create index wave_ending on wave (closes_at) where status = 'open';

create table invitation (
    id           uuid primary key,
    wave_id      uuid not null references wave,
    survey_id    uuid not null references survey,
    account_id   uuid not null,
    contact_id   uuid,
    channel      text not null,
    invited_at   timestamptz not null,
    expires_at   timestamptz not null,
    delivered_at timestamptz,
    size         text,
    motion       text,
    priority     text,
    segments     text[] not null,
    roles        text[] not null,
    constraint invitation_once unique (wave_id, contact_id)
);
create index invitation_survey on invitation (survey_id, invited_at);
create index invitation_contact on invitation (contact_id);

alter table answer add constraint answer_invitation_fk foreign key (invitation_id) references invitation;
alter table answer add constraint answer_wave_fk foreign key (wave_id) references wave;

-- One row for each person, whatever survey asked them: the limit is held by this row's lock. A person who is a contact of two accounts is known by
-- their e-mail address.
create table person_asked (
    person     text primary key,
    contact_id uuid not null,
    wave_id    uuid not null,
    asked_at   timestamptz not null
);
create index person_asked_contact on person_asked (contact_id);

-- What an event of another service asks by itself.
create table survey_trigger (
    trigger     text primary key check (trigger in ('onboarding_completed')),
    survey_id   uuid not null references survey,
    roles       text[] not null,
    channel     text not null check (channel in ('link', 'in_app', 'email')),
    answer_days int not null
);
insert into survey (id, name, type, question, scale_from, scale_to, method, top_boxes, loop_at_or_below, questions, status, version, created_at, created_by)
values ('0197a000-0000-7000-8000-000000000001', 'Onboarding exit', 'csat', 'How satisfied are you with how you were brought on board?', 1, 5, 'top_boxes', 2, 2, '[]', 'active', 1,
        now(), 'service:feedback');
insert into survey_trigger (trigger, survey_id, roles, channel, answer_days)
values ('onboarding_completed', '0197a000-0000-7000-8000-000000000001', '{champion,admin,decision_maker}', 'email', 30);

-- Signs the links that customers get. Kept here, so that all replicas have it and it is backed up with what it protects; a new row becomes the signing
-- key, older ones still check.
create table link_key (
    id         int generated always as identity primary key,
    secret     bytea not null,
    created_at timestamptz not null default now()
);
insert into link_key (secret) values (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));
