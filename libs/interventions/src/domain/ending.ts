import type { Catalogue } from './catalogue.js';

export const OUTCOMES = ['completed', 'stopped_early', 'not_started', 'found_work'] as const;
export type InterventionOutcome = (typeof OUTCOMES)[number];

/** Where an intervention stands: offered to the client, agreed and waiting for a place, agreed with a place, begun, paused, over. */
export const INTERVENTION_STATES = ['offered', 'waiting', 'accepted', 'started', 'paused', 'ended'] as const;
export type InterventionState = (typeof INTERVENTION_STATES)[number];

/** Why it ended before it was done: short, and nothing about what somebody has. `undone`: the decision was taken back. */
export const STOP_REASONS = [
  'client_refused',
  'did_not_fit',
  'no_longer_needed',
  'circumstances',
  'provider_stopped',
  'no_contact',
  'undone',
  'other',
] as const;
export type StopReason = (typeof STOP_REASONS)[number];

/** A note says what was agreed, not what somebody has: short on purpose. */
export const NOTE_LENGTH = 500;

export interface Ending {
  /** The last day; null only for what never started. */
  endsOn: Temporal.PlainDate | null;
  outcome: InterventionOutcome;
  /** Asked for what stopped early; for what never began it may be told. */
  stopReason?: StopReason | null;
  note: string | null;
}

/** What is wrong with planning this: field → text key; empty when nothing is. What is offered no more is not begun. */
export function problemsWithPlan(plan: { type: string }, catalogue: Catalogue): Record<string, string> {
  const type = catalogue.find(plan.type);
  if (!type) return { type: 'form.unknown-intervention' };
  return type.isOffered ? {} : { type: 'form.not-offered' };
}

/** Reasons that a coach gives; `undone` is written by taking a decision back only. */
export const STOP_REASONS_TO_GIVE: readonly StopReason[] = STOP_REASONS.filter((reason) => reason !== 'undone');

/**
 * What is wrong with this ending: field → text key; empty when nothing is. An end is a fact, so it does not lie in the future.
 * @param startsOn null: it has no day yet, so it can only not have started (or work was found before it did)
 */
export function problemsWithEnding(ending: Ending, startsOn: Temporal.PlainDate | null, today: Temporal.PlainDate): Record<string, string> {
  const problems: Record<string, string> = {};
  if (!OUTCOMES.includes(ending.outcome)) problems['outcome'] = 'form.unknown-outcome';
  if ((ending.note ?? '').length > NOTE_LENGTH) problems['note'] = 'form.too-long';
  if (isUnknownReason(ending.stopReason)) problems['stopReason'] = 'form.unknown-stop-reason';
  else if (ending.outcome === 'stopped_early' && !ending.stopReason) problems['stopReason'] = 'form.stop-reason-needed';
  if (isWithoutLastDay(ending.outcome, startsOn, today)) return problems;
  if (startsOn === null && !problems['outcome']) problems['outcome'] = 'form.never-began';
  if (!ending.endsOn) problems['endsOn'] = 'form.date-needed';
  else if (startsOn && Temporal.PlainDate.compare(ending.endsOn, startsOn) < 0) problems['endsOn'] = 'form.end-before-start';
  else if (Temporal.PlainDate.compare(ending.endsOn, today) > 0) problems['endsOn'] = 'form.end-in-future';
  return problems;
}

/**
 * Whether it ends without a last day: it never began. Who finds work before the first day did not begin either: that is kept as not started, no
 * longer needed.
 */
export function isWithoutLastDay(outcome: InterventionOutcome, startsOn: Temporal.PlainDate | null, today: Temporal.PlainDate): boolean {
  const isStillToCome = startsOn === null || Temporal.PlainDate.compare(startsOn, today) > 0;
  return outcome === 'not_started' || (outcome === 'found_work' && isStillToCome);
}

function isUnknownReason(reason: StopReason | null | undefined): boolean {
  return Boolean(reason) && !STOP_REASONS_TO_GIVE.includes(reason as StopReason);
}
