/** Who began in time may finish: this long after closing, answers of a started check-in are still taken. */
export const GRACE = Temporal.Duration.from({ hours: 1 });

/** How a check-in ended; null while it is open. */
export type Outcome = 'finished' | 'partial' | 'silent' | 'unreachable' | 'canceled';

export interface CheckInTimes {
  closesAt: Temporal.Instant;
  startedAt: Temporal.Instant | null;
  outcome: Outcome | null;
}

/** `open`: can be answered; `spent`: was finished, on this or another device; `expired`: its time is over, or there was no more reason to ask. */
export type LinkState = 'open' | 'spent' | 'expired';

/** What following the link of a check-in leads to. A link is spent by finishing, never by opening. */
export function linkState({ closesAt, startedAt, outcome }: CheckInTimes, now: Temporal.Instant): LinkState {
  if (outcome !== null) return outcome === 'finished' ? 'spent' : 'expired';
  if (isBefore(now, closesAt)) return 'open';
  const startedInTime = startedAt !== null && isBefore(startedAt, closesAt);
  return startedInTime && isBefore(now, closesAt.add(GRACE)) ? 'open' : 'expired';
}

function isBefore(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) < 0;
}
