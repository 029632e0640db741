import { localDate, readSendHours, type SendHours } from '#libs/platform';
import { DAY_PARTS, NO_PREFERENCE, type ContactFacts } from '#libs/people';
import fc from 'fast-check';
import { gate, MESSAGE_KINDS, MINUTES_OF_CONVERSATION, type EarlierMessage, type MessageAtTheGate, type WhatIsKnown } from './gate.js';
import { openWindow } from './send-window.js';

const sam: Pick<ContactFacts, 'contactPoints'> = { contactPoints: [{ kind: 'mobile', address: '+31612345678', state: 'unverified' }] };
const invitation: MessageAtTheGate = {
  kind: 'asking',
  channel: 'sms',
  to: '+31612345678',
  subjectId: 'check-in',
  since: Temporal.Instant.from('2025-01-01T00:00:00Z'),
  expiresAt: Temporal.Instant.from('2026-11-30T19:00:00Z'),
};
const earlier = (when: Temporal.Instant, subjectId: string | null): EarlierMessage => ({ subjectId, at: when, subjectSince: when });

describe('the last gate, whatever it is asked', () => {
  const moments = (from: string, days: number) =>
    fc.integer({ min: 0, max: days * 24 * 60 }).map((minutes) => Temporal.Instant.from(from).add({ minutes }));
  // Two years, and the hours around both changes of the clock ten times as often.
  const now = fc.oneof(moments('2026-01-01T00:00:00Z', 730), moments('2026-03-28T00:00:00Z', 3), moments('2026-10-24T00:00:00Z', 3));
  const timeZone = fc.constantFrom(
    'Europe/Amsterdam',
    'Asia/Kolkata',
    'America/Paramaribo',
    'Pacific/Auckland',
    'Africa/Asmara',
    'America/St_Johns',
  );
  const day = fc.integer({ min: 0, max: 730 }).map((days) => Temporal.PlainDate.from('2026-01-01').add({ days }));
  const contact: fc.Arbitrary<ContactFacts> = fc.record({
    deceased: fc.constantFrom(false, false, false, true),
    hasBenefit: fc.constantFrom(true, true, true, false),
    language: fc.constant('nl'),
    contactPoints: fc.constantFrom(
      sam.contactPoints,
      [],
      [{ kind: 'mobile' as const, address: '+31612345678', state: 'invalid' as const }],
    ),
    optedOut: fc.constantFrom<ContactFacts['optedOut']>([], [], [], ['email'], ['sms'], [null]),
    timeZone,
    preference: fc.constantFrom(NO_PREFERENCE, NO_PREFERENCE, { ...NO_PREFERENCE, hours: DAY_PARTS.evening }),
    paused: fc.oneof(
      { weight: 3, arbitrary: fc.constant(null) },
      {
        weight: 1,
        arbitrary: fc.record({
          reason: fc.constantFrom('found_work' as const, 'holiday' as const),
          until: fc.option(day),
          scope: fc.constantFrom('client' as const, 'everybody' as const),
        }),
      },
    ),
  });
  const asked = fc.record({
    now,
    hoursLeft: fc.double({ min: -10, max: 400, noNaN: true }),
    kind: fc.constantFrom(...MESSAGE_KINDS),
    minutesOld: fc.constantFrom(0, 10, 14, 15, 16, 600),
    contact: fc.option(contact),
    history: fc.array(
      fc.record({ hoursAgo: fc.double({ min: 0, max: 200, noNaN: true }), subjectId: fc.constantFrom(null, 'check-in', 'another') }),
      { maxLength: 6 },
    ),
    guestList: fc.constantFrom(null, null, ['+31612345678'], ['+31600000000']),
    messagesPerWeek: fc.integer({ min: 1, max: 5 }),
    hours: fc
      .constantFrom('ma-vr 09:00-20:00', 'ma-zo 00:00-23:59', 'za 10:00-10:30', 'ma,wo 18:30-21:00')
      .map((text) => readSendHours(text) as SendHours),
  });
  const judged = ({
    now: moment,
    hoursLeft,
    kind,
    minutesOld,
    contact: facts,
    history,
    ...given
  }: typeof asked extends fc.Arbitrary<infer T> ? T : never) => {
    const minutes = (hours: number) => Math.round(hours * 60);
    const since = moment.subtract({ minutes: minutesOld });
    const message = { ...invitation, kind, since, expiresAt: moment.add({ minutes: minutes(hoursLeft) }) };
    const known: WhatIsKnown = {
      contact: facts,
      earlier: history.map(({ hoursAgo, subjectId }) => earlier(moment.subtract({ minutes: minutes(hoursAgo) }), subjectId)),
    };
    return { message, known, verdict: gate(message, known, { ...given, quietHours: true }, moment) };
  };
  const isBefore = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) < 0;

  it('sends nothing outside the hours where the client is, but the help lines and a fresh answer', () => {
    fc.assert(
      fc.property(asked, (given) => {
        const { verdict } = judged(given);
        if (verdict.kind !== 'send' || given.kind === 'urgent') return;
        if (given.kind === 'answer' && given.minutesOld < MINUTES_OF_CONVERSATION) return;
        const there = given.now.toZonedDateTimeISO(given.contact?.timeZone ?? 'Europe/Amsterdam');
        expect(openWindow(given.now, given.hours, there.timeZoneId)).not.toBeNull();
        expect(given.hours.days).toContain(there.dayOfWeek);
        expect(Temporal.PlainTime.compare(there.toPlainTime(), given.hours.from)).toBeGreaterThanOrEqual(0);
        expect(Temporal.PlainTime.compare(there.toPlainTime(), given.hours.until)).toBeLessThan(0);
        expect(openWindow(verdict.before.subtract({ milliseconds: 1 }), given.hours, there.timeZoneId)).not.toBeNull();
      }),
      { numRuns: 2_000 },
    );
  });

  it('sends nothing too late, nor to a stranger, whatever it is', () => {
    fc.assert(
      fc.property(asked, (given) => {
        const { message, verdict } = judged(given);
        if (verdict.kind !== 'send') return;
        expect(isBefore(given.now, verdict.before)).toBe(true);
        expect(isBefore(message.expiresAt, verdict.before)).toBe(false);
        expect(given.guestList ?? [message.to]).toContain(message.to);
      }),
      { numRuns: 2_000 },
    );
  });

  it('asks nothing of who has died, opted out, is paused, or has had enough', () => {
    fc.assert(
      fc.property(asked, (given) => {
        const { verdict, known } = judged(given);
        if (verdict.kind !== 'send' || given.kind !== 'asking') return;
        expect(known.contact).toMatchObject({ deceased: false, hasBenefit: true, paused: null });
        expect(known.contact?.optedOut).not.toContain('sms');
        expect(known.contact?.optedOut).not.toContain(null);
        const week = known.earlier.filter(({ at: moment }) => given.now.since(moment).total('hours') < 7 * 24);
        expect(week.length).toBeLessThan(given.messagesPerWeek);
        const today = localDate(given.now, known.contact?.timeZone);
        for (const { at: moment } of known.earlier.filter(({ subjectId }) => subjectId === 'another'))
          expect(localDate(moment, known.contact?.timeZone).until(today, { largestUnit: 'days' }).days).toBeGreaterThanOrEqual(7);
      }),
      { numRuns: 2_000 },
    );
  });

  it('holds until a moment to come, inside the hours and before the message ends', () => {
    fc.assert(
      fc.property(asked, (given) => {
        const { message, verdict } = judged(given);
        if (verdict.kind !== 'hold') return;
        expect(isBefore(given.now, verdict.until)).toBe(true);
        expect(isBefore(verdict.until, message.expiresAt)).toBe(true);
        expect(openWindow(verdict.until, given.hours, given.contact?.timeZone ?? 'Europe/Amsterdam')).not.toBeNull();
      }),
      { numRuns: 2_000 },
    );
  });

  it('comes to an end: asked again at the moment until which it held, again and again, it sends or cancels', () => {
    fc.assert(
      fc.property(asked, (given) => {
        const message = { ...invitation, kind: given.kind, since: given.now, expiresAt: given.now.add({ hours: 400 }) };
        const known: WhatIsKnown = { contact: given.contact, earlier: [] };
        const paused = given.contact?.paused;
        if (paused?.scope === 'everybody') return;
        let moment = given.now;
        for (let asks = 0; asks < 4; asks += 1) {
          const contactThen =
            known.contact && paused?.until && Temporal.PlainDate.compare(localDate(moment, known.contact.timeZone), paused.until) >= 0
              ? { ...known.contact, paused: null }
              : known.contact;
          const verdict = gate(message, { ...known, contact: contactThen }, { ...given, quietHours: true }, moment);
          if (verdict.kind !== 'hold') return;
          moment = verdict.until;
        }
        throw new Error('it held four times');
      }),
    );
  });
});
