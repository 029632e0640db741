/** Why somebody, a plan or everybody is not asked for a while. */
export const PAUSE_REASONS = ['found_work', 'illness', 'holiday', 'own_request', 'circumstances', 'maintenance', 'other'] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** What a coach can say of one client: nobody is in maintenance, and work has a button of its own. */
export const CLIENT_PAUSE_REASONS = [
  'own_request',
  'illness',
  'holiday',
  'circumstances',
  'other',
] as const satisfies readonly PauseReason[];

/** A note says what was agreed, not what somebody has: short on purpose. */
export const PAUSE_NOTE_LENGTH = 300;

export interface PauseWish {
  reason: PauseReason;
  note: string | null;
  /** The first day on which asking goes on; null: until somebody resumes it. */
  until: Temporal.PlainDate | null;
}

/** What is wrong with pausing like this: field → text key; empty when nothing is. Who found work is paused without an end. */
export function problemsWithPause({ reason, note, until }: PauseWish, today: Temporal.PlainDate): Record<string, string> {
  const problems: Record<string, string> = {};
  if (!PAUSE_REASONS.includes(reason)) problems['reason'] = 'form.unknown-pause-reason';
  if ((note ?? '').length > PAUSE_NOTE_LENGTH) problems['note'] = 'form.too-long';
  if (until && Temporal.PlainDate.compare(until, today) <= 0) problems['until'] = 'form.until-in-past';
  else if (until && Temporal.PlainDate.compare(until, today.add({ years: 2 })) > 0) problems['until'] = 'form.until-too-far';
  else if (until && reason === 'found_work') problems['until'] = 'form.work-has-no-end';
  return problems;
}

/** Of pauses that hold at the same time the one that lasts longest counts; without an end is longest. @returns null of none */
export function longestPause<P extends { until: Temporal.PlainDate | null }>(pauses: readonly P[]): P | null {
  return pauses.reduce<P | null>((longest, pause) => (longest === null || lastsLonger(pause, longest) ? pause : longest), null);
}

function lastsLonger(a: { until: Temporal.PlainDate | null }, b: { until: Temporal.PlainDate | null }): boolean {
  if (b.until === null) return false;
  return a.until === null || Temporal.PlainDate.compare(a.until, b.until) > 0;
}
