alter table handover drop constraint handover_status_known;
alter table handover add constraint handover_status_known
    check (status in ('proposed', 'accepted', 'refused', 'withdrawn', 'lapsed'));

-- Who had the role that is taken over when the hand-over was proposed: it is taken from this person and from no other.
alter table handover add column replaces_person text;
update handover set replaces_person = (
    select person_id from account_owner
    where account_owner.account_id = handover.account_id and role = to_role and period @> proposed_at);

-- What waits for an acceptance although another person has got the account since.
update handover set status = 'lapsed', decided_at = date_trunc('milliseconds', now()), version = version + 1
where status = 'proposed' and not exists (
    select 1 from account_owner
    where account_owner.account_id = handover.account_id and role = from_role and person_id = from_person and upper_inf(period));

-- When the clock began to run: a contract may be known before the day on which it is signed.
alter table kickoff add column opened_at timestamptz;
