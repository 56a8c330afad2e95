-- Erasures that the log is done with and Redis is not: its file is rewritten first, then the gateway answers.
create table redis_erasure (
    erasure_id uuid primary key,
    accounts   uuid[] not null,
    answer     jsonb not null,
    asked_at   timestamptz not null default now()
);
