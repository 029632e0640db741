/** Whom a plan is for. People enter and leave as what is known of them changes; only `fixed` stays who was put in it. */
export type Audience =
  | { kind: 'everybody' }
  | { kind: 'team'; teamId: string }
  | { kind: 'caseload'; staffId: string }
  | { kind: 'client'; clientId: string }
  | { kind: 'selection'; selectionId: string }
  | { kind: 'fixed' };

/** What in a client's life a plan can count from. */
export const PLAN_EVENTS = ['intake', 'intervention_start', 'intervention_end', 'benefit_anniversary'] as const;
export type PlanEvent = (typeof PLAN_EVENTS)[number];

/**
 * How often. `days` and `weeks` count from the plan's first day; `monthly` is a day of the month, the last one where a month is too short;
 * `event` is once, so many days after something happened to the client (a benefit's anniversary: every year).
 */
export type Cadence =
  | { kind: 'days'; every: number }
  | { kind: 'weeks'; every: number }
  | { kind: 'monthly'; day: number }
  | { kind: 'event'; event: PlanEvent; afterDays: number; intervention?: string };

/** Another message about the same check-in: so many days after the one before, the same way or by the next channel that works. */
export interface Reminder {
  afterDays: number;
  channel: 'same' | 'next';
}
