import { readSendHours, type SendHours } from '#libs/platform';
import fc from 'fast-check';
import { DAY_PARTS, dayPartOf, hoursFor, NO_PREFERENCE, possibleDayParts, preferredChannel } from './preference.js';

const hours = (text: string) => readSendHours(text) as SendHours;
const inWords = ({ from, until }: SendHours) => `${from.toString().slice(0, 5)}-${until.toString().slice(0, 5)}`;

describe('the hours somebody chose', () => {
  it.each([
    ['none', null, 'ma-vr 09:00-20:00', '09:00-20:00'],
    ['the morning', DAY_PARTS.morning, 'ma-vr 09:00-20:00', '09:00-12:00'],
    ['the morning, at an office that opens at ten', DAY_PARTS.morning, 'ma-vr 10:00-20:00', '10:00-12:00'],
    ['the evening, at an office that closes at seven', DAY_PARTS.evening, 'ma-vr 09:00-19:00', '17:00-19:00'],
    ['the evening, at an office that closes at five', DAY_PARTS.evening, 'ma-vr 09:00-17:00', '09:00-17:00'],
  ])('%s', (_, own, office, expected) => {
    expect(inWords(hoursFor({ hours: own }, hours(office)))).toBe(expected);
  });

  it('never lie outside those of the office, nor on other days', () => {
    const office = hours('ma,wo 08:30-18:15');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1438 }), fc.integer({ min: 1, max: 1439 }), (from, length) => {
        const start = Temporal.PlainTime.from('00:00').add({ minutes: from });
        const own = { from: start, until: start.add({ minutes: Math.min(length, 1439 - from) }) };
        const narrowed = hoursFor({ hours: own }, office);
        expect(Temporal.PlainTime.compare(narrowed.from, office.from)).toBeGreaterThanOrEqual(0);
        expect(Temporal.PlainTime.compare(narrowed.until, office.until)).toBeLessThanOrEqual(0);
        expect(Temporal.PlainTime.compare(narrowed.from, narrowed.until)).toBeLessThan(0);
        expect(narrowed.days).toEqual([1, 3]);
      }),
    );
  });

  it('can be chosen when they leave an hour', () => {
    expect(possibleDayParts(hours('ma-vr 09:00-20:00'))).toEqual(['morning', 'afternoon', 'evening']);
    expect(possibleDayParts(hours('ma-vr 11:01-18:00'))).toEqual(['afternoon', 'evening']);
    expect(possibleDayParts(hours('ma-vr 09:00-17:59'))).toEqual(['morning', 'afternoon']);
  });

  it('have a name when they are a part of the day', () => {
    expect(dayPartOf({ hours: DAY_PARTS.afternoon })).toBe('afternoon');
    expect(dayPartOf({ hours: { ...DAY_PARTS.afternoon, until: Temporal.PlainTime.from('16:00') } })).toBeNull();
    expect(dayPartOf(NO_PREFERENCE)).toBeNull();
  });
});

describe('the channel to try first', () => {
  it('is the client’s own, before that of the plan', () => {
    expect(preferredChannel({ channels: ['email', 'sms'] }, 'sms')).toBe('email');
    expect(preferredChannel(NO_PREFERENCE, 'email')).toBe('email');
    expect(preferredChannel(NO_PREFERENCE, null)).toBeNull();
  });
});
