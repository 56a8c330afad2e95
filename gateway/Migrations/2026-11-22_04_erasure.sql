-- What is known of one account, found without reading four days of everyone's events.
create index event_log_account on event_log (account_id) where account_id is not null;
create index webhook_delivery_account on webhook_delivery (account_key);
create index webhook_delivery_created_at on webhook_delivery (created_at);
