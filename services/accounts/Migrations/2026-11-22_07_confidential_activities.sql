-- Everyone inside reads everything, except what is marked confidential.
alter table activity add column confidential boolean not null default false;
