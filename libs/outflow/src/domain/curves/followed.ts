import { calendarOf } from '../calendar.js';
import type { Cohort } from '../cohort.js';
import { EXITS, exitsOf } from '../exits.js';
import type { Censoring, Scope } from '../question.js';
import type { Leavers } from './grid.js';

/** From when time is counted: since the first day of the period, or since the benefit began. */
export const CLOCKS = ['period', 'benefit'] as const;
export type Clock = (typeof CLOCKS)[number];

/** Why a curve moves. Who is `outOfSight` is only a cause where that is chosen; otherwise they are followed until that day. */
export const CURVE_CAUSES = ['work', 'other', 'outOfSight'] as const;

/** Since the benefit began five years are looked at: of longer there are few of whom it is seen how it goes on. */
export const LONGEST_MONTHS = 60;

/** By average months: a benefit does not begin on the first of one. */
const daysOfBenefit = (month: number) => Math.round((month * 365.25) / 12);

/** People of a cohort as survival asks for them, in days. */
export interface Followed {
  time: Int32Array;
  /** 0: followed until then; else the place in CURVE_CAUSES plus one. */
  cause: Uint8Array;
  /** Since the benefit began, people are seen from the first day of the period on; null: all from the beginning. */
  entry: Int32Array | null;
  /** Where each stands in the cohort. */
  person: Int32Array;
  /** The day on which so many months are over: what happened before it has happened by then. */
  dayOf: (month: number) => number;
}

/** Who is followed in a scope. A team or scheme that is not in the cohort has nobody. */
export function followedOf(cohort: Cohort, months: number, scope: Scope, censoring: Censoring, clock: Clock): Followed {
  const exits = exitsOf(cohort, months);
  const [team, scheme] = [cohort.teams.indexOf(scope.teamId), cohort.schemes.indexOf(scope.scheme ?? '')];
  const person = new Int32Array(cohort.people);
  let count = 0;
  for (let each = 0; each < cohort.people; each += 1) {
    if ((scope.teamId === null || cohort.team[each] === team) && (scope.scheme === null || cohort.scheme[each] === scheme)) {
      person[count] = each;
      count += 1;
    }
  }
  const inScope = person.subarray(0, count);
  const causeOf = Uint8Array.from(EXITS, (exit) => (exit === 'outOfSight' && censoring === 'out-of-sight' ? 0 : placeOfCause(exit) + 1));
  const [time, cause, entry] = [new Int32Array(count), new Uint8Array(count), clock === 'benefit' ? new Int32Array(count) : null];
  for (let at = 0; at < count; at += 1) {
    const each = inScope[at]!;
    const before = entry ? cohort.since[each]! : 0;
    if (entry) entry[at] = before;
    time[at] = before + exits.days[each]!;
    cause[at] = causeOf[exits.outcome[each]!]!;
  }
  const calendar = calendarOf(cohort.month, months);
  return { time, cause, entry, person: inScope, dayOf: entry ? daysOfBenefit : calendar.firstOf };
}

/**
 * Who left in each month of a clock, per team of the cohort (the first is nobody's team): for work, and otherwise. Who went out of sight, and of
 * whom it is too early to say, have left otherwise: they too were seen to go.
 */
export function leaversOf(cohort: Cohort, months: number, clock: Clock): Leavers[] {
  const exits = exitsOf(cohort, months);
  const calendar = calendarOf(cohort.month, months);
  const [last, firstOf] = clock === 'period' ? [months, calendar.firstOf] : [LONGEST_MONTHS, daysOfBenefit];
  const monthOfDay = new Uint8Array(firstOf(last) + 1);
  for (let month = 1; month <= last; month += 1) monthOfDay.fill(month, firstOf(month));
  const noughts = () => Array.from({ length: last }, () => 0);
  const found = cohort.teams.map(() => ({ people: 0, kinds: [noughts(), noughts()] as [number[], number[]] }));
  const [staying, work] = [EXITS.indexOf('staying'), EXITS.indexOf('work')];
  for (let each = 0; each < cohort.people; each += 1) {
    const team = found[cohort.team[each]!]!;
    team.people += 1;
    const outcome = exits.outcome[each]!;
    if (outcome === staying) continue;
    const month = monthOfDay[exits.days[each]! + (clock === 'period' ? 0 : cohort.since[each]!)] ?? last;
    if (month < last) team.kinds[outcome === work ? 0 : 1][month]! += 1;
  }
  return found;
}

function placeOfCause(exit: (typeof EXITS)[number]): number {
  return CURVE_CAUSES.findIndex((cause) => cause === exit);
}
