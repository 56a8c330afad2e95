-- When an answer was last told: a correction that arrives before its original stands.
alter table survey_answer add column told_at timestamptz not null default '-infinity';

-- Loops of feedback whose step went past due, until they close. due_from is null where only the closing was heard of yet.
create table feedback_loop (
    account_id uuid not null,
    loop_id    uuid not null,
    due_from   date,
    closed_on  date,
    primary key (account_id, loop_id)
);
