import fc from 'fast-check';
import { readDutchDate } from './dutch-dates.js';

describe('a date in an export', () => {
  it.each(['1-2-2026', '01-02-2026', '01/02/2026', '1.2.2026', '2026-02-01'])('%s is the first of February', (text) => {
    expect(readDutchDate(text)).toEqual({ date: Temporal.PlainDate.from('2026-02-01') });
  });

  it.each([
    ['31-02-1990', 'date-nonexistent'],
    ['29-02-2025', 'date-nonexistent'],
    ['01-13-2026', 'date-nonexistent'],
    ['0-1-2026', 'date-nonexistent'],
    ['1-2-26', 'date-unreadable'],
    ['1-2/2026', 'date-unreadable'],
    ['2026-2-1', 'date-unreadable'],
    ['1 februari 2026', 'date-unreadable'],
    ['45689', 'date-unreadable'],
  ])('%s is refused: %s', (text, problem) => {
    expect(readDutchDate(text)).toEqual({ problem });
  });

  it('reads back every day it is written for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), (days) => {
        const date = Temporal.PlainDate.from('1900-01-01').add({ days });
        expect(readDutchDate(`${date.day}-${date.month}-${date.year}`)).toEqual({ date });
      }),
    );
  });
});
