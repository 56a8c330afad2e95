-- A service's own copy of the organisation's calendar, fed by an event of accounts. One row, none before it was first told.
create schema organisation;

create table organisation.calendar (
    only_row  boolean primary key default true check (only_row),
    version   int not null,
    time_zone text not null,
    weekend   text[] not null,
    holidays  date[] not null
);
