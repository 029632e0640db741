export type ReadDate = { date: Temporal.PlainDate } | { problem: 'date-unreadable' | 'date-nonexistent' };

const DAY_FIRST = /^(?<day>\d{1,2})([-/.])(?<month>\d{1,2})\2(?<year>\d{4})$/;
const YEAR_FIRST = /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/;

/** 1-2-2026, 01/02/2026, 01.02.2026 and 2026-02-01 are the first of February. A year of two digits is not guessed at. */
export function readDutchDate(text: string): ReadDate {
  const parts = (DAY_FIRST.exec(text) ?? YEAR_FIRST.exec(text))?.groups;
  if (!parts) return { problem: 'date-unreadable' };
  try {
    const date = Temporal.PlainDate.from(
      { year: Number(parts['year']), month: Number(parts['month']), day: Number(parts['day']) },
      { overflow: 'reject' },
    );
    return { date };
  } catch {
    return { problem: 'date-nonexistent' };
  }
}
