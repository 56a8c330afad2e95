-- A service's own copy of how the organisation shows itself, and of the names of its people, fed by events of accounts.
create table organisation.profile (
    only_row boolean primary key default true check (only_row),
    version  int not null,
    name     text,
    locale   text not null,
    has_logo boolean not null
);

create table organisation.person (
    id      text primary key,
    version int not null,
    name    text not null
);
