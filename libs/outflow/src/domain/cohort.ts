/** A day that did not come (yet). */
export const NEVER = 0x7fff_ffff;

/** What was known of a trait: the codes of a byte. A value v of the scale is `FIRST_VALUE + v`. */
export const NOT_KNOWN = 0;
export const REFUSED = 1;
export const DOES_NOT_KNOW = 2;
export const FIRST_VALUE = 3;

/** Whether somebody worked one month after the benefit ended: the second half of the CBS definition. */
export const WORK_AFTER = ['not-known', 'worked', 'did-not-work'] as const;

/**
 * Everybody who was on a benefit on the first day of a month, a column at a time; place i in each column is the same person, who has no name
 * here. Days are counted from that first day (0), which everybody spends on the benefit.
 *
 * A spell is the whole time on a benefit: one that began again within a month (BACK_WITHIN) went on.
 */
export interface Cohort {
  month: Temporal.PlainDate;
  /** The first day of which it is not known what happened: what lies beyond it is not yet, instead of not. */
  knownUntil: Temporal.PlainDate;
  madeAt: Temporal.Instant;
  people: number;
  /** What the numbers in `team` and `scheme` stand for. */
  teams: readonly string[];
  schemes: readonly string[];
  team: Uint16Array;
  scheme: Uint8Array;
  /** Days on the benefit before the first day. */
  since: Int32Array;
  /** The first day without the benefit; NEVER while it runs. */
  left: Int32Array;
  /** Place in END_REASONS of why; 255 while it runs. */
  reason: Uint8Array;
  /** The first day of the next benefit after that; NEVER. */
  back: Int32Array;
  /** Place in WORK_AFTER. */
  workAfter: Uint8Array;
  /** The first day of paid work beside the benefit; 0 or less: there was some on the first day; NEVER. */
  partTime: Int32Array;
  /** The first day on which a higher step of the participation ladder was recorded than the one known on the first day; NEVER. */
  ladderUp: Int32Array;
  /** Codes of what was known of each trait on the first day. @returns null when the trait was not among those kept */
  trait(key: string): Uint8Array | null;
}
