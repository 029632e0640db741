import { readSendHours } from '#libs/platform';
import { keyOf, type ExpectedAlarm } from './alarm.js';
import { expectations, type WatchFacts } from './expectations.js';

const at = (text: string) => Temporal.Instant.from(`${text}+01:00`);
const hours = readSendHours('ma-vr 09:00-20:00')!;
/** A Monday in autumn, at noon. */
const NOON = at('2026-11-02T12:00');
const MONDAY = Temporal.PlainDate.from('2026-11-02');

const allWell: WatchFacts = {
  hours,
  worker: { beatAt: NOON, watchedSince: at('2026-10-01T09:00') },
  waitingRounds: [],
  waitingMessages: [],
  lastSendDay: [],
  purposes: [],
  lastHour: [],
  unknown: [],
  shares: [],
};
const kindsOf = (facts: Partial<WatchFacts>, now = NOON) => expectations({ ...allWell, ...facts }, now).map(({ kind }) => kind);
const only = (facts: Partial<WatchFacts>, now = NOON): ExpectedAlarm => {
  const alarms = expectations({ ...allWell, ...facts }, now);
  expect(alarms).toHaveLength(1);
  return alarms[0]!;
};
const rounds = { planId: 'plan', timeZone: 'Europe/Amsterdam', hours, rounds: 3, dueOn: MONDAY };
const messages = (dueAt: string, channel = 'sms') => ({ channel, messages: 4, dueAt: at(dueAt) });
const day = { planId: 'plan', channel: 'sms', day: MONDAY, expected: 20, handedOver: 0 };
const hour = { channel: 'sms', attempted: 20, failed: 0, refusedCredentials: 0 };
const share = { channel: 'sms', provider: 'twilio', share: 50, reason: 'well', since: NOON };

