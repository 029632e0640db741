-- Profiles: what was observed of a trait, when, by whom, how. Append-only.
-- state 'answered' has a value; 'refused' (dat wil ik niet zeggen) and 'unknown' (weet ik niet) have none.

create table trait_observation (
  id bigint generated always as identity primary key,
  client_id uuid not null references client (id),
  trait text not null,
  state text not null check (state in ('answered', 'refused', 'unknown')),
  value smallint,
  observed_at timestamptz not null,
  recorded_at timestamptz not null,
  source text not null check (source in ('self_report', 'professional', 'import')),
  channel text not null check (channel in ('sms', 'email', 'app', 'whatsapp', 'phone', 'face_to_face', 'import')),
  questionnaire_version_id uuid references questionnaire_version (id),
  check_in_id uuid,
  language text not null,
  helped_by text,
  constraint trait_observation_value_iff_answered check ((value is not null) = (state = 'answered'))
);
create index trait_observation_latest_idx
  on trait_observation (client_id, trait, observed_at desc, id desc) include (state, value, recorded_at);
create index trait_observation_check_in_idx on trait_observation (check_in_id);

create trigger trait_observation_is_append_only
  before update on trait_observation
  for each row execute function refuse_change();
