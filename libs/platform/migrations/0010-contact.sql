-- Contact: pauses, the steps taken to reach somebody, and what is left for a person to do.

-- Both null: everybody. A row until it is over, never a flag.
create table pause (
  id uuid primary key default uuidv7(),
  client_id uuid references client (id),
  plan_id uuid references plan (id),
  reason text not null check (reason in ('found_work', 'illness', 'holiday', 'own_request', 'circumstances', 'maintenance', 'other')),
  note text,
  paused_at timestamptz not null,
  -- null: the product itself, because of something that somebody else recorded
  paused_by uuid references staff (id),
  -- the first day on which asking goes on; null: until somebody resumes it
  until date,
  resumed_at timestamptz,
  resumed_by uuid references staff (id),
  constraint pause_scope check (client_id is null or plan_id is null)
);
create unique index pause_current_key on pause (client_id, plan_id) nulls not distinct where resumed_at is null;
create index pause_client_idx on pause (client_id, paused_at desc);

-- What only a person can do: call, ask at the next appointment, repair an address.
create table follow_up_task (
  id uuid primary key default uuidv7(),
  client_id uuid not null references client (id),
  kind text not null check (kind in ('call', 'ask_in_person', 'repair_address')),
  cause text not null,
  check_in_id uuid references check_in (id),
  made_at timestamptz not null,
  due_on date not null,
  done_at timestamptz,
  -- null when the product itself saw that it was no longer needed
  done_by uuid references staff (id),
  result text check (result in ('reached', 'not_reached', 'repaired', 'not_needed')),
  note text,
  constraint follow_up_task_result_iff_done check ((result is null) = (done_at is null))
);
create unique index follow_up_task_open_key on follow_up_task (client_id, kind) where done_at is null;
create index follow_up_task_client_idx on follow_up_task (client_id, made_at desc);

-- The ladder: every step taken to reach a client for a round, and the evidence for taking it.
create table contact_step (
  id uuid primary key default uuidv7(),
  check_in_id uuid not null references check_in (id),
  client_id uuid not null references client (id),
  rung text not null check (rung in ('invitation', 'again', 'reminder', 'other_channel', 'call', 'in_person')),
  channel text,
  cause text not null,
  message_id uuid references message (id),
  task_id uuid references follow_up_task (id),
  at timestamptz not null
);
create index contact_step_check_in_idx on contact_step (check_in_id, at);
create index contact_step_client_idx on contact_step (client_id, at desc);

-- When the ladder last looked at a round: what failed after that makes it look again.
alter table check_in add column last_look_at timestamptz;
create index message_lost_idx on message (status_at) where status in ('failed', 'undelivered');
