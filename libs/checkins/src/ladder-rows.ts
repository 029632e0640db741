import type { SendHours } from '#libs/platform';
import type { Reminder } from '#libs/planning';
import type { EntityManager } from 'typeorm';
import type { RoundFacts, Rung, SentStep, StepCause } from './domain/ladder.js';

/** A round that is looked at now, with all that was done for it; who it is about is filled in by `people`. */
export interface ClimbingRound extends RoundFacts {
  id: string;
  clientId: string;
  planId: string;
}

export interface StepRow {
  checkInId: string;
  clientId: string;
  rung: Rung;
  channel: string | null;
  cause: string;
  messageId: string | null;
  taskId: string | null;
}

/** A receipt is no older than this when it tells something new about a round that is still open. */
const DAYS_OF_FAILURES = 40;

/** A message that failed since the last look makes its round be looked at now. */
export async function noticeFailures(tx: EntityManager, now: Temporal.Instant): Promise<void> {
  await tx.query(
    `update check_in set next_step_at = $1
       from message
      where message.subject_id = check_in.id and message.status in ('failed', 'undelivered') and message.status_at >= $2
        and check_in.ended_at is null and (check_in.next_step_at is null or check_in.next_step_at > $1)
        and (check_in.last_look_at is null or message.status_at >= check_in.last_look_at)`,
    [now, now.subtract({ hours: DAYS_OF_FAILURES * 24 })],
  );
}

/** Takes up to so many open rounds whose moment has come, each in the hands of one worker until the transaction ends. Four statements. */
export async function claimRounds(tx: EntityManager, hours: SendHours, limit: number, now: Temporal.Instant): Promise<ClimbingRound[]> {
  return withFacts(
    tx,
    hours,
    await tx.query(`${ROUNDS} and c.next_step_at <= $1 order by c.next_step_at, c.id limit $2 for no key update of c skip locked`, [
      now,
      limit,
    ]),
  );
}

/** The open rounds of one client, as they stand. */
export async function roundsOf(tx: EntityManager, hours: SendHours, clientId: string): Promise<ClimbingRound[]> {
  return withFacts(tx, hours, await tx.query(`${ROUNDS} and c.client_id = $1 order by c.due_on, c.id`, [clientId]));
}

