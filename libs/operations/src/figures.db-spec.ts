import { localInstant } from '#libs/platform';
import type { WatchedOffice } from '../../../test/support/factories/watched-office.js';
import { aWatch, type Watch } from '../../../test/support/watching.js';

const at = (time: string, day = '2026-11-02') => localInstant(Temporal.PlainDate.from(day), time);
const NOON = at('12:00');

describe('the figures', () => {
  let watched: Watch;
  let office: WatchedOffice;
  beforeAll(async () => {
    watched = await aWatch(NOON);
    ({ office } = watched);
  });
  afterAll(() => watched.close());
  beforeEach(() => watched.begin(NOON));

  it('of an office where nothing ever happened are nothing, not noughts that look like well', async () => {
    expect(await watched.figures.waiting(NOON)).toEqual({ messages: 0, oldestSeconds: null, rounds: 0, held: [], heartbeats: [] });
    expect(await watched.figures.lastDay(NOON)).toEqual({ messages: [], promptness: [] });
    expect(await watched.figures.unknown(NOON)).toEqual({ total: 0, shown: [] });
  });

  it('say what waits now, for how long, and what is held by what', async () => {
    await office.aMessage({ notBefore: at('11:58') });
    await office.aMessage({ notBefore: at('11:59'), channel: 'email' });
    await office.aMessage({ notBefore: at('12:01') });
    await office.aMessage({ notBefore: at('15:00'), hold: 'paused' });
    await office.aMessage({ notBefore: at('09:00', '2026-11-03'), hold: 'quiet_hours' });
    await office.anEnrolment(await office.aPlan(), { nextDueOn: '2026-11-01' });
    await office.anEnrolment(await office.aPlan(), { nextDueOn: '2026-11-03' });
    await office.beats('worker', at('11:59'));
    expect(await watched.figures.waiting(NOON)).toEqual({
      messages: 2,
      oldestSeconds: 120,
      rounds: 1,
      held: [
        { reason: 'paused', messages: 1 },
        { reason: 'quiet_hours', messages: 1 },
      ],
      heartbeats: [{ process: 'worker', seconds: 60 }],
    });
  });

  it('count of the last day what became of messages, by channel and reason, also of those that never left', async () => {
    await office.aSentMessage({ status: 'delivered' });
    await office.aSentMessage({ status: 'failed', reason: 'landline' });
    await office.aSentMessage({ channel: 'email' });
    await office.aSentMessage({ minutesAgo: 25 * 60 });
    await office.aMessage({ status: 'canceled', reason: 'expired', statusAt: at('11:00') });
    expect((await watched.figures.lastDay(NOON)).messages).toEqual([
      { channel: 'email', status: 'sent', reason: null, messages: 1 },
      { channel: 'sms', status: 'canceled', reason: 'expired', messages: 1 },
      { channel: 'sms', status: 'delivered', reason: null, messages: 1 },
      { channel: 'sms', status: 'failed', reason: 'landline', messages: 1 },
    ]);
  });

  it('count as late what a provider had after ten seconds, and what still waits; a channel of which nothing left has no figure', async () => {
    await office.aSentMessage({ seconds: 10 });
    await office.aSentMessage({ seconds: 11 });
    await office.aMessage({ notBefore: at('11:59') });
    await office.aSentMessage({ channel: 'email', status: 'failed', reason: 'hard_bounce' });
    expect((await watched.figures.lastDay(NOON)).promptness).toEqual([{ channel: 'sms', within: 1, total: 3 }]);
  });

  it.each<
    [
      string,
      { channel?: string | null; outcome?: string | null; cause?: string | null },
      Parameters<WatchedOffice['aMessage']>[0][],
      string,
      string | null,
    ]
  >([
    ['missed', { channel: null, outcome: 'missed', cause: 'coach_bound' }, [], 'missed', 'coach_bound'],
    [
      'without a way to the client',
      { channel: null, outcome: 'unreachable', cause: 'no_contact_point' },
      [],
      'unreachable',
      'no_contact_point',
    ],
    ['whose invitation arrived', {}, [{ status: 'delivered' }], 'delivered', null],
    ['whose second message arrived', {}, [{ status: 'undelivered', reason: 'phone_off' }, { status: 'delivered' }], 'delivered', null],
    ['that was answered before any receipt came', { outcome: 'finished' }, [{ status: 'sent', handedOverAt: NOON }], 'sent', null],
    ['whose second message is under way', {}, [{ status: 'undelivered', reason: 'phone_off' }, { status: 'sent' }], 'sent', null],
    ['whose invitation waits', {}, [{ status: 'queued' }], 'waiting', null],
    ['of which nobody knows whether it left', {}, [{ status: 'unknown', reason: 'timed_out' }], 'sent', null],
    [
      'that did not arrive',
      { outcome: 'unreachable' },
      [{ status: 'undelivered', reason: 'phone_off', handedOverAt: NOON }],
      'failed',
      'phone_off',
    ],
    ['whose invitation expired', {}, [{ status: 'canceled', reason: 'expired' }], 'failed', 'expired'],
    [
      'that was called back before it left',
      { outcome: 'canceled', cause: 'found_work' },
      [{ status: 'canceled', reason: 'found_work' }],
      'withdrawn',
      null,
    ],
  ])('know of a round %s what became of it', async (_, round, messages, fate, cause) => {
    const id = await office.aRound(await office.anEnrolment(await office.aPlan()), round);
    for (const message of messages) await office.aMessage({ ...message, subjectId: id });
    const days = await watched.figures.lastDays(14, NOON);
    expect(days).toHaveLength(14);
    const today = days.at(-1)!;
    expect(Object.entries(today.rounds).filter(([, rounds]) => rounds > 0)).toEqual([[fate, 1]]);
    expect(today.causes.map((each) => each.cause)).toEqual(cause === null ? [] : [cause]);
  });

  it('count a round on the office’s own day, also in the night in which the clock goes back', async () => {
    const enrolment = await office.anEnrolment(await office.aPlan());
    for (const moment of ['2026-10-24T22:30:00Z', '2026-10-25T22:30:00Z', '2026-10-25T23:30:00Z'])
      await office.aRound(enrolment, { openedAt: Temporal.Instant.from(moment), channel: null, outcome: 'missed', cause: 'paused' });
    const days = await watched.figures.lastDays(14, NOON);
    expect(days.filter(({ rounds }) => rounds.missed > 0).map(({ day, rounds }) => `${day} ${rounds.missed}`)).toEqual([
      '2026-10-25 2',
      '2026-10-26 1',
    ]);
  });

  it('tell of each provider its part: as configured, or since when and why', async () => {
    expect(await watched.figures.providers()).toEqual([
      { channel: 'sms', provider: 'twilio', share: 50, since: null },
      { channel: 'sms', provider: 'twilio-2', share: 50, since: null },
      { channel: 'email', provider: 'smtp', share: 100, since: null },
    ]);
    for (const [provider, share] of [
      ['twilio', 50],
      ['twilio', 5],
      ['twilio-2', 95],
    ])
      await watched.dataSource.query(
        `insert into provider_share (channel, provider, share, reason, since) values ('sms', $1, $2, 'slow', $3)`,
        [provider, share, NOON],
      );
    expect((await watched.figures.providers())[0]).toEqual({
      channel: 'sms',
      provider: 'twilio',
      share: 5,
      since: { reason: 'slow', at: NOON },
    });
    expect(await watched.looked()).toEqual(['provider_shifted sms twilio']);
  });
});
