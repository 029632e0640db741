const EPOCH = Temporal.PlainDate.from('1970-01-01');

/** A day as a number: 0 is 1 January 1970. */
export function dayNumber(date: Temporal.PlainDate): number {
  return EPOCH.until(date, { largestUnit: 'days' }).days;
}

/** The months that are counted, and what comes after a day, looked up instead of reckoned for each of a million days. */
export interface Months {
  count: number;
  /** The first day of each month, and the first after the last. */
  firsts: Int32Array;
  /** In which month a day is; below 0 or `count` and more: before or after them. */
  monthOf: (day: number) => number;
  /** The first month that has not begun before that day. */
  monthFrom: (day: number) => number;
  /** The day so many months later, as `PlainDate.add` has it; what lies far before the months is not asked for, and what lies after them is far. */
  later: Record<1 | 6 | 12, (day: number) => number>;
}

/** How long before the first month days may be asked about: who came back was away for a year at most. */
const BEFORE_MONTHS = 14;
const AFTER_MONTHS = 14;
const FAR = 0x7fff_fff0;

export function monthsFrom(first: Temporal.PlainDate, count: number): Months {
  const begin = first.subtract({ months: BEFORE_MONTHS });
  const origin = dayNumber(begin);
  const days = dayNumber(first.add({ months: count + AFTER_MONTHS })) - origin;
  const month = new Int32Array(days);
  const added = { 1: new Int32Array(days), 6: new Int32Array(days), 12: new Int32Array(days) };
  for (let day = 0; day < days; day += 1) {
    const date = begin.add({ days: day });
    month[day] = (date.year - first.year) * 12 + date.month - first.month;
    for (const months of [1, 6, 12] as const) added[months][day] = dayNumber(date.add({ months }));
  }
  const firsts = Int32Array.from({ length: count + 1 }, (_, nth) => dayNumber(first.add({ months: nth })));
  const monthOf = (day: number) => (day < origin ? -BEFORE_MONTHS - 1 : day >= origin + days ? count + AFTER_MONTHS : month[day - origin]!);
  const later = (months: 1 | 6 | 12) => (day: number) =>
    day < origin ? day + 28 * months : day >= origin + days ? FAR : added[months][day - origin]!;
  return {
    count,
    firsts,
    monthOf,
    monthFrom: (day) => {
      const at = monthOf(day);
      return at < 0 ? 0 : at >= count ? count : firsts[at] === day ? at : at + 1;
    },
    later: { 1: later(1), 6: later(6), 12: later(12) },
  };
}
