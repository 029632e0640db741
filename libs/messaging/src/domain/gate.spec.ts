import { localInstant, readSendHours, type SendHours } from '#libs/platform';
import { DAY_PARTS, NO_PREFERENCE, type ContactFacts } from '#libs/people';
import { gate, type EarlierMessage, type GateRules, type MessageAtTheGate } from './gate.js';

const at = (day: string, time: string, timeZone?: string) => localInstant(Temporal.PlainDate.from(day), time, timeZone);
const MONDAY = at('2026-11-02', '12:00');

const sam: ContactFacts = {
  deceased: false,
  hasBenefit: true,
  language: 'nl',
  contactPoints: [
    { kind: 'mobile', address: '+31612345678', state: 'unverified' },
    { kind: 'email', address: 'sam@voorbeeld.nl', state: 'verified' },
  ],
  optedOut: [],
  timeZone: 'Europe/Amsterdam',
  preference: NO_PREFERENCE,
  paused: null,
};
const invitation: MessageAtTheGate = {
  kind: 'asking',
  channel: 'sms',
  to: '+31612345678',
  subjectId: 'check-in',
  since: at('2026-10-30', '12:00'),
  expiresAt: at('2026-11-30', '20:00'),
};
const rules: GateRules = { hours: readSendHours('ma-vr 09:00-20:00') as SendHours, quietHours: true, messagesPerWeek: 3, guestList: null };
const until = (day: string) => Temporal.PlainDate.from(day);
const earlier = (when: Temporal.Instant, subjectId: string | null = 'check-in', subjectSince = when): EarlierMessage => ({
  subjectId,
  at: when,
  subjectSince,
});

const judge = (
  message: Partial<MessageAtTheGate> = {},
  contact: Partial<ContactFacts> | null = {},
  { now = MONDAY, history = [], ...given }: Partial<GateRules> & { now?: Temporal.Instant; history?: EarlierMessage[] } = {},
) => {
  const verdict = gate(
    { ...invitation, ...message },
    { contact: contact && { ...sam, ...contact }, earlier: history },
    { ...rules, ...given },
    now,
  );
  if (verdict.kind === 'hold') return `hold ${verdict.until.toString({ timeZone: 'Europe/Amsterdam' }).slice(0, 16)} ${verdict.because}`;
  return verdict.kind === 'cancel' ? `cancel ${verdict.reason}` : 'send';
};

