import { calendarOf, type DayCalendar } from './calendar.js';
import { LADDER_NOT_KNOWN, WORK_AFTER, type Cohort } from './cohort.js';
import { NOBODY, type Counter, type Outcomes } from './definition.js';
import { EXITS, exitsOf, type Exits } from './exits.js';

/**
 * Everything that is counted of a cohort, by team and scheme at once. A scope is one team and one scheme: `scopeOf(counted, team, scheme)`;
 * the whole is their sum (`together`).
 */
export interface Counted {
  month: Temporal.PlainDate;
  months: number;
  madeAt: Temporal.Instant;
  knownUntil: Temporal.PlainDate;
  /** The first is null: nobody looked after them that day. They are in no team, and in all teams together. */
  teams: readonly (string | null)[];
  schemes: readonly string[];
  /** By scope. Where nobody was it is NOBODY. */
  total: readonly Outcomes[];
  /** By trait, by code (NOT_KNOWN, REFUSED, DOES_NOT_KNOW, FIRST_VALUE + value; only codes that occur), by scope. */
  byTrait: ReadonlyMap<string, ReadonlyMap<number, readonly Outcomes[]>>;
}

/** Where a team and a scheme (their places in `teams` and `schemes`) stand in what was counted. */
export function scopeOf({ schemes }: Pick<Counted, 'schemes'>, team: number, scheme: number): number {
  return team * schemes.length + scheme;
}

const MONTHS_LATER = [6, 12, 18] as const;

/**
 * Counts a cohort in one pass over its columns for each trait: each person has a class (what became of them) and a scope; a histogram
 * of scope x class x code is made, and only that is added up into outcomes.
 * @param months length of the period, from the cohort's first day
 * @param traits those the cohort does not have are left out
 * @throws RangeError when the period ends after the last day of which it is known what happened
 */
export function countCohort(cohort: Cohort, months: number, traits: readonly string[]): Counted {
  const { month, madeAt, knownUntil, teams, schemes } = cohort;
  const sorted = sortOut(cohort, months);
  const everybody = new Uint8Array(cohort.people);
  return {
    month,
    months,
    madeAt,
    knownUntil,
    teams,
    schemes,
    total: countCodes(sorted, everybody).get(0) ?? nobodyAnywhere(sorted.scopes),
    byTrait: new Map(
      traits.flatMap((trait) => {
        const codes = cohort.trait(trait);
        return codes ? [[trait, countCodes(sorted, codes)] as const] : [];
      }),
    ),
  };
}

/** A class is a set of counters: people of one class add one to each of the same. */
interface SortedOut {
  scopes: number;
  classes: readonly (readonly Counter[])[];
  /** Of each person: scope times the number of classes, plus class. */
  kind: Uint32Array;
  scope: Uint32Array;
  days: Int32Array;
  monthly: Uint8Array;
}

/** How many classes there can be: exit, followed and sustained three times, left and back twice, part-time, ladder. */
const POSSIBLE_CLASSES = EXITS.length * 27 * 9 * 2 * 3;

function sortOut(cohort: Cohort, months: number): SortedOut {
  const { people, partTime, ladderUp, left, team, scheme, schemes } = cohort;
  const exits = exitsOf(cohort, months);
  const calendar = calendarOf(cohort.month, months);
  const end = calendar.firstOf(months);
  const monthsSpent = monthsByDay(calendar, months);
  const followed = followedOf(cohort, exits, months);
  const classAt = new Int16Array(POSSIBLE_CLASSES).fill(-1);
  const classes: Counter[][] = [];
  const [classOf, scope, monthly] = [new Uint16Array(people), new Uint32Array(people), new Uint8Array(people)];
  for (let person = 0; person < people; person += 1) {
    const days = exits.days[person] as number;
    const step = ladderUp[person] as number;
    const ladder = step === LADDER_NOT_KNOWN ? 0 : step < end ? 2 : 1;
    const worked = (partTime[person] as number) < days ? 1 : 0;
    const later = (left[person] as number) < end ? followed(person) : 0;
    const at = ((later * EXITS.length + (exits.outcome[person] as number)) * 2 + worked) * 3 + ladder;
    let found = classAt[at] as number;
    if (found === -1) {
      found = classAt[at] = classes.length;
      classes.push(countersOf(EXITS[exits.outcome[person] as number] as Counter, later, worked, ladder));
    }
    classOf[person] = found;
    scope[person] = (team[person] as number) * schemes.length + (scheme[person] as number);
    monthly[person] = monthsSpent[days] as number;
  }
  const kind = new Uint32Array(people);
  for (let person = 0; person < people; person += 1)
    kind[person] = (scope[person] as number) * classes.length + (classOf[person] as number);
  return { scopes: cohort.teams.length * schemes.length, classes, kind, scope, days: exits.days, monthly };
}

