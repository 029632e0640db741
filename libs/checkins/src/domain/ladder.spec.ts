import fc from 'fast-check';
import { localDate, localInstant } from '#libs/platform';
import { FAILURE_REASONS, OFFICE_HOURS, openWindow } from '#libs/messaging';
import { NO_PREFERENCE, type ContactFacts } from '#libs/people';
import { afterCalling, foresee, nextStep, taskWithoutWay, type RoundFacts, type SentStep } from './ladder.js';

/** Monday to Friday 09:00-20:00; the round opened on Monday 2 March 2026 and can be started through Sunday. */
const at = (day: string, time = '10:00', zone?: string) => localInstant(Temporal.PlainDate.from(`2026-03-${day}`), time, zone);
const MOBILE = { kind: 'mobile', address: '+31611111111', state: 'unverified' } as const;
const MAIL = { kind: 'email', address: 'noor@example.nl', state: 'unverified' } as const;
const contact = (change: Partial<ContactFacts> = {}): ContactFacts => ({
  preference: NO_PREFERENCE,
  deceased: false,
  hasBenefit: true,
  language: 'nl',
  contactPoints: [MOBILE, MAIL],
  optedOut: [],
  timeZone: 'Europe/Amsterdam',
  paused: null,
  ...change,
});
const invited = (change: Partial<SentStep> = {}): SentStep => ({
  rung: 'invitation',
  channel: 'sms',
  at: at('02'),
  status: 'delivered',
  failureReason: null,
  ...change,
});
const round = (change: Partial<RoundFacts> = {}): RoundFacts => ({
  sent: [invited()],
  isWithPerson: false,
  hasStarted: false,
  endsAt: at('09', '00:00'),
  reminders: [{ afterDays: 3, channel: 'same' }],
  wasSilentBefore: false,
  contact: contact(),
  hours: OFFICE_HOURS,
  ...change,
});
const lost = (reason: SentStep['failureReason'], change: Partial<SentStep> = {}) =>
  invited({ status: 'failed', failureReason: reason, ...change });
const sms = { channel: 'sms', to: MOBILE.address, language: 'nl' };
const mail = { channel: 'email', to: MAIL.address, language: 'nl' };

