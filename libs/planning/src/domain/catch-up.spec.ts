import fc from 'fast-check';
import { DAYS_BETWEEN_CHECK_INS, obstacleOn, settleDue, type Day, type DueEnrolment, type MissedCause, type Obstacle } from './catch-up.js';
import type { Cadence } from './plan.js';
import { occurrencesFrom } from './schedule.js';

const date = (text: string) => Temporal.PlainDate.from(text);
const daysBetween = (from: Temporal.PlainDate, to: Temporal.PlainDate) => from.until(to, { largestUnit: 'day' }).days;
const fourWeeks: Cadence = { kind: 'weeks', every: 4 };
const enrolment = (rest: Partial<DueEnrolment> = {}): DueEnrolment => ({
  cadence: fourWeeks,
  anchorOn: date('2026-03-02'),
  nextDueOn: date('2026-03-02'),
  daysToStart: 7,
  enrolledOn: date('2026-02-20'),
  waitedFor: null,
  isSendDay: () => true,
  ...rest,
});
const told = (due: DueEnrolment, today: string, obstacle: Obstacle = null) => {
  const { missed, open, waitsFor, nextDueOn } = settleDue(due, date(today), obstacle);
  return [...missed.map(({ dueOn, cause }) => `${dueOn} ${cause}`), `open ${open}`, `waits ${waitsFor}`, `next ${nextDueOn}`].join(', ');
};

