-- Outflow per trait: spells with their history, what reasons mean, paid work, and figures that are kept ready.

-- Management sees the figures of all teams, and nobody's file.
alter table staff drop constraint staff_role_check;
alter table staff add constraint staff_role_check check (role in ('coach', 'team_lead', 'admin', 'privacy_officer', 'management'));

-- A benefit is granted to a household: partners have one benefit and a spell each.
create table benefit_unit (
  id uuid primary key default uuidv7(),
  unit_number text not null unique,
  created_at timestamptz not null
);

alter table benefit_spell
  add column benefit_unit_id uuid references benefit_unit (id),
  -- the number the municipality gives it; with it the first day can be corrected
  add column spell_number text;
create unique index benefit_spell_number_key on benefit_spell (client_id, spell_number) where spell_number is not null;
create index benefit_spell_unit_idx on benefit_spell (benefit_unit_id) where benefit_unit_id is not null;
create index benefit_spell_begins_idx on benefit_spell (lower(during));
create index benefit_spell_ends_idx on benefit_spell (upper(during)) where not upper_inf(during);
-- reasons nobody has told the meaning of, and the spells that follow when somebody does
create index benefit_spell_literal_idx on benefit_spell (end_reason_literal) where end_reason_literal is not null;
-- whether anything happened since figures were made
create index benefit_spell_recorded_idx on benefit_spell (recorded_at);

-- An import may move spells of one client past each other: whether they overlap counts when all have moved.
alter table benefit_spell drop constraint benefit_spell_one_at_a_time;
alter table benefit_spell add constraint benefit_spell_one_at_a_time unique (client_id, during without overlaps) deferrable;

-- What a spell was before it was ended, corrected or taken back.
create table benefit_spell_history (
  id bigint generated always as identity primary key,
  spell_id uuid not null,
  client_id uuid not null references client (id),
  benefit_unit_id uuid references benefit_unit (id),
  spell_number text,
  scheme text not null,
  during daterange not null,
  end_reason text,
  end_reason_literal text,
  recorded_at timestamptz not null,
  -- 'ended': it ran, and an end was told; 'corrected': something told before was wrong; 'withdrawn': it never was
  change text not null check (change in ('ended', 'corrected', 'withdrawn')),
  replaced_at timestamptz not null
);
create index benefit_spell_history_client_idx on benefit_spell_history (client_id, replaced_at);
create index benefit_spell_history_replaced_idx on benefit_spell_history (replaced_at);
create trigger benefit_spell_history_is_append_only
  before update on benefit_spell_history
  for each row execute function refuse_change();

create function keep_spell_history() returns trigger language plpgsql as $$
begin
  insert into benefit_spell_history
    (spell_id, client_id, benefit_unit_id, spell_number, scheme, during, end_reason, end_reason_literal, recorded_at, change, replaced_at)
  values
    (old.id, old.client_id, old.benefit_unit_id, old.spell_number, old.scheme, old.during, old.end_reason, old.end_reason_literal, old.recorded_at,
     case when upper_inf(old.during) and not upper_inf(new.during) and lower(old.during) = lower(new.during) and old.scheme = new.scheme
          then 'ended' else 'corrected' end,
     new.recorded_at);
  return null;
end $$;
-- Only what changes what was told; a unit or a number that was not known yet is no correction.
create trigger benefit_spell_keeps_history
  after update on benefit_spell
  for each row
  when ((old.scheme, old.during, old.end_reason, old.end_reason_literal) is distinct from (new.scheme, new.during, new.end_reason, new.end_reason_literal)
        or (old.benefit_unit_id is not null and old.benefit_unit_id is distinct from new.benefit_unit_id))
  execute function keep_spell_history();

-- What a municipality's reason or code means; the latest row of a code counts, and end_reason null takes it back.
create table end_reason_code (
  id bigint generated always as identity primary key,
  -- without case, accents and signs: what codes are compared by
  code_key text not null,
  code text not null,
  origin text not null check (origin in ('local', 'cbs')),
  end_reason text check (end_reason in (
    'WORK_EMPLOYED', 'WORK_SELF_EMPLOYED', 'EDUCATION', 'MOVED_MUNICIPALITY', 'MOVED_ABROAD', 'STATE_PENSION_AGE',
    'OTHER_BENEFIT', 'OTHER_INCOME_OR_ASSETS', 'HOUSEHOLD_CHANGE', 'ENFORCEMENT', 'NO_INFORMATION', 'DETENTION',
    'DECEASED', 'OWN_REQUEST', 'ADMINISTRATIVE', 'OTHER', 'UNKNOWN')),
  description text,
  -- the code under which the municipality reports it to CBS
  cbs_code text,
  set_by uuid not null references staff (id),
  set_at timestamptz not null
);
create index end_reason_code_latest_idx on end_reason_code (code_key, id desc);
create trigger end_reason_code_is_append_only
  before update or delete on end_reason_code
  for each row execute function refuse_change();

-- Paid work as the municipality tells it: beside the benefit, or after it. No employer, no earnings: least data.
create table paid_work (
  id uuid primary key default uuidv7(),
  client_id uuid not null references client (id),
  during daterange not null check (not isempty(during) and not lower_inf(during)),
  kind text not null check (kind in ('employee', 'self_employed')),
  hours_per_week numeric(4, 1) check (hours_per_week > 0 and hours_per_week <= 60),
  recorded_at timestamptz not null,
  constraint paid_work_one_at_a_time unique (client_id, during without overlaps) deferrable
);
create index paid_work_recorded_idx on paid_work (recorded_at);