/** On how many firsts of a month somebody was on the benefit who was so for these days. */
function monthsByDay({ firstOf }: DayCalendar, months: number): Uint8Array {
  const spent = new Uint8Array(firstOf(months) + 1);
  for (let month = 0; month < months; month += 1) for (let day = firstOf(month) + 1; day < spent.length; day += 1) spent[day]! += 1;
  return spent;
}

/**
 * What is known of somebody 6, 12 and 18 months after leaving, as one number: of who left for work, whether they are still without a benefit (and not
 * known to be without work); of who left for work or another reason, whether they were back within 6 and 12.
 */
function followedOf(cohort: Cohort, { outcome }: Exits, months: number): (person: number) => number {
  const { left, back, workAfter6, workAfter12, workAfter18 } = cohort;
  const calendar = calendarOf(cohort.month, months);
  const known = cohort.month.until(cohort.knownUntil, { largestUnit: 'days' }).days;
  const later = MONTHS_LATER.map((more) => Int32Array.from({ length: calendar.firstOf(months) }, (_, day) => calendar.later(day, more)));
  const works = [workAfter6, workAfter12, workAfter18];
  const [WORK, OTHER, NO_WORK] = [EXITS.indexOf('work'), EXITS.indexOf('other'), WORK_AFTER.indexOf('did-not-work')];
  return (person) => {
    const exit = outcome[person];
    if (exit !== WORK && exit !== OTHER) return 0;
    let [sustained, returned] = [0, 0];
    for (let nth = 0; nth < MONTHS_LATER.length; nth += 1) {
      const day = later[nth]![left[person] as number] as number;
      const isBack = (back[person] as number) <= day;
      const isFollowed = day < known;
      sustained = sustained * 3 + (exit !== WORK || !isFollowed ? 0 : isBack || works[nth]![person] === NO_WORK ? 1 : 2);
      if (nth < 2) returned = returned * 3 + (!isFollowed ? 0 : isBack ? 2 : 1);
    }
    return sustained * 9 + returned;
  };
}

function countersOf(exit: Counter, later: number, worked: number, ladder: number): Counter[] {
  const [sustained, returned] = [Math.floor(later / 9), later % 9];
  const pairs: [number, Counter, Counter][] = [
    [Math.floor(sustained / 9), 'followed6', 'sustained6'],
    [Math.floor(sustained / 3) % 3, 'followed12', 'sustained12'],
    [sustained % 3, 'followed18', 'sustained18'],
    [Math.floor(returned / 3), 'left6', 'back6'],
    [returned % 3, 'left12', 'back12'],
    [ladder, 'ladderKnown', 'ladderUp'],
  ];
  return [
    'people',
    exit,
    ...(worked ? ['partTime' as const] : []),
    ...pairs.flatMap(([state, one, both]) => [[], [one], [one, both]][state]!),
  ];
}

function countCodes({ scopes, classes, kind, scope, days, monthly }: SortedOut, codes: Uint8Array): Map<number, Outcomes[]> {
  const { occurring, place } = codesIn(codes);
  const width = occurring.length;
  const counts = new Uint32Array(scopes * classes.length * width);
  const daysOf = new Float64Array(scopes * width);
  const monthlyOf = new Float64Array(scopes * width);
  for (let person = 0; person < codes.length; person += 1) {
    const code = place[codes[person] as number] as number;
    counts[(kind[person] as number) * width + code]! += 1;
    const at = (scope[person] as number) * width + code;
    daysOf[at]! += days[person] as number;
    monthlyOf[at]! += monthly[person] as number;
  }
  const found = new Map(occurring.map((code) => [code, nobodyAnywhere(scopes)]));
  occurring.forEach((code, nth) => {
    const byScope = found.get(code)!;
    for (let where = 0; where < scopes; where += 1) {
      const at = where * width + nth;
      if (daysOf[at] === 0) continue;
      const sum = { ...NOBODY, days: daysOf[at] as number, monthly: monthlyOf[at] as number };
      classes.forEach((counters, nthClass) => {
        const people = counts[(where * classes.length + nthClass) * width + nth] as number;
        if (people > 0) for (const counter of counters) sum[counter] += people;
      });
      byScope[where] = sum;
    }
  });
  return found;
}

/** The codes that occur, in order, and where each stands among them. */
function codesIn(codes: Uint8Array): { occurring: number[]; place: Uint8Array } {
  const seen = new Uint8Array(256);
  for (let person = 0; person < codes.length; person += 1) seen[codes[person] as number] = 1;
  const occurring = [...seen.keys()].filter((code) => seen[code] === 1);
  const place = new Uint8Array(256);
  occurring.forEach((code, nth) => (place[code] = nth));
  return { occurring, place };
}

function nobodyAnywhere(scopes: number): Outcomes[] {
  return Array.from({ length: scopes }, () => NOBODY);
}
