-- An answer may hold a secret that is shown once (a link, a key): it is kept sealed, here, and no longer in body and location.
alter table messaging.idempotency_key add column sealed bytea;
