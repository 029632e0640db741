import fc from 'fast-check';
import { deadline, GRACE, linkState, type CheckInTimes, type LinkState } from './link-state.js';

const at = (text: string) => Temporal.Instant.from(text);
const CLOSES = at('2026-03-09T00:00:00+01:00');
const checkIn = (rest: Partial<CheckInTimes> = {}): CheckInTimes => ({
  closesAt: CLOSES,
  startedAt: null,
  lastAnsweredAt: null,
  hoursToFinish: 1,
  hoursOfInactivity: null,
  outcome: null,
  ...rest,
});
const MONDAY = at('2026-03-02T10:00:00+01:00');
const inTime = at('2026-03-08T23:50:00+01:00');

describe('where a link leads', () => {
  it.each<[string, CheckInTimes, Temporal.Instant, LinkState]>([
    ['before it closes', checkIn(), inTime, 'open'],
    ['in its last moment', checkIn(), CLOSES.subtract({ nanoseconds: 1 }), 'open'],
    ['when it closes', checkIn(), CLOSES, 'expired'],
    ['to who began just before it closed', checkIn({ startedAt: inTime }), CLOSES.add({ minutes: 49 }), 'open'],
    ['to who began then and did nothing for an hour', checkIn({ startedAt: inTime }), CLOSES.add({ minutes: 50 }), 'expired'],
    ['to who has a day to finish', checkIn({ startedAt: inTime, hoursToFinish: 24 }), inTime.add({ hours: 23 }), 'open'],
    ['to who had a day to finish', checkIn({ startedAt: inTime, hoursToFinish: 24 }), inTime.add({ hours: 24 }), 'expired'],
    ['to who began on the first day: it closes when it closes', checkIn({ startedAt: MONDAY }), inTime, 'open'],
    [
      'to who is typing when the time to finish ends',
      checkIn({ startedAt: inTime, hoursToFinish: 24, lastAnsweredAt: inTime.add({ hours: 23 }) }),
      inTime.add({ hours: 24 }).subtract({ seconds: 1 }),
      'open',
    ],
    [
      'to who stopped for longer than is allowed',
      checkIn({ startedAt: MONDAY, lastAnsweredAt: MONDAY.add({ hours: 1 }), hoursOfInactivity: 4 }),
      MONDAY.add({ hours: 5 }),
      'expired',
    ],
    [
      'to who goes on in time',
      checkIn({ startedAt: MONDAY, lastAnsweredAt: MONDAY.add({ hours: 3 }), hoursOfInactivity: 4 }),
      MONDAY.add({ hours: 5 }),
      'open',
    ],
    ['to who begins after it closed', checkIn({ startedAt: CLOSES }), CLOSES.add({ minutes: 1 }), 'expired'],
    ['after finishing', checkIn({ outcome: 'finished' }), inTime, 'spent'],
    ['after finishing, long ago', checkIn({ outcome: 'finished' }), CLOSES.add({ hours: 1000 }), 'spent'],
    ['after it closed with some answers', checkIn({ outcome: 'partial' }), CLOSES.add({ hours: 24 }), 'expired'],
    ['after it closed without', checkIn({ outcome: 'silent' }), CLOSES.add({ hours: 24 }), 'expired'],
    ['when there is no more reason to ask', checkIn({ outcome: 'canceled' }), inTime, 'expired'],
  ])('%s', (_, times, now, expected) => {
    expect(linkState(times, now)).toBe(expected);
  });

  it('cuts off nobody who did something in the last hour, and never gives less time to start for having begun', () => {
    fc.assert(
      fc.property(aBegunCheckIn, (times) => {
        const lastActive = times.lastAnsweredAt ?? times.startedAt;
        expect(Temporal.Instant.compare(deadline(times), lastActive.add(GRACE))).toBeGreaterThanOrEqual(0);
        if (times.hoursOfInactivity === null) expect(Temporal.Instant.compare(deadline(times), CLOSES)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

const aBegunCheckIn = fc
  .record({
    begun: fc.integer({ min: 1, max: 8_000 }),
    answered: fc.option(fc.integer({ min: 0, max: 20_000 })),
    hoursToFinish: fc.integer({ min: 1, max: 720 }),
    hoursOfInactivity: fc.option(fc.integer({ min: 1, max: 720 })),
  })
  .map(({ begun, answered, ...rest }) => {
    const startedAt = CLOSES.subtract({ minutes: begun });
    return {
      ...checkIn(rest),
      hoursOfInactivity: rest.hoursOfInactivity,
      startedAt,
      lastAnsweredAt: answered === null ? null : startedAt.add({ minutes: answered }),
    };
  });
