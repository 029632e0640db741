import { localDate, type SendHours } from '#libs/platform';
import { sendWindow, spreadMoment } from '#libs/messaging';
import { DAYS_BETWEEN_CHECK_INS } from './catch-up.js';
import type { PlanSettings } from './plan.js';
import { within } from './plan-problems.js';
import { occurrencesFrom } from './schedule.js';

/** One enrolment and its client, as the outlook needs them. */
export interface EnrolmentAhead {
  clientId: string;
  timeZone: string;
  anchorOn: Temporal.PlainDate;
  nextDueOn: Temporal.PlainDate | null;
  lastAskedOn: Temporal.PlainDate | null;
  /** The pause that holds, of the client, the plan or everybody; `until` is the first day on which asking goes on, null without an end. */
  paused: { until: Temporal.PlainDate | null } | null;
}

/** Why a round comes on another day than its own. */
export type Shift = 'no_window' | 'asked_recently';

export interface RoundAhead {
  dueOn: Temporal.PlainDate;
  /** When the invitation would leave, on the client's own clock; null when it would not. */
  at: Temporal.Instant | null;
  /** Why later than on its own date, in the order in which they come up. */
  shifts: Shift[];
  /** Why not at all: it falls in the pause, or no day that may be used comes before its time to start is over. */
  missed: 'paused' | 'no_window' | 'asked_recently' | null;
}

/**
 * The next rounds of one enrolment as they would go if nothing changed: the day, the moment in the window, and why not on its own date. The
 * bound on a coach's day depends on all the others and is not in it.
 */
export function outlook(
  enrolment: EnrolmentAhead,
  plan: Pick<PlanSettings, 'cadence' | 'window' | 'daysToStart' | 'spreadMinutes'>,
  office: SendHours,
  now: Temporal.Instant,
  count = 3,
): RoundAhead[] {
  if (enrolment.nextDueOn === null) return [];
  const ahead: RoundAhead[] = [];
  let { lastAskedOn } = enrolment;
  for (const dueOn of occurrencesFrom(plan.cadence, enrolment.anchorOn, enrolment.nextDueOn)) {
    if (ahead.length === count) break;
    const round = roundAhead(enrolment, plan, within(office, plan.window), dueOn, lastAskedOn, now);
    if (round.at !== null) lastAskedOn = localDate(round.at, enrolment.timeZone);
    ahead.push(round);
  }
  return ahead;
}

function roundAhead(
  { clientId, timeZone, paused }: EnrolmentAhead,
  { daysToStart, spreadMinutes }: Pick<PlanSettings, 'daysToStart' | 'spreadMinutes'>,
  hours: SendHours,
  dueOn: Temporal.PlainDate,
  lastAskedOn: Temporal.PlainDate | null,
  now: Temporal.Instant,
): RoundAhead {
  const shifts = new Set<Shift>();
  const today = localDate(now, timeZone);
  for (let days = 0; days < daysToStart; days += 1) {
    const date = dueOn.add({ days });
    if (isBefore(date, today)) continue;
    const window = sendWindow(date, hours, timeZone);
    // What is left of today: a window that is over is none.
    if (window === null || Temporal.Instant.compare(now, window.until) >= 0) shifts.add('no_window');
    else if (paused && (paused.until === null || isBefore(date, paused.until)))
      return { dueOn, at: null, shifts: [...shifts], missed: 'paused' };
    else if (lastAskedOn !== null && isBefore(date, lastAskedOn.add({ days: DAYS_BETWEEN_CHECK_INS }))) shifts.add('asked_recently');
    else {
      const opensAt = Temporal.Instant.compare(now, window.from) > 0 ? now : window.from;
      return { dueOn, at: spreadMoment(clientId, opensAt, window, spreadMinutes), shifts: [...shifts], missed: null };
    }
  }
  return { dueOn, at: null, shifts: [...shifts], missed: [...shifts].at(-1) ?? 'no_window' };
}

function isBefore(one: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(one, other) < 0;
}
