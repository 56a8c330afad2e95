-- How terms ended, from renewals' events or an imported file: what scores and models are measured against.
create table outcome (
    account_id  uuid not null,
    source      text not null,
    reference   text not null,
    kind        text not null check (kind in ('grown', 'renewed_flat', 'contracted', 'churned')),
    decided_on  date not null,
    recorded_at timestamptz not null,
    primary key (account_id, source, reference)
);
create index outcome_decided on outcome (decided_on, account_id);

-- Work that takes minutes: a validation of a scorecard, the training of a model. Whoever runs one holds its advisory lock, so that a replica that is killed leaves it to the next.
create table study (
    study_id     uuid primary key,
    kind         text not null check (kind in ('validation', 'training')),
    status       text not null default 'queued' check (status in ('queued', 'running', 'done', 'failed')),
    scorecard_id uuid,
    horizon_days int not null,
    done         int not null default 0,
    of           int not null default 0,
    result       jsonb,
    error        text,
    requested_by text not null,
    requested_at timestamptz not null,
    finished_at  timestamptz
);
create index study_open on study (requested_at) where status in ('queued', 'running');
create index study_scorecard on study (scorecard_id, requested_at desc) where scorecard_id is not null;

-- A trained model with the data it was trained on and what it was worth on data held out. Never changed; the latest is the one in use.
create table model (
    model_id     uuid primary key,
    version      int not null unique,
    trained_at   timestamptz not null,
    trained_by   text not null,
    horizon_days int not null,
    data_from    date not null,
    data_to      date not null,
    model        jsonb not null,
    figures      jsonb not null
);
