import { localInstant } from '#libs/platform';
import type { DataSource } from 'typeorm';
import type { WatchedOffice } from '../../../test/support/factories/watched-office.js';
import { aWatch, type Watch } from '../../../test/support/watching.js';

const at = (time: string, day = '2026-11-02') => localInstant(Temporal.PlainDate.from(day), time);
const NOON = at('12:00');

describe('the watch', () => {
  let watched: Watch;
  let office: WatchedOffice;
  let dataSource: DataSource;
  beforeAll(async () => {
    watched = await aWatch(NOON);
    ({ office, dataSource } = watched);
  });
  afterAll(() => watched.close());
  beforeEach(() => watched.begin(NOON));
  const looked = (moment?: Temporal.Instant) => watched.looked(moment);

  it('sees nothing wrong with an office where nothing is due, or where all that was due is done', async () => {
    const plan = await office.aPlan();
    const round = await office.aRound(await office.anEnrolment(plan, { nextDueOn: '2026-11-30' }), { openedAt: at('10:00', '2026-10-30') });
    await office.aMessage({
      status: 'delivered',
      subjectId: round,
      attemptedAt: at('10:01', '2026-10-30'),
      handedOverAt: at('10:01', '2026-10-30'),
    });
    expect(await looked()).toEqual([]);
  });

  describe('of a plan whose rounds never open', () => {
    it('raises an alarm while the hours are open, and ends it when they open after all', async () => {
      const plan = await office.aPlan({ name: 'Elke vier weken' });
      const enrolment = await office.anEnrolment(plan, { nextDueOn: '2026-11-02' });
      expect(await looked(at('08:59'))).toEqual([]);
      expect(await looked(at('09:29'))).toEqual([]);
      expect(await looked(at('09:31'))).toEqual(['rounds_not_opened Elke vier weken']);
      expect(await looked(at('09:32'))).toEqual(['rounds_not_opened Elke vier weken']);
      await dataSource.query(`update enrolment set next_due_on = '2026-11-30' where id = $1`, [enrolment.id]);
      expect(await looked(at('09:33'))).toEqual([]);
      const [past] = await watched.alarms.past(10);
      expect([past!.raisedAt, past!.clearedAt]).toEqual([at('09:31'), at('09:33')]);
    });

    it.each<[string, (plan: Awaited<ReturnType<WatchedOffice['aPlan']>>) => Promise<unknown>]>([
      ['is for another day', (plan) => office.anEnrolment(plan, { nextDueOn: '2026-11-03' })],
      [
        'has not come yet where the client is',
        (plan) => office.anEnrolment(plan, { nextDueOn: '2026-11-02', timeZone: 'America/New_York' }),
      ],
      [
        'is of somebody who was enrolled just now',
        (plan) => office.anEnrolment(plan, { nextDueOn: '2026-11-02', enrolledAt: at('11:55') }),
      ],
      [
        'was looked at and waits until tomorrow',
        async (plan) => {
          const { id } = await office.anEnrolment(plan, { nextDueOn: '2026-11-02' });
          await dataSource.query(`update enrolment set waits_for = 'coach_bound', waits_until = $2 where id = $1`, [
            id,
            at('00:00', '2026-11-03'),
          ]);
        },
      ],
    ])('raises nothing for a round that %s', async (_, make) => {
      await make(await office.aPlan());
      expect(await looked()).toEqual([]);
    });

    it('raises nothing outside the hours of the plan itself', async () => {
      await office.anEnrolment(await office.aPlan({ name: 'Na de middag', window: ['14:00', '16:00'] }), { nextDueOn: '2026-11-02' });
      expect(await looked()).toEqual([]);
      expect(await looked(at('14:31'))).toEqual(['rounds_not_opened Na de middag']);
    });

    it('sees one that has waited and is not looked at again', async () => {
      const { id } = await office.anEnrolment(await office.aPlan({ name: 'Elke week' }), { nextDueOn: '2026-10-30' });
      await dataSource.query(`update enrolment set waits_for = 'coach_bound', waits_until = $2 where id = $1`, [id, at('00:00')]);
      expect(await looked()).toEqual(['rounds_not_opened Elke week']);
    });

    it('raises nothing for a plan that was ended or is a draft', async () => {
      const plan = await office.aPlan();
      await office.anEnrolment(plan, { nextDueOn: '2026-11-02' });
      await dataSource.query(`update plan set switched_on_at = null where id = $1`, [plan.id]);
      expect(await looked()).toEqual([]);
    });
  });

  describe('of messages', () => {
    it('sees those that stay behind, by channel, and not those that something holds', async () => {
      await office.aMessage({ notBefore: at('11:45') });
      await office.aMessage({ notBefore: at('11:55'), channel: 'email' });
      await office.aMessage({ notBefore: at('10:00'), channel: 'email', hold: 'budget_used' });
      await office.aMessage({ notBefore: at('14:00'), channel: 'email' });
      expect(await looked()).toEqual(['messages_not_sent sms']);
    });

    it('raises nothing at night, when nothing may leave', async () => {
      await office.aMessage({ notBefore: at('19:00') });
      expect(await looked(at('23:00'))).toEqual([]);
    });

    it('sees a kind of message that is silently never sent', async () => {
      await office.aSentMessage();
      await office.aMessage({ purpose: 'newsletter', status: 'canceled', reason: 'expired', statusAt: at('11:00') });
      expect(await looked()).toEqual(['purpose_not_sent sms newsletter']);
      await office.aSentMessage({ purpose: 'newsletter' });
      expect(await looked()).toEqual([]);
    });

    it.each(['paused', 'found_work', 'deceased', 'budget_used', 'opted_out', 'not_on_guest_list'])(
      'raises nothing for one that was let go because of %s',
      async (reason) => {
        await office.aMessage({ purpose: 'check_in_reminder', status: 'canceled', reason, statusAt: at('11:00') });
        expect(await looked()).toEqual([]);
      },
    );

    it('sees one that nobody writes, and not those that were withdrawn because somebody had answered', async () => {
      const round = await office.aRound(await office.anEnrolment(await office.aPlan()), { outcome: 'finished' });
      const withdrawn = { status: 'canceled', reason: 'withdrawn', statusAt: at('11:00') };
      await office.aMessage({ ...withdrawn, purpose: 'check_in_reminder', subjectId: round });
      expect(await looked()).toEqual([]);
      await office.aMessage({ ...withdrawn, purpose: 'newsletter' });
      expect(await looked()).toEqual(['purpose_not_sent sms newsletter']);
    });

    it('raises nothing for one that expired while it was rightly held', async () => {
      const held = await office.aMessage({ purpose: 'check_in_reminder' });
      await dataSource.query(`update message set hold_reason = 'paused' where id = $1`, [held]);
      await dataSource.query(
        `update message set status = 'canceled', failure_reason = 'expired', hold_reason = null, status_at = $2 where id = $1`,
        [held, at('11:00')],
      );
      expect(await looked()).toEqual([]);
    });

    it.each([
      ['provider_unreachable', ['many_failures sms']],
      ['provider_credentials', ['credentials sms', 'many_failures sms']],
      ['invalid_number', []],
      ['phone_off', []],
    ])('sees it when many of the last hour failed by %s: %j', async (reason, expected) => {
      for (let index = 0; index < 12; index += 1) await office.aSentMessage(index < 4 ? { status: 'failed', reason } : {});
      expect(await looked()).toEqual(expected);
      expect(await looked(at('13:30'))).toEqual([]);
    });

    it('counts what was refused and waits for another try', async () => {
      for (let index = 0; index < 10; index += 1) {
        const id = await office.aMessage({ status: 'queued', notBefore: at('12:05'), attemptedAt: at('11:59') });
        await dataSource.query(
          `insert into message_attempt (message_id, number, provider, text_hash, attempted_at, outcome, reason) values ($1, 1, 'twilio', '', $2, 'refused', 'provider_unreachable')`,
          [id, at('11:59')],
        );
      }
      expect(await looked()).toEqual(['many_failures sms']);
    });

    it('says of which nobody knows for an hour whether they left, for a day', async () => {
      await office.aMessage({ status: 'unknown', reason: 'timed_out', attemptedAt: at('11:30') });
      expect(await looked()).toEqual([]);
      expect(await looked(at('12:31'))).toEqual(['unknown_left sms']);
      expect(await looked(at('12:31', '2026-11-03'))).toEqual([]);
    });
  });

  describe('of a day that is over', () => {
    const yesterday = (time: string) => at(time, '2026-11-02');
    const TUESDAY = at('08:00', '2026-11-03');

    it('sees a plan of which nothing left, until the next day is over', async () => {
      const plan = await office.aPlan({ name: 'Elke week' });
      for (const reason of ['expired', 'provider_unreachable']) {
        const round = await office.aRound(await office.anEnrolment(plan), { openedAt: yesterday('09:00') });
        await office.aMessage({ subjectId: round, status: 'canceled', reason, statusAt: yesterday('20:00') });
      }
      expect(await looked(TUESDAY)).toContain('nothing_sent sms Elke week');
      expect(await looked(at('19:59', '2026-11-03'))).toContain('nothing_sent sms Elke week');
      expect(await looked(at('20:00', '2026-11-03'))).not.toContain('nothing_sent sms Elke week');
    });

    it('sees rounds that were missed because nothing ran', async () => {
      const plan = await office.aPlan({ name: 'Elke week' });
      await office.aRound(await office.anEnrolment(plan), {
        openedAt: yesterday('09:00'),
        channel: null,
        outcome: 'missed',
        cause: 'worker_stood_still',
      });
      expect(await looked(TUESDAY)).toEqual(['nothing_sent Elke week']);
    });

    it('raises nothing for a plan of which something left, or of which everybody was rightly let go', async () => {
      const plan = await office.aPlan();
      const left = await office.aRound(await office.anEnrolment(plan), { openedAt: yesterday('09:00') });
      await office.aMessage({ subjectId: left, status: 'sent', attemptedAt: yesterday('09:10'), handedOverAt: yesterday('09:10') });
      const other = await office.aPlan();
      const dead = await office.aRound(await office.anEnrolment(other), { openedAt: yesterday('09:00') });
      await office.aMessage({ subjectId: dead, status: 'canceled', reason: 'deceased', statusAt: yesterday('09:10') });
      await office.aRound(await office.anEnrolment(other), {
        openedAt: yesterday('09:00'),
        channel: null,
        outcome: 'missed',
        cause: 'paused',
      });
      expect(await looked(TUESDAY)).toEqual([]);
    });

    it('looks on a Monday at the Friday before', async () => {
      const plan = await office.aPlan({ name: 'Elke week' });
      await office.aRound(await office.anEnrolment(plan), { openedAt: at('09:00', '2026-10-30') });
      expect(await looked(at('08:00'))).toEqual(['nothing_sent sms Elke week']);
    });
  });

  it('says which provider gets hardly anything, when it is one of ours', async () => {
    const share = (channel: string, provider: string, part: number) =>
      dataSource.query(`insert into provider_share (channel, provider, share, reason, since) values ($1, $2, $3, 'slow', $4)`, [
        channel,
        provider,
        part,
        NOON,
      ]);
    await share('sms', 'an-old-one', 0);
    expect(await looked()).toEqual([]);
  });

  it('notices by the living web that the worker is silent, and that it is back', async () => {
    await office.beats('worker', at('11:50'));
    await watched.watch.look(NOON, 'web');
    expect((await watched.alarms.standing()).map(({ kind }) => kind)).toEqual(['worker_silent']);
    expect(await looked(at('12:01'))).toEqual([]);
  });

  it('knows of a worker that never was only after a while', async () => {
    await watched.watch.look(NOON, 'web');
    expect(await watched.alarms.standing()).toEqual([]);
    await watched.watch.look(at('12:06'), 'web');
    expect((await watched.alarms.standing()).map(({ kind }) => kind)).toEqual(['worker_silent']);
  });

  it('answers its questions by an index', async () => {
    await dataSource.query('analyze');
    const plan = async (sql: string, parameters: unknown[]) => {
      await dataSource.query('set enable_seqscan = off');
      const rows = await dataSource.query<{ 'QUERY PLAN': string }[]>(`explain ${sql}`, parameters);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    };
    expect(await plan(`select from message where status = 'unknown' and attempted_at >= $1`, [NOON])).toContain('message_unknown_idx');
    expect(await plan(`select from message where status = 'canceled' and status_at >= $1`, [NOON])).toContain('message_canceled_idx');
  });
});