describe('what becomes of what is due', () => {
  it.each<[string, DueEnrolment, string, Obstacle, string]>([
    ['nothing yet', enrolment(), '2026-03-01', null, 'open null, waits null, next 2026-03-02'],
    ['on its day', enrolment(), '2026-03-02', null, 'open 2026-03-02, waits null, next 2026-03-30'],
    ['an hour late', enrolment(), '2026-03-02', null, 'open 2026-03-02, waits null, next 2026-03-30'],
    ['25 hours late', enrolment(), '2026-03-03', null, 'open 2026-03-02, waits null, next 2026-03-30'],
    ['on the last day to start', enrolment(), '2026-03-08', null, 'open 2026-03-02, waits null, next 2026-03-30'],
    ['eight days late', enrolment(), '2026-03-10', null, '2026-03-02 worker_stood_still, open null, waits null, next 2026-03-30'],
    [
      'three months late: the latest only',
      enrolment(),
      '2026-05-26',
      null,
      '2026-03-02 worker_stood_still, 2026-03-30 worker_stood_still, 2026-04-27 worker_stood_still, open 2026-05-25, waits null, next 2026-06-22',
    ],
    ['in a pause', enrolment(), '2026-03-02', 'paused', '2026-03-02 paused, open null, waits null, next 2026-03-30'],
    ['this client was asked lately', enrolment(), '2026-03-02', 'asked_recently', 'open null, waits asked_recently, next 2026-03-02'],
    ['the coach has enough for today', enrolment(), '2026-03-02', 'coach_bound', 'open null, waits coach_bound, next 2026-03-02'],
    [
      'it waited for the coach until its time was over',
      enrolment({ waitedFor: 'coach_bound' }),
      '2026-03-09',
      'coach_bound',
      '2026-03-02 coach_bound, open null, waits null, next 2026-03-30',
    ],
    [
      'no day of its time to start was one to send on',
      enrolment({ daysToStart: 2, isSendDay: () => false }),
      '2026-03-04',
      'no_window',
      '2026-03-02 no_window, open null, waits null, next 2026-03-30',
    ],
    [
      'an event that was recorded when it was too late',
      enrolment({ cadence: { kind: 'event', event: 'intake', afterDays: 0 }, enrolledOn: date('2026-03-12') }),
      '2026-03-12',
      null,
      '2026-03-02 recorded_late, open null, waits null, next null',
    ],
    [
      'an event that was recorded late, in time',
      enrolment({ cadence: { kind: 'event', event: 'intake', afterDays: 0 }, enrolledOn: date('2026-03-05') }),
      '2026-03-05',
      null,
      'open 2026-03-02, waits null, next null',
    ],
  ])('%s', (_, due, today, obstacle, expected) => {
    expect(told(due, today, obstacle)).toBe(expected);
  });

  it('after any outages, pauses and waiting: once each, in order, none skipped in silence, never two on a day, never after its time', () => {
    fc.assert(
      fc.property(
        aCadence,
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: -10, max: 10 }),
        daysThatItRan,
        (cadence, daysToStart, offset, ran) => {
          const anchorOn = date('2027-11-28');
          const due = enrolment({ cadence, anchorOn, nextDueOn: anchorOn, daysToStart, enrolledOn: anchorOn.subtract({ days: 30 }) });
          const recorded: { dueOn: Temporal.PlainDate; on: Temporal.PlainDate; as: 'opened' | MissedCause }[] = [];
          let today = anchorOn.add({ days: offset });
          for (const { skips, obstacle } of ran) {
            today = today.add({ days: skips });
            const { missed, open, waitsFor, nextDueOn } = settleDue(due, today, obstacle);
            recorded.push(...missed.map(({ dueOn, cause }) => ({ dueOn, on: today, as: cause })));
            if (open) recorded.push({ dueOn: open, on: today, as: 'opened' });
            if (waitsFor) expect(waitsFor).toBe(obstacle);
            if (nextDueOn === null) break;
            Object.assign(due, { nextDueOn, waitedFor: waitsFor });
          }
          const keys = recorded.map(({ dueOn }) => dueOn.toString());
          expect(keys).toEqual([...new Set(keys)].toSorted());
          const opened = recorded.filter(({ as }) => as === 'opened');
          expect(new Set(opened.map(({ on }) => on.toString())).size).toBe(opened.length);
          for (const { dueOn, on } of opened) {
            expect(daysBetween(dueOn, on)).toBeGreaterThanOrEqual(0);
            expect(daysBetween(dueOn, on)).toBeLessThan(daysToStart);
          }
          // Nothing is skipped: whatever came before the one that is still to come has been opened or recorded.
          const last = keys.at(-1);
          if (last !== undefined) {
            const all: string[] = [];
            for (const each of occurrencesFrom(cadence, anchorOn, anchorOn)) if (all.push(each.toString()) === keys.length) break;
            expect(keys).toEqual(all);
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it('lets what stands in the way on every single day end as missed for that', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('asked_recently' as const, 'coach_bound' as const),
        fc.integer({ min: 1, max: 28 }),
        (obstacle, daysToStart) => {
          const due = enrolment({ daysToStart });
          const missed: string[] = [];
          for (let days = 0; days < 28; days += 1) {
            const settled = settleDue(due, due.anchorOn.add({ days }), obstacle);
            missed.push(...settled.missed.map(({ dueOn, cause }) => `${dueOn} ${cause}`));
            Object.assign(due, { nextDueOn: settled.nextDueOn!, waitedFor: settled.waitsFor });
          }
          settleDue(due, due.anchorOn.add({ days: 28 }), obstacle).missed.forEach(({ dueOn, cause }) => missed.push(`${dueOn} ${cause}`));
          expect(missed).toEqual([`2026-03-02 ${obstacle}`]);
        },
      ),
    );
  });
});

describe('what stands in the way', () => {
  const day = (rest: Partial<Day> = {}): Day => ({
    today: date('2026-03-09'),
    isSendDay: true,
    isPaused: false,
    lastAskedOn: null,
    askedOfCoach: 0,
    perCoachPerDay: null,
    ...rest,
  });

  it.each<[string, Partial<Day>, Obstacle]>([
    ['nothing', {}, null],
    ['the weekend', { isSendDay: false, isPaused: true }, 'no_window'],
    ['a pause', { isPaused: true, lastAskedOn: date('2026-03-08') }, 'paused'],
    ['having been asked six days ago', { lastAskedOn: date('2026-03-03') }, 'asked_recently'],
    ['not having been asked a week ago', { lastAskedOn: date('2026-03-02') }, null],
    ['that the coach has enough', { askedOfCoach: 5, perCoachPerDay: 5 }, 'coach_bound'],
    ['not that the coach has nearly enough', { askedOfCoach: 4, perCoachPerDay: 5 }, null],
  ])('is %s', (_, rest, expected) => {
    expect(obstacleOn(day(rest))).toBe(expected);
  });

  it('never lets two askings come within a week', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 }), (days) => {
        const asked = date('2026-03-01');
        const obstacle = obstacleOn(day({ today: asked.add({ days }), lastAskedOn: asked }));
        expect(obstacle).toBe(days < DAYS_BETWEEN_CHECK_INS ? 'asked_recently' : null);
      }),
    );
  });
});

const aCadence: fc.Arbitrary<Cadence> = fc.oneof(
  fc.record({ kind: fc.constant('days' as const), every: fc.integer({ min: 7, max: 60 }) }),
  fc.record({ kind: fc.constant('weeks' as const), every: fc.integer({ min: 1, max: 8 }) }),
  fc.record({ kind: fc.constant('monthly' as const), day: fc.constant(28) }),
);

/** One look of a worker: so many days after the one before (0: the same day; 1: after 25 hours; 8 and more: it stood still), and what stood in the way. */
const daysThatItRan = fc.array(
  fc.record({
    skips: fc.oneof(fc.constantFrom(0, 1, 1, 1, 8), fc.integer({ min: 0, max: 90 })),
    obstacle: fc.constantFrom<Obstacle>(null, null, null, 'paused', 'asked_recently', 'coach_bound', 'no_window'),
  }),
  { minLength: 1, maxLength: 60 },
);
