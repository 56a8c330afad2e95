alter table person
    add column manager_id text,
    add column time_zone text,
    add column locale text,
    -- Until then the other services do not know the name.
    add column is_name_told boolean not null default false;

-- What a person keeps for their own use of the platform, on the roster or not.
create table person_preference (
    person_id text primary key,
    document  jsonb not null,
    version   int not null
);

-- One row: the organisation that runs the installation.
create table organisation_setting (
    only_row           boolean primary key default true check (only_row),
    name               text,
    locale             text not null,
    logo               bytea,
    logo_type          text,
    owners_from_roster boolean not null,
    version            int not null
);
insert into organisation_setting (locale, owners_from_roster, version) values ('en-GB', true, 1);
