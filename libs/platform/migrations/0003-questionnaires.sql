-- Questionnaires: a published version never changes; a change makes the next.

create table questionnaire (
  id uuid primary key default uuidv7(),
  key text not null unique,
  title text not null,
  purpose text not null,
  created_at timestamptz not null
);

create table questionnaire_version (
  id uuid primary key default uuidv7(),
  questionnaire_id uuid not null references questionnaire (id),
  number integer not null,
  definition jsonb not null,
  published_at timestamptz not null,
  unique (questionnaire_id, number)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: a row of it never changes', tg_table_name using errcode = 'restrict_violation';
end
$$;

create trigger questionnaire_version_is_immutable
  before update or delete on questionnaire_version
  for each row execute function refuse_change();
