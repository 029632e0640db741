import { calendarOf, type DayCalendar } from './calendar.js';
import { LADDER_NOT_KNOWN, WORK_AFTER, type Cohort } from './cohort.js';
import { COUNTERS, type Counter } from './definition.js';
import { EXITS, exitsOf, type Exits } from './exits.js';

const MONTHS_LATER = [6, 12, 18] as const;

/**
 * Everybody in the order of what they count for: by scope, and in a scope by class. A class is a set of counters: its people add one to each of the same.
 * In this order a trait is counted with a handful of numbers at hand: it takes half the time of one large table of scope x class x code.
 */
export interface SortedOut {
  scopes: number;
  /** Of each run of people with one scope and class: where it ends, and which. Who stays has the same days as all who do: they need no adding up. */
  runs: readonly { scope: number; until: number; counters: readonly number[]; stays: boolean }[];
  /** The places of people in the cohort. */
  order: Uint32Array;
  /** In that order. */
  days: Int32Array;
  monthly: Uint8Array;
}

/** How many classes there can be: exit, followed and sustained three times, left and back twice, part-time, ladder. */
const POSSIBLE_CLASSES = EXITS.length * 27 * 9 * 2 * 3;

/** @throws RangeError when the period ends after the last day of which it is known what happened */
export function sortOut(cohort: Cohort, months: number): SortedOut {
  const { people, team, scheme, schemes } = cohort;
  const exits = exitsOf(cohort, months);
  const { classOf, classes } = classify(cohort, exits, months);
  const kind = new Uint32Array(people);
  const until = new Uint32Array(cohort.teams.length * schemes.length * classes.length);
  for (let person = 0; person < people; person += 1) {
    const scope = (team[person] as number) * schemes.length + (scheme[person] as number);
    until[(kind[person] = scope * classes.length + (classOf[person] as number))]! += 1;
  }
  const runs = [];
  for (let [at, before] = [0, 0]; at < until.length; at += 1) {
    const size = until[at] as number;
    until[at] = before;
    before += size;
    const counters = classes[at % classes.length]!;
    if (size > 0) runs.push({ scope: Math.floor(at / classes.length), until: before, counters, stays: counters.includes(STAYING) });
  }
  const order = new Uint32Array(people);
  for (let person = 0; person < people; person += 1) order[until[kind[person] as number]!++] = person;
  const spent = monthsByDay(calendarOf(cohort.month, months), months);
  const days = new Int32Array(people);
  const monthly = new Uint8Array(people);
  for (let at = 0; at < people; at += 1) {
    days[at] = exits.days[order[at] as number] as number;
    monthly[at] = spent[days[at] as number] as number;
  }
  return { scopes: cohort.teams.length * schemes.length, runs, order, days, monthly };
}

const STAYING = COUNTERS.indexOf('staying');

/** Of each person their class, and of each class the places of its counters in COUNTERS. */
function classify(cohort: Cohort, exits: Exits, months: number): { classOf: Uint16Array; classes: number[][] } {
  const { people, partTime, ladderUp, left } = cohort;
  const end = calendarOf(cohort.month, months).firstOf(months);
  const followed = followedOf(cohort, exits, months);
  const classAt = new Int16Array(POSSIBLE_CLASSES).fill(-1);
  const classes: number[][] = [];
  const classOf = new Uint16Array(people);
  for (let person = 0; person < people; person += 1) {
    const step = ladderUp[person] as number;
    const ladder = step === LADDER_NOT_KNOWN ? 0 : step < end ? 2 : 1;
    const worked = (partTime[person] as number) < (exits.days[person] as number) ? 1 : 0;
    const later = (left[person] as number) < end ? followed(person) : 0;
    const exit = exits.outcome[person] as number;
    const at = ((later * EXITS.length + exit) * 2 + worked) * 3 + ladder;
    if (classAt[at] === -1) {
      classAt[at] = classes.length;
      classes.push(countersOf(EXITS[exit] as Counter, later, worked, ladder).map((counter) => COUNTERS.indexOf(counter)));
    }
    classOf[person] = classAt[at] as number;
  }
  return { classOf, classes };
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
