alter table portfolio_entry
    add column score_change numeric,
    add column score_changed_at timestamptz,
    add column champion_id uuid,
    add column champion_version int,
    add column last_two_way_contact_at timestamptz,
    add column top_driver text generated always as (drivers -> 0 ->> 'label') stored,
    -- The transaction that changed the row last. A sequence would not do: a number that was taken earlier may be
    -- committed later, while a transaction that is not over yet is known to every snapshot.
    add column changed_in xid8 not null default pg_current_xact_id();

update portfolio_entry as entry set champion_id = known.champion_id, champion_version = known.version,
    last_two_way_contact_at = known.at
from (
    select account_id, max(last_two_way_contact_at) as at,
        (array_agg(id order by last_two_way_contact_at desc nulls last, id)
            filter (where status = 'active' and 'champion' = any(roles)))[1] as champion_id,
        (array_agg(version order by last_two_way_contact_at desc nulls last, id)
            filter (where status = 'active' and 'champion' = any(roles)))[1] as version
    from contact where merged_into is null group by account_id
) as known
where entry.account_id = known.account_id;

create function portfolio_entry_changed() returns trigger language plpgsql as $$
begin
    new.changed_in := pg_current_xact_id();
    return new;
end
$$;
create trigger portfolio_entry_changed before insert or update on portfolio_entry
    for each row execute function portfolio_entry_changed();
create index portfolio_by_change on portfolio_entry (changed_in);
