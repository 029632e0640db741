import fc from 'fast-check';
import { calendarOf } from './calendar.js';

const FIRST = Temporal.PlainDate.from('2024-11-01');
const on = (date: string) => FIRST.until(date, { largestUnit: 'days' }).days;

describe('the days of a cohort', () => {
  it.each([
    ['2024-11-01', 1, '2024-12-01'],
    ['2025-01-31', 1, '2025-02-28'],
    ['2025-01-28', 1, '2025-02-28'],
    ['2025-03-31', 6, '2025-09-30'],
    ['2026-10-31', 18, '2028-04-30'],
  ])('know that of %s it is %s months later on %s', (date, months, later) => {
    expect(calendarOf(FIRST, 24).later(on(date), months)).toBe(on(later));
  });

  it('agree with Temporal about any day, any month and any number of months', () => {
    const asked = fc.record({
      first: fc.integer({ min: 0, max: 400 }).map((month) => Temporal.PlainDate.from('1999-12-01').add({ months: month })),
      months: fc.integer({ min: 1, max: 24 }),
      added: fc.constantFrom(1, 6, 12, 18),
      place: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(asked, ({ first, months, added, place }) => {
        const calendar = calendarOf(first, months);
        const day = Math.floor(place * calendar.firstOf(months));
        const expected = first.until(first.add({ days: day }).add({ months: added }), { largestUnit: 'days' }).days;
        expect(calendar.later(day, added)).toBe(expected);
      }),
    );
  });
});
