-- An erasure is asked for twice: the second round finds what was on its way during the first. Spellings are sealed, and gone at the end.
alter table erasure add column round int not null default 1, add column spellings text;
alter table erasure_answer
    add column round int not null default 1,
    add column found jsonb not null default '[]',
    add column still_there jsonb not null default '[]',
    drop constraint erasure_answer_pkey,
    add primary key (erasure_id, service, round);
-- What was asked for before has been answered as it was then.
update erasure_answer set round = 2;