describe('what the watch expects', () => {
  it('is nothing when all is well, at any hour', () => {
    for (const now of [NOON, at('2026-11-02T03:00'), at('2026-11-01T12:00')])
      expect(kindsOf({ worker: { beatAt: now, watchedSince: now } }, now)).toEqual([]);
  });

  it.each<[string, WatchFacts['worker'], boolean]>([
    ['spoke just now', { beatAt: NOON, watchedSince: at('2026-10-01T09:00') }, false],
    ['spoke five minutes ago', { beatAt: at('2026-11-02T11:55'), watchedSince: at('2026-10-01T09:00') }, false],
    ['spoke six minutes ago', { beatAt: at('2026-11-02T11:54'), watchedSince: at('2026-10-01T09:00') }, true],
    ['never spoke, and nobody has watched for long', { beatAt: null, watchedSince: at('2026-11-02T11:58') }, false],
    ['never spoke, and there was time enough', { beatAt: null, watchedSince: at('2026-11-02T11:50') }, true],
  ])('of a worker that %s', (_, worker, silent) => {
    expect(kindsOf({ worker })).toEqual(silent ? ['worker_silent'] : []);
  });

  it.each([
    ['2026-11-02T09:00', false, 'the hours begin'],
    ['2026-11-02T09:30', false, 'half an hour is not over'],
    ['2026-11-02T09:31', true, 'more than half an hour'],
    ['2026-11-02T19:59', true, 'the last minute'],
    ['2026-11-02T20:00', false, 'the hours are over'],
    ['2026-11-01T12:00', false, 'a Sunday'],
    ['2026-12-25T12:00', false, 'Christmas'],
  ])('of rounds that wait at %s: an alarm is %s (%s)', (moment, expected) => {
    const worker = { beatAt: at(moment), watchedSince: at('2026-10-01T09:00') };
    expect(kindsOf({ worker, waitingRounds: [rounds] }, at(moment))).toEqual(expected ? ['rounds_not_opened'] : []);
  });

  it('counts the hours of a plan and those of where the client is', () => {
    const afternoon = { ...rounds, hours: readSendHours('ma-vr 14:00-16:00')! };
    expect(kindsOf({ waitingRounds: [afternoon] })).toEqual([]);
    expect(kindsOf({ waitingRounds: [{ ...rounds, timeZone: 'America/New_York' }] })).toEqual([]);
    const both = only({
      waitingRounds: [rounds, { ...rounds, timeZone: 'Europe/Athens', rounds: 2, dueOn: MONDAY.subtract({ days: 1 }) }],
    });
    expect(both.detail).toEqual({ rounds: 5, dueOn: '2026-11-01' });
  });

  it.each([
    ['2026-11-02T12:00', '2026-11-02T11:51', false, 'nine minutes'],
    ['2026-11-02T12:00', '2026-11-02T11:49', true, 'eleven minutes'],
    ['2026-11-02T03:00', '2026-11-01T19:00', false, 'at night nothing may leave'],
    ['2026-11-02T09:10', '2026-11-01T19:00', false, 'the hours began ten minutes ago'],
    ['2026-11-02T09:11', '2026-11-01T19:00', true, 'there was time to send'],
  ])('of messages at %s that are due since %s: an alarm is %s (%s)', (moment, dueAt, expected) => {
    const worker = { beatAt: at(moment), watchedSince: at('2026-10-01T09:00') };
    expect(kindsOf({ worker, waitingMessages: [messages(dueAt)] }, at(moment))).toEqual(expected ? ['messages_not_sent'] : []);
  });

  it('has no quiet hours for messages where there are none', () => {
    const worker = { beatAt: at('2026-11-02T03:00'), watchedSince: at('2026-10-01T09:00') };
    expect(kindsOf({ hours: null, worker, waitingMessages: [messages('2026-11-02T02:00')] }, at('2026-11-02T03:00'))).toEqual([
      'messages_not_sent',
    ]);
  });

  it('of a day is that something of each plan and channel left', () => {
    expect(only({ lastSendDay: [day] })).toMatchObject({
      kind: 'nothing_sent',
      planId: 'plan',
      channel: 'sms',
      detail: { rounds: 20, day: '2026-11-02' },
    });
    expect(kindsOf({ lastSendDay: [{ ...day, handedOver: 1 }] })).toEqual([]);
    expect(kindsOf({ lastSendDay: [{ ...day, expected: 0 }] })).toEqual([]);
    expect(kindsOf({ lastSendDay: [day, { ...day, channel: 'email', handedOver: 4 }] })).toEqual(['nothing_sent']);
  });

  it('takes rounds that were missed for a plan of which nothing left, not for one of which much did', () => {
    const missed = { ...day, channel: null, expected: 2 };
    expect(only({ lastSendDay: [missed] })).toMatchObject({ channel: null, detail: { rounds: 2 } });
    expect(kindsOf({ lastSendDay: [missed, { ...day, handedOver: 20 }] })).toEqual([]);
  });

  it('of a kind of message is that it is sent', () => {
    const newsletter = { purpose: 'newsletter', channel: 'sms', handedOver: 0, stuck: 1 };
    expect(only({ purposes: [newsletter] })).toMatchObject({ kind: 'purpose_not_sent', about: 'newsletter', channel: 'sms' });
    expect(kindsOf({ purposes: [{ ...newsletter, handedOver: 1 }] })).toEqual([]);
    expect(kindsOf({ purposes: [{ ...newsletter, stuck: 0 }] })).toEqual([]);
    expect(kindsOf({ purposes: [newsletter], waitingMessages: [messages('2026-11-02T10:00')] })).toEqual(['messages_not_sent']);
    expect(kindsOf({ purposes: [newsletter], waitingMessages: [messages('2026-11-02T10:00', 'email')] })).toHaveLength(2);
  });

  it.each([
    [9, 9, false],
    [10, 1, false],
    [10, 2, true],
    [1000, 199, false],
    [1000, 200, true],
  ])('of %i messages of which %i failed: an alarm is %s', (attempted, failed, expected) => {
    expect(kindsOf({ lastHour: [{ ...hour, attempted, failed }] })).toEqual(expected ? ['many_failures'] : []);
  });

  it('says when an account is refused, from the first time on', () => {
    expect(only({ lastHour: [{ ...hour, attempted: 1, failed: 1, refusedCredentials: 1 }] })).toMatchObject({ kind: 'credentials' });
  });

  it('says of what nobody knows', () => {
    expect(only({ unknown: [{ channel: 'sms', messages: 2, since: at('2026-11-02T10:00') }] })).toMatchObject({ kind: 'unknown_left' });
  });

  it.each([
    [[{ ...share }, { ...share, provider: 'twilio-2' }], []],
    [
      [
        { ...share, share: 10 },
        { ...share, provider: 'twilio-2', share: 90 },
      ],
      ['twilio'],
    ],
    [
      [
        { ...share, share: 33 },
        { ...share, provider: 'b', share: 33 },
        { ...share, provider: 'c', share: 34 },
      ],
      [],
    ],
    [[{ ...share, share: 0 }], []],
  ])('of the shares %j says who gets hardly anything: %j', (shares, found) => {
    expect(expectations({ ...allWell, shares }, NOON).map(({ about }) => about)).toEqual(found);
  });

  it('never raises one alarm twice', () => {
    const everything: WatchFacts = {
      ...allWell,
      worker: { beatAt: null, watchedSince: at('2026-11-02T10:00') },
      waitingRounds: [rounds, { ...rounds, timeZone: 'Europe/Athens' }, { ...rounds, planId: 'other' }],
      waitingMessages: [messages('2026-11-02T10:00'), messages('2026-11-02T10:00', 'email')],
      lastSendDay: [day, { ...day, channel: 'email' }, { ...day, channel: null }],
      purposes: [{ purpose: 'a', channel: 'push', handedOver: 0, stuck: 1 }],
      lastHour: [{ ...hour, failed: 20, refusedCredentials: 20 }],
      unknown: [{ channel: 'sms', messages: 2, since: at('2026-11-02T10:00') }],
      shares: [
        { ...share, share: 0 },
        { ...share, provider: 'twilio-2', share: 100 },
      ],
    };
    const keys = expectations(everything, NOON).map(keyOf);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(expectations(everything, NOON).map(({ kind }) => kind)).size).toBe(9);
  });
});
