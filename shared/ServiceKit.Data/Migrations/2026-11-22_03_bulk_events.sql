-- Events of bulk work (a file of many rows) are told behind all others; an event whose key has some waiting is told behind those.
alter table messaging.outbox_message add column bulk boolean not null default false;
create index outbox_message_urgent on messaging.outbox_message (seq) where not bulk;
create index outbox_message_bulk on messaging.outbox_message (seq) where bulk;
