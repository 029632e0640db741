-- Conversation: what people write back and who reads it, what they prefer, and in what words we write to them.

-- What a message is to who gets it: 'asking' something of them, an 'answer' to what they just wrote, 'personal' from their coach, or 'urgent'.
alter table message add column kind text not null default 'asking' check (kind in ('asking', 'answer', 'personal', 'urgent'));
update message set kind = 'answer' where purpose in ('opt_out_confirmation', 'opt_out_all_confirmation', 'opt_in_confirmation');

-- Who wrote it, as far as we know: the one current holder of the address at that moment. A number that is somebody else's later takes nothing along.
alter table inbound_message
  add column client_id uuid references client (id) on delete cascade,
  -- the message of ours that it answers (e-mail says so)
  add column answers_id uuid references message (id) on delete set null,
  add column subject text;
create index inbound_message_client_idx on inbound_message (client_id, received_at desc);
-- A client's former numbers too: what was said on them stays theirs.
create index contact_point_client_idx on contact_point (client_id);
update inbound_message set client_id = holder.client_id
  from (select address, min(client_id::text)::uuid as client_id from contact_point where ended_at is null group by address having count(distinct client_id) = 1) holder
 where holder.address = inbound_message.from_address;

-- How somebody wants to be reached: the latest row counts, the others are its history.
create table contact_preference (
  id uuid primary key default uuidv7(),
  client_id uuid not null references client (id) on delete cascade,
  -- the order of channels; empty: that of the plan
  channels text[] not null default '{}' check (channels <@ array['sms', 'email']),
  -- by answering the message itself, or on the page behind the link; null: as the office does it
  answer_by text check (answer_by in ('message', 'link')),
  -- null: the language of the import
  language text,
  -- messages may come between these two, inside the hours of the office; null: all of those
  hours_from time,
  hours_until time,
  note text,
  -- null: the client
  changed_by uuid references staff (id),
  changed_at timestamptz not null,
  ended_at timestamptz,
  constraint contact_preference_hours check ((hours_from is null) = (hours_until is null) and hours_from < hours_until)
);
create unique index contact_preference_current_key on contact_preference (client_id) where ended_at is null;
create index contact_preference_client_idx on contact_preference (client_id, changed_at desc);

-- The texts that administrators changed; without a row the one that comes with the product. A version never changes.
create table message_template (
  id uuid primary key default uuidv7(),
  purpose text not null,
  channel text not null check (channel in ('sms', 'email')),
  language text not null,
  form text not null check (form in ('u', 'je')),
  version integer not null,
  subject text,
  -- null: back to the text that comes with the product
  body text,
  -- who reads this language and looked at it; asked for what is neither Dutch nor English
  reviewed_by text,
  published_by uuid references staff (id),
  published_at timestamptz not null,
  unique (purpose, channel, language, form, version)
);
create trigger message_template_is_immutable before update or delete on message_template for each row execute function refuse_change();

-- Somebody who reads the language has looked at its texts: the texts with this hash, no others.
create table language_review (
  id uuid primary key default uuidv7(),
  language text not null,
  texts_hash text not null,
  reviewed_by text not null,
  recorded_by uuid references staff (id),
  reviewed_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid references staff (id)
);
create unique index language_review_current_key on language_review (language, texts_hash) where withdrawn_at is null;

-- What clients say in their own words.
create table inbox_message (
  id uuid primary key default uuidv7(),
  -- null: from a number that more people have, or nobody we know
  client_id uuid references client (id) on delete cascade,
  channel text not null check (channel in ('sms', 'email', 'app')),
  -- where it came from; null for the page behind a link
  address text,
  inbound_id uuid unique references inbound_message (id) on delete cascade,
  check_in_id uuid references check_in (id) on delete cascade,
  kind text not null check (kind in ('message', 'remark', 'late_answer', 'not_understood')),
  body text not null,
  -- an e-mail that answers ours, from an address we do not know as theirs
  from_other_address boolean not null default false,
  received_at timestamptz not null,
  read_at timestamptz,
  read_by uuid references staff (id),
  constraint inbox_message_read check ((read_at is null) = (read_by is null))
);
create index inbox_message_client_idx on inbox_message (client_id, received_at desc);
create index inbox_message_unread_idx on inbox_message (client_id) where read_at is null;
create index inbox_message_address_idx on inbox_message (address, received_at desc) where client_id is null;

-- Whose it may be, when more people have the number: each of their coaches sees it, as that.
create table inbox_candidate (
  inbox_message_id uuid not null references inbox_message (id) on delete cascade,
  client_id uuid not null references client (id) on delete cascade,
  primary key (inbox_message_id, client_id)
);
create index inbox_candidate_client_idx on inbox_candidate (client_id);