/** Rounds of the last days for which there was no way at all, and that nobody was told about. One worker at a time. */
export async function claimUnreachable(
  tx: EntityManager,
  limit: number,
  now: Temporal.Instant,
): Promise<{ id: string; clientId: string; cause: StepCause }[]> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('hand over who is unreachable'))`);
  return tx.query(
    `select c.id, c.client_id as "clientId", c.unreachable_reason as cause
       from check_in c
      where c.opened_at > $1 and c.opened_at <= $2 and c.outcome = 'unreachable'
        and c.unreachable_reason in ('no_contact_point', 'invalid_contact_point')
        and not exists (select from contact_step step where step.check_in_id = c.id and step.rung in ('call', 'in_person'))
      order by c.opened_at, c.id
      limit $3`,
    [now.subtract({ hours: 48 }), now, limit],
  );
}

export async function writeSteps(tx: EntityManager, steps: readonly StepRow[], now: Temporal.Instant): Promise<void> {
  if (steps.length === 0) return;
  await tx.query(
    `insert into contact_step (check_in_id, client_id, rung, channel, cause, message_id, task_id, at)
     select "checkInId", "clientId", rung, channel, cause, "messageId", "taskId", $2
       from json_to_recordset($1::json) as step ("checkInId" uuid, "clientId" uuid, rung text, channel text, cause text, "messageId" uuid, "taskId" uuid)`,
    [JSON.stringify(steps), now],
  );
}

/** When each is looked at again; null: not any more by itself. */
export async function writeLooks(
  tx: EntityManager,
  looks: readonly { id: string; next: Temporal.Instant | null }[],
  now: Temporal.Instant,
): Promise<void> {
  if (looks.length === 0) return;
  await tx.query(
    `update check_in set next_step_at = look.next, last_look_at = $2
       from json_to_recordset($1::json) as look (id uuid, next timestamptz)
      where check_in.id = look.id`,
    [JSON.stringify(looks), now],
  );
}

const ROUNDS = `
  select c.id, c.client_id as "clientId", plan.id as "planId", c.started_at is not null as "hasStarted",
         case when c.started_at is null then c.closes_at
              else greatest(c.closes_at, c.started_at + c.hours_to_finish * interval '1 hour') end as "endsAt",
         plan.reminders, plan.window_from as "windowFrom", plan.window_until as "windowUntil"
    from check_in c
    join enrolment on enrolment.id = c.enrolment_id
    join plan on plan.id = enrolment.plan_id
   where c.ended_at is null`;

async function withFacts(tx: EntityManager, hours: SendHours, rows: readonly RoundRow[]): Promise<ClimbingRound[]> {
  const ids = rows.map(({ id }) => id);
  const [sent, withPerson, silentBefore] = [await sentFor(tx, ids), await withPersonOf(tx, ids), await silentBeforeOf(tx, ids)];
  return rows.map(({ windowFrom, windowUntil, endsAt, ...row }) => ({
    ...row,
    endsAt: endsAt.toTemporalInstant(),
    sent: sent.get(row.id) ?? [],
    isWithPerson: withPerson.has(row.id),
    wasSilentBefore: silentBefore.has(row.id),
    contact: null,
    hours: ownHours(hours, windowFrom, windowUntil),
  }));
}

interface RoundRow {
  id: string;
  clientId: string;
  planId: string;
  hasStarted: boolean;
  endsAt: Date;
  reminders: Reminder[];
  windowFrom: string | null;
  windowUntil: string | null;
}

/**
 * The messages that asked are the truth, also of rounds that were open before steps were kept; the step says which rung it was. An answer to
 * somebody who writes back (the next question) is no step to reach them.
 */
async function sentFor(tx: EntityManager, ids: readonly string[]): Promise<Map<string, SentStep[]>> {
  const rows: (Omit<SentStep, 'at'> & { checkInId: string; at: Date })[] = await tx.query(
    `select m.subject_id as "checkInId", m.channel, m.status, m.failure_reason as "failureReason", coalesce(m.attempted_at, m.created_at) as at,
            coalesce(step.rung, 'invitation') as rung
       from message m
       left join contact_step step on step.check_in_id = m.subject_id and step.message_id = m.id
      where m.subject_id = any ($1::uuid[]) and m.kind = 'asking'
      order by m.created_at, m.id`,
    [ids],
  );
  return Map.groupBy(
    rows.map((row) => ({ ...row, at: row.at.toTemporalInstant() })),
    ({ checkInId }) => checkInId,
  );
}

async function withPersonOf(tx: EntityManager, ids: readonly string[]): Promise<Set<string>> {
  const rows: { id: string }[] = await tx.query(
    `select check_in_id as id from contact_step where check_in_id = any ($1::uuid[]) and rung in ('call', 'in_person')`,
    [ids],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Rounds whose client was asked the time before as well, by a message that came through, and said nothing. */
async function silentBeforeOf(tx: EntityManager, ids: readonly string[]): Promise<Set<string>> {
  const rows: { id: string }[] = await tx.query(
    `select c.id
       from check_in c
      cross join lateral (
        select before.id, before.outcome from check_in before
         where before.client_id = c.client_id and before.due_on < c.due_on and before.outcome in ('finished', 'partial', 'silent')
         order by before.due_on desc limit 1) asked
      where c.id = any ($1::uuid[]) and asked.outcome = 'silent'
        and exists (select from message m where m.subject_id = asked.id and m.status in ('sent', 'delivered'))`,
    [ids],
  );
  return new Set(rows.map(({ id }) => id));
}

/** A plan's own hours lie inside those of the office, whatever those have become. */
function ownHours(hours: SendHours, from: string | null, until: string | null): SendHours {
  if (from === null || until === null) return hours;
  const [ownFrom, ownUntil] = [Temporal.PlainTime.from(from), Temporal.PlainTime.from(until)];
  return {
    days: hours.days,
    from: Temporal.PlainTime.compare(ownFrom, hours.from) > 0 ? ownFrom : hours.from,
    until: Temporal.PlainTime.compare(ownUntil, hours.until) < 0 ? ownUntil : hours.until,
  };
}