describe('the next step to reach somebody', () => {
  it.each([
    [
      'after a message that never left is the same, a day of sending later',
      round({ sent: [lost('expired', { status: 'canceled' })] }),
      at('03'),
      { kind: 'message', rung: 'again', cause: 'expired', ...sms },
    ],
    [
      'is not taken on the day of the step before',
      round({ sent: [lost('expired', { status: 'canceled' })] }),
      at('02', '17:00'),
      { kind: 'look', at: at('03', '09:00') },
    ],
    [
      'is not taken outside the hours',
      round({ sent: [lost('expired', { status: 'canceled' })] }),
      at('03', '07:00'),
      { kind: 'look', at: at('03', '09:00') },
    ],
    [
      'is not taken in a weekend',
      round({ sent: [lost('expired', { status: 'canceled', at: at('06') })], endsAt: at('12', '00:00') }),
      at('07'),
      { kind: 'look', at: at('09', '09:00') },
    ],
    [
      'is not taken when less than a day to begin is left',
      round({ sent: [lost('expired', { status: 'canceled', at: at('06') })] }),
      at('07'),
      { kind: 'nothing' },
    ],
    [
      'after a number that does not exist is e-mail',
      round({ sent: [lost('invalid_number')], contact: contact({ contactPoints: [{ ...MOBILE, state: 'invalid' }, MAIL] }) }),
      at('03'),
      { kind: 'message', rung: 'other_channel', cause: 'invalid_number', ...mail },
    ],
    [
      'after a phone that stayed off is e-mail',
      round({ sent: [invited({ status: 'undelivered', failureReason: 'phone_off' })] }),
      at('03'),
      { kind: 'message', rung: 'other_channel', cause: 'phone_off', ...mail },
    ],
    [
      'after an undelivered message without a reason is e-mail',
      round({ sent: [invited({ status: 'undelivered' })] }),
      at('03'),
      { kind: 'message', rung: 'other_channel', cause: 'undelivered', ...mail },
    ],
    [
      'after a provider that was away twice is the other channel',
      round({ sent: [lost('provider_unreachable'), lost('provider_unreachable', { rung: 'again', at: at('03') })] }),
      at('04'),
      { kind: 'message', rung: 'other_channel', cause: 'provider_unreachable', ...mail },
    ],
    [
      'goes to the new address when the old one is theirs no more',
      round({
        sent: [lost('address_not_current', { status: 'canceled' })],
        contact: contact({ contactPoints: [{ ...MOBILE, address: '+31622222222' }] }),
      }),
      at('03'),
      { kind: 'message', rung: 'again', cause: 'address_not_current', ...sms, to: '+31622222222' },
    ],
    [
      'without any channel left is a call when there is a telephone',
      round({
        sent: [lost('hard_bounce', { channel: 'email' })],
        contact: contact({
          contactPoints: [
            { ...MAIL, state: 'invalid' },
            { ...MOBILE, kind: 'landline', address: '+31201234567' },
          ],
        }),
      }),
      at('03'),
      { kind: 'task', task: 'call', cause: 'hard_bounce' },
    ],
    [
      'without any channel or telephone left is the next appointment',
      round({ sent: [lost('invalid_number')], contact: contact({ contactPoints: [{ ...MOBILE, state: 'invalid' }] }) }),
      at('03'),
      { kind: 'task', task: 'ask_in_person', cause: 'invalid_number' },
    ],
    [
      'is nothing for whoever stopped every way that works',
      round({ sent: [lost('opted_out')], contact: contact({ contactPoints: [MOBILE], optedOut: ['sms'] }) }),
      at('03'),
      { kind: 'nothing' },
    ],
    ['after an unanswered message waits for the days of the reminder', round(), at('03'), { kind: 'look', at: at('05', '09:00') }],
    ['is then the reminder', round(), at('05'), { kind: 'message', rung: 'reminder', cause: 'unanswered', ...sms }],
    [
      'is worded for who stopped halfway',
      round({ hasStarted: true }),
      at('05'),
      { kind: 'message', rung: 'reminder', cause: 'half_way', ...sms },
    ],
    [
      'is the reminder by the next channel when the plan says so',
      round({ reminders: [{ afterDays: 3, channel: 'next' }] }),
      at('05'),
      { kind: 'message', rung: 'reminder', cause: 'unanswered', ...mail },
    ],
    [
      'is the reminder by the same channel when there is no next one',
      round({ reminders: [{ afterDays: 3, channel: 'next' }], contact: contact({ contactPoints: [MOBILE] }) }),
      at('05'),
      { kind: 'message', rung: 'reminder', cause: 'unanswered', ...sms },
    ],
    [
      'is also a reminder when nobody knows whether the first arrived',
      round({ sent: [invited({ status: 'unknown', failureReason: 'timed_out' })] }),
      at('05'),
      { kind: 'message', rung: 'reminder', cause: 'unanswered', ...sms },
    ],
    [
      'is no reminder by another channel for whoever stopped the first after getting it',
      round({ contact: contact({ optedOut: ['sms'] }) }),
      at('05'),
      { kind: 'nothing' },
    ],
    [
      'after the last reminder is nothing',
      round({ sent: [invited(), invited({ rung: 'reminder', at: at('05') })] }),
      at('06'),
      { kind: 'nothing' },
    ],
    [
      'in the second silent round is a look two days later',
      round({ reminders: [], wasSilentBefore: true }),
      at('03'),
      { kind: 'look', at: at('04', '00:00') },
    ],
    [
      'in the second silent round is then a call',
      round({ reminders: [], wasSilentBefore: true }),
      at('04'),
      { kind: 'task', task: 'call', cause: 'unanswered' },
    ],
    [
      'is not a call for whoever has begun',
      round({ reminders: [], wasSilentBefore: true, hasStarted: true }),
      at('04'),
      { kind: 'nothing' },
    ],
    ['is nothing once a person has it', round({ isWithPerson: true }), at('05'), { kind: 'nothing' }],
    ['is nothing after death', round({ contact: contact({ deceased: true }) }), at('05'), { kind: 'nothing' }],
    ['is nothing without a benefit', round({ contact: contact({ hasBenefit: false }) }), at('05'), { kind: 'nothing' }],
    [
      'is nothing when there was no more reason to ask',
      round({ sent: [lost('withdrawn', { status: 'canceled' })] }),
      at('03'),
      { kind: 'nothing' },
    ],
    [
      'waits until a pause is over',
      round({ contact: contact({ paused: { reason: 'holiday', until: Temporal.PlainDate.from('2026-03-06'), scope: 'client' } }) }),
      at('03'),
      { kind: 'look', at: at('06', '00:00') },
    ],
    [
      'waits for a message that is still on its way',
      round({ sent: [invited({ status: 'queued' })] }),
      at('02', '11:00'),
      { kind: 'look', at: at('03', '00:00') },
    ],
    [
      'keeps to the hours where the client is',
      round({ contact: contact({ timeZone: 'America/Paramaribo' }) }),
      at('05', '10:00'),
      { kind: 'look', at: at('05', '09:00', 'America/Paramaribo') },
    ],
  ] as const)('%s', (_, facts, now, expected) => {
    expect(nextStep(facts, now)).toEqual(expected);
  });

  it.each([
    [
      'the reminder, when nobody answers what is still on its way',
      round({ sent: [invited({ status: 'queued' })] }),
      at('05', '09:00'),
      'message',
    ],
    ['the call in a second silent round', round({ reminders: [], wasSilentBefore: true }), at('04', '00:00'), 'task'],
    [
      'what comes after a pause',
      round({ contact: contact({ paused: { reason: 'holiday', until: Temporal.PlainDate.from('2026-03-06'), scope: 'client' } }) }),
      at('06', '09:00'),
      'message',
    ],
  ] as const)('can be foreseen: %s', (_, facts, moment, kind) => {
    expect(foresee(facts, at('02', '11:00'))).toMatchObject({ at: moment, step: { kind } });
  });

  it('is foreseen as nothing when there is nothing left', () => {
    expect(foresee(round({ reminders: [] }), at('02', '11:00'))).toBeNull();
  });

  it('after a call that nobody picked up is the next appointment, and only then', () => {
    expect(afterCalling('call', 'not_reached')).toBe('ask_in_person');
    for (const [task, result] of [
      ['call', 'reached'],
      ['call', 'not_needed'],
      ['ask_in_person', 'not_reached'],
      ['repair_address', 'not_reached'],
    ] as const)
      expect(afterCalling(task, result)).toBeNull();
  });

  it('is a call for whoever has a telephone of any kind', () => {
    expect(taskWithoutWay({ contactPoints: [{ ...MOBILE, kind: 'foreign_mobile' }] })).toBe('call');
    expect(taskWithoutWay({ contactPoints: [MAIL] })).toBe('ask_in_person');
  });

  const anyFate = fc.record({
    status: fc.constantFrom('queued', 'sent', 'delivered', 'unknown', 'failed', 'undelivered', 'canceled'),
    failureReason: fc.option(fc.constantFrom(...FAILURE_REASONS)),
  });
  const anyRound = fc.record({
    reminders: fc.array(fc.record({ afterDays: fc.integer({ min: 1, max: 6 }), channel: fc.constantFrom('same', 'next') }), {
      maxLength: 3,
    }),
    wasSilentBefore: fc.boolean(),
    hasStarted: fc.boolean(),
    days: fc.integer({ min: 1, max: 30 }),
    points: fc.subarray([MOBILE, MAIL]),
    optedOut: fc.subarray(['sms', 'email'] as const),
    timeZone: fc.constantFrom('Europe/Amsterdam', 'America/Paramaribo', 'Asia/Tokyo'),
    // Around both changes of the clock, and in May with its holidays.
    month: fc.constantFrom('2026-03-27', '2026-10-23', '2026-05-01'),
  });

  it('whatever happens to each message: one a day at most, in an open window, never after the end or by a stopped way, and it comes to an end', () => {
    fc.assert(
      fc.property(
        anyRound,
        fc.array(anyFate, { minLength: 60, maxLength: 60 }),
        fc.array(fc.integer({ min: 0, max: 7_200 }), { minLength: 5 }),
        (given, fates, delays) => {
          const opened = localInstant(Temporal.PlainDate.from(given.month), '10:00', given.timeZone);
          const facts = round({
            ...given,
            sent: [invited({ at: opened, ...fates[0]! })],
            endsAt: localInstant(Temporal.PlainDate.from(given.month).add({ days: given.days }), '00:00', given.timeZone),
            contact: contact({ contactPoints: [...given.points], optedOut: [...given.optedOut], timeZone: given.timeZone }),
          });
          let [now, sent] = [opened, [...facts.sent]];
          for (let turn = 0; ; turn += 1) {
            expect(turn).toBeLessThan(100);
            const step = nextStep({ ...facts, sent }, now);
            if (step.kind === 'nothing' || step.kind === 'task') break;
            if (step.kind === 'look') {
              expect(Temporal.Instant.compare(step.at, now)).toBe(1);
              // The worker is late, by up to five days.
              now = step.at.add({ minutes: delays[turn % delays.length]! });
              sent = sent.map((each) => (each.status === 'queued' ? { ...each, status: 'failed', failureReason: 'expired' } : each));
              continue;
            }
            expect(openWindow(now, OFFICE_HOURS, given.timeZone)).not.toBeNull();
            expect(Temporal.Instant.compare(now, facts.endsAt)).toBe(-1);
            expect(given.optedOut).not.toContain(step.channel);
            for (const before of sent) expect(localDate(before.at, given.timeZone).equals(localDate(now, given.timeZone))).toBe(false);
            sent = [...sent, { rung: step.rung, channel: step.channel, at: now, ...fates[sent.length % 60]! }];
          }
          expect(sent.filter(({ rung }) => rung === 'reminder').length).toBeLessThanOrEqual(given.reminders.length);
        },
      ),
    );
  });
});
