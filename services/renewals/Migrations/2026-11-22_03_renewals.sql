-- Renewals, forecast, risks and what is done about them.

create table renewal_stage (
    code        text primary key,
    position    int not null,
    definition  text not null,
    probability numeric(4, 3) not null check (probability between 0 and 1),
    max_days    int not null,
    closed      boolean not null default false
);
insert into renewal_stage (code, position, definition, probability, max_days, closed) values
    ('upcoming', 1, 'The contract end is within a year. Nobody has spoken with the customer about it yet.', 0.700, 270, false),
    ('engaged', 2, 'The renewal was raised with the economic buyer, who has named the people and dates on their side.', 0.750, 90, false),
    ('value_confirmed', 3, 'The customer has confirmed the value reached, against the plan, to us in writing.', 0.850, 60, false),
    ('proposed', 4, 'Terms and price were sent to the economic buyer.', 0.880, 45, false),
    ('verbal_commit', 5, 'The economic buyer has said yes; paper is with legal.', 0.950, 30, false),
    ('notice_given', 6, 'The customer has given notice.', 0.100, 60, false),
    ('closed_renewed', 7, 'Signed.', 1.000, 0, true),
    ('closed_lost', 8, 'Ended.', 0.000, 0, true);

create table renewal (
    id               uuid primary key,
    account_id       uuid not null,
    contract_id      uuid references contract,
    ends_on          date not null,
    arr_due          numeric(18, 2) not null,
    auto_renew       boolean not null,
    stage            text not null references renewal_stage,
    stage_entered_at timestamptz not null,
    call             text check (call in ('commit', 'best_case', 'at_risk')),
    call_reason      text,
    called_by        text,
    called_at        timestamptz,
    next_step        text,
    next_step_on     date,
    outcome          text check (outcome in ('renewed_flat', 'grown', 'contracted', 'churned', 'superseded')),
    renewed_arr      numeric(18, 2),
    reason_code      text,
    decided_by       text,
    decided_at       timestamptz,
    opened_at        timestamptz not null,
    version          int not null
);
create unique index renewal_contract_end on renewal (contract_id, ends_on) where contract_id is not null;
create unique index renewal_account_end on renewal (account_id, ends_on) where contract_id is null;
create index renewal_account on renewal (account_id);
create index renewal_end on renewal (ends_on, id);

create table renewal_history (
    renewal_id uuid not null references renewal,
    version    int not null,
    stage      text not null,
    call       text,
    outcome    text,
    note       text,
    at         timestamptz not null,
    by         text not null,
    primary key (renewal_id, version)
);

create table renewal_milestone (
    id          uuid primary key,
    renewal_id  uuid not null references renewal,
    days_before int not null,
    milestone   text not null,
    due_on      date not null,
    owner       text,
    told        boolean not null default false,
    done_on     date,
    done_by     text,
    note        text,
    constraint renewal_milestone_once unique (renewal_id, days_before)
);
create index renewal_milestone_due on renewal_milestone (due_on) where done_on is null and not told;

create table leadership_review (
    id           uuid primary key,
    renewal_id   uuid not null references renewal,
    checkpoint   int not null,
    health_class text,
    call_class   text,
    stage_class  text,
    opened_at    timestamptz not null,
    decision     text,
    decided_by   text,
    decided_at   timestamptz,
    constraint leadership_review_once unique (renewal_id, checkpoint)
);

create table account_health (
    account_id uuid primary key,
    version    int not null,
    score      numeric(5, 2),
    band       text,
    drivers    jsonb not null,
    changed_at timestamptz not null
);
create table account_band (
    account_id uuid not null,
    version    int not null,
    band       text,
    from_at    timestamptz not null,
    primary key (account_id, version)
);

create table forecast_snapshot (
    id          uuid primary key,
    taken_on    date not null,
    taken_at    timestamptz not null,
    period_from date not null,
    period_to   date not null,
    due         numeric(18, 2) not null,
    commit      numeric(18, 2) not null,
    best_case   numeric(18, 2) not null,
    at_risk     numeric(18, 2) not null,
    weighted    numeric(18, 2) not null,
    constraint forecast_snapshot_once unique (taken_on, period_from, period_to)
);
create table forecast_line (
    snapshot_id uuid not null references forecast_snapshot,
    renewal_id  uuid not null references renewal,
    amount      numeric(18, 2) not null,
    probability numeric(6, 4) not null,
    category    text not null,
    called      boolean not null,
    primary key (snapshot_id, renewal_id)
);

create table risk (
    id               uuid primary key,
    account_id       uuid not null,
    category         text not null check (category in ('value_gap', 'champion_turnover', 'product_issue', 'budget_pressure', 'compliance_security')),
    cause_key        text not null,
    cause            text not null,
    owner            text,
    state            text not null check (state in ('open', 'plan_in_place', 'saving', 'recovered', 'lost')),
    state_entered_at timestamptz not null,
    plan             text,
    contact_id       uuid,
    opened_at        timestamptz not null,
    opened_by        text not null,
    closed_at        timestamptz,
    version          int not null
);
create unique index risk_one_per_cause on risk (account_id, cause_key) where closed_at is null;
create index risk_account on risk (account_id);
create table risk_state (
    risk_id    uuid not null references risk,
    version    int not null,
    state      text not null,
    entered_at timestamptz not null,
    by         text not null,
    note       text,
    primary key (risk_id, version)
);
create table play (
    code     text primary key,
    category text not null,
    title    text not null,
    steps    text not null
);
insert into play (code, category, title, steps) values
    ('executive-outreach', 'champion_turnover', 'Executive outreach', 'Our sponsor calls theirs within a week; name the successor of the champion; meet the successor and restate the goals.'),
    ('roi-model', 'value_gap', 'ROI model', 'Recompute the value delivered for each objective; walk the economic buyer through it; agree the next three tactics.'),
    ('remediation-plan', 'product_issue', 'Remediation plan with dates', 'List the defects that matter with the customer; give each an owner and a date; report weekly until all are done.'),
    ('concession', 'budget_pressure', 'Concession', 'Agree what is given and what for; keep to the ceiling or ask for approval; set the day on which it ends.'),
    ('security-review', 'compliance_security', 'Security review', 'Bring both security teams together; answer the open points in writing; agree the date of sign-off.');
