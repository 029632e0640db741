import type { EntityManager } from 'typeorm';
import type { Audience, Cadence, PlanSettings, PlanState, Reminder } from './domain/plan.js';

/** A plan as it is kept. */
export interface Plan extends PlanSettings {
  id: string;
  questionnaireId: string;
  state: PlanState;
  createdAt: Temporal.Instant;
  switchedOnAt: Temporal.Instant | null;
  endedAt: Temporal.Instant | null;
  endedReason: string | null;
}

const COLUMNS = `plan.id, plan.name, plan.questionnaire_id as "questionnaireId", questionnaire.key as "questionnaireKey", plan.audience,
  plan.cadence, plan.starts_on as "startsOn", plan.window_from as "windowFrom", plan.window_until as "windowUntil",
  plan.spread_days as "spreadDays", plan.spread_minutes as "spreadMinutes", plan.per_coach_per_day as "perCoachPerDay",
  plan.preferred_channel as "preferredChannel", plan.reminders, plan.days_to_start as "daysToStart", plan.hours_to_finish as "hoursToFinish",
  plan.hours_of_inactivity as "hoursOfInactivity", plan.created_at as "createdAt", plan.switched_on_at as "switchedOnAt",
  plan.ended_at as "endedAt", plan.ended_reason as "endedReason"`;

interface PlanRow extends Omit<Plan, 'state' | 'startsOn' | 'window' | 'createdAt' | 'switchedOnAt' | 'endedAt'> {
  audience: Audience;
  cadence: Cadence;
  reminders: Reminder[];
  startsOn: string;
  windowFrom: string | null;
  windowUntil: string | null;
  createdAt: Date;
  switchedOnAt: Date | null;
  endedAt: Date | null;
}

/** @param lock holds the plan until the end of the transaction: of two who change it, the second decides on what the first left behind */
export async function findPlan(tx: EntityManager, planId: string, lock: 'lock' | 'look' = 'look'): Promise<Plan | null> {
  const [row]: PlanRow[] = await tx.query(
    `select ${COLUMNS} from plan join questionnaire on questionnaire.id = plan.questionnaire_id
      where plan.id = $1 ${lock === 'lock' ? 'for no key update of plan' : ''}`,
    [planId],
  );
  return row ? toPlan(row) : null;
}

/** Every plan that asks now, the oldest first: whoever fits in two of them is in that one. There are few. */
export async function runningPlans(tx: EntityManager): Promise<Plan[]> {
  const rows: PlanRow[] = await tx.query(
    `select ${COLUMNS} from plan join questionnaire on questionnaire.id = plan.questionnaire_id
      where plan.switched_on_at is not null and plan.ended_at is null order by plan.created_at, plan.id`,
  );
  return rows.map(toPlan);
}

/** The values of a plan's own columns, from $1 on: see `SETTING_COLUMNS`. */
export function settingValues(settings: PlanSettings, questionnaireId: string): unknown[] {
  return [
    settings.name.trim(),
    questionnaireId,
    JSON.stringify(settings.audience),
    JSON.stringify(settings.cadence),
    settings.startsOn,
    settings.window?.from.toString() ?? null,
    settings.window?.until.toString() ?? null,
    settings.spreadDays,
    settings.spreadMinutes,
    settings.perCoachPerDay,
    settings.preferredChannel,
    JSON.stringify(settings.reminders),
    settings.daysToStart,
    settings.hoursToFinish,
    settings.hoursOfInactivity,
  ];
}

export const SETTING_COLUMNS = `name, questionnaire_id, audience, cadence, starts_on, window_from, window_until, spread_days, spread_minutes,
  per_coach_per_day, preferred_channel, reminders, days_to_start, hours_to_finish, hours_of_inactivity`;

function toPlan({ windowFrom, windowUntil, startsOn, createdAt, switchedOnAt, endedAt, ...row }: PlanRow): Plan {
  return {
    ...row,
    startsOn: Temporal.PlainDate.from(startsOn),
    window:
      windowFrom === null || windowUntil === null
        ? null
        : { from: Temporal.PlainTime.from(windowFrom), until: Temporal.PlainTime.from(windowUntil) },
    state: endedAt ? 'ended' : switchedOnAt ? 'on' : 'draft',
    createdAt: createdAt.toTemporalInstant(),
    switchedOnAt: switchedOnAt?.toTemporalInstant() ?? null,
    endedAt: endedAt?.toTemporalInstant() ?? null,
  };
}
