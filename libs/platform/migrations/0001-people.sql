-- People: who works here, who is asked, where they can be reached, who looks after whom.

create extension if not exists btree_gist;

create table team (
  id uuid primary key default uuidv7(),
  name text not null unique,
  created_at timestamptz not null default now()
);

create table staff (
  id uuid primary key default uuidv7(),
  name text not null,
  -- A coach who came in by import is known by name only; an administrator adds the address.
  email text,
  role text not null check (role in ('coach', 'team_lead', 'admin')),
  team_id uuid references team (id),
  password_hash text,
  deactivated_at timestamptz,
  created_at timestamptz not null default now()
);
create unique index staff_email_key on staff (lower(email));
create index staff_team_idx on staff (team_id);

create table password_link (
  token_hash bytea primary key,
  staff_id uuid not null references staff (id),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table staff_session (
  id_hash bytea primary key,
  staff_id uuid not null references staff (id),
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index staff_session_staff_idx on staff_session (staff_id);

-- Only failures, by a keyed hash of the address that was typed: enough to throttle, too little to spy.
create table sign_in_failure (
  id bigint generated always as identity primary key,
  account_hash bytea not null,
  failed_at timestamptz not null
);
create index sign_in_failure_account_idx on sign_in_failure (account_hash, failed_at);

create table client (
  id uuid primary key default uuidv7(),
  client_number text not null unique,
  first_name text not null,
  infix text,
  last_name text not null,
  birth_date date,
  language text not null default 'nl',
  deceased_on date,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- "kind" is what the address is; only a mobile is ever texted, only an e-mail address mailed.
create table contact_point (
  id uuid primary key default uuidv7(),
  client_id uuid not null references client (id),
  kind text not null check (kind in ('mobile', 'foreign_mobile', 'landline', 'other_phone', 'email')),
  address text not null,
  state text not null default 'unverified' check (state in ('unverified', 'verified', 'invalid')),
  state_reason text,
  state_since timestamptz not null,
  created_at timestamptz not null,
  ended_at timestamptz
);
create unique index contact_point_current_key on contact_point (client_id, address) where ended_at is null;
create index contact_point_address_idx on contact_point (address) where ended_at is null;

-- channel null: every channel. A row until undone, never a flag.
create table opt_out (
  id uuid primary key default uuidv7(),
  client_id uuid not null references client (id),
  channel text check (channel in ('sms', 'email')),
  source text not null check (source in ('client_reply', 'client_page', 'provider', 'staff')),
  opted_out_at timestamptz not null,
  undone_at timestamptz
);
create unique index opt_out_current_key on opt_out (client_id, channel) nulls not distinct where undone_at is null;

create table caseload_assignment (
  id uuid primary key default uuidv7(),
  client_id uuid not null references client (id),
  staff_id uuid references staff (id),
  team_id uuid not null references team (id),
  during daterange not null check (not isempty(during)),
  created_at timestamptz not null default now(),
  constraint caseload_assignment_one_at_a_time unique (client_id, during without overlaps)
);
create index caseload_assignment_current_staff_idx on caseload_assignment (staff_id, client_id) where upper_inf(during);
create index caseload_assignment_current_team_idx on caseload_assignment (team_id, client_id) where upper_inf(during);

-- during is half-open: the end date of the benefit is the first day without it.
create table benefit_spell (
  id uuid primary key default uuidv7(),
  client_id uuid not null references client (id),
  scheme text not null check (scheme in ('PW', 'IOAW', 'IOAZ', 'BBZ', 'OTHER')),
  during daterange not null check (not isempty(during) and not lower_inf(during)),
  end_reason text check (end_reason in (
    'WORK_EMPLOYED', 'WORK_SELF_EMPLOYED', 'EDUCATION', 'MOVED_MUNICIPALITY', 'MOVED_ABROAD', 'STATE_PENSION_AGE',
    'OTHER_BENEFIT', 'OTHER_INCOME_OR_ASSETS', 'HOUSEHOLD_CHANGE', 'ENFORCEMENT', 'NO_INFORMATION', 'DETENTION',
    'DECEASED', 'OWN_REQUEST', 'ADMINISTRATIVE', 'OTHER', 'UNKNOWN')),
  end_reason_literal text,
  recorded_at timestamptz not null,
  constraint benefit_spell_one_at_a_time unique (client_id, during without overlaps),
  constraint benefit_spell_reason_iff_ended check ((end_reason is null) = upper_inf(during))
);
create index benefit_spell_during_idx on benefit_spell using gist (during);

-- Every look at a client's file: who, whom, which screen, when.
create table access_log (
  id bigint generated always as identity primary key,
  staff_id uuid not null references staff (id),
  client_id uuid not null references client (id),
  looked_at text not null,
  at timestamptz not null
);
create index access_log_client_idx on access_log (client_id, at desc);
create index access_log_staff_idx on access_log (staff_id, at desc);