create table paid_work_history (
  id bigint generated always as identity primary key,
  paid_work_id uuid not null,
  client_id uuid not null references client (id),
  during daterange not null,
  kind text not null,
  hours_per_week numeric(4, 1),
  recorded_at timestamptz not null,
  change text not null check (change in ('ended', 'corrected', 'withdrawn')),
  replaced_at timestamptz not null
);
create index paid_work_history_client_idx on paid_work_history (client_id, replaced_at);
create index paid_work_history_replaced_idx on paid_work_history (replaced_at);
create trigger paid_work_history_is_append_only before update on paid_work_history for each row execute function refuse_change();

create function keep_paid_work_history() returns trigger language plpgsql as $$
begin
  insert into paid_work_history (paid_work_id, client_id, during, kind, hours_per_week, recorded_at, change, replaced_at)
  values (old.id, old.client_id, old.during, old.kind, old.hours_per_week, old.recorded_at,
          case when upper_inf(old.during) and not upper_inf(new.during) and lower(old.during) = lower(new.during) then 'ended' else 'corrected' end,
          new.recorded_at);
  return null;
end $$;
create trigger paid_work_keeps_history
  after update on paid_work
  for each row
  when ((old.during, old.kind, old.hours_per_week) is distinct from (new.during, new.kind, new.hours_per_week))
  execute function keep_paid_work_history();

-- What was known of everybody on a benefit on the first of a month: observed and recorded before it. Once made it never changes, whatever is
-- answered later; who turns out to have been on a benefit then is added.
create table outflow_baseline_month (
  month date primary key check (extract(day from month) = 1),
  -- the order of the bytes in outflow_baseline.known
  traits text[] not null,
  made_at timestamptz not null
);
create table outflow_baseline (
  month date not null references outflow_baseline_month (month),
  client_id uuid not null references client (id),
  -- a byte a trait: 0 not known, 1 refused, 2 does not know, 3 + value
  known bytea not null,
  primary key (month, client_id)
);
create index outflow_baseline_client_idx on outflow_baseline (client_id);

-- Everybody who was on a benefit on the first of a month and what became of them, a column at a time: kept ready, and made anew when spells change.
create table outflow_cohort (
  month date primary key references outflow_baseline_month (month),
  people integer not null check (people >= 0),
  -- what the numbers in the columns team and scheme stand for
  teams uuid[] not null,
  schemes text[] not null,
  -- the last day of which is known what happened
  known_until date not null,
  made_at timestamptz not null,
  -- when somebody last asked for it: what nobody asks for is not made anew
  asked_at timestamptz not null
);
create table outflow_column (
  month date not null references outflow_cohort (month) on delete cascade,
  name text not null,
  bytes bytea not null,
  primary key (month, name)
);
-- Days and codes in no order: trying to make them smaller takes longer than reading them.
alter table outflow_column alter column bytes set storage external;

-- Finished figures: small groups joined or hidden already. They go when their cohort is made anew.
create table outflow_figures (
  month date not null references outflow_cohort (month) on delete cascade,
  -- which figures: kind, length, definition, team, scheme, in one key
  key text not null,
  figures jsonb not null,
  made_at timestamptz not null,
  primary key (month, key)
);

-- What came, stayed and left in every month, of everybody and by team and scheme: counted when spells changed since. One row.
create table outflow_trend (
  id boolean primary key default true check (id),
  counted jsonb not null,
  -- the first day of which it is not known what happened
  known_until date not null,
  made_at timestamptz not null
);

-- Places that were given by lot: who drew, among whom, and who won. With it the two groups differ by chance only.
create table place_draw (
  id uuid primary key default uuidv7(),
  type text not null,
  places integer not null check (places > 0),
  -- from which anybody can draw again and see that it was fair
  seed text not null,
  drawn_by uuid not null references staff (id),
  drawn_on date not null,
  drawn_at timestamptz not null
);
create index place_draw_type_idx on place_draw (type, drawn_on);
create table place_draw_entry (
  draw_id uuid not null references place_draw (id),
  client_id uuid not null references client (id),
  intervention_id uuid not null references intervention (id),
  position integer not null check (position > 0),
  won boolean not null,
  primary key (draw_id, client_id),
  constraint place_draw_entry_position_key unique (draw_id, position)
);
create index place_draw_entry_client_idx on place_draw_entry (client_id);
create trigger place_draw_is_append_only before update or delete on place_draw for each row execute function refuse_change();
create trigger place_draw_entry_is_append_only before update or delete on place_draw_entry for each row execute function refuse_change();

-- The monthly report ("tamtam"): one a month for each team lead, of their team, and for management, of all (team_id null).
create table outflow_report (
  id uuid primary key default uuidv7(),
  month date not null check (extract(day from month) = 1),
  team_id uuid references team (id),
  -- what was told, as it was then
  content jsonb not null,
  made_at timestamptz not null,
  constraint outflow_report_key unique nulls not distinct (month, team_id)
);
create table outflow_report_mail (
  report_id uuid not null references outflow_report (id),
  staff_id uuid not null references staff (id),
  -- null: not yet; a failed attempt says why and when it is tried again
  mailed_at timestamptz,
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  last_error text,
  primary key (report_id, staff_id)
);
create index outflow_report_mail_due_idx on outflow_report_mail (next_attempt_at) where mailed_at is null;
-- Who does not want it in the mail says so; the page stays.
create table outflow_report_choice (
  staff_id uuid primary key references staff (id),
  by_mail boolean not null,
  chosen_at timestamptz not null
);

-- interventions begun in a period, whatever made them
create index intervention_starts_idx on intervention (type, starts_on);
