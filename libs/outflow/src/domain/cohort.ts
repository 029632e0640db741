/** A day that did not come (yet). */
export const NEVER = 0x7fff_ffff;

/** What was known of a trait: the codes of a byte. A value v of the scale is `FIRST_VALUE + v`. */
export const NOT_KNOWN = 0;
export const REFUSED = 1;
export const DOES_NOT_KNOW = 2;
export const FIRST_VALUE = 3;

/** Of a benefit that has not ended there is no reason. */
export const NO_REASON = 255;

/**
 * Whether somebody worked so many months after the benefit ended: the second half of the CBS definition. Known only where the municipality told of
 * paid work after the benefit; what it told of work beside the benefit says nothing about later.
 */
export const WORK_AFTER = ['not-known', 'worked', 'did-not-work'] as const;

/** Whose step of the participation ladder was not known on the first day cannot be seen to take one. */
export const LADDER_NOT_KNOWN = -1;

/** By which way check-ins reach them: 0 none, 1 a text message, 2 e-mail, 3 a telephone that takes no text messages. */
export const COHORT_CHANNELS = ['none', 'sms', 'email', 'phone'] as const;

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
  /** What the numbers in `team` and `scheme` stand for. The first team is null: nobody looked after them that day. */
  teams: readonly (string | null)[];
  schemes: readonly string[];
  team: Uint16Array;
  scheme: Uint8Array;
  /** Days on the benefit before the first day. */
  since: Int32Array;
  /** The first day without the benefit; NEVER while it runs. */
  left: Int32Array;
  /** Place in END_REASONS of why; NO_REASON while it runs. */
  reason: Uint8Array;
  /** The first day of the next benefit after that; NEVER. */
  back: Int32Array;
  /** Place in WORK_AFTER, one month after leaving; and 6, 12 and 18. */
  workAfter: Uint8Array;
  workAfter6: Uint8Array;
  workAfter12: Uint8Array;
  workAfter18: Uint8Array;
  /** The first day of paid work beside the benefit; 0 or less: there was some on the first day; NEVER. */
  partTime: Int32Array;
  /** The first day on which a higher step of the participation ladder was observed than the one known on the first day; NEVER; LADDER_NOT_KNOWN. */
  ladderUp: Int32Array;
  /** Place in AGE_BANDS, on the first day, plus one; 0 where the birth date is not known. */
  ageBand: Uint8Array;
  /** Place in COHORT_CHANNELS: as it was on the first day, or when they first became known here. */
  channel: Uint8Array;
  /** Codes of what was known of each trait on the first day. @returns null when the trait was not among those kept, or not asked for */
  trait(key: string): Uint8Array | null;
}
