import { END_REASONS } from '#libs/people';
import { calendarOf } from './calendar.js';
import { NO_REASON, WORK_AFTER, type Cohort } from './cohort.js';
import { OUT_OF_SIGHT_REASONS, WORK_REASONS } from './definition.js';

/** What became of somebody by the end of a period: exactly one of these. */
export const EXITS = ['staying', 'pending', 'work', 'other', 'outOfSight'] as const;
export type Exit = (typeof EXITS)[number];

export interface Exits {
  /** Days on the benefit within the period, of each person. */
  days: Int32Array;
  /** Place in EXITS, of each person. */
  outcome: Uint8Array;
}

const [STAYING, PENDING] = [EXITS.indexOf('staying'), EXITS.indexOf('pending')];

/**
 * What became of each person within so many months after the first day, and how long they were followed.
 *
 * - `staying`: on the benefit all the time; who began again within a month never left.
 * - `pending`: left less than a month before what is known ends: who may yet come back has not left.
 * - the others as `exitOf` says.
 *
 * @throws RangeError when the period ends after the last day of which it is known what happened
 */
export function exitsOf(cohort: Cohort, months: number): Exits {
  const calendar = calendarOf(cohort.month, months);
  const end = calendar.firstOf(months);
  const known = cohort.month.until(cohort.knownUntil, { largestUnit: 'days' }).days;
  if (end > known) throw new RangeError(`of ${months} months from ${cohort.month} not all is known yet on ${cohort.knownUntil}`);
  const isPending = Uint8Array.from({ length: end }, (_, day) => Number(calendar.later(day, 1) >= known));
  const days = new Int32Array(cohort.people);
  const outcome = new Uint8Array(cohort.people);
  const { left, reason, workAfter } = cohort;
  for (let person = 0; person < cohort.people; person += 1) {
    const day = left[person] as number;
    days[person] = Math.min(day, end);
    if (day >= end) outcome[person] = STAYING;
    else if (isPending[day] === 1) outcome[person] = PENDING;
    else outcome[person] = EXIT_OF[(reason[person] as number) * WORK_AFTER.length + (workAfter[person] as number)] as number;
  }
  return { days, outcome };
}

/**
 * How somebody left. CBS ("volledige uitstroom naar werk"): one month after the end without a benefit and at work. Where the municipality told of
 * work after the benefit, that decides, whatever reason was given; where it did not, the reason is all there is. Who went out of sight cannot be
 * seen to work: that reason always decides.
 * @param reason one of END_REASONS
 */
export function exitOf(reason: string, workAfter: (typeof WORK_AFTER)[number]): 'work' | 'other' | 'outOfSight' {
  if (OUT_OF_SIGHT_REASONS.includes(reason)) return 'outOfSight';
  if (workAfter === 'not-known') return WORK_REASONS.includes(reason) ? 'work' : 'other';
  return workAfter === 'worked' ? 'work' : 'other';
}

/** The same by numbers, for every reason and every answer. */
const EXIT_OF = Uint8Array.from({ length: (NO_REASON + 1) * WORK_AFTER.length }, (_, at) => {
  const reason = END_REASONS[Math.floor(at / WORK_AFTER.length)] ?? 'UNKNOWN';
  return EXITS.indexOf(exitOf(reason, WORK_AFTER[at % WORK_AFTER.length] ?? 'not-known'));
});
