-- Messaging knows addresses and texts, not people. A body never holds a link's token: it is filled in while sending.

create table message (
  id uuid primary key default uuidv7(),
  channel text not null check (channel in ('sms', 'email')),
  to_address text not null,
  purpose text not null,
  language text not null,
  -- The thing this message is about (a check-in), for whoever composes it; messaging itself does not look inside.
  subject_id uuid,
  body text,
  status text not null default 'queued'
    check (status in ('queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'unknown', 'canceled')),
  failure_reason text,
  error_code text,
  provider text,
  provider_message_id text,
  not_before timestamptz not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  attempts smallint not null default 0,
  attempted_at timestamptz,
  status_at timestamptz not null
);
create unique index message_provider_key on message (provider, provider_message_id);
create index message_subject_idx on message (subject_id);
-- What we last wrote to somebody who replies, and what is still on its way to somebody who says STOP.
create index message_to_idx on message (to_address, created_at desc);
create index message_unsettled_idx on message (status, status_at) where status in ('queued', 'sending');

-- Receipts may come late, twice and out of order: kept as they came, one row per (message, status).
create table delivery_receipt (
  id bigint generated always as identity primary key,
  provider text not null,
  provider_message_id text not null,
  status text not null,
  error_code text,
  received_at timestamptz not null,
  unique (provider, provider_message_id, status)
);

create table inbound_message (
  id uuid primary key default uuidv7(),
  channel text not null check (channel in ('sms', 'email')),
  from_address text not null,
  body text not null,
  provider text not null,
  provider_message_id text not null,
  received_at timestamptz not null,
  keyword text check (keyword in ('stop', 'stop_all', 'start', 'help')),
  unique (provider, provider_message_id)
);
create index inbound_message_from_idx on inbound_message (from_address, received_at desc);
