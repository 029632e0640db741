import { localDate } from '#libs/platform';

/** What is kept of a month. */
export interface KeptCohort {
  month: Temporal.PlainDate;
  knownUntil: Temporal.PlainDate;
  madeAt: Temporal.Instant;
  /** When somebody last asked for it. */
  askedAt: Temporal.Instant;
}

export interface Due {
  /** Months whose cohort is missing or no longer true, the most wanted first. */
  make: Temporal.PlainDate[];
  drop: Temporal.PlainDate[];
  /** Whose cohort somebody asked for since is not dropped after all. */
  askedSince: Temporal.Instant;
}

/** What nobody asked for in this time is dropped: making it again takes seconds. */
const KEPT_FOR_HOURS = 14 * 24;
/** A day in which somebody types in a hundred ends of benefits makes no hundred cohorts. */
const NOT_AGAIN_WITHIN_MINUTES = 15;
/**
 * An import records everything with the moment at which it began, and is seen when it ends: a cohort that was made in between has not seen it. No import may
 * take longer than this; what does is seen at night.
 */
const LONGEST_IMPORT_MINUTES = 60;

/**
 * Which cohorts are to be made and which dropped:
 * - those always kept, when they are missing;
 * - those asked for lately, when spells or paid work changed, but not again within a quarter of an hour;
 * - and all of them on the first look of a day: a day more is known.
 * @param always months that are kept ready whether anybody asks or not
 * @param lastChange null: nothing was ever recorded
 */
export function whatIsDue(
  kept: readonly KeptCohort[],
  always: readonly Temporal.PlainDate[],
  lastChange: Temporal.Instant | null,
  now: Temporal.Instant,
): Due {
  const askedSince = now.subtract({ hours: KEPT_FOR_HOURS });
  const isAlways = (month: Temporal.PlainDate) => always.some((each) => each.equals(month));
  const isWanted = ({ month, askedAt }: KeptCohort) => isAlways(month) || !isEarlier(askedAt, askedSince);
  const missing = always.filter((month) => !kept.some((cohort) => cohort.month.equals(month)));
  const old = kept.filter((cohort) => isWanted(cohort) && isOld(cohort, lastChange, now));
  return {
    make: [...missing, ...old.map(({ month }) => month)],
    drop: kept.filter((cohort) => !isWanted(cohort)).map(({ month }) => month),
    askedSince,
  };
}

function isOld({ madeAt, knownUntil }: KeptCohort, lastChange: Temporal.Instant | null, now: Temporal.Instant): boolean {
  if (Temporal.PlainDate.compare(knownUntil, localDate(now)) < 0) return true;
  if (lastChange === null || !isEarlier(madeAt, now.subtract({ minutes: NOT_AGAIN_WITHIN_MINUTES }))) return false;
  return !isEarlier(lastChange, madeAt.subtract({ minutes: LONGEST_IMPORT_MINUTES }));
}

function isEarlier(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) < 0;
}
