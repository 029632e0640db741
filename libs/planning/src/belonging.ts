import type { EntityManager } from 'typeorm';
import type { Audience, Cadence } from './domain/plan.js';
import { selectionCondition, type Condition, type SelectionCriteria } from './domain/selection.js';

/** What of a plan decides who belongs in it; without an id it is not kept yet. */
export interface PlanForWhom {
  id: string | null;
  audience: Audience;
  cadence: Cadence;
  startsOn: Temporal.PlainDate;
}

/** Somebody who belongs in a plan: once, or once for each event that it counts from. */
export interface Belonging {
  clientId: string;
  /** The coach of today, or null. */
  staffId: string | null;
  eventKey: string;
  /** null for a plan that simply repeats. */
  eventOn: string | null;
}

/**
 * The statement's beginning that says who belongs in a plan now: `member` (client_id) are the people of its audience who are alive and on a
 * benefit, `belonging` (client_id, event_key, event_on) their places in the plan. Parameters from $1 on; the caller's own come after them.
 */
export async function belongingIn(
  tx: EntityManager,
  plan: PlanForWhom,
  now: Temporal.Instant,
  today: Temporal.PlainDate,
): Promise<Condition> {
  const values: unknown[] = [today];
  const audience = await conditionOf(tx, plan, values.length + 1, now, today);
  values.push(...audience.values);
  const events = eventsOf(plan, values.length + 1);
  values.push(...events.values);
  return {
    sql: `with member as (
      select client.id as client_id from client
       where client.deceased_on is null
         and exists (select from benefit_spell where client_id = client.id and during @> $1::date)
         and ${audience.sql}),
    belonging as (${events.sql})`,
    values,
  };
}

async function conditionOf(
  tx: EntityManager,
  { id, audience }: PlanForWhom,
  first: number,
  now: Temporal.Instant,
  today: Temporal.PlainDate,
): Promise<Condition> {
  const assigned = (column: string) =>
    `exists (select from caseload_assignment where client_id = client.id and ${column} = $${first}::uuid and during @> $1::date)`;
  switch (audience.kind) {
    case 'everybody':
      return { sql: 'true', values: [] };
    case 'team':
      return { sql: assigned('team_id'), values: [audience.teamId] };
    case 'caseload':
      return { sql: assigned('staff_id'), values: [audience.staffId] };
    case 'client':
      return { sql: `client.id = $${first}::uuid`, values: [audience.clientId] };
    case 'selection': {
      const [selection] = await tx.query<{ criteria: SelectionCriteria }[]>(`select criteria from selection where id = $1`, [
        audience.selectionId,
      ]);
      return selection ? selectionCondition(selection.criteria, first, now, today) : { sql: 'false', values: [] };
    }
    case 'fixed':
      // Whoever was put in it; who comes back to a benefit belongs in it again.
      return {
        sql: `exists (select from enrolment where client_id = client.id and plan_id = $${first}::uuid
                         and (ended_at is null or ended_reason = 'no_benefit'))`,
        values: [id],
      };
  }
}

/**
 * What has a first day is an event, from when that day was agreed: what is offered or waits has none yet, and what was recorded as never started
 * is none; nor is anything from before the plan's first day. It is the same event while it rests and goes on again.
 */
function eventsOf({ cadence, startsOn }: PlanForWhom, first: number): Condition {
  if (cadence.kind !== 'event') return { sql: `select client_id, '' as event_key, null::date as event_on from member`, values: [] };
  const [spells, values] = [`from member join benefit_spell spell using (client_id) where spell.during @> $1::date`, [startsOn]];
  const since = (date: string) => `${date} >= $${first}::date`;
  switch (cadence.event) {
    case 'intake':
      return {
        sql: `select client_id, 'spell:' || spell.id as event_key, lower(spell.during) as event_on ${spells} and ${since('lower(spell.during)')}`,
        values,
      };
    case 'benefit_anniversary':
      return { sql: `select client_id, 'anniversary:' || spell.id as event_key, lower(spell.during) as event_on ${spells}`, values: [] };
    case 'intervention_start':
    case 'intervention_end': {
      const [moment, column] = cadence.event === 'intervention_start' ? ['start', 'starts_on'] : ['end', 'ends_on'];
      const type = cadence.intervention === undefined ? '' : ` and intervention.type = $${first + 1}`;
      return {
        sql: `select client_id, 'intervention:' || intervention.id || ':${moment}' as event_key, intervention.${column} as event_on
                from member join intervention using (client_id)
               where intervention.outcome is distinct from 'not_started' and ${since(`intervention.${column}`)}${type}`,
        values: cadence.intervention === undefined ? values : [...values, cadence.intervention],
      };
    }
  }
}
