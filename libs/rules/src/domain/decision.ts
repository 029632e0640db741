import type { Catalogue } from '#libs/interventions';

export type Decision = 'accepted' | 'adjusted' | 'declined';

/**
 * Why something suggested is not done, or not this: short, stable, so that it can be counted what rules overlook. Nothing here says what somebody
 * has, and none of it is about blame.
 */
export const DECLINE_REASONS = [
  'already_has_help',
  'client_does_not_want',
  'not_now',
  'does_not_fit',
  'other_first',
  'answer_is_wrong',
  'no_place',
  'other',
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

/** Why, as a coach gives it: a reason of the short list, words beside it, or words alone. */
export interface Why {
  reasonCode?: string | null;
  reason?: string | null;
}

export const REASON_LENGTH = 500;

/**
 * What is wrong with this reason: field → text key; empty when nothing is. Only declining and choosing something else ask for one. A reason of the
 * list is enough by itself, except 'other', which says nothing without words.
 */
export function problemsWithReason({ reasonCode, reason }: Why): Record<string, string> {
  const problems: Record<string, string> = {};
  const words = reason?.trim() ?? '';
  if (reasonCode && !DECLINE_REASONS.some((known) => known === reasonCode)) problems['reasonCode'] = 'form.unknown-reason';
  if (words === '' && (!reasonCode || reasonCode === 'other')) problems['reason'] = 'form.reason-needed';
  if (words.length > REASON_LENGTH) problems['reason'] = 'form.too-long';
  return problems;
}

/** What is wrong with starting this instead of what was suggested. */
export function problemsWithInstead(type: string, suggested: string, catalogue: Catalogue): Record<string, string> {
  if (!catalogue.find(type)?.isOffered) return { type: 'form.unknown-intervention' };
  return type === suggested ? { type: 'form.same-intervention' } : {};
}

/** Longer than this is not later but no: declining says so, and cools off as long. */
export const LATEST_LATER_DAYS = 92;

/** What is wrong with looking at it again on this day. */
export function problemsWithLater(until: Temporal.PlainDate | null, today: Temporal.PlainDate): Record<string, string> {
  if (!until) return { until: 'form.date-needed' };
  if (Temporal.PlainDate.compare(until, today) <= 0) return { until: 'form.later-needed' };
  if (Temporal.PlainDate.compare(until, today.add({ days: LATEST_LATER_DAYS })) > 0) return { until: 'form.later-too-far' };
  return {};
}

/** A decision can be undone for a day: 24 hours that pass, also in the two nights in which the clock is set. */
export const UNDO_HOURS = 24;

/** Until when (not including) a decision can be undone. */
export function undoableUntil(decidedAt: Temporal.Instant): Temporal.Instant {
  return decidedAt.add({ hours: UNDO_HOURS });
}

export function canBeUndone(decidedAt: Temporal.Instant, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(now, undoableUntil(decidedAt)) < 0;
}
