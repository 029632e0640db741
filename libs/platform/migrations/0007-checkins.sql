-- Check-ins: a plan asks one client, a check-in is one round of it (its key is a local date), answers fill it.

create table check_in_plan (
  id uuid primary key default uuidv7(),
  client_id uuid not null references client (id),
  questionnaire_id uuid not null references questionnaire (id),
  every_days smallint not null check (every_days >= 7),
  preferred_channel text check (preferred_channel in ('sms', 'email')),
  starts_on date not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  ended_reason text
);
create unique index check_in_plan_current_key on check_in_plan (client_id, questionnaire_id) where ended_at is null;

create table check_in (
  id uuid primary key default uuidv7(),
  plan_id uuid not null references check_in_plan (id),
  client_id uuid not null references client (id),
  questionnaire_version_id uuid not null references questionnaire_version (id),
  due_on date not null,
  items text[] not null,
  opened_at timestamptz not null,
  closes_at timestamptz not null,
  -- how the invitation went out; null when nobody could be reached, with the reason beside it
  channel text check (channel in ('sms', 'email')),
  unreachable_reason text,
  language text not null,
  started_at timestamptz,
  -- 'finished' by the client; 'partial' or 'silent' when it closed by itself; 'unreachable' when the client was never asked, because
  -- there was no way or nothing arrived (that is not silence); 'canceled' when there was no more reason to ask
  ended_at timestamptz,
  outcome text check (outcome in ('finished', 'partial', 'silent', 'unreachable', 'canceled')),
  unique (plan_id, due_on),
  constraint check_in_outcome_iff_ended check ((outcome is null) = (ended_at is null))
);
create index check_in_client_idx on check_in (client_id, due_on desc);
create index check_in_open_idx on check_in (closes_at) where ended_at is null;

-- One row per link that left the building; only the hash of its token.
create table check_in_link (
  token_hash bytea primary key,
  check_in_id uuid not null references check_in (id),
  message_id uuid,
  created_at timestamptz not null
);
create index check_in_link_check_in_idx on check_in_link (check_in_id);

create table answer (
  check_in_id uuid not null references check_in (id),
  item text not null,
  state text not null check (state in ('answered', 'refused', 'unknown')),
  value smallint,
  channel text not null,
  language text not null,
  answered_at timestamptz not null,
  primary key (check_in_id, item),
  constraint answer_value_iff_answered check ((value is not null) = (state = 'answered'))
);