create table risk_play (
    risk_id    uuid not null references risk,
    play       text not null references play,
    started_at timestamptz not null,
    started_by text not null,
    due_on     date not null,
    done_at    timestamptz,
    result     text,
    primary key (risk_id, play)
);

create table concession (
    id           uuid primary key,
    account_id   uuid not null,
    risk_id      uuid references risk,
    renewal_id   uuid references renewal,
    arr_effect   numeric(18, 2) not null check (arr_effect > 0),
    account_arr  numeric(18, 2) not null,
    percent      numeric(7, 2) not null,
    reason       text not null,
    status       text not null check (status in ('waiting', 'approved', 'refused', 'expired')),
    requested_by text not null,
    ceiling      numeric(7, 2) not null,
    decided_by   text,
    decided_at   timestamptz,
    decision     text,
    expires_on   date not null,
    requested_at timestamptz not null,
    version      int not null
);
create index concession_account on concession (account_id);

create table war_room (
    id          uuid primary key,
    account_id  uuid not null,
    owner       text not null,
    purpose     text not null,
    rhythm_days int not null,
    opened_at   timestamptz not null,
    opened_by   text not null,
    closed_at   timestamptz,
    closed_by   text,
    version     int not null
);
create unique index war_room_one_open on war_room (account_id) where closed_at is null;
create table war_room_criterion (
    id          uuid primary key,
    war_room_id uuid not null references war_room,
    position    int not null,
    criterion   text not null,
    met_on      date,
    met_by      text,
    evidence    text
);
create table war_room_meeting (
    id          uuid primary key,
    war_room_id uuid not null references war_room,
    held_on     date not null,
    notes       text not null,
    recorded_by text not null
);

create table lxl_session (
    id        uuid primary key,
    quarter   text not null,
    held_on   date not null,
    minutes   text,
    closed_at timestamptz,
    created_by text not null,
    created_at timestamptz not null,
    version   int not null,
    constraint lxl_session_quarter unique (quarter)
);
create table lxl_account (
    session_id uuid not null references lxl_session,
    account_id uuid not null,
    reasons    text[] not null,
    challenges text,
    primary key (session_id, account_id)
);
create table lxl_ask (
    id         uuid primary key,
    session_id uuid not null references lxl_session,
    account_id uuid not null,
    ask        text not null,
    executive  text not null,
    owner      text not null,
    due_on     date not null,
    done_on    date,
    done_at    timestamptz,
    done_by    text,
    result     text,
    created_at timestamptz not null
);
create index lxl_ask_open on lxl_ask (account_id) where done_on is null;

create table expansion_signal (
    account_id uuid not null,
    trigger    text not null,
    since      date not null,
    value      numeric(18, 4) not null,
    usage_limit numeric(18, 4) not null,
    primary key (account_id, trigger)
);
create table expansion (
    id         uuid primary key,
    account_id uuid not null,
    trigger    text not null check (trigger in ('seats_used', 'premium_use', 'new_team', 'users_growth')),
    evidence   text not null,
    state      text not null check (state in ('open', 'won', 'lost', 'dismissed')),
    arr        numeric(18, 2),
    opened_at  timestamptz not null,
    closed_at  timestamptz,
    closed_by  text,
    reason     text,
    cool_until date,
    version    int not null
);
create unique index expansion_one_open on expansion (account_id, trigger) where closed_at is null;
create table expansion_roadmap (
    id         uuid primary key,
    account_id uuid not null,
    quarter    text not null,
    step       text not null,
    arr        numeric(18, 2),
    champion   text,
    agreed_on  date,
    version    int not null
);

create table churn (
    id           uuid primary key,
    account_id   uuid not null,
    renewal_id   uuid references renewal,
    notice_on    date,
    effective_on date,
    reason_code  text,
    note         text,
    lost_arr     numeric(18, 2),
    recorded_at  timestamptz not null,
    recorded_by  text not null
);
create unique index churn_one_open on churn (account_id) where effective_on is null;
create table churn_reason (code text primary key, description text not null);
insert into churn_reason (code, description) values
    ('no_value', 'The customer did not reach the value that it bought the product for.'),
    ('champion_left', 'Who stood for us left or changed role.'),
    ('product', 'Missing or failing functions.'),
    ('price', 'Price or budget.'),
    ('competitor', 'Replaced by a competitor.'),
    ('support', 'Service and support.'),
    ('security', 'Compliance or security.'),
    ('out_of_business', 'The customer or its project ended.'),
    ('other', 'Something else; see the note.');
create table retrospective (
    id             uuid primary key,
    churn_id       uuid not null unique references churn,
    account_id     uuid not null,
    lost_on        date not null,
    was_red        boolean not null,
    red_days       int,
    first_flag_on  date,
    days_flagged   int,
    surprise       boolean not null,
    interview      text,
    interviewed_on date,
    prevention     text,
    opened_at      timestamptz not null,
    closed_at      timestamptz,
    closed_by      text,
    version        int not null
);
create table retrospective_action (
    id               uuid primary key,
    retrospective_id uuid not null references retrospective,
    action           text not null,
    owner            text not null,
    due_on           date not null,
    done_on          date
);
