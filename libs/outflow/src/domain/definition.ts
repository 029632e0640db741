/** The end reasons that mean work (domain vocabulary of benefit_spell.end_reason). */
export const WORK_REASONS: readonly string[] = ['WORK_EMPLOYED', 'WORK_SELF_EMPLOYED'];

/**
 * Who is back on a benefit within this time has not left: the month of the CBS definition "volledige uitstroom naar werk" (Cohortonderzoek
 * uitstroom bijstand naar werk), which keeps administrative gaps out. CBS also looks up that the person works a month later; we only know
 * the reason with which the benefit ended, and the page says so.
 */
export const BACK_WITHIN = Temporal.Duration.from({ months: 1 });

/** How long before the start of a period an answer still says how somebody was at that start. */
export const KNOWN_FOR = Temporal.Duration.from({ months: 6 });

/** What became of the people in a group; a person is in exactly one of the four. */
export interface Outcomes {
  people: number;
  /** Left for work, and not back within a month. */
  work: number;
  /** Left for another reason: moved, retired, died, another income, and so on. */
  other: number;
  /** Still (or within a month again) on a benefit at the end of the period. */
  staying: number;
  /** The benefit ended less than a month ago: too early to say that somebody has left. */
  pending: number;
  /** Days on a benefit within the period, of everybody together. */
  days: number;
}

export const NOBODY: Outcomes = { people: 0, work: 0, other: 0, staying: 0, pending: 0, days: 0 };

export function together(groups: readonly Outcomes[]): Outcomes {
  return groups.reduce(
    (sum, group) => ({
      people: sum.people + group.people,
      work: sum.work + group.work,
      other: sum.other + group.other,
      staying: sum.staying + group.staying,
      pending: sum.pending + group.pending,
      days: sum.days + group.days,
    }),
    NOBODY,
  );
}

/** Years on a benefit, of everybody together. */
export function personYears({ days }: Outcomes): number {
  return days / 365.25;
}
