-- When a kickoff is to be held: the time that the customer booked.
alter table kickoff add column booked_for timestamptz, add column meeting_id uuid;
