import { localInstant } from '#libs/platform';
import { closingMoment, firstLookAt, lastDay } from './schedule.js';

const date = (text: string) => Temporal.PlainDate.from(text);

describe('the time to answer', () => {
  it.each([
    ['an ordinary week', '2026-03-02', '10:15', '2026-03-09T00:00+01:00'],
    ['a week in which the clock goes forward', '2026-03-27', '09:00', '2026-04-03T00:00+02:00'],
    ['a week in which the clock goes back', '2026-10-23', '09:00', '2026-10-30T00:00+01:00'],
    ['a week over New Year', '2026-12-30', '19:59', '2027-01-06T00:00+01:00'],
  ])('ends with the local seventh day: %s', (_, day, time, expected) => {
    const closes = closingMoment(localInstant(date(day), time), 7);
    expect(closes.equals(Temporal.Instant.from(expected))).toBe(true);
    expect(date(day).until(lastDay(closes), { largestUnit: 'day' }).days).toBe(6);
  });

  it('ends at midnight where the client is', () => {
    const opened = localInstant(date('2026-03-02'), '09:00', 'Asia/Tokyo');
    const closes = closingMoment(opened, 3, 'Asia/Tokyo');
    expect(closes.equals(Temporal.Instant.from('2026-03-05T00:00+09:00'))).toBe(true);
    expect(lastDay(closes, 'Asia/Tokyo').toString()).toBe('2026-03-04');
  });

  it('is looked at again a day after opening', () => {
    const opened = localInstant(date('2026-03-02'), '09:00');
    expect(opened.until(firstLookAt(opened)).total('hours')).toBe(24);
  });
});
