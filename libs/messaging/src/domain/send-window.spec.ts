import { localDate, localInstant, readSendHours, TIME_ZONE, type SendHours } from '#libs/platform';
import fc from 'fast-check';
import { nextSendMoment, OFFICE_HOURS, openWindow, sendWindow, spreadMoment } from './send-window.js';

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

describe('other hours', () => {
  const hours = (text: string) => readSendHours(text) as SendHours;
  const windowOf = (day: string, given: SendHours, timeZone?: string) => {
    const window = sendWindow(Temporal.PlainDate.from(day), given, timeZone);
    return window && `${local(window.from)} ${local(window.until)}`;
  };

  it('are kept on their own days', () => {
    expect(windowOf('2026-03-02', hours('ma,do 10:00-16:30'))).toBe('2026-03-02T10:00+01:00 2026-03-02T16:30+01:00');
    expect(windowOf('2026-03-03', hours('ma,do 10:00-16:30'))).toBeNull();
    expect(local(nextSendMoment(at('2026-03-02', '16:30'), hours('ma,do 10:00-16:30')))).toBe('2026-03-05T10:00+01:00');
  });

  it('on Saturdays and Sundays are possible, on holidays never', () => {
    expect(windowOf('2026-03-07', hours('ma-zo 09:00-20:00'))).toBe('2026-03-07T09:00+01:00 2026-03-07T20:00+01:00');
    expect(windowOf('2026-04-05', hours('ma-zo 09:00-20:00'))).toBeNull();
  });

  it('that begin in the evening leave nothing on Remembrance Day', () => {
    expect(windowOf('2026-05-04', hours('ma-vr 19:00-21:00'))).toBeNull();
    expect(windowOf('2026-05-04', hours('ma-vr 18:30-21:00'))).toBe('2026-05-04T18:30+02:00 2026-05-04T19:00+02:00');
    expect(local(nextSendMoment(at('2026-05-04', '12:00'), hours('ma-vr 19:00-21:00')))).toBe('2026-05-06T19:00+02:00');
  });

  it('cover a whole day through the nights in which the clock changes', () => {
    const all = hours('ma-zo 00:00-23:59');
    expect(windowOf('2026-03-29', all)).toBe('2026-03-29T00:00+01:00 2026-03-29T23:59+02:00');
    expect(windowOf('2026-10-25', all)).toBe('2026-10-25T00:00+02:00 2026-10-25T23:59+01:00');
    // From the hour that does not exist on, and in the hour that exists twice from the first on.
    expect(windowOf('2026-03-29', hours('ma-zo 02:30-23:00'))).toBe('2026-03-29T03:30+02:00 2026-03-29T23:00+02:00');
    expect(windowOf('2026-10-25', hours('ma-zo 02:30-23:00'))).toBe('2026-10-25T02:30+02:00 2026-10-25T23:00+01:00');
  });

  it.each([
    ['America/Paramaribo', '2026-03-02T13:00+01:00 2026-03-03T00:00+01:00'],
    ['Asia/Tokyo', '2026-03-02T01:00+01:00 2026-03-02T12:00+01:00'],
    ['Africa/Asmara', '2026-03-02T07:00+01:00 2026-03-02T18:00+01:00'],
  ])('are counted on the clock in %s', (timeZone, expected) => {
    expect(windowOf('2026-03-02', OFFICE_HOURS, timeZone)).toBe(expected);
    const open = sendWindow(Temporal.PlainDate.from('2026-03-02'), OFFICE_HOURS, timeZone)!;
    expect(openWindow(open.from, OFFICE_HOURS, timeZone)).toEqual(open);
    expect(openWindow(open.until, OFFICE_HOURS, timeZone)).toBeNull();
    expect(openWindow(open.from.subtract({ milliseconds: 1 }), OFFICE_HOURS, timeZone)).toBeNull();
  });

  it('are a day further where it is tomorrow already', () => {
    expect(local(nextSendMoment(at('2026-03-06', '12:30'), OFFICE_HOURS, 'Asia/Tokyo'))).toBe('2026-03-09T01:00+01:00');
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

  it('takes as many minutes as are asked, or none', () => {
    const now = at('2026-03-02', '09:00');
    const minutes = clients.map((client) => now.until(spreadMoment(client, now, window, 240)).total('minutes'));
    expect(Math.max(...minutes)).toBeGreaterThan(200);
    expect(Math.max(...minutes)).toBeLessThan(240);
    expect(spreadMoment('client-1', now, window, 0).equals(now)).toBe(true);
  });
});