describe('the last gate', () => {
  describe('lets through', () => {
    it('what may go', () => {
      expect(judge()).toBe('send');
      expect(judge({ channel: 'email', to: 'sam@voorbeeld.nl' })).toBe('send');
    });

    it('until the hours or the message end', () => {
      const before = (message: Partial<MessageAtTheGate>, given: Partial<GateRules> = {}) => {
        const verdict = gate({ ...invitation, ...message }, { contact: sam, earlier: [] }, { ...rules, ...given }, MONDAY);
        return verdict.kind === 'send' && verdict.before.toString({ timeZone: 'Europe/Amsterdam' }).slice(0, 16);
      };
      expect(before({})).toBe('2026-11-02T20:00');
      expect(before({ expiresAt: at('2026-11-02', '15:00') })).toBe('2026-11-02T15:00');
      expect(before({}, { quietHours: false })).toBe('2026-11-30T20:00');
    });

    it('in the demo, at any hour', () => {
      expect(judge({}, {}, { now: at('2026-11-01', '03:00'), quietHours: false })).toBe('send');
    });
  });

  it.each<[string, Partial<MessageAtTheGate>, Partial<ContactFacts> | null, string]>([
    ['is too late', { expiresAt: MONDAY }, {}, 'cancel expired'],
    ['is about somebody nobody knows', {}, null, 'cancel address_not_current'],
    ['is about somebody who died', {}, { deceased: true }, 'cancel deceased'],
    ['is about somebody without a benefit', {}, { hasBenefit: false }, 'cancel no_benefit'],
    ['goes to somebody who opted out of the channel', {}, { optedOut: ['sms'] }, 'cancel opted_out'],
    ['goes to somebody who opted out of everything', {}, { optedOut: [null] }, 'cancel opted_out'],
    ['goes to somebody who opted out of the other channel', {}, { optedOut: ['email'] }, 'send'],
    ['goes to a number that is somebody else’s by now', { to: '+31687654321' }, {}, 'cancel address_not_current'],
    [
      'goes to a number that does not work',
      {},
      { contactPoints: [{ kind: 'mobile', address: '+31612345678', state: 'invalid' }] },
      'cancel address_not_current',
    ],
    [
      'is a text message to a landline',
      {},
      { contactPoints: [{ kind: 'landline', address: '+31612345678', state: 'verified' }] },
      'cancel address_not_current',
    ],
    ['goes to somebody who found work', {}, { paused: { reason: 'found_work', until: null, scope: 'client' } }, 'cancel found_work'],
    ['goes to somebody who is paused without an end', {}, { paused: { reason: 'illness', until: null, scope: 'client' } }, 'cancel paused'],
    [
      'goes to somebody who is paused until a Saturday',
      {},
      { paused: { reason: 'holiday', until: until('2026-11-07'), scope: 'client' } },
      'hold 2026-11-09T09:00 paused',
    ],
    [
      'goes to somebody who is paused for longer than the message lives',
      {},
      { paused: { reason: 'holiday', until: until('2026-12-07'), scope: 'client' } },
      'cancel paused',
    ],
    [
      'goes out while everybody is paused, until somebody resumes',
      {},
      { paused: { reason: 'maintenance', until: null, scope: 'everybody' } },
      'hold 2026-11-02T12:15 paused',
    ],
    [
      'goes out while everybody is paused until a day',
      {},
      { paused: { reason: 'maintenance', until: until('2026-11-04'), scope: 'everybody' } },
      'hold 2026-11-04T09:00 paused',
    ],
  ])('that a message %s', (_, message, contact, verdict) => {
    expect(judge(message, contact)).toBe(verdict);
  });

  it.each<[string, Partial<MessageAtTheGate>, Partial<ContactFacts> | null, string]>([
    [
      'somebody who opted out, has died, found work or is paused',
      {},
      { deceased: true, hasBenefit: false, optedOut: [null], paused: { reason: 'other', until: null, scope: 'client' } },
      'send',
    ],
    ['somebody nobody knows', {}, null, 'send'],
    ['somebody with enough messages', {}, {}, 'send'],
    ['but not too late', { expiresAt: MONDAY }, {}, 'cancel expired'],
  ])('an answer goes to %s', (_, message, contact, verdict) => {
    expect(
      judge({ kind: 'answer', subjectId: null, ...message }, contact, { history: Array.from({ length: 9 }, () => earlier(MONDAY)) }),
    ).toBe(verdict);
  });

  it('an answer keeps to the hours and to the guest list', () => {
    expect(judge({ kind: 'answer' }, null, { now: at('2026-11-06', '23:00') })).toBe('hold 2026-11-09T09:00 quiet_hours');
    expect(judge({ kind: 'answer' }, null, { guestList: ['+31600000000'] })).toBe('cancel not_on_guest_list');
  });

  it('an answer goes at any hour while its reader has the telephone in hand, and not a minute longer', () => {
    const night = at('2026-11-06', '23:00');
    const answer = (minutes: number) => judge({ kind: 'answer', since: night.subtract({ minutes }) }, null, { now: night });
    expect(answer(0)).toBe('send');
    expect(answer(14)).toBe('send');
    expect(answer(15)).toBe('hold 2026-11-09T09:00 quiet_hours');
    const verdict = gate({ ...invitation, kind: 'answer', since: night }, { contact: null, earlier: [] }, rules, night);
    expect(verdict).toMatchObject({ kind: 'send', before: night.add({ minutes: 15 }) });
  });

  it('what asks is never fresh', () => {
    const night = at('2026-11-06', '23:00');
    expect(judge({ since: night }, {}, { now: night })).toBe('hold 2026-11-09T09:00 quiet_hours');
    expect(judge({ kind: 'personal', since: night }, {}, { now: night })).toBe('hold 2026-11-09T09:00 quiet_hours');
  });

  it.each<[string, Partial<ContactFacts> | null, string]>([
    ['who has died', { deceased: true }, 'cancel deceased'],
    ['who opted out', { optedOut: ['sms'] }, 'cancel opted_out'],
    ['whose number it is no longer', { contactPoints: [] }, 'cancel address_not_current'],
    ['who is paused', { paused: { reason: 'illness', until: null, scope: 'client' } }, 'send'],
    ['who has no benefit any more', { hasBenefit: false }, 'send'],
    ['nobody we know', null, 'cancel address_not_current'],
  ])('a word of a coach to %s', (_, contact, verdict) => {
    expect(judge({ kind: 'personal' }, contact, { history: Array.from({ length: 9 }, () => earlier(MONDAY)) })).toBe(verdict);
  });

  it('the help lines go to anybody at any hour, but not too late, and not to a stranger of a trial', () => {
    const night = at('2026-12-25', '03:00');
    const urgent = { kind: 'urgent', expiresAt: at('2026-12-26', '12:00') } as const;
    const gone = { deceased: true, hasBenefit: false, optedOut: [null], contactPoints: [] };
    expect(judge(urgent, gone, { now: night })).toBe('send');
    expect(judge(urgent, null, { now: night })).toBe('send');
    expect(judge({ ...urgent, expiresAt: night }, null, { now: night })).toBe('cancel expired');
    expect(judge(urgent, null, { now: night, guestList: [] })).toBe('cancel not_on_guest_list');
  });

  it('hours of their own lie inside those of the office', () => {
    const preference = { ...NO_PREFERENCE, hours: DAY_PARTS.evening };
    expect(judge({}, { preference })).toBe('hold 2026-11-02T17:00 quiet_hours');
    expect(judge({}, { preference }, { now: at('2026-11-02', '17:00') })).toBe('send');
    expect(judge({}, { preference }, { hours: readSendHours('ma-vr 09:00-16:00') as SendHours })).toBe('send');
    expect(judge({}, { preference, timeZone: 'Asia/Tokyo' }, { now: at('2026-11-02', '09:30') })).toBe('send');
  });

  describe('a guest list', () => {
    it('lets nobody else through, whatever else there is to say', () => {
      expect(judge({}, { deceased: true }, { guestList: ['+31600000000'] })).toBe('cancel not_on_guest_list');
      expect(judge({}, {}, { guestList: [] })).toBe('cancel not_on_guest_list');
      expect(judge({}, {}, { guestList: ['+31612345678'] })).toBe('send');
    });

    it('knows an e-mail address however it is written', () => {
      const contactPoints = [{ kind: 'email', address: 'Sam@Voorbeeld.nl', state: 'verified' }] as const;
      expect(
        judge({ channel: 'email', to: 'Sam@Voorbeeld.nl' }, { contactPoints: [...contactPoints] }, { guestList: ['sam@voorbeeld.nl'] }),
      ).toBe('send');
    });
  });

  describe('the hours', () => {
    it.each([
      ['at night', at('2026-11-02', '03:00'), '2026-11-02T09:00'],
      ['at eight in the evening', at('2026-11-02', '20:00'), '2026-11-03T09:00'],
      ['in the weekend', at('2026-11-07', '12:00'), '2026-11-09T09:00'],
      ['on a holiday', at('2026-12-25', '12:00'), '2026-12-28T09:00'],
    ])('hold what would ring %s', (_, now, opens) => {
      expect(judge({ expiresAt: at('2027-01-30', '12:00') }, {}, { now })).toBe(`hold ${opens} quiet_hours`);
    });

    it('cancel what would be too late by the time they open: not one minute before, and not the morning after', () => {
      const now = at('2026-11-02', '20:00');
      expect(judge({ expiresAt: at('2026-11-03', '09:00') }, {}, { now })).toBe('cancel expired');
      expect(judge({ expiresAt: at('2026-11-03', '09:01') }, {}, { now })).toBe('hold 2026-11-03T09:00 quiet_hours');
    });

    it('are those of the clock where the client is', () => {
      const now = at('2026-11-02', '09:30');
      expect(judge({}, { timeZone: 'America/Paramaribo' }, { now })).toBe('hold 2026-11-02T13:00 quiet_hours');
      expect(judge({}, { timeZone: 'Asia/Tokyo' }, { now })).toBe('send');
      expect(judge({}, { timeZone: 'Asia/Tokyo' }, { now: at('2026-11-02', '12:30') })).toBe('hold 2026-11-03T01:00 quiet_hours');
    });
  });

  describe('the budget', () => {
    const days = (count: number) => MONDAY.subtract({ hours: 24 * count });

    it('is so many messages in seven days, over all channels, and has room again when the first is a week ago', () => {
      const history = [earlier(days(6)), earlier(days(2), null), earlier(days(1))];
      expect(judge({}, {}, { history })).toBe('hold 2026-11-03T12:00 budget_used');
      expect(judge({}, {}, { history: history.slice(1) })).toBe('send');
      expect(judge({}, {}, { history: [earlier(days(7)), ...history.slice(1)] })).toBe('send');
    });

    it('counts the last ones when there are more than so many', () => {
      const history = [6, 5, 4, 3, 2].map((count) => earlier(days(count)));
      expect(judge({}, {}, { history })).toBe('hold 2026-11-05T12:00 budget_used');
    });

    it('is one check-in in seven days of the client’s own calendar: another one waits', () => {
      const wednesday = at('2026-10-28', '16:00');
      expect(judge({}, {}, { history: [earlier(wednesday, 'another check-in')] })).toBe('hold 2026-11-04T09:00 budget_used');
      expect(judge({}, {}, { history: [earlier(wednesday, 'check-in')] })).toBe('send');
      expect(judge({}, {}, { history: [earlier(at('2026-10-26', '19:00'), 'another check-in')] })).toBe('send');
    });

    it('counts a check-in from its first question, not from its last reminder', () => {
      const reminder = earlier(days(1), 'another check-in', at('2026-10-26', '10:00'));
      expect(judge({}, {}, { history: [reminder] })).toBe('send');
    });

    it('cancels what cannot wait so long', () => {
      const history = [earlier(days(6)), earlier(days(2)), earlier(days(1))];
      expect(judge({ expiresAt: at('2026-11-02', '20:00') }, {}, { history })).toBe('cancel budget_used');
    });

    it('that has room again at night has room in the morning', () => {
      const history = [earlier(at('2026-10-28', '19:59')), earlier(days(2)), earlier(days(1))];
      expect(judge({}, {}, { history, now: at('2026-11-04', '19:58') })).toBe('hold 2026-11-04T19:59 budget_used');
      expect(judge({}, {}, { history: [earlier(at('2026-10-29', '00:30')), ...history.slice(1)], now: at('2026-11-04', '19:58') })).toBe(
        'hold 2026-11-05T09:00 budget_used',
      );
    });
  });
});
