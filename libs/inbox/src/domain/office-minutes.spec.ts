import { localInstant, readSendHours, type SendHours } from '#libs/platform';
import fc from 'fast-check';
import { afterOfficeMinutes } from './office-minutes.js';

const at = (text: string) => localInstant(Temporal.PlainDate.from(text.slice(0, 10)), text.slice(11));
const hours = (text: string) => readSendHours(text) as SendHours;
const OFFICE = hours('ma-vr 09:00-17:00');
// An office that never sleeps has the hour that does not exist, and the one that exists twice.
const NIGHT = hours('ma-zo 00:00-23:00');

describe('so many minutes of office hours', () => {
  it.each([
    ['inside the hours', '2026-03-02 10:00', '2026-03-02 10:30'],
    ['from the first moment on', '2026-03-02 09:00', '2026-03-02 09:30'],
    ['up to the last moment', '2026-03-02 16:30', '2026-03-02 17:00'],
    ['over the evening', '2026-03-02 16:50', '2026-03-03 09:20'],
    ['from the evening', '2026-03-02 17:00', '2026-03-03 09:30'],
    ['from the night', '2026-03-03 03:00', '2026-03-03 09:30'],
    ['over the weekend', '2026-03-06 16:45', '2026-03-09 09:15'],
    ['from a Sunday', '2026-03-08 12:00', '2026-03-09 09:30'],
    ['over Easter, with Good Friday an ordinary day', '2026-04-03 16:40', '2026-04-07 09:10'],
    ['from a holiday', '2026-04-27 12:00', '2026-04-28 09:30'],
    ['over Christmas', '2026-12-24 16:59', '2026-12-28 09:29'],
  ])('%s: %s → %s', (_, start, end) => {
    expect(afterOfficeMinutes(at(start), 30, OFFICE)).toEqual(at(end));
  });

  it('over more days than one', () => {
    expect(afterOfficeMinutes(at('2026-03-02 16:00'), 10 * 60, OFFICE)).toEqual(at('2026-03-04 10:00'));
  });

  it('over the weekend in which the clock goes forward, and in which it goes back', () => {
    expect(afterOfficeMinutes(at('2026-03-27 16:50'), 30, OFFICE)).toEqual(at('2026-03-30 09:20'));
    expect(afterOfficeMinutes(at('2026-10-23 16:50'), 30, OFFICE)).toEqual(at('2026-10-26 09:20'));
  });

  it('in the night in which the clock goes forward: a minute that does not exist does not count', () => {
    expect(afterOfficeMinutes(at('2026-03-29 01:45'), 30, NIGHT)).toEqual(at('2026-03-29 03:15'));
  });

  it('in the night in which the clock goes back: the hour that exists twice counts twice', () => {
    expect(afterOfficeMinutes(at('2026-10-25 01:45'), 90, NIGHT)).toEqual(at('2026-10-25 01:45').add({ minutes: 90 }));
    expect(afterOfficeMinutes(at('2026-10-25 01:45'), 90, NIGHT).toZonedDateTimeISO('Europe/Amsterdam').toPlainTime().toString()).toBe(
      '02:15:00',
    );
  });

  it('lies later the more minutes are given, and never outside the hours', () => {
    const moment = fc.integer({ min: 0, max: 365 * 24 * 60 }).map((minutes) => at('2026-01-01 00:00').add({ minutes }));
    const minutes = fc.integer({ min: 1, max: 3_000 });
    fc.assert(
      fc.property(moment, minutes, minutes, (start, some, more) => {
        const [end, later] = [afterOfficeMinutes(start, some, OFFICE), afterOfficeMinutes(start, some + more, OFFICE)];
        const time = end.toZonedDateTimeISO('Europe/Amsterdam');
        expect(Temporal.Instant.compare(start, end)).toBe(-1);
        expect(Temporal.Instant.compare(end, later)).toBe(-1);
        expect(time.dayOfWeek).toBeLessThan(6);
        expect(time.hour + time.minute / 60).toBeGreaterThan(9);
        expect(time.hour + time.minute / 60).toBeLessThanOrEqual(17);
      }),
    );
  });
});
