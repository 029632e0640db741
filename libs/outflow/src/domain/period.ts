/** Half-open: the first day that counts, and the first that no longer does. Both are the first of a month. */
export interface OutflowPeriod {
  from: Temporal.PlainDate;
  until: Temporal.PlainDate;
}

/**
 * The lengths one can choose, in months. Two periods with the same beginning differ half a year or more: with a free end, one month could be
 * subtracted from the next, and the one person who left in between found.
 */
export const PERIOD_MONTHS = [6, 12, 18, 24] as const;

/** How far back a period may begin. */
export const MOST_YEARS_BACK = 5;

export type PeriodProblem = 'no-month' | 'not-begun' | 'too-early' | 'no-length' | 'not-over';

/** What somebody asks for: `from` as `2025-11`, `months` as `12`; empty or absent for the usual. */
export interface AskedPeriod {
  from?: string | undefined;
  months?: string | undefined;
}

export type ChosenPeriod =
  { period: OutflowPeriod; problems: null } | { period: null; problems: { from?: PeriodProblem; months?: PeriodProblem } };

/**
 * The usual period: the last twelve months of which everything is settled. Who left last month may be back within a month, so the month that
 * ended last counts only when the next has passed.
 */
export function usualPeriod(today: Temporal.PlainDate): OutflowPeriod {
  const until = today.subtract({ months: 1 }).with({ day: 1 });
  return { from: until.subtract({ months: 12 }), until };
}

/** The months (as their first day) in which a period may begin, the latest first. */
export function beginnings(today: Temporal.PlainDate): Temporal.PlainDate[] {
  const latest = today.with({ day: 1 }).subtract({ months: Math.min(...PERIOD_MONTHS) });
  const count = MOST_YEARS_BACK * 12 - Math.min(...PERIOD_MONTHS) + 1;
  return Array.from({ length: count }, (_, ago) => latest.subtract({ months: ago }));
}

/** The period somebody asks for, or what is wrong with it. */
export function choosePeriod(asked: AskedPeriod, today: Temporal.PlainDate): ChosenPeriod {
  const usual = usualPeriod(today);
  const from = asked.from ? readMonth(asked.from) : usual.from;
  const months = asked.months ? PERIOD_MONTHS.find((length) => String(length) === asked.months) : 12;
  if (!from) return refuse({ from: 'no-month' });
  if (!months) return refuse({ months: 'no-length' });
  const thisMonth = today.with({ day: 1 });
  if (Temporal.PlainDate.compare(from, thisMonth) >= 0) return refuse({ from: 'not-begun' });
  if (Temporal.PlainDate.compare(from, thisMonth.subtract({ years: MOST_YEARS_BACK })) < 0) return refuse({ from: 'too-early' });
  const until = from.add({ months });
  if (Temporal.PlainDate.compare(until, thisMonth) > 0) return refuse({ months: 'not-over' });
  return { period: { from, until }, problems: null };
}

function refuse(problems: { from?: PeriodProblem; months?: PeriodProblem }): ChosenPeriod {
  return { period: null, problems };
}

/** The first day of `2025-11`; null for anything else. */
export function readMonth(text: string): Temporal.PlainDate | null {
  return /^[12]\d{3}-(0[1-9]|1[0-2])$/.test(text) ? Temporal.PlainDate.from(`${text}-01`) : null;
}
