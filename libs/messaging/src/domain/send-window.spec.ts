import { localDate, localInstant, TIME_ZONE } from '#libs/platform';
import fc from 'fast-check';
import { nextSendMoment, openWindow, sendWindow, spreadMoment } from './send-window.js';

const at = (day: string, time: string) => localInstant(Temporal.PlainDate.from(day), time);
const local = (instant: Temporal.Instant) =>
  instant.toZonedDateTimeISO(TIME_ZONE).toString({ timeZoneName: 'never', smallestUnit: 'minute' });

describe('the next moment at which a message may be sent', () => {
  it.each([
    ['is now, in the morning', at('2026-03-02', '09:00'), '2026-03-02T09:00+01:00'],
    ['is now, just before the evening', at('2026-03-02', '19:59'), '2026-03-02T19:59+01:00'],
    ['is not eight in the evening', at('2026-03-02', '20:00'), '2026-03-03T09:00+01:00'],
    ['is nine o’clock for who is early', at('2026-03-02', '08:59'), '2026-03-02T09:00+01:00'],
    ['is not in the night', at('2026-03-02', '00:00'), '2026-03-02T09:00+01:00'],
    ['is Monday, from Friday evening', at('2026-03-06', '20:30'), '2026-03-09T09:00+01:00'],
    ['is Monday, from Saturday', at('2026-03-07', '12:00'), '2026-03-09T09:00+01:00'],
    ['is nine in summer time, over the weekend in which the clock goes forward', at('2026-03-28', '12:00'), '2026-03-30T09:00+02:00'],
    ['is nine in winter time, over the weekend in which the clock goes back', at('2026-10-24', '12:00'), '2026-10-26T09:00+01:00'],
    ['is found from the hour that does not exist', at('2026-03-29', '02:30'), '2026-03-30T09:00+02:00'],
    ['is found from the hour that exists twice', at('2026-10-25', '02:30'), '2026-10-26T09:00+01:00'],
    ['is Tuesday, from Good Friday evening', at('2026-04-03', '20:00'), '2026-04-07T09:00+02:00'],
    ['is not on the king’s birthday', at('2026-04-27', '10:00'), '2026-04-28T09:00+02:00'],
    ['is not late on Remembrance Day, nor on Liberation Day', at('2026-05-04', '19:00'), '2026-05-06T09:00+02:00'],
    ['is found over Christmas and the weekend after it', at('2026-12-24', '20:00'), '2026-12-28T09:00+01:00'],
    ['is found over New Year', at('2026-12-31', '23:59'), '2027-01-04T09:00+01:00'],
  ])('%s', (_, now, expected) => {
    expect(local(nextSendMoment(now))).toBe(expected);
  });

  it('is never outside a window, never in the past, and leaves out no moment that was allowed', () => {
    const moments = fc
      .integer({ min: 0, max: 5 * 365 * 24 * 60 })
      .map((minutes) => Temporal.Instant.from('2025-01-01T00:00:00Z').add({ minutes }));
    fc.assert(
      fc.property(moments, (now) => {
        const moment = nextSendMoment(now);
        const there = moment.toZonedDateTimeISO(TIME_ZONE);
        expect(there.dayOfWeek).toBeLessThanOrEqual(5);
        expect(there.hour >= 9 && there.hour < 20).toBe(true);
        expect(openWindow(moment)).not.toBeNull();
        expect(Temporal.Instant.compare(moment, now)).toBeGreaterThanOrEqual(0);
        if (openWindow(now)) expect(moment.equals(now)).toBe(true);
        // Everything between now and then is outside.
        for (let hour = now; Temporal.Instant.compare(hour, moment) < 0; hour = hour.add({ hours: 1 })) expect(openWindow(hour)).toBeNull();
      }),
    );
  });
});

describe('spreading invitations', () => {
  const window = sendWindow(localDate(at('2026-03-02', '09:00')))!;
  const clients = Array.from({ length: 600 }, (_, index) => `client-${index}`);
  const minutesAfter = (now: Temporal.Instant) => clients.map((client) => now.until(spreadMoment(client, now, window)).total('minutes'));

  it('puts about as many in every ten minutes of the first hour', () => {
    const minutes = minutesAfter(at('2026-03-02', '09:00'));
    for (let part = 0; part < 6; part += 1) {
      const inThisPart = minutes.filter((minute) => Math.floor(minute / 10) === part).length;
      expect(inThisPart).toBeGreaterThan(60);
      expect(inThisPart).toBeLessThan(140);
    }
  });

  it('gives a client the same place every time', () => {
    const now = at('2026-03-02', '09:00');
    expect(spreadMoment('client-1', now, window).equals(spreadMoment('client-1', now, window))).toBe(true);
    expect(spreadMoment('client-1', now, window).equals(spreadMoment('client-2', now, window))).toBe(false);
  });

  it('does not run out of the window late in the day', () => {
    expect(Math.max(...minutesAfter(at('2026-03-02', '19:50')))).toBeLessThan(10);
  });
});
