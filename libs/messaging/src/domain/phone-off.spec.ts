import { localInstant, readSendHours, TIME_ZONE, type SendHours } from '#libs/platform';
import fc from 'fast-check';
import { tryPhoneAgain, type PhoneOff } from './phone-off.js';
import { openWindow } from './send-window.js';

const at = (day: string, time: string) => localInstant(Temporal.PlainDate.from(day), time);
const hours = readSendHours('ma-vr 09:00-20:00') as SendHours;
const off = (given: Partial<PhoneOff>, now: Temporal.Instant) =>
  tryPhoneAgain({ timesOff: 1, expiresAt: at('2026-12-31', '12:00'), hours, quietHours: true, timeZone: TIME_ZONE, ...given }, now)
    ?.toString({ timeZone: TIME_ZONE })
    .slice(0, 16);

describe('a telephone that was off', () => {
  it.each<[string, Partial<PhoneOff>, Temporal.Instant, string | undefined]>([
    ['is tried again after two hours', {}, at('2026-11-02', '10:00'), '2026-11-02T12:00'],
    ['is tried again after four hours the second time', { timesOff: 2 }, at('2026-11-02', '10:00'), '2026-11-02T14:00'],
    ['is not tried a fourth time', { timesOff: 3 }, at('2026-11-02', '10:00'), undefined],
    ['is not tried at night', {}, at('2026-11-02', '18:00'), '2026-11-03T09:00'],
    ['is not tried in the weekend', {}, at('2026-11-06', '19:00'), '2026-11-09T09:00'],
    ['is tried on the clock where its owner is', { timeZone: 'America/Paramaribo' }, at('2026-11-02', '19:00'), '2026-11-02T21:00'],
    ['is tried at any hour in the demo', { quietHours: false }, at('2026-11-02', '23:00'), '2026-11-03T01:00'],
    ['is not tried too late', { expiresAt: at('2026-11-02', '12:00') }, at('2026-11-02', '10:00'), undefined],
    ['is not tried the next day what was for today', { expiresAt: at('2026-11-02', '20:00') }, at('2026-11-02', '18:30'), undefined],
  ])('%s', (_, given, now, expected) => {
    expect(off(given, now)).toBe(expected);
  });

  it('is tried inside the hours only, later than now, and before the message ends', () => {
    const now = fc.integer({ min: 0, max: 366 * 24 * 60 }).map((minutes) => Temporal.Instant.from('2026-01-01T00:00:00Z').add({ minutes }));
    const timeZone = fc.constantFrom('Europe/Amsterdam', 'Asia/Kolkata', 'America/St_Johns');
    fc.assert(
      fc.property(now, timeZone, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 200 }), (moment, zone, timesOff, hoursLeft) => {
        const expiresAt = moment.add({ hours: hoursLeft });
        const again = tryPhoneAgain({ timesOff, expiresAt, hours, quietHours: true, timeZone: zone }, moment);
        if (!again) return;
        expect(again.since(moment).total('hours')).toBeGreaterThanOrEqual(2);
        expect(Temporal.Instant.compare(again, expiresAt)).toBeLessThan(0);
        expect(openWindow(again, hours, zone)).not.toBeNull();
      }),
    );
  });
});
