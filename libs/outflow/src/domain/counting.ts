import type { Cohort } from './cohort.js';
import { COUNTERS, NOBODY, type Outcomes } from './definition.js';
import { sortOut, type SortedOut } from './sorted-out.js';

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

/**
 * Counts a cohort: sorts its people once by scope and by what they count for, and then goes through them once for each trait.
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

function countCodes({ scopes, runs, order, days, monthly }: SortedOut, codes: Uint8Array): Map<number, Outcomes[]> {
  const { occurring, place } = codesIn(codes);
  const width = occurring.length;
  const found = occurring.map(() => nobodyAnywhere(scopes));
  const people = new Uint32Array(width);
  const [daysOf, monthlyOf] = [new Float64Array(width), new Float64Array(width)];
  // Whole numbers: of figures with fractions every count would be an object of its own, and what reads these twice as slow.
  const sums = new Int32Array(width * COUNTERS.length);
  let from = 0;
  for (let nth = 0; nth < runs.length; nth += 1) {
    const { scope, until, counters, stays } = runs[nth]!;
    if (!stays)
      for (let at = from; at < until; at += 1) {
        const code = place[codes[order[at] as number] as number] as number;
        people[code]! += 1;
        daysOf[code]! += days[at] as number;
        monthlyOf[code]! += monthly[at] as number;
      }
    else for (let at = from; at < until; at += 1) people[place[codes[order[at] as number] as number] as number]! += 1;
    for (let code = 0; code < width; code += 1) {
      if (people[code] === 0) continue;
      if (stays) {
        daysOf[code]! += (people[code] as number) * (days[from] as number);
        monthlyOf[code]! += (people[code] as number) * (monthly[from] as number);
      }
      for (let each = 0; each < counters.length; each += 1) sums[code * COUNTERS.length + counters[each]!]! += people[code] as number;
      people[code] = 0;
    }
    from = until;
    if (runs[nth + 1]?.scope === scope) continue;
    for (let code = 0; code < width; code += 1)
      if (daysOf[code] !== 0) found[code]![scope] = outcomesAt(sums, code, daysOf[code] as number, monthlyOf[code] as number);
    for (const sum of [sums, daysOf, monthlyOf]) sum.fill(0);
  }
  return new Map(occurring.map((code, nth) => [code, found[nth]!]));
}

function outcomesAt(sums: Int32Array, code: number, days: number, monthly: number): Outcomes {
  const outcomes = { ...NOBODY };
  for (let counter = 0; counter < COUNTERS.length; counter += 1)
    outcomes[COUNTERS[counter]!] = sums[code * COUNTERS.length + counter] as number;
  outcomes.days = days;
  outcomes.monthly = monthly;
  return outcomes;
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
