-- Definitions of figures, figures that were published, and what the resident book needs to follow changes of groups.
alter table account_group add column xid xid8 not null default pg_current_xact_id();
create index account_group_xid on account_group (xid);

create table metric_definition (
    name         text not null,
    version      int not null,
    status       text not null check (status in ('draft', 'locked')),
    description  text not null,
    reactivation text not null,
    waterfall    text not null,
    created_by   text not null,
    created_at   timestamptz not null,
    locked_by    text,
    locked_at    timestamptz,
    primary key (name, version)
);

create function refuse_change_of_locked() returns trigger language plpgsql as $$
begin
    if old.status = 'locked' then
        raise exception 'definition % version % is locked', old.name, old.version;
    end if;
    return coalesce(new, old);
end $$;
create trigger metric_definition_locked before update or delete on metric_definition for each row execute function refuse_change_of_locked();

insert into metric_definition (name, version, status, description, reactivation, waterfall, created_by, created_at, locked_by, locked_at) values
    ('standard', 1, 'locked', 'An account of C0 that is active at the end counts at its end MRR, whatever happened in between. The waterfall shows one movement for each account.', 'counts', 'net', 'platform', '2026-01-01Z', 'platform', '2026-01-01Z'),
    ('returns-excluded', 1, 'locked', 'An account of C0 that left inside the period counts as lost even when it came back; its return is reactivation.', 'excluded', 'net', 'platform', '2026-01-01Z', 'platform', '2026-01-01Z'),
    ('two-ends', 1, 'locked', 'Only the two ends are compared: whoever had no MRR at the start is new, even when it had been a customer before.', 'not_separated', 'net', 'platform', '2026-01-01Z', 'platform', '2026-01-01Z'),
    ('every-movement', 1, 'locked', 'As standard, with a waterfall of every movement of the ledger: growth and shrinkage of one account inside the period both show.', 'counts', 'gross', 'platform', '2026-01-01Z', 'platform', '2026-01-01Z');

create table published_figure (
    id                 uuid primary key,
    title              text not null,
    from_on            date not null,
    to_on              date not null,
    grouped_by         text not null,
    definition_name    text not null,
    definition_version int not null,
    known_at           timestamptz not null,
    currency           text not null,
    figures            jsonb not null,
    published_by       text not null,
    published_at       timestamptz not null,
    foreign key (definition_name, definition_version) references metric_definition (name, version)
);
create trigger published_figure_append_only before update or delete on published_figure for each row execute function refuse_change();

-- Accounts whose ledger has to be derived anew, because a rate was supplied or corrected.
create table book_refresh (
    account_id uuid primary key,
    asked_at   timestamptz not null
);
