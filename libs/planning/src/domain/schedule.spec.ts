import fc from 'fast-check';
import { localDate } from '#libs/platform';
import type { Cadence } from './plan.js';
import { anchorOf, latestOccurrence, nextOccurrence, occurrencesFrom } from './schedule.js';

const date = (text: string) => Temporal.PlainDate.from(text);
const first = (cadence: Cadence, anchor: string, count: number) => take(count, cadence, date(anchor)).map(String);
function take(count: number, cadence: Cadence, anchor: Temporal.PlainDate): Temporal.PlainDate[] {
  const taken = [];
  for (const each of occurrencesFrom(cadence, anchor, anchor)) if (taken.push(each) === count) break;
  return taken;
}
const fourWeeks: Cadence = { kind: 'weeks', every: 4 };
const monthly = (day: number): Cadence => ({ kind: 'monthly', day });
const after = (afterDays: number): Cadence => ({ kind: 'event', event: 'intervention_start', afterDays });
const yearly = (afterDays = 0): Cadence => ({ kind: 'event', event: 'benefit_anniversary', afterDays });

describe('the occurrences of a plan', () => {
  it.each<[string, Cadence, string, string[]]>([
    ['every 28 days', { kind: 'days', every: 28 }, '2026-03-02', ['2026-03-02', '2026-03-30', '2026-04-27']],
    ['every four weeks is the same', fourWeeks, '2026-03-02', ['2026-03-02', '2026-03-30', '2026-04-27']],
    ['do not shift when the clock goes forward', { kind: 'weeks', every: 1 }, '2026-03-22', ['2026-03-22', '2026-03-29', '2026-04-05']],
    ['do not shift when the clock goes back', { kind: 'weeks', every: 1 }, '2026-10-18', ['2026-10-18', '2026-10-25', '2026-11-01']],
    ['keep two weeks over a week 53', { kind: 'weeks', every: 2 }, '2026-12-21', ['2026-12-21', '2027-01-04', '2027-01-18']],
    ['keep two weeks over an ordinary New Year', { kind: 'weeks', every: 2 }, '2025-12-22', ['2025-12-22', '2026-01-05', '2026-01-19']],
    ['count a leap day', { kind: 'days', every: 7 }, '2028-02-22', ['2028-02-22', '2028-02-29', '2028-03-07']],
    ['are on the 31st, or the last of a short month', monthly(31), '2026-01-31', ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']],
    ['do not drift after a February', monthly(30), '2028-01-30', ['2028-01-30', '2028-02-29', '2028-03-30']],
    ['are on the first', monthly(1), '2026-11-01', ['2026-11-01', '2026-12-01', '2027-01-01']],
    ['keep their place after the day of the month', monthly(1), '2026-11-06', ['2026-11-06', '2026-12-06', '2027-01-06']],
    ['keep their place after the last of the month', monthly(31), '2026-02-02', ['2026-02-02', '2026-03-02', '2026-04-02']],
    ['are one after an event', after(14), '2026-03-16', ['2026-03-16']],
    ['are every year on an anniversary, not on the day itself', yearly(), '2026-05-01', ['2027-05-01', '2028-05-01']],
    ['are on 28 February in years without the 29th', yearly(), '2024-02-29', ['2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29']],
    ['are so many days after the anniversary itself', yearly(2), '2024-03-01', ['2025-03-02', '2026-03-02', '2027-03-02', '2028-03-01']],
    ['are so many days after an anniversary', yearly(7), '2024-03-07', ['2025-03-07', '2026-03-07', '2027-03-07', '2028-03-07']],
  ])('%s', (_, cadence, anchor, expected) => {
    expect(first(cadence, anchor, expected.length + (expected.length === 1 ? 1 : 0))).toEqual(expected);
  });

  it.each<[string, Cadence, string, string, string | null, string | null]>([
    ['before the first', fourWeeks, '2026-03-02', '2026-03-01', null, '2026-03-02'],
    ['on the first', fourWeeks, '2026-03-02', '2026-03-02', '2026-03-02', '2026-03-30'],
    ['until the next', fourWeeks, '2026-03-02', '2026-03-29', '2026-03-02', '2026-03-30'],
    ['ten years on', fourWeeks, '2026-01-05', '2036-01-07', '2035-12-24', '2036-01-21'],
    ['ten years of months on', monthly(31), '2026-01-31', '2036-03-01', '2036-02-29', '2036-03-31'],
    ['ten years of anniversaries on', yearly(), '2024-02-29', '2036-02-28', '2035-02-28', '2036-02-29'],
    ['after an event', after(3), '2026-03-04', '2026-06-01', '2026-03-04', null],
    ['before an event', after(3), '2026-03-04', '2026-03-03', null, '2026-03-04'],
  ])('have a latest and a next one: %s', (_, cadence, anchor, today, latest, next) => {
    expect(latestOccurrence(cadence, date(anchor), date(today))?.toString() ?? null).toBe(latest);
    expect(nextOccurrence(cadence, date(anchor), date(today))?.toString() ?? null).toBe(next);
  });

  it('come when it is that date where the client is', () => {
    const now = Temporal.Instant.from('2026-03-01T23:30:00Z');
    const has = (timeZone: string) => latestOccurrence(fourWeeks, date('2026-03-02'), localDate(now, timeZone)) !== null;
    expect(['Europe/Amsterdam', 'Asia/Tokyo', 'America/New_York'].map(has)).toEqual([true, true, false]);
  });

  it.each<[string, Cadence, string, number, string]>([
    ['the first day of the plan', fourWeeks, '2026-03-02', 0, '2026-03-02'],
    ['so many days later', fourWeeks, '2026-03-02', 13, '2026-03-15'],
    ['the first such day of a month', monthly(15), '2026-03-20', 0, '2026-04-15'],
    ['the last day of this month', monthly(31), '2026-02-10', 0, '2026-02-28'],
    ['that and so many days', monthly(31), '2026-02-10', 5, '2026-03-05'],
  ])('are counted from %s', (_, cadence, startsOn, place, expected) => {
    const anchor = anchorOf(cadence, date(startsOn), place);
    expect(anchor.toString()).toBe(expected);
    expect(first(cadence, expected, 1)).toEqual([expected]);
  });

  it('go on in order, without a gap, whatever day one begins to count', () => {
    fc.assert(
      fc.property(aCadence, fc.integer({ min: 0, max: 4000 }), fc.integer({ min: -50, max: 4000 }), (cadence, offset, days) => {
        const anchor = date('2024-01-01').add({ days: offset });
        const today = anchor.add({ days });
        const all = take(140, cadence, anchor).filter((each) => Temporal.PlainDate.compare(each, today.add({ years: 2 })) < 0);
        const past = all.filter((each) => Temporal.PlainDate.compare(each, today) <= 0);
        const coming = all.find((each) => Temporal.PlainDate.compare(each, today) > 0);
        if (all.length < 140) {
          expect(latestOccurrence(cadence, anchor, today)?.toString()).toBe(past.at(-1)?.toString());
          expect(nextOccurrence(cadence, anchor, today)?.toString()).toBe(coming?.toString());
        }
        for (const [index, each] of all.slice(1).entries())
          expect(all[index]!.until(each, { largestUnit: 'day' }).days).toBeGreaterThanOrEqual(7);
      }),
    );
  });
});

const aCadence: fc.Arbitrary<Cadence> = fc.oneof(
  fc.record({ kind: fc.constant('days' as const), every: fc.integer({ min: 7, max: 366 }) }),
  fc.record({ kind: fc.constant('weeks' as const), every: fc.integer({ min: 1, max: 52 }) }),
  fc.record({ kind: fc.constant('monthly' as const), day: fc.integer({ min: 1, max: 31 }) }),
  fc.record({
    kind: fc.constant('event' as const),
    event: fc.constantFrom('intake' as const, 'intervention_start' as const, 'benefit_anniversary' as const),
    afterDays: fc.integer({ min: 0, max: 366 }),
  }),
);
