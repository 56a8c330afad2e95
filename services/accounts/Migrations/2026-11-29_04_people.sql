-- The people on our side. People are known by their user id, which is the token's subject.
create table person (
    id         text primary key,
    name       text not null,
    email      text,
    roles      text[] not null,
    teams      text[] not null default '{}',
    state      text not null,
    version    int not null,
    updated_at timestamptz not null,
    constraint person_state_known check (state in ('active', 'deactivated'))
);
