-- What is written to people by mail, by which templates, and what they want to get.

create table message_template (
    key        text primary key,
    name       text not null,
    topic      text not null,
    body       jsonb not null,
    version    int not null,
    changed_at timestamptz not null,
    changed_by text not null
);

insert into message_template (key, name, topic, body, version, changed_at, changed_by)
values
    ('introduction', 'Introduction of the team', 'onboarding', $json${
  "variables": [{"name": "onboarding_manager", "type": "text"}, {"name": "booking_url", "type": "text"}],
  "fallbacks": {"contact.first_name": "there"},
  "variants": [
    {
      "subject": "Your team at your side, {{ contact.first_name }}",
      "text": "Hello {{ contact.first_name }},\n\nwelcome. {{ onboarding_manager }} leads your start, and {{ csm }} stays with {{ account.name }} after it.\n\n{% value %}In a first meeting we agree on what success means to you and when you will see it.{% endvalue %}{% if booking_url %}\n\nPlease pick a time that suits you: {{ booking_url }}{% endif %}\n\n{{ onboarding_manager }} and {{ csm }}",
      "locale": "en"
    },
    {
      "subject": "Ihr Team an Ihrer Seite, {{ contact.first_name }}",
      "text": "Guten Tag {{ contact.first_name }},\n\nherzlich willkommen. {{ onboarding_manager }} leitet Ihren Start, und {{ csm }} begleitet {{ account.name }} danach.\n\n{% value %}In einem ersten Gespräch vereinbaren wir, was Erfolg für Sie bedeutet und wann Sie ihn sehen.{% endvalue %}{% if booking_url %}\n\nBitte wählen Sie einen Termin, der Ihnen passt: {{ booking_url }}{% endif %}\n\n{{ onboarding_manager }} und {{ csm }}",
      "locale": "de"
    }
  ]
}$json$, 1, now(), 'service:engagement'),
    ('value-note', 'Value note', 'value', $json${
  "variables": [{"name": "proof.line", "type": "text"}],
  "fallbacks": {"contact.first_name": "there"},
  "variants": [
    {
      "subject": "What {{ account.name }} has gained",
      "text": "Hello {{ contact.first_name }},\n\n{% value %}{{ proof.line }}{% endvalue %}\n\nIf you like to see how, just reply.\n\n{{ csm }}",
      "locale": "en"
    },
    {
      "subject": "Was {{ account.name }} gewonnen hat",
      "text": "Guten Tag {{ contact.first_name }},\n\n{% value %}{{ proof.line }}{% endvalue %}\n\nWenn Sie sehen möchten, wie, antworten Sie einfach.\n\n{{ csm }}",
      "locale": "de"
    }
  ]
}$json$, 1, now(), 'service:engagement');

-- An intention to send, written together with the place in the budget; the mail goes out after that.
create table email_message (
    id              uuid primary key,
    effect_key      text not null constraint email_effect_key unique,
    message_id      text not null constraint email_message_id unique,
    touch_id        uuid not null references touch,
    recipient_id    uuid not null references recipient,
    account_id      uuid not null,
    contact_id      uuid,
    run_id          uuid,
    step_key        text,
    topic           text not null,
    to_name         text not null,
    subject         text not null,
    body_text       text not null,
    body_html       text not null,
    in_reply_to     text,
    state           text not null check (state in ('intended', 'sent', 'failed')),
    attempts        int not null,
    next_attempt_at timestamptz not null,
    last_error      text,
    requested_by    text not null,
    created_at      timestamptz not null,
    sent_at         timestamptz,
    bounced_at      timestamptz,
    replied_at      timestamptz
);
create index email_due on email_message (next_attempt_at) where state = 'intended';
create index email_account on email_message (account_id, id desc);
create index email_recipient on email_message (recipient_id);

-- Links to a person's page of preferences: the secret is not kept.
create table preference_link (
    id           uuid primary key,
    recipient_id uuid not null references recipient,
    token_hash   bytea not null constraint preference_link_token unique,
    topic        text,
    created_at   timestamptz not null,
    created_by   text not null,
    revoked_at   timestamptz
);

-- What came in: each message once, by its own id.
create table incoming_mail (
    message_id  text primary key,
    kind        text not null check (kind in ('reply', 'bounce', 'complaint', 'other')),
    email_id    uuid references email_message,
    sender      text not null,
    received_at timestamptz not null
);

-- Strangers who stood in Cc of a reply.
create table proposed_contact (
    id          uuid primary key,
    account_id  uuid not null,
    email       text not null,
    name        text,
    proposed_at timestamptz not null,
    constraint proposed_contact_once unique (account_id, email)
);
