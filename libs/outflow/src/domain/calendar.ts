/** The months of a cohort as numbers of days from its first day: arithmetic of dates without a date for each person. */
export interface DayCalendar {
  /** The first day after so many months. */
  firstOf: (months: number) => number;
  /** The day so many months after another, as `PlainDate.add` has it: a month after the 31st is the last day of the month. */
  later: (day: number, months: number) => number;
}

/** Longest a day is looked ahead from. */
const MOST_MONTHS_LATER = 18;

/** @param months days up to so many months after the first may be asked for */
export function calendarOf(first: Temporal.PlainDate, months: number): DayCalendar {
  const firsts = Int32Array.from(
    { length: months + MOST_MONTHS_LATER + 3 },
    (_, later) => first.until(first.add({ months: later }), { largestUnit: 'days' }).days,
  );
  const at = (month: number) => firsts[month] as number;
  const monthOf = (day: number) => {
    let month = Math.min(Math.floor(day / 28), months + 1);
    while (at(month) > day) month -= 1;
    return month;
  };
  return {
    firstOf: at,
    later: (day, added) => {
      const month = monthOf(day);
      const lastDay = at(month + added + 1) - at(month + added) - 1;
      return at(month + added) + Math.min(day - at(month), lastDay);
    },
  };
}
