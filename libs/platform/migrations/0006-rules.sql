-- Rules: data with versions; suggestions with their evidence; the coach's decision on each.

create table rule_version (
  id uuid primary key default uuidv7(),
  rule text not null,
  version integer not null,
  definition jsonb not null,
  author text not null,
  approver text not null,
  valid_from timestamptz not null,
  valid_until timestamptz,
  unique (rule, version)
);

create trigger rule_version_is_not_rewritten
  before update of rule, version, definition, author, approver, valid_from or delete on rule_version
  for each row execute function refuse_change();

-- stance: 'suggest' or 'advise_against'. evidence: the rules that fired and the observations they rest on, in words.
create table suggestion (
  id uuid primary key default uuidv7(),
  client_id uuid not null references client (id),
  intervention text not null,
  stance text not null check (stance in ('suggest', 'advise_against')),
  rank smallint not null,
  from_wish boolean not null default false,
  evidence jsonb not null,
  check_in_id uuid,
  made_at timestamptz not null,
  confirmed_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  decided_at timestamptz
);
create unique index suggestion_open_key on suggestion (client_id, intervention, stance)
  where withdrawn_at is null and decided_at is null;
create index suggestion_client_idx on suggestion (client_id, made_at desc);

create table coach_decision (
  suggestion_id uuid primary key references suggestion (id),
  staff_id uuid not null references staff (id),
  decision text not null check (decision in ('accepted', 'adjusted', 'declined')),
  reason text,
  intervention_id uuid references intervention (id),
  decided_at timestamptz not null,
  constraint coach_decision_reason check (decision = 'accepted' or length(trim(reason)) > 0)
);
