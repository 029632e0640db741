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
  const beginnings = Array.from({ length: BEFORE_MONTHS + count + AFTER_MONTHS + 14 }, (_, nth) => dayNumber(begin.add({ months: nth })));
  for (let nth = 0; nth < BEFORE_MONTHS + count + AFTER_MONTHS; nth += 1)
    for (let day = beginnings[nth]!; day < beginnings[nth + 1]!; day += 1) {
      month[day - origin] = nth - BEFORE_MONTHS;
      for (const months of [1, 6, 12] as const) {
        // A month after the 31st is the last day of the month.
        const last = beginnings[nth + months + 1]! - 1;
        added[months][day - origin] = Math.min(beginnings[nth + months]! + day - beginnings[nth]!, last);
      }
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
