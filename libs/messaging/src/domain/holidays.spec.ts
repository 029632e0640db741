import fc from 'fast-check';
import { easterSunday, holidayOn, holidays } from './holidays.js';

const daysOf = (year: number) =>
  holidays(year)
    .map(([day]) => day.toString().slice(5))
    .toSorted();

describe('Dutch holidays', () => {
  it.each([
    [2026, ['01-01', '04-05', '04-06', '04-27', '05-05', '05-14', '05-24', '05-25', '12-25', '12-26']],
    [2027, ['01-01', '03-28', '03-29', '04-27', '05-05', '05-06', '05-16', '05-17', '12-25', '12-26']],
    [2028, ['01-01', '04-16', '04-17', '04-27', '05-05', '05-25', '06-04', '06-05', '12-25', '12-26']],
  ])('of %d', (year, expected) => {
    expect(daysOf(year)).toEqual(expected);
  });

  it.each([2025, 2031, 2036])('keeps the king’s birthday on the Saturday when 27 April %d is a Sunday', (year) => {
    expect(Temporal.PlainDate.from(`${year}-04-27`).dayOfWeek).toBe(7);
    expect(holidayOn(Temporal.PlainDate.from(`${year}-04-26`))).toBe('Koningsdag');
    expect(holidayOn(Temporal.PlainDate.from(`${year}-04-27`))).toBeNull();
  });

  it.each([
    [1818, '03-22'],
    [1943, '04-25'],
    [2000, '04-23'],
    [2024, '03-31'],
    [2025, '04-20'],
    [2038, '04-25'],
    [2285, '03-22'],
  ])('knows when it was Easter in %d', (year, expected) => {
    expect(easterSunday(year).toString().slice(5)).toBe(expected);
  });

  it('has Easter on a Sunday from 22 March to 25 April, in any year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1583, max: 4000 }), (year) => {
        const easter = easterSunday(year);
        expect(easter.dayOfWeek).toBe(7);
        expect(easter.toString().slice(-5) >= '03-22' && easter.toString().slice(-5) <= '04-25').toBe(true);
      }),
    );
  });

  it('leaves an ordinary day alone', () => {
    expect(holidayOn(Temporal.PlainDate.from('2026-04-03'))).toBeNull();
    expect(holidayOn(Temporal.PlainDate.from('2026-05-04'))).toBeNull();
  });
});
