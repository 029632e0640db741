-- The watch: what should have gone out against what did, and who was told.

create table alarm (
  id uuid primary key default uuidv7(),
  kind text not null,
  plan_id uuid references plan (id),
  channel text,
  detail jsonb not null default '{}',
  raised_at timestamptz not null,
  mailed_at timestamptz,
  cleared_at timestamptz
);
create unique index alarm_current_key on alarm (kind, plan_id, channel) nulls not distinct where cleared_at is null;
create index alarm_raised_idx on alarm (raised_at desc);

-- When each kind of process last said that it is alive.
create table heartbeat (
  process text primary key,
  at timestamptz not null
);
