create table counter (
    id      uuid primary key,
    value   int not null,
    version int not null
);

create table seen (
    id    uuid not null,
    value int not null,
    at    bigint generated always as identity
);
