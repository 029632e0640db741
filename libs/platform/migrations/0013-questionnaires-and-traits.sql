-- Questionnaires that administrators make, and traits that last.

-- Questionnaires: a draft that changes, versions that never do, who published and who approved.

alter table questionnaire_version
  -- null: it came with the product
  add column published_by uuid references staff (id),
  -- somebody other than who published, where the questionnaire asks what is sensitive
  add column approved_by uuid references staff (id),
  add column approved_at timestamptz,
  -- what changed, in the words of who published
  add column note text;

create table questionnaire_draft (
  questionnaire_id uuid primary key references questionnaire (id),
  -- the number of the version it began as; null: it is new
  based_on integer,
  definition jsonb not null,
  -- counts its changes: who saves has seen the one before
  revision integer not null,
  changed_at timestamptz not null,
  changed_by uuid not null references staff (id)
);

-- Somebody looked at exactly this draft, and found that it may be asked.
create table questionnaire_approval (
  questionnaire_id uuid not null references questionnaire (id),
  definition_hash text not null,
  approved_by uuid not null references staff (id),
  approved_at timestamptz not null,
  primary key (questionnaire_id, definition_hash)
);

-- A module of sensitive questions is off until a basis, a DPIA and an approver are recorded. The latest row decides; none: off.
create table module_switch (
  id uuid primary key default uuidv7(),
  module text not null,
  is_on boolean not null,
  legal_basis text,
  dpia_reference text,
  approver text,
  note text,
  -- null: by the demo
  switched_by uuid references staff (id),
  switched_at timestamptz not null,
  constraint module_switch_on_is_recorded check (
    not is_on or (length(trim(legal_basis)) > 0 and length(trim(dpia_reference)) > 0 and length(trim(approver)) > 0)
  )
);
create index module_switch_latest_idx on module_switch (module, switched_at desc, id desc);
create trigger module_switch_is_append_only
  before update or delete on module_switch
  for each row execute function refuse_change();

-- Answers: also words, a date or several choices (said), and what was passed over.

alter table answer
  drop constraint answer_state_check,
  drop constraint answer_value_iff_answered,
  alter column value type integer,
  -- words; a date (2026-11-22); several choices (1,3)
  add column said text check (length(said) > 0 and length(said) <= 2000);
alter table answer
  -- 'skipped': somebody went on without answering. It is no refusal, and no observation.
  add constraint answer_state_check check (state in ('answered', 'refused', 'unknown', 'skipped')),
  add constraint answer_value_iff_answered check (num_nonnulls(value, said) = case when state = 'answered' then 1 else 0 end);

alter table check_in
  -- by item: why it is asked now
  add column because jsonb not null default '{}',
  -- by trait: what was known when it was opened and decides which questions follow
  add column known jsonb not null default '{}';

-- Observations: partitioned by the time of observing. Of one client, trait and moment the one recorded last counts; what it replaces stays.

alter table trait_observation rename to trait_observation_before;
alter table trait_observation_before alter column id drop identity;
alter index trait_observation_pkey rename to trait_observation_before_pkey;
alter index trait_observation_latest_idx rename to trait_observation_before_latest_idx;
alter index trait_observation_check_in_idx rename to trait_observation_before_check_in_idx;

create table trait_observation (
  id bigint generated always as identity,
  client_id uuid not null references client (id),
  trait text not null,
  state text not null check (state in ('answered', 'refused', 'unknown')),
  value integer,
  observed_at timestamptz not null,
  recorded_at timestamptz not null,
  source text not null check (source in ('self_report', 'professional', 'import', 'derived')),
  channel text not null check (channel in ('sms', 'email', 'app', 'whatsapp', 'phone', 'face_to_face', 'import')),
  -- 'self': filled in by the client; 'interview': asked and filled in by somebody else; 'file': read from a file; 'computed': from others
  mode text not null check (mode in ('self', 'interview', 'file', 'computed')),
  questionnaire_version_id uuid references questionnaire_version (id),
  check_in_id uuid,
  language text not null,
  helped_by text,
  constraint trait_observation_value_iff_answered check ((value is not null) = (state = 'answered')),
  -- also the index by which the latest is found: one descent backwards for each partition
  primary key (client_id, trait, observed_at, id) include (state, value, recorded_at)
) partition by range (observed_at);

create table trait_observation_earlier partition of trait_observation for values from (minvalue) to ('2022-01-01 00:00:00+00');
-- The clock makes the years after these; there is no default partition, because with one the partitions are no longer in order.
do $$
begin
  for year in 2022 .. 2028 loop
    execute format(
      'create table trait_observation_%s partition of trait_observation for values from (%L) to (%L)',
      year, year || '-01-01 00:00:00+00', year + 1 || '-01-01 00:00:00+00'
    );
  end loop;
end
$$;

insert into trait_observation
  (id, client_id, trait, state, value, observed_at, recorded_at, source, channel, mode, questionnaire_version_id, check_in_id, language, helped_by)
overriding system value
select id, client_id, trait, state, value, observed_at, recorded_at, source, channel,
       case when source = 'import' then 'file' when source = 'professional' or channel in ('phone', 'face_to_face') then 'interview' else 'self' end,
       questionnaire_version_id, check_in_id, language, helped_by
  from trait_observation_before;
select setval(pg_get_serial_sequence('trait_observation', 'id'), (select coalesce(max(id), 0) + 1 from trait_observation_before), false);
drop table trait_observation_before;

create trigger trait_observation_is_append_only
  before update on trait_observation
  for each row execute function refuse_change();

-- Why an observation was replaced, by whom. What it said before is for the privacy officer to read.
create table observation_correction (
  observation_id bigint primary key,
  superseded_id bigint not null unique,
  client_id uuid not null references client (id),
  trait text not null,
  observed_at timestamptz not null,
  reason text not null check (length(trim(reason)) > 0),
  corrected_by uuid not null references staff (id),
  corrected_at timestamptz not null
);
create index observation_correction_client_idx on observation_correction (client_id);
create index observation_correction_latest_idx on observation_correction (corrected_at desc, observation_id desc);

-- Who took which data out of the house.
create table export_record (
  id uuid primary key default uuidv7(),
  what text not null check (what in ('profiles', 'observations')),
  selection text,
  from_on date,
  until_on date,
  row_count bigint not null,
  exported_by text not null,
  exported_at timestamptz not null
);

-- The data protection officer: sees the registers and what was corrected, and nobody's file.
alter table staff drop constraint staff_role_check;
alter table staff add constraint staff_role_check check (role in ('coach', 'team_lead', 'admin', 'privacy_officer'));
