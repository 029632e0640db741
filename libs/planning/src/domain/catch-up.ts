import type { Cadence } from './plan.js';
import { nextOccurrence, occurrencesFrom } from './schedule.js';

/** Nobody is asked twice within this many local days, whatever plans they have. */
export const DAYS_BETWEEN_CHECK_INS = 7;

/** Why a round that has come is not asked now: it waits for a better day, as long as its time to start lasts. */
export type Waiting = 'no_window' | 'asked_recently' | 'coach_bound';

/** Why a round was never asked; the last two: nothing was due to be asked, and enough was asked this month. */
export type MissedCause = Waiting | 'paused' | 'worker_stood_still' | 'recorded_late' | 'superseded' | 'nothing_to_ask' | 'asked_enough';

/** What is known of an enrolment of which something is due. */
export interface DueEnrolment {
  cadence: Cadence;
  anchorOn: Temporal.PlainDate;
  nextDueOn: Temporal.PlainDate;
  /** Local days in which a round may still be opened, its own day included. */
  daysToStart: number;
  /** The local date on which the client came into the plan; before it nobody could have asked. */
  enrolledOn: Temporal.PlainDate;
  /** What the round that is due has waited for until now; null when it was not looked at before. */
  waitedFor: Waiting | null;
  /** Whether anything may be sent on a date, by the plan's hours; a round that no such day came for was missed for that. */
  isSendDay: (date: Temporal.PlainDate) => boolean;
}

/** What stands in the way today: `paused` ends what is due, the others let it wait. */
export type Obstacle = 'paused' | Waiting | null;

/** What is known of a client's day. */
export interface Day {
  today: Temporal.PlainDate;
  isSendDay: boolean;
  isPaused: boolean;
  /** The local date on which they were last asked anything. */
  lastAskedOn: Temporal.PlainDate | null;
  /** How many of their coach's clients were asked today. */
  askedOfCoach: number;
  perCoachPerDay: number | null;
}

/** The first thing that stands in the way, or null: the same question for a round that opens and for one that is simulated. */
export function obstacleOn({ today, isSendDay, isPaused, lastAskedOn, askedOfCoach, perCoachPerDay }: Day): Obstacle {
  if (!isSendDay) return 'no_window';
  if (isPaused) return 'paused';
  if (lastAskedOn !== null && isBefore(today, lastAskedOn.add({ days: DAYS_BETWEEN_CHECK_INS }))) return 'asked_recently';
  return perCoachPerDay !== null && askedOfCoach >= perCoachPerDay ? 'coach_bound' : null;
}

export interface Settled {
  /** In order; each is recorded, with its cause, and never asked. */
  missed: { dueOn: Temporal.PlainDate; cause: MissedCause }[];
  /** The round to open now. */
  open: Temporal.PlainDate | null;
  /** What the latest round goes on waiting for; null when nothing waits. */
  waitsFor: Waiting | null;
  /** The first date that is still to be opened or recorded; null: nothing more. */
  nextDueOn: Temporal.PlainDate | null;
}

/**
 * What becomes of everything that is due, also after the worker stood still. The whole catch-up policy is here:
 * - of several rounds that are due only the latest may be asked, the older ones are recorded as missed: never a burst;
 * - the latest opens, late, while its time to start lasts and nothing stands in the way;
 * - while something does, it waits; a pause does not let it wait: what falls in a pause is missed, so that resuming asks nobody at once;
 * - when its time to start is over it is recorded as missed with what it waited for: nothing is skipped in silence;
 * - the rhythm stays what it was: the next round comes on its own date.
 */
export function settleDue(enrolment: DueEnrolment, today: Temporal.PlainDate, obstacle: Obstacle): Settled {
  const { cadence, anchorOn, nextDueOn, daysToStart } = enrolment;
  const due: Temporal.PlainDate[] = [];
  for (const date of occurrencesFrom(cadence, anchorOn, nextDueOn)) {
    if (isBefore(today, date)) break;
    due.push(date);
  }
  const latest = due.at(-1);
  if (latest === undefined) return { missed: [], open: null, waitsFor: null, nextDueOn };

  const missed: Settled['missed'] = due.slice(0, -1).map((dueOn, index) => ({ dueOn, cause: causeOf(enrolment, dueOn, index, today) }));
  const after = nextOccurrence(cadence, anchorOn, latest);
  const done = { missed, open: null, waitsFor: null, nextDueOn: after };
  if (!isBefore(today, latest.add({ days: daysToStart }))) {
    missed.push({ dueOn: latest, cause: causeOf(enrolment, latest, due.length - 1, today) });
    return done;
  }
  if (obstacle === null) return { ...done, open: latest };
  if (obstacle === 'paused') {
    missed.push({ dueOn: latest, cause: 'paused' });
    return done;
  }
  return { missed, open: null, waitsFor: obstacle, nextDueOn: latest };
}

/** Why a round that is not asked any more was not asked: what it was seen to wait for, or else what kept anybody from looking. */
function causeOf(
  { nextDueOn, daysToStart, enrolledOn, waitedFor, isSendDay }: DueEnrolment,
  dueOn: Temporal.PlainDate,
  index: number,
  today: Temporal.PlainDate,
): MissedCause {
  if (isBefore(dueOn, enrolledOn)) return 'recorded_late';
  // What it waited for was noted for the first of them only.
  if (index === 0 && waitedFor !== null && dueOn.equals(nextDueOn)) return waitedFor;
  if (isBefore(today, dueOn.add({ days: daysToStart }))) return 'superseded';
  const couldBeSent = Array.from({ length: daysToStart }, (_, days) => dueOn.add({ days })).some(isSendDay);
  return couldBeSent ? 'worker_stood_still' : 'no_window';
}

function isBefore(one: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(one, other) < 0;
}
