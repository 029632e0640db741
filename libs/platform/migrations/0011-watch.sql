-- The watch: what should have gone out against what did, and who was told.

create table alarm (
  id uuid primary key default uuidv7(),
  kind text not null,
  plan_id uuid references plan (id),
  channel text,
  -- what else tells it from others of its kind: a provider, a kind of message
  about text,
  -- numbers and moments, never a person
  detail jsonb not null default '{}',
  raised_at timestamptz not null,
  -- when somebody last set out to mail it, and when the mail server took it
  mail_tried_at timestamptz,
  mailed_at timestamptz,
  cleared_at timestamptz
);
create unique index alarm_current_key on alarm (kind, plan_id, channel, about) nulls not distinct where cleared_at is null;
create index alarm_raised_idx on alarm (raised_at desc);

-- When each kind of process first and last said that it is alive.
create table heartbeat (
  process text primary key,
  since timestamptz not null,
  at timestamptz not null
);

-- Messages of which nobody knows whether they arrived, and those that were let go: both few, both looked at every minute.
create index message_unknown_idx on message (attempted_at) where status = 'unknown';
create index message_canceled_idx on message (status_at) where status = 'canceled';
