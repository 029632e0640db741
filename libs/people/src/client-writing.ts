import type { EntityManager } from 'typeorm';
import { assignmentStatements } from './caseload-assignments.js';
import { REPAIRED } from './follow-up-tasks.service.js';
import { SPELLS } from './spell-table.js';
import { readyStretches, stretchStatements } from './stretch-writing.js';

export interface WrittenCounts {
  new: number;
  changed: number;
  unchanged: number;
}

/**
 * Writes what is staged: each kind of fact in a statement or two over all clients, and only where it differs, so that the same rows
 * a second time change nothing.
 * @returns how many clients are new, changed and unchanged
 */
export async function writeStaged(tx: EntityManager, now: Temporal.Instant): Promise<WrittenCounts> {
  await stageClients(tx);
  await writeTeamsAndCoaches(tx, now);
  await readyStretches(tx, SPELLS, { told: TOLD_SPELLS, match: KNOWN_SPELLS });
  for (const statement of STATEMENTS)
    await tx.query(
      `with written as (${statement})
       update staged_client set is_changed = true from written where written.client_id = staged_client.client_id and not is_changed`,
      [now],
    );
  const [counts] = (await tx.query(
    `select count(*) filter (where is_new)::int as new,
            count(*) filter (where is_changed and not is_new)::int as changed,
            count(*) filter (where not is_changed and not is_new)::int as unchanged
       from staged_client`,
  )) as [WrittenCounts];
  return counts;
}

/** One row a client, with the id it has or is going to have. */
async function stageClients(tx: EntityManager): Promise<void> {
  await tx.query(`drop table if exists staged_client`);
  await tx.query(
    `create temporary table staged_client on commit drop as
     select distinct on (row.client_number)
            coalesce(client.id, uuidv7()) as client_id, client.id is null as is_new, false as is_changed,
            row.client_number, row.first_name, row.infix, row.last_name, row.birth_date, row.language, row.contact_points, row.team, row.coach, row.assigned_from
       from staged_row row left join client on client.client_number = row.client_number
      order by row.client_number, row.line`,
  );
  await tx.query(`analyze staged_client`);
}

/** Coaches come in by name and team; one who has an account by now is the same person. */
async function writeTeamsAndCoaches(tx: EntityManager, now: Temporal.Instant): Promise<void> {
  await tx.query(
    `insert into team (name, created_at) select distinct team, $1::timestamptz from staged_client on conflict (name) do nothing`,
    [now],
  );
  await tx.query(
    `insert into staff (name, role, team_id, created_at)
     select distinct on (lower(staged.coach), team.id) staged.coach, 'coach', team.id, $1::timestamptz
       from staged_client staged join team on team.name = staged.team
      where staged.coach is not null
        and not exists (select from staff where staff.team_id = team.id and lower(staff.name) = lower(staged.coach) and staff.role = 'coach')`,
    [now],
  );
}

/** A client export knows nothing of households and numbers: a spell is known by the day it began. */
const TOLD_SPELLS = `
  select row.line, staged.client_id, row.client_number, null::text as number, row.starts_on, row.ends_on, false as is_withdrawn,
         null::text as unit_number, row.scheme, row.end_reason, row.end_reason_literal
    from staged_row row join staged_client staged using (client_number) where row.starts_on is not null`;
const KNOWN_SPELLS = `
  select row.line, known.id as known_id
    from staged_row row join staged_client staged using (client_number)
    join benefit_spell known on known.client_id = staged.client_id and lower(known.during) = row.starts_on`;

const WANTED_ASSIGNMENT = `
  select distinct on (staged.client_id) staged.client_id, staff.id as staff_id, team.id as team_id, staged.assigned_from as from_date
    from staged_client staged
    join team on team.name = staged.team
    left join staff on staff.team_id = team.id and lower(staff.name) = lower(staged.coach) and staff.role = 'coach'
   order by staged.client_id, staff.id`;

/** In this order; $1 is the moment of recording, and each returns the client_id of what it changed. */
const STATEMENTS = [
  `insert into client (id, client_number, first_name, infix, last_name, birth_date, language, created_at, updated_at)
   select client_id, client_number, first_name, infix, last_name, birth_date, language, $1, $1 from staged_client where is_new
   returning id as client_id`,

  `update client set first_name = staged.first_name, infix = staged.infix, last_name = staged.last_name, birth_date = staged.birth_date,
                     language = staged.language, updated_at = $1
     from staged_client staged
    where client.id = staged.client_id
      and (client.first_name, client.infix, client.last_name, client.birth_date, client.language)
          is distinct from (staged.first_name, staged.infix, staged.last_name, staged.birth_date, staged.language)
   returning client.id as client_id`,

  // A number that changed ends and a new one begins: what was sent where, and what was wrong with it, stays readable.
  `update contact_point point set ended_at = $1
     from staged_client staged
    where point.client_id = staged.client_id and point.ended_at is null
      and not exists (
        select from jsonb_to_recordset(staged.contact_points) as given (kind text, address text)
         where given.kind = point.kind and given.address = point.address)
   returning point.client_id`,

  `insert into contact_point (client_id, kind, address, state_since, created_at)
   select staged.client_id, given.kind, given.address, $1, $1
     from staged_client staged, jsonb_to_recordset(staged.contact_points) as given (kind text, address text)
    where not exists (
        select from contact_point point where point.client_id = staged.client_id and point.address = given.address and point.ended_at is null)
   returning client_id`,

  // A new address takes away the task to repair the old one.
  `update follow_up_task task set done_at = $1, result = 'not_needed'
     from staged_client staged
    where task.client_id = staged.client_id and ${REPAIRED}
   returning task.client_id`,

  ...stretchStatements(SPELLS),

  ...assignmentStatements(WANTED_ASSIGNMENT),
];
