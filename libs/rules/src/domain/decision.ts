import { findIntervention } from '#libs/interventions';

export type Decision = 'accepted' | 'adjusted' | 'declined';

export const REASON_LENGTH = 500;

/** What is wrong with these words of a coach: field → text key; empty when nothing is. Only declining and choosing something else ask for a reason. */
export function problemsWithReason(reason: string): Record<string, string> {
  if (reason.trim() === '') return { reason: 'form.reason-needed' };
  return reason.length > REASON_LENGTH ? { reason: 'form.too-long' } : {};
}

/** What is wrong with starting this instead of what was suggested. */
export function problemsWithInstead(type: string, suggested: string): Record<string, string> {
  if (!findIntervention(type)) return { type: 'form.unknown-intervention' };
  return type === suggested ? { type: 'form.same-intervention' } : {};
}