-- "Who are you?", asked once of a number that more people have.
create table identity_question (
  id uuid primary key default uuidv7(),
  address text not null,
  inbox_message_id uuid not null references inbox_message (id) on delete cascade,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  answered_at timestamptz
);
create unique index identity_question_current_key on identity_question (address) where answered_at is null;

create table coach_reply (
  id uuid primary key default uuidv7(),
  client_id uuid not null references client (id) on delete cascade,
  staff_id uuid not null references staff (id),
  channel text not null check (channel in ('sms', 'email')),
  body text not null,
  message_id uuid references message (id) on delete set null,
  written_at timestamptz not null
);
create index coach_reply_client_idx on coach_reply (client_id, written_at desc);
create unique index coach_reply_message_key on coach_reply (message_id);

-- Who stands in for whom.
create table deputy (
  id uuid primary key default uuidv7(),
  staff_id uuid not null references staff (id),
  deputy_id uuid not null references staff (id),
  since timestamptz not null,
  ended_at timestamptz,
  constraint deputy_is_another check (staff_id <> deputy_id)
);
create unique index deputy_current_key on deputy (staff_id) where ended_at is null;
create index deputy_deputy_idx on deputy (deputy_id) where ended_at is null;

-- Words that may mean that somebody is in danger: a list per language, a version never changes. Without a row the list that comes with the product.
create table crisis_word_list (
  id uuid primary key default uuidv7(),
  language text not null,
  version integer not null,
  words text[] not null,
  saved_by uuid references staff (id),
  saved_at timestamptz not null,
  unique (language, version)
);
create trigger crisis_word_list_is_immutable before update or delete on crisis_word_list for each row execute function refuse_change();

-- Somebody may be in danger. Never a trait, never read by a rule.
create table crisis_alert (
  id uuid primary key default uuidv7(),
  inbox_message_id uuid not null unique references inbox_message (id) on delete cascade,
  client_id uuid references client (id) on delete cascade,
  -- the text with the help lines; null where the page itself showed it
  help_message_id uuid references message (id) on delete set null,
  raised_at timestamptz not null,
  -- when others are told if nobody has taken it on: counted in office hours
  escalates_at timestamptz not null,
  escalated_at timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by uuid references staff (id),
  note text,
  constraint crisis_alert_acknowledged check ((acknowledged_at is null) = (acknowledged_by is null))
);
create index crisis_alert_open_idx on crisis_alert (escalates_at) where acknowledged_at is null;
create index crisis_alert_client_idx on crisis_alert (client_id, raised_at desc);

-- Who was told, as what, and whether an e-mail (without a name or a word of the message) went out to them.
create table crisis_notice (
  alert_id uuid not null references crisis_alert (id) on delete cascade,
  staff_id uuid not null references staff (id),
  told_as text not null check (told_as in ('coach', 'deputy', 'team_lead', 'admin')),
  told_at timestamptz not null,
  mail_tried_at timestamptz,
  mailed_at timestamptz,
  primary key (alert_id, staff_id)
);
create index crisis_notice_staff_idx on crisis_notice (staff_id);
create index crisis_notice_mail_idx on crisis_notice (told_at) where mailed_at is null;

-- A check-in that is asked question by question. One at a time on an address, and bound to the contact point: a number that changes hands ends it.
create table conversation (
  id uuid primary key default uuidv7(),
  check_in_id uuid not null unique references check_in (id) on delete cascade,
  client_id uuid not null references client (id) on delete cascade,
  contact_point_id uuid not null references contact_point (id) on delete cascade,
  address text not null,
  -- the question that waits for an answer; null: none any more
  item text,
  asked text[] not null default '{}',
  -- replies in a row that were not understood
  misses smallint not null default 0,
  started_at timestamptz not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  reminded_at timestamptz,
  ended_at timestamptz,
  outcome text check (outcome in ('answered', 'expired', 'to_link', 'handed_over', 'stopped', 'closed')),
  constraint conversation_outcome_iff_ended check ((outcome is null) = (ended_at is null))
);
create unique index conversation_current_key on conversation (address) where ended_at is null;
create index conversation_client_idx on conversation (client_id, started_at desc);
create index conversation_address_idx on conversation (address, started_at desc);
create index conversation_open_idx on conversation (expires_at) where ended_at is null;

-- An answer by message counts at once: when it became an observation. What is answered on a page becomes one when it is sent.
alter table answer add column observed_at timestamptz;
-- Who helped: the coach, in a conversation.
alter table answer add column helped_by text;
