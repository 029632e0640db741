-- Plans: one row says what is asked of whom and when; an enrolment is one client's place in it.

-- A group of clients by what is known of them, saved under a name: people enter and leave it as time passes.
create table selection (
  id uuid primary key default uuidv7(),
  name text not null unique,
  criteria jsonb not null,
  made_by uuid references staff (id),
  created_at timestamptz not null
);

create table plan (
  id uuid primary key default uuidv7(),
  name text not null,
  questionnaire_id uuid not null references questionnaire (id),
  -- whom: { kind: everybody | team | caseload | client | selection | fixed, ... }; 'fixed' is whoever was put in it, and nobody after
  audience jsonb not null,
  -- how often: { kind: days | weeks | monthly | event, ... }
  cadence jsonb not null,
  starts_on date not null,
  -- hours of its own, inside those of the office; null: the office's
  window_from time,
  window_until time,
  -- the first round of everybody is spread over so many days, and a day's invitations over so many minutes
  spread_days smallint not null default 1 check (spread_days >= 1 and spread_days <= 366),
  spread_minutes smallint not null default 60 check (spread_minutes >= 0 and spread_minutes <= 660),
  -- how many of one coach's clients are asked on one day at most; null: no bound
  per_coach_per_day smallint check (per_coach_per_day >= 1),
  preferred_channel text check (preferred_channel in ('sms', 'email')),
  -- [{ afterDays, channel: same | next }], in order
  reminders jsonb not null default '[]',
  -- the three expiries: to start, to finish after starting (never before the first), by inactivity
  days_to_start smallint not null default 7 check (days_to_start >= 1 and days_to_start <= 60),
  hours_to_finish smallint not null default 24 check (hours_to_finish >= 1 and hours_to_finish <= 720),
  hours_of_inactivity smallint check (hours_of_inactivity >= 1 and hours_of_inactivity <= 720),
  created_by uuid references staff (id),
  created_at timestamptz not null,
  -- a draft until somebody switches it on
  switched_on_by uuid references staff (id),
  switched_on_at timestamptz,
  ended_by uuid references staff (id),
  ended_at timestamptz,
  ended_reason text,
  constraint plan_window check ((window_from is null) = (window_until is null) and window_from < window_until),
  constraint plan_end check ((ended_at is null) = (ended_reason is null))
);
create index plan_running_idx on plan (created_at) where switched_on_at is not null and ended_at is null;

alter table check_in_plan rename to enrolment;
alter table enrolment add column plan_id uuid references plan (id);

-- Plans used to be rows of one client each: those that ask the same become one, of whoever was in it.
insert into plan (name, questionnaire_id, audience, cadence, starts_on, preferred_channel, created_at, switched_on_at)
select questionnaire.title || ', ' || min(enrolment.every_days) || ' / ' || to_char(enrolment.starts_on, 'FMDD-FMMM-YYYY'), enrolment.questionnaire_id, '{"kind":"fixed"}',
       jsonb_build_object('kind', 'days', 'every', enrolment.every_days), enrolment.starts_on, enrolment.preferred_channel,
       min(enrolment.created_at), min(enrolment.created_at)
  from enrolment
  join questionnaire on questionnaire.id = enrolment.questionnaire_id
 group by questionnaire.title, enrolment.questionnaire_id, enrolment.every_days, enrolment.starts_on, enrolment.preferred_channel;

update enrolment set plan_id = plan.id
  from plan
 where plan.questionnaire_id = enrolment.questionnaire_id and (plan.cadence ->> 'every')::int = enrolment.every_days
   and plan.starts_on = enrolment.starts_on and plan.preferred_channel is not distinct from enrolment.preferred_channel;

alter table enrolment
  alter column plan_id set not null,
  -- what a plan relative to an event counts from ('spell:<id>', 'intervention:<id>:start'); '' for a plan that simply repeats
  add column event_key text not null default '',
  -- the first possible date of its rounds
  add column anchor_on date,
  -- the next date on which something is due, by the client's own calendar; null: nothing more
  add column next_due_on date,
  -- what is due was looked at and waits: for what, and until when nobody need look again
  add column waits_for text check (waits_for in ('no_window', 'asked_recently', 'coach_bound')),
  add column waits_until timestamptz;
alter table enrolment rename column created_at to enrolled_at;

update enrolment set anchor_on = starts_on;
-- After the round that was asked last; what was skipped longer than a week before the latest round of all stays skipped.
update enrolment
   set next_due_on = greatest(
         coalesce((select max(check_in.due_on) + enrolment.every_days from check_in where check_in.plan_id = enrolment.id), enrolment.starts_on),
         enrolment.starts_on + enrolment.every_days * greatest(0, ceil((latest.due_on - 6 - enrolment.starts_on) / enrolment.every_days::numeric))::int)
  from (select max(due_on) as due_on from check_in) latest
 where ended_at is null;

drop index check_in_plan_current_key;
alter table enrolment
  alter column anchor_on set not null,
  drop column every_days,
  drop column preferred_channel,
  drop column starts_on;
create unique index enrolment_current_key on enrolment (plan_id, client_id, event_key) where ended_at is null;
-- Of plans that repeat, somebody is in one for each questionnaire.
create unique index enrolment_one_rhythm_key on enrolment (client_id, questionnaire_id) where ended_at is null and event_key = '';
create index enrolment_due_idx on enrolment (next_due_on, id) where ended_at is null;
create index enrolment_client_idx on enrolment (client_id);

-- A round is one occurrence of an enrolment. 'missed': it was due and was not asked; its cause says why.
alter table check_in rename column plan_id to enrolment_id;
alter table check_in drop constraint check_in_outcome_check;
alter table check_in
  add constraint check_in_outcome_check check (outcome in ('finished', 'partial', 'silent', 'unreachable', 'canceled', 'missed')),
  add column cause text,
  add column hours_to_finish smallint not null default 24,
  add column hours_of_inactivity smallint,
  -- when the next step of reaching this client is to be considered (a reminder, another channel); null: nothing more
  add column next_step_at timestamptz;
create index check_in_step_idx on check_in (next_step_at) where ended_at is null and next_step_at is not null;
create index check_in_opened_idx on check_in (opened_at);
-- When somebody was last asked: without it the newest of everybody is walked through until theirs is found.
create index check_in_asked_idx on check_in (client_id, opened_at) where channel is not null;
-- Who has begun and not finished: their time may be over before it closes, by inactivity.
create index check_in_begun_idx on check_in (started_at) where ended_at is null and started_at is not null;

-- Where somebody is: their dates and hours are counted there.
alter table client add column time_zone text not null default 'Europe/Amsterdam';
create index client_elsewhere_idx on client (time_zone) where time_zone <> 'Europe/Amsterdam';
