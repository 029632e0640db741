/** Who is answering is never cut off: until this long after the last thing somebody did, answers of a check-in they began are taken. */
export const GRACE = Temporal.Duration.from({ hours: 1 });

/** How a check-in ended; null while it is open. `missed` was due and never asked. */
export type Outcome = 'finished' | 'partial' | 'silent' | 'unreachable' | 'canceled' | 'missed';

export interface CheckInTimes {
  /** When it closes for who has not begun. */
  closesAt: Temporal.Instant;
  startedAt: Temporal.Instant | null;
  /** When an answer last came in; null when none has. */
  lastAnsweredAt?: Temporal.Instant | null;
  /** To finish after starting; who begins early still has until it closes. */
  hoursToFinish?: number;
  /** By inactivity after starting; null: not. */
  hoursOfInactivity?: number | null;
  outcome: Outcome | null;
}

/** `open`: can be answered; `spent`: was finished, on this or another device; `expired`: its time is over, or there was no more reason to ask. */
export type LinkState = 'open' | 'spent' | 'expired';

/** What following the link of a check-in leads to. A link is spent by finishing, never by opening. */
export function linkState(checkIn: CheckInTimes, now: Temporal.Instant): LinkState {
  if (checkIn.outcome !== null) return checkIn.outcome === 'finished' ? 'spent' : 'expired';
  return isBefore(now, deadline(checkIn)) ? 'open' : 'expired';
}

/**
 * The three expiries in one moment: to start; to finish, counted from starting; and earlier than that by inactivity. Never less than
 * `GRACE` after the last thing somebody did. `EXPIRED` in closing.service.ts is the same in SQL.
 */
export function deadline({
  closesAt,
  startedAt,
  lastAnsweredAt = null,
  hoursToFinish = 0,
  hoursOfInactivity = null,
}: CheckInTimes): Temporal.Instant {
  if (startedAt === null || !isBefore(startedAt, closesAt)) return closesAt;
  const lastActive = lastAnsweredAt === null ? startedAt : later(startedAt, lastAnsweredAt);
  const toFinish = later(closesAt, startedAt.add({ hours: hoursToFinish }));
  const byInactivity = hoursOfInactivity === null ? toFinish : lastActive.add({ hours: hoursOfInactivity });
  return later(isBefore(byInactivity, toFinish) ? byInactivity : toFinish, lastActive.add(GRACE));
}

function later(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return isBefore(one, other) ? other : one;
}

function isBefore(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) < 0;
}
