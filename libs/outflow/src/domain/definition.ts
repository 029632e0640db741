/** The end reasons that mean work (domain vocabulary of benefit_spell.end_reason). */
export const WORK_REASONS: readonly string[] = ['WORK_EMPLOYED', 'WORK_SELF_EMPLOYED'];

/**
 * Who is back on a benefit within this time has not left: the month of the CBS definition "volledige uitstroom naar werk" (Cohortonderzoek
 * uitstroom bijstand naar werk), which keeps administrative gaps out. CBS also looks up that the person works a month later: see
 * `exitOf` for what is known of that here.
 */
export const BACK_WITHIN = Temporal.Duration.from({ months: 1 });

/** How long before the start of a period an answer still says how somebody was at that start. */
export const KNOWN_FOR = Temporal.Duration.from({ months: 6 });

/** Who left for one of these reasons is out of sight: nobody knows whether work came. Followed until that day (domain.md 1.3). */
export const OUT_OF_SIGHT_REASONS: readonly string[] = [
  'MOVED_MUNICIPALITY',
  'MOVED_ABROAD',
  'STATE_PENSION_AGE',
  'DECEASED',
  'ADMINISTRATIVE',
];

/** What is counted of the people in a group. A person is in exactly one of work, other, outOfSight, staying and pending. */
export const COUNTERS = [
  'people',
  /** Left for work (`exitOf`), and not back within a month. */
  'work',
  /** Left for another reason: another income, education, a household, and so on. */
  'other',
  /** Moved, reached pension age, died, or ended administratively. */
  'outOfSight',
  /** Still (or within a month again) on a benefit at the end of the period. */
  'staying',
  /** The benefit ended less than a month ago: too early to say that somebody has left. */
  'pending',
  /** Days on a benefit within the period, of everybody together. */
  'days',
  /** How many were on the benefit on the first day of each month of the period, of all those months together; nobody after first leaving. */
  'monthly',
  /** Left for work so long ago that it is known how they were 6, 12, 18 months later; and of them who was still without a benefit (and, where known, at work). */
  'followed6', 'sustained6', 'followed12', 'sustained12', 'followed18', 'sustained18',
  /** Left, for work or another reason, so long ago that it is known; and of them who was back on a benefit within 6 and 12 months. */
  'left6', 'back6', 'left12', 'back12',
  /** Had paid work beside the benefit on a day of the period. */
  'partTime',
  /** Whose step of the participation ladder was known on the first day; and of them whose was higher on a day of the period. */
  'ladderKnown', 'ladderUp',
] as const; // prettier-ignore
export type Counter = (typeof COUNTERS)[number];
export type Outcomes = Record<Counter, number>;

/** Counts, with noughts for what is not mentioned. */
export function outcomesOf(counts: Partial<Outcomes> = {}): Outcomes {
  return { ...NOBODY, ...counts };
}

export const NOBODY: Outcomes = Object.freeze(Object.fromEntries(COUNTERS.map((counter) => [counter, 0])) as Outcomes);

export function together(groups: readonly Outcomes[]): Outcomes {
  const sum = { ...NOBODY };
  for (const group of groups) for (const counter of COUNTERS) sum[counter] += group[counter];
  return sum;
}

/** Years on a benefit, of everybody together. */
export function personYears({ days }: Outcomes): number {
  return days / 365.25;
}
