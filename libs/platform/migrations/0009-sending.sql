-- Sending: a message is its own place in the queue; every attempt is a row before the provider is called; every change is kept.

alter table message
  add column client_id uuid references client (id),
  -- the first moment at which it could have left: not_before, or later when it was held; a second try does not move it
  add column due_at timestamptz,
  add column handed_over_at timestamptz,
  -- why it still waits although its time has come
  add column hold_reason text;
update message set due_at = not_before;
update message set client_id = check_in.client_id from check_in where check_in.id = message.subject_id;
alter table message alter column due_at set not null;
-- The queue of each channel: a slow mail server keeps no text message waiting.
create index message_due_idx on message (channel, not_before, id) where status = 'queued';
drop index message_unsettled_idx;
create index message_sending_idx on message (status_at) where status = 'sending';
create index message_client_idx on message (client_id, attempted_at);
-- What was handed over and never reported on.
create index message_silent_idx on message (attempted_at) where status = 'sent' and channel = 'sms';
create index message_attempted_idx on message (attempted_at);

create table message_attempt (
  message_id uuid not null references message (id),
  number smallint not null,
  provider text not null,
  provider_message_id text,
  -- of the text that left, token included: by it the provider's own list is searched for a message whose fate nobody knows
  text_hash bytea not null,
  attempted_at timestamptz not null,
  settled_at timestamptz,
  took_ms integer,
  outcome text check (outcome in ('accepted', 'refused', 'unknown')),
  reason text,
  code text,
  -- how often the provider was asked what became of it, and from when on it may be asked again
  look_ups smallint not null default 0,
  look_up_at timestamptz,
  primary key (message_id, number)
);
create index message_attempt_receipt_idx on message_attempt (provider, provider_message_id) where provider_message_id is not null;
create index message_attempt_provider_idx on message_attempt (provider, attempted_at);

-- Which part of a channel's messages a provider gets, in percent, from when on and why. The latest row of each counts.
create table provider_share (
  id bigint generated always as identity primary key,
  channel text not null,
  provider text not null,
  share smallint not null check (share >= 0 and share <= 100),
  reason text not null,
  since timestamptz not null
);
create index provider_share_latest_idx on provider_share (channel, provider, id desc);

-- What happened to every message and every round, with its cause: written by the database itself, so that no story can forget it.
create table state_change (
  id bigint generated always as identity primary key,
  subject text not null check (subject in ('message', 'check_in')),
  subject_id uuid not null,
  state text not null,
  cause text,
  detail text,
  at timestamptz not null
);
create index state_change_subject_idx on state_change (subject_id, id);

create function keep_message_beginnings() returns trigger language plpgsql as $$
begin
  insert into state_change (subject, subject_id, state, cause, at) select 'message', id, status, purpose, status_at from now_there;
  return null;
end
$$;

create function keep_message_changes() returns trigger language plpgsql as $$
begin
  insert into state_change (subject, subject_id, state, cause, detail, at)
  select 'message', after.id, after.status, coalesce(after.hold_reason, after.failure_reason), nullif(concat_ws(' ', after.provider, after.error_code), ''), after.status_at
    from now_there after
    join before_it before on before.id = after.id
   where (after.status, after.hold_reason, after.failure_reason) is distinct from (before.status, before.hold_reason, before.failure_reason);
  return null;
end
$$;

create function keep_check_in_beginnings() returns trigger language plpgsql as $$
begin
  insert into state_change (subject, subject_id, state, cause, at)
  select 'check_in', id, coalesce(outcome, 'opened'), coalesce(cause, unreachable_reason), opened_at from now_there;
  return null;
end
$$;

create function keep_check_in_changes() returns trigger language plpgsql as $$
begin
  insert into state_change (subject, subject_id, state, cause, at)
  select 'check_in', after.id,
         case when after.outcome is distinct from before.outcome then coalesce(after.outcome, 'opened')
              when before.started_at is null then 'started' else 'changed' end,
         coalesce(after.cause, after.unreachable_reason),
         coalesce(case when after.outcome is distinct from before.outcome then after.ended_at end, after.started_at, after.opened_at)
    from now_there after
    join before_it before on before.id = after.id
   where after.outcome is distinct from before.outcome or (before.started_at is null and after.started_at is not null);
  return null;
end
$$;

create trigger message_beginnings after insert on message referencing new table as now_there
  for each statement execute function keep_message_beginnings();
create trigger message_changes after update on message referencing old table as before_it new table as now_there
  for each statement execute function keep_message_changes();
create trigger check_in_beginnings after insert on check_in referencing new table as now_there
  for each statement execute function keep_check_in_beginnings();
create trigger check_in_changes after update on check_in referencing old table as before_it new table as now_there
  for each statement execute function keep_check_in_changes();
create trigger state_change_is_append_only before update on state_change for each row execute function refuse_change();
