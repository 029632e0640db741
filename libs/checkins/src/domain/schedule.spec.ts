import { localInstant } from '#libs/platform';
import fc from 'fast-check';
import { closingMoment, DAYS_TO_ANSWER, dueDate, lastDay, roundToOpen, type Schedule } from './schedule.js';

const date = (text: string) => Temporal.PlainDate.from(text);
const plan = (startsOn: string, everyDays: number): Schedule => ({ startsOn: date(startsOn), everyDays });
const daysBetween = (from: Temporal.PlainDate, to: Temporal.PlainDate) => from.until(to, { largestUnit: 'day' }).days;

describe('the due date of a plan', () => {
  it.each<[string, Schedule, string, string | null]>([
    ['is the day it starts', plan('2026-03-02', 28), '2026-03-02', '2026-03-02'],
    ['is nothing before it starts', plan('2026-03-02', 28), '2026-03-01', null],
    ['stays until the next', plan('2026-03-02', 28), '2026-03-29', '2026-03-02'],
    ['comes every four weeks', plan('2026-03-02', 28), '2026-03-30', '2026-03-30'],
    ['does not shift when the clock goes forward', plan('2026-03-23', 7), '2026-03-30', '2026-03-30'],
    ['does not shift when the clock goes back', plan('2026-10-19', 7), '2026-10-26', '2026-10-26'],
    ['falls on a day with 23 hours', plan('2026-03-01', 28), '2026-03-29', '2026-03-29'],
    ['falls on a day with 25 hours', plan('2026-09-27', 28), '2026-10-25', '2026-10-25'],
    ['keeps two weeks over a year with a week 53', plan('2026-12-21', 14), '2027-01-04', '2027-01-04'],
    ['keeps two weeks when the year changes', plan('2025-12-22', 14), '2026-01-05', '2026-01-05'],
    ['starts on the 31st', plan('2026-01-31', 30), '2026-03-02', '2026-03-02'],
    ['counts a leap day', plan('2028-02-22', 7), '2028-02-29', '2028-02-29'],
    ['is far from the start, ten years on', plan('2026-01-05', 28), '2036-01-07', '2035-12-24'],
  ])('%s', (_, schedule, today, expected) => {
    expect(dueDate(schedule, date(today))?.toString() ?? null).toBe(expected);
  });

  it('is always a whole number of periods from the start, and less than a period ago', () => {
    fc.assert(
      fc.property(aSchedule, fc.integer({ min: 0, max: 4000 }), (schedule, days) => {
        const today = schedule.startsOn.add({ days });
        const due = dueDate(schedule, today)!;
        expect(daysBetween(schedule.startsOn, due) % schedule.everyDays).toBe(0);
        expect(daysBetween(due, today)).toBeGreaterThanOrEqual(0);
        expect(daysBetween(due, today)).toBeLessThan(schedule.everyDays);
      }),
    );
  });
});

describe('after the worker stood still', () => {
  const everyFourWeeks = plan('2026-03-02', 28);

  it.each([
    ['an hour: the round of today opens', '2026-03-02', '2026-03-02'],
    ['25 hours: the round of yesterday opens late', '2026-03-03', '2026-03-02'],
    ['six days: it still opens', '2026-03-08', '2026-03-02'],
    ['eight days: that round is skipped', '2026-03-10', null],
    ['three months: only the latest round opens', '2026-05-27', '2026-05-25'],
  ])('%s', (_, today, expected) => {
    expect(roundToOpen(everyFourWeeks, date(today))?.toString() ?? null).toBe(expected);
  });

  it('opens each round at most once, in order, never two on a day, and never one whose time is over', () => {
    const daysThatItRan = fc.array(fc.boolean(), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(aSchedule, fc.integer({ min: -10, max: 10 }), daysThatItRan, (schedule, offset, ran) => {
        const opened: string[] = [];
        const running = ran.flatMap((isRunning, index) => (isRunning ? [schedule.startsOn.add({ days: offset + index })] : []));
        for (const today of running) {
          const due = roundToOpen(schedule, today);
          if (due === null || opened.includes(due.toString())) continue;
          expect(daysBetween(due, today)).toBeLessThan(DAYS_TO_ANSWER);
          opened.push(due.toString());
        }
        expect(opened).toEqual(opened.toSorted());
        // And nothing is lost that could be asked: a due date on which it ran was opened.
        for (const today of running) if (dueDate(schedule, today)?.equals(today)) expect(opened).toContain(today.toString());
      }),
    );
  });
});

describe('the time to answer', () => {
  it.each([
    ['an ordinary week', '2026-03-02', '10:15', '2026-03-09T00:00+01:00'],
    ['a week in which the clock goes forward', '2026-03-27', '09:00', '2026-04-03T00:00+02:00'],
    ['a week in which the clock goes back', '2026-10-23', '09:00', '2026-10-30T00:00+01:00'],
    ['a week over New Year', '2026-12-30', '19:59', '2027-01-06T00:00+01:00'],
  ])('ends with the local seventh day: %s', (_, day, time, expected) => {
    const closes = closingMoment(localInstant(date(day), time));
    expect(closes.equals(Temporal.Instant.from(expected))).toBe(true);
    expect(daysBetween(date(day), lastDay(closes))).toBe(6);
  });
});

const aSchedule = fc.record({
  startsOn: fc.integer({ min: 0, max: 3000 }).map((days) => date('2024-01-01').add({ days })),
  everyDays: fc.integer({ min: 7, max: 120 }),
});
