-- Interventions: what was started with a client, and how it ended.

create table intervention (
  id uuid primary key default uuidv7(),
  client_id uuid not null references client (id),
  type text not null,
  starts_on date not null,
  ends_on date,
  outcome text check (outcome in ('completed', 'stopped_early', 'not_started', 'found_work')),
  outcome_note text,
  suggestion_id uuid,
  planned_by uuid not null references staff (id),
  planned_at timestamptz not null,
  ended_by uuid references staff (id),
  ended_at timestamptz,
  constraint intervention_outcome_iff_ended check ((outcome is null) = (ended_at is null)),
  constraint intervention_order check (ends_on is null or ends_on >= starts_on)
);
create index intervention_client_idx on intervention (client_id, starts_on desc);
create unique index intervention_one_running_of_a_type on intervention (client_id, type) where ended_at is null;
