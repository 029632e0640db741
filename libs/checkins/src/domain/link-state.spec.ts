import { linkState, type CheckInTimes, type LinkState } from './link-state.js';

const at = (text: string) => Temporal.Instant.from(text);
const CLOSES = at('2026-03-09T00:00:00+01:00');
const checkIn = (rest: Partial<CheckInTimes> = {}): CheckInTimes => ({ closesAt: CLOSES, startedAt: null, outcome: null, ...rest });
const inTime = at('2026-03-08T23:50:00+01:00');

describe('where a link leads', () => {
  it.each<[string, CheckInTimes, Temporal.Instant, LinkState]>([
    ['before it closes', checkIn(), inTime, 'open'],
    ['in its last moment', checkIn(), CLOSES.subtract({ nanoseconds: 1 }), 'open'],
    ['when it closes', checkIn(), CLOSES, 'expired'],
    ['to who is typing at the deadline', checkIn({ startedAt: inTime }), CLOSES.add({ minutes: 59 }), 'open'],
    ['to who is still typing an hour later', checkIn({ startedAt: inTime }), CLOSES.add({ hours: 1 }), 'expired'],
    ['to who begins after it closed', checkIn({ startedAt: CLOSES }), CLOSES.add({ minutes: 1 }), 'expired'],
    ['after finishing', checkIn({ outcome: 'finished' }), inTime, 'spent'],
    ['after finishing, long ago', checkIn({ outcome: 'finished' }), CLOSES.add({ hours: 1000 }), 'spent'],
    ['after it closed with some answers', checkIn({ outcome: 'partial' }), CLOSES.add({ hours: 24 }), 'expired'],
    ['after it closed without', checkIn({ outcome: 'silent' }), CLOSES.add({ hours: 24 }), 'expired'],
    ['when there is no more reason to ask', checkIn({ outcome: 'canceled' }), inTime, 'expired'],
  ])('%s', (_, times, now, expected) => {
    expect(linkState(times, now)).toBe(expected);
  });
});
