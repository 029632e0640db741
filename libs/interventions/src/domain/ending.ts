import { findIntervention } from './catalogue.js';

export const OUTCOMES = ['completed', 'stopped_early', 'not_started', 'found_work'] as const;
export type InterventionOutcome = (typeof OUTCOMES)[number];

/** A note says what was agreed, not what somebody has: short on purpose. */
export const NOTE_LENGTH = 500;

export interface Ending {
  /** The last day; null only for what never started. */
  endsOn: Temporal.PlainDate | null;
  outcome: InterventionOutcome;
  note: string | null;
}

/** What is wrong with planning this: field → text key; empty when nothing is. */
export function problemsWithPlan(plan: { type: string }): Record<string, string> {
  return findIntervention(plan.type) ? {} : { type: 'form.unknown-intervention' };
}

/** What is wrong with this ending: field → text key; empty when nothing is. An end is a fact, so it does not lie in the future. */
export function problemsWithEnding(ending: Ending, startsOn: Temporal.PlainDate, today: Temporal.PlainDate): Record<string, string> {
  const problems: Record<string, string> = {};
  if (!OUTCOMES.includes(ending.outcome)) problems['outcome'] = 'form.unknown-outcome';
  if ((ending.note ?? '').length > NOTE_LENGTH) problems['note'] = 'form.too-long';
  if (ending.outcome === 'not_started') return problems;
  if (!ending.endsOn) problems['endsOn'] = 'form.date-needed';
  else if (Temporal.PlainDate.compare(ending.endsOn, startsOn) < 0) problems['endsOn'] = 'form.end-before-start';
  else if (Temporal.PlainDate.compare(ending.endsOn, today) > 0) problems['endsOn'] = 'form.end-in-future';
  return problems;
}
