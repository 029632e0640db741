/**
 * What is counted of a month. Of persons: on the first `stock`; in the month `came` (`returned`: had a benefit in the year before), left for
 * `work`, `other` or out of sight, or so lately that it is `pending`; of who left for work or another reason, who could be followed half a year
 * and a year, and who was back by then; on the first `partTime`: paid work beside the benefit. `days` on a benefit. Of benefits, in which partners
 * are one: the same, as far as it means something.
 */
export const TREND_COUNTERS = [
  'stock', 'came', 'returned', 'work', 'other', 'outOfSight', 'pending', 'left6', 'back6', 'left12', 'back12', 'partTime', 'days',
  'benefitStock', 'benefitCame', 'benefitEnded', 'benefitPending', 'benefitDays',
] as const; // prettier-ignore
export type TrendCounter = (typeof TREND_COUNTERS)[number];
export type TrendCounts = Record<TrendCounter, number>;

export const NOTHING: TrendCounts = Object.freeze(Object.fromEntries(TREND_COUNTERS.map((counter) => [counter, 0])) as TrendCounts);

/** Everything that is counted, before anything of it is hidden: it never leaves the house like this. */
export interface Trend {
  /** The first of its months. */
  first: Temporal.PlainDate;
  /** The first day of which it is not known what happened. */
  knownUntil: Temporal.PlainDate;
  madeAt: Temporal.Instant;
  /** A row a month. */
  all: readonly TrendCounts[];
  /** By the id of the team; of who never was in one under ''. */
  byTeam: ReadonlyMap<string, readonly TrendCounts[]>;
  byScheme: ReadonlyMap<string, readonly TrendCounts[]>;
  /** By calendar year, by end reason: how many persons left. */
  reasons: ReadonlyMap<number, Readonly<Record<string, number>>>;
  /** The first month of which paid work is known; null: nobody told of any. */
  workKnownFrom: Temporal.PlainDate | null;
  /** The share of the spells of which is told in which benefit they are. */
  unitsKnown: number;
}

export function addTogether(counts: readonly TrendCounts[]): TrendCounts {
  const sum = { ...NOTHING };
  for (const each of counts) for (const counter of TREND_COUNTERS) sum[counter] += each[counter];
  return sum;
}

export function isNothing(counts: TrendCounts): boolean {
  return TREND_COUNTERS.every((counter) => counts[counter] === 0);
}
