-- What the roster last said of people of our side: tokens of the deactivated are refused.
create table person_state (
    person_id text primary key,
    state     text not null,
    version   int not null
);
create index person_deactivated on person_state (person_id) where state = 'deactivated';
