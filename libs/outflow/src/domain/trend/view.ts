import type { OutflowPeriod } from '../period.js';
import type { Scope } from '../question.js';
import { reasonLines, type ReasonLine } from './reasons.js';
import { mayBeShownInMonth, shownMonths, shownParts, type PartOf, type ShownMonths } from './safe.js';
import { addTogether, type Trend, type TrendCounts } from './trend.js';

/** What is shown of a month; null: not told (`partTime`: nothing of paid work is known of that month). */
export interface MonthCounts {
  stock: number;
  came: number;
  work: number;
  other: number;
  outOfSight: number;
  /** Left less than a month before the last day of which something is known: too early to say that they left. */
  pending: number;
  partTime: number | null;
  benefitStock: number;
  benefitCame: number;
  benefitEnded: number;
  benefitPending: number;
}

export interface MonthLine {
  month: Temporal.PlainDate;
  /** null: too few to be shown; `before`: or not known any more. */
  counts: MonthCounts | null;
  /** The same month a year earlier. */
  before: MonthCounts | null;
  /** false: who left may still be back within a month. */
  isSettled: boolean;
}

/** How many ended, beside three numbers to divide them by: how many there were on the first day, on average on the firsts, and whole years. */
export interface EndedOf {
  ended: number;
  start: number;
  average: number;
  years: number;
}

export interface Totals {
  came: number;
  work: number;
  other: number;
  outOfSight: number;
  pending: number;
  stockAtStart: number;
  persons: EndedOf;
  benefits: EndedOf;
}

/** Of a whole calendar year; each is null when it may not be shown, and `later` when it cannot be known yet. */
export interface YearLine {
  year: number;
  /** Of who came, who had had a benefit in the year before. */
  returned: PartOf | null;
  /** Of who left for work or another reason, who was back within half a year, and within a year. */
  back6: PartOf | null | 'later';
  back12: PartOf | null | 'later';
  /** Only of everybody together: of a team or scheme the rare reasons could be found by subtracting. */
  reasons: readonly ReasonLine[] | null;
}

export type TrendView =
  | { state: 'nobody' | 'too-few' | 'combination'; madeAt: Temporal.Instant }
  | {
      state: 'shown';
      madeAt: Temporal.Instant;
      months: readonly MonthLine[];
      /** null: some of the months may not be shown, or their sum would tell of them. */
      totals: Totals | null;
      years: readonly YearLine[];
      /** The first month of which paid work is known; null: of none. */
      workKnownFrom: Temporal.PlainDate | null;
      /** Of how many spells is told in which benefit they are; 0: persons and benefits are the same here. */
      unitsKnown: number;
    };

/**
 * What may be seen of the trend by who asks about a period and a scope. Numbers of a month do not depend on the period in which they are asked;
 * what cannot be told of a month (who returned, why people left) is told of whole calendar years, which do not overlap: so that no two questions can be
 * subtracted.
 * @param order all end reasons
 */
export function trendView(trend: Trend, { from, until }: OutflowPeriod, { teamId, scheme }: Scope, order: readonly string[]): TrendView {
  const { madeAt, workKnownFrom, unitsKnown } = trend;
  if (teamId !== null && scheme !== null) return { state: 'combination', madeAt };
  const shown = shownMonths(trend);
  const rows = rowsOf(trend, { teamId, scheme });
  const isShown = teamId === null ? (scheme === null ? shown.all : shown.byScheme.get(scheme)) : shown.byTeam.get(teamId);
  const [begin, end] = [placeOf(trend, from), placeOf(trend, until)];
  const asked = rows?.slice(begin, end) ?? [];
  if (asked.every(({ stock, came }) => stock === 0 && came === 0)) return { state: 'nobody', madeAt };
  const count = (at: number) => (rows?.[at] && isShown?.[at] ? monthCounts(trend, rows[at], at) : null);
  const months = asked.map((_, nth): MonthLine => {
    const month = from.add({ months: nth });
    return { month, counts: count(begin + nth), before: count(begin + nth - 12), isSettled: isSettled(trend, month.add({ months: 1 })) };
  });
  if (months.every(({ counts }) => counts === null)) return { state: 'too-few', madeAt };
  const totals = months.some(({ counts }) => counts === null) ? null : totalsOf(asked);
  return {
    state: 'shown',
    madeAt,
    months,
    totals,
    years: yearsOf(trend, shown, { from, until }, { teamId, scheme }, order),
    workKnownFrom,
    unitsKnown,
  };
}

function rowsOf(trend: Trend, { teamId, scheme }: Scope): readonly TrendCounts[] | undefined {
  if (teamId !== null) return trend.byTeam.get(teamId);
  return scheme === null ? trend.all : trend.byScheme.get(scheme);
}

function placeOf({ first }: Trend, month: Temporal.PlainDate): number {
  return (month.year - first.year) * 12 + month.month - first.month;
}

/** Whether everybody who left before this day is known to have stayed away for a month. */
function isSettled({ knownUntil }: Trend, until: Temporal.PlainDate, months = 1): boolean {
  return Temporal.PlainDate.compare(until.add({ months }), knownUntil) <= 0;
}

function monthCounts({ workKnownFrom, first }: Trend, counts: TrendCounts, at: number): MonthCounts {
  const { stock, came, work, other, outOfSight, pending, partTime, benefitStock, benefitCame, benefitEnded, benefitPending } = counts;
  const isWorkKnown = workKnownFrom !== null && Temporal.PlainDate.compare(first.add({ months: at }), workKnownFrom) >= 0;
  return {
    stock,
    came,
    work,
    other,
    outOfSight,
    pending,
    benefitStock,
    benefitCame,
    benefitEnded,
    benefitPending,
    partTime: isWorkKnown ? partTime : null,
  };
}

function totalsOf(rows: readonly TrendCounts[]): Totals {
  const { came, work, other, outOfSight, pending, stock, days, benefitEnded, benefitStock, benefitDays } = addTogether(rows);
  const years = (spent: number) => Math.round(spent / 365.25);
  return {
    came,
    work,
    other,
    outOfSight,
    pending,
    stockAtStart: rows[0]!.stock,
    persons: { ended: work + other + outOfSight, start: rows[0]!.stock, average: Math.round(stock / rows.length), years: years(days) },
    benefits: {
      ended: benefitEnded,
      start: rows[0]!.benefitStock,
      average: Math.round(benefitStock / rows.length),
      years: years(benefitDays),
    },
  };
}

function yearsOf(
  trend: Trend,
  shown: ShownMonths,
  { from, until }: OutflowPeriod,
  { teamId, scheme }: Scope,
  order: readonly string[],
): YearLine[] {
  const [earliest, latest] = [from.year, until.subtract({ days: 1 }).year];
  const years = Array.from({ length: latest - earliest + 1 }, (_, nth) => earliest + nth);
  return years.flatMap((year): YearLine[] => {
    const begin = placeOf(trend, Temporal.PlainDate.from({ year, month: 1, day: 1 }));
    const next = Temporal.PlainDate.from({ year: year + 1, month: 1, day: 1 });
    if (begin < 0 || !isSettled(trend, next)) return [];
    const part = (people: (sum: TrendCounts) => number, happened: (sum: TrendCounts) => number) =>
      partOf(trend, shown, begin, { teamId, scheme }, (sum) => ({ people: people(sum), happened: happened(sum) }));
    return [
      {
        year,
        returned: part(
          ({ came }) => came,
          ({ returned }) => returned,
        ),
        back6: isSettled(trend, next, 7)
          ? part(
              ({ left6 }) => left6,
              ({ back6 }) => back6,
            )
          : 'later',
        back12: isSettled(trend, next, 13)
          ? part(
              ({ left12 }) => left12,
              ({ back12 }) => back12,
            )
          : 'later',
        reasons:
          teamId === null && scheme === null && shown.all.slice(begin, begin + 12).every(Boolean)
            ? reasonLines(order, trend.reasons.get(year) ?? {})
            : null,
      },
    ];
  });
}

/** What happened in a year to part of a scope, when that may be shown beside all other teams, or schemes. */
function partOf(
  trend: Trend,
  shown: ShownMonths,
  begin: number,
  { teamId, scheme }: Scope,
  read: (sum: TrendCounts) => PartOf,
): PartOf | null {
  const ofYear = (rows: readonly TrendCounts[]) => read(addTogether(rows.slice(begin, begin + 12)));
  const whole = ofYear(trend.all);
  const isWholeShown = shownParts([whole], [trend.all.slice(begin, begin + 12).every(mayBeShownInMonth)])[0];
  if (!isWholeShown) return null;
  if (teamId === null && scheme === null) return whole;
  const [members, months] = teamId === null ? [trend.byScheme, shown.byScheme] : [trend.byTeam, shown.byTeam];
  const keys = [...members.keys()];
  const parts = keys.map((key) => ofYear(members.get(key)!));
  const may = shownParts(
    parts,
    keys.map(
      (key) =>
        key !== '' &&
        months
          .get(key)!
          .slice(begin, begin + 12)
          .every(Boolean),
    ),
  );
  const at = keys.indexOf(teamId ?? scheme ?? '');
  return may[at] ? parts[at]! : null;
}
