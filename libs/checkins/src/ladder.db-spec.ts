import { FollowUpTasksService, PausesService } from '#libs/people';
import { at, aWerkplein, type ClientOptions, type Werkplein } from '../../../test/support/check-ins.js';
import { FollowingUpService } from './following-up.service.js';
import { LadderService } from './ladder.service.js';
import { StoppingService } from './stopping.service.js';

/** Monday 2 March 2026; the round can be started through Sunday 8 March. */
const MONDAY = at('2026-03-02', '09:00');

describe('reaching who was not reached', () => {
  let office: Werkplein;
  let ladder: LadderService;
  beforeAll(async () => {
    office = await aWerkplein();
    ladder = office.app.get(LadderService);
  });
  afterAll(() => office.close());
  afterEach(async () => {
    await office.dataSource.query(`update enrolment set ended_at = now(), ended_reason = 'test' where ended_at is null`);
    await office.dataSource.query(`update check_in set ended_at = now(), outcome = 'canceled' where ended_at is null`);
  });

  async function anInvitedClient(given: ClientOptions & { reminders?: object[] } = {}) {
    const client = await office.anInvitedClient({ email: 'noor@example.nl', ...given }, MONDAY);
    await office.dataSource.query(
      `update plan set reminders = $2 from enrolment where enrolment.plan_id = plan.id and enrolment.client_id = $1`,
      [client.id, JSON.stringify(given.reminders ?? [{ afterDays: 3, channel: 'same' }])],
    );
    return client;
  }
  /** What became of the latest message. */
  const became = (client: { id: string }, status: string, when: Temporal.Instant, reason: string | null = null) =>
    office.dataSource.query(
      `update message set status = $2, failure_reason = $3, status_at = $4, attempted_at = coalesce(attempted_at, $4)
        where id = (select id from message where client_id = $1 order by created_at desc, id desc limit 1)`,
      [client.id, status, reason, when],
    );
  const stepsOf = async (client: { id: string }) =>
    (
      await office.dataSource.query<{ rung: string; channel: string | null; cause: string }[]>(
        `select rung, channel, cause from contact_step where client_id = $1 order by at, id`,
        [client.id],
      )
    ).map(({ rung, channel, cause }) => [rung, channel, cause]);
  const tasksOf = async (client: { id: string }) =>
    (
      await office.dataSource.query<{ kind: string; cause: string; result: string | null }[]>(
        `select kind, cause, result from follow_up_task where client_id = $1 order by made_at, id`,
        [client.id],
      )
    ).map(({ kind, cause, result }) => [kind, cause, result]);

  it('reminds after the days of the plan, once, in what is left of that day, in words of its own', async () => {
    const client = await anInvitedClient();
    await became(client, 'delivered', MONDAY);
    await ladder.climb(at('2026-03-04', '19:00'));
    expect(await stepsOf(client)).toEqual([['invitation', 'sms', 'round']]);
    for (const time of ['09:05', '09:10', '15:00']) await ladder.climb(at('2026-03-05', time));
    await ladder.climb(at('2026-03-06', '10:00'));
    expect(await stepsOf(client)).toEqual([
      ['invitation', 'sms', 'round'],
      ['reminder', 'sms', 'unanswered'],
    ]);
    const [, reminder] = await office.messagesOf(client);
    expect(reminder!.notBefore.getTime()).toBeGreaterThanOrEqual(at('2026-03-05', '09:05').epochMilliseconds);
    expect(reminder!.expiresAt.getTime()).toBe(at('2026-03-05', '20:00').epochMilliseconds);
    const composed = await office.dataSource.transaction((tx) =>
      office.inviting.compose(
        tx,
        [
          {
            id: reminder!.id,
            channel: 'sms',
            to: reminder!.to,
            purpose: 'check_in_reminder',
            language: 'nl',
            subjectId: client.checkInId,
            clientId: client.id,
            expiresAt: at('2026-03-05', '20:00'),
            attempt: 1,
          },
        ],
        at('2026-03-05', '10:00'),
      ),
    );
    expect(composed.get(reminder!.id)).toMatchObject({ stored: expect.stringContaining('Het mag, het hoeft niet') });
  });

  it('goes by e-mail on the next day of sending when the number turns out not to exist', async () => {
    const client = await anInvitedClient();
    await ladder.climb(at('2026-03-02', '09:05'));
    await became(client, 'failed', at('2026-03-02', '09:20'), 'invalid_number');
    await office.dataSource.query(`update contact_point set state = 'invalid' where client_id = $1 and kind = 'mobile'`, [client.id]);
    await ladder.climb(at('2026-03-02', '11:00'));
    expect(await stepsOf(client)).toHaveLength(1);
    await ladder.climb(at('2026-03-03', '09:00'));
    expect(await stepsOf(client)).toEqual([
      ['invitation', 'sms', 'round'],
      ['other_channel', 'email', 'invalid_number'],
    ]);
  });

  it('notices at once what fails long after the last look', async () => {
    const client = await anInvitedClient({ reminders: [] });
    await became(client, 'sent', MONDAY);
    await ladder.climb(at('2026-03-03', '10:00'));
    await became(client, 'undelivered', at('2026-03-04', '10:00'), 'phone_off');
    await ladder.climb(at('2026-03-04', '10:05'));
    expect(await stepsOf(client)).toEqual([
      ['invitation', 'sms', 'round'],
      ['other_channel', 'email', 'phone_off'],
    ]);
  });

  it('asks again the next day what never left', async () => {
    const client = await anInvitedClient();
    await became(client, 'canceled', at('2026-03-02', '20:00'), 'expired');
    await ladder.climb(at('2026-03-03', '10:00'));
    expect(await stepsOf(client)).toEqual([
      ['invitation', 'sms', 'round'],
      ['again', 'sms', 'expired'],
    ]);
  });

  it('hands over to a person when no channel is left: by telephone if there is one, else at the next appointment', async () => {
    const [withPhone, without] = [
      await anInvitedClient({ email: null, landline: '+31201234567' }),
      await anInvitedClient({ mobile: null, email: 'kapot@example.nl' }),
    ];
    await became(withPhone, 'failed', MONDAY, 'invalid_number');
    await became(without, 'failed', MONDAY, 'hard_bounce');
    await office.dataSource.query(`update contact_point set state = 'invalid' where client_id = any ($1) and kind in ('mobile', 'email')`, [
      [withPhone.id, without.id],
    ]);
    await ladder.climb(at('2026-03-02', '09:30'));
    await ladder.climb(at('2026-03-03', '09:30'));
    expect(await tasksOf(withPhone)).toEqual([['call', 'invalid_number', null]]);
    expect(await tasksOf(without)).toEqual([['ask_in_person', 'hard_bounce', null]]);
    expect((await stepsOf(without)).at(-1)).toEqual(['in_person', null, 'hard_bounce']);
  });

  it('hands over at once who could not be asked at all, once', async () => {
    const client = await office.aPlannedClient({ mobile: null, landline: '+31201234568' });
    await office.rounds.openDue(MONDAY);
    await Promise.all([ladder.climb(at('2026-03-02', '09:05')), ladder.climb(at('2026-03-02', '09:05'))]);
    expect(await tasksOf(client)).toEqual([['call', 'no_contact_point', null]]);
    expect(await stepsOf(client)).toEqual([['call', null, 'no_contact_point']]);
  });

  it('hands over the second round in a row that arrived and was not answered; a call nobody picked up becomes the next appointment', async () => {
    const client = await anInvitedClient({ reminders: [] });
    await became(client, 'delivered', MONDAY);
    await office.closing.closeExpired(at('2026-03-09', '01:00'));
    await office.rounds.openDue(at('2026-03-30', '09:00'));
    await became(client, 'delivered', at('2026-03-30', '09:10'));
    await ladder.climb(at('2026-03-31', '10:00'));
    expect(await tasksOf(client)).toEqual([]);
    await ladder.climb(at('2026-04-01', '10:00'));
    expect(await tasksOf(client)).toEqual([['call', 'unanswered', null]]);
    const [{ staffId }] = await office.dataSource.query(
      `insert into staff (name, role) values ('Sanne', 'coach') returning id as "staffId"`,
    );
    const [{ taskId }] = await office.dataSource.query(`select id as "taskId" from follow_up_task where client_id = $1`, [client.id]);
    await office.dataSource.transaction((tx) =>
      office.app.get(FollowingUpService).close(tx, taskId, { staffId, result: 'not_reached', note: null }, at('2026-04-01', '14:00')),
    );
    expect(await tasksOf(client)).toEqual([
      ['call', 'unanswered', 'not_reached'],
      ['ask_in_person', 'not_reached', null],
    ]);
    expect((await stepsOf(client)).at(-1)).toEqual(['in_person', null, 'not_reached']);
  });

  it('stops at the instant of an answer: what waits is withdrawn, the call is no longer needed, and the address is proven', async () => {
    const client = await anInvitedClient({ reminders: [{ afterDays: 1, channel: 'next' }] });
    await became(client, 'delivered', MONDAY);
    await ladder.climb(at('2026-03-03', '10:00'));
    await office.app
      .get(FollowUpTasksService, { strict: false })
      .make(
        office.dataSource.manager,
        [{ clientId: client.id, kind: 'call', cause: 'unanswered', checkInId: null, dueOn: Temporal.PlainDate.from('2026-03-03') }],
        at('2026-03-03', '10:00'),
      );
    const [invitation] = await office.messagesOf(client);
    await office.dataSource.query(`update check_in_link set message_id = $2 where check_in_id = $1`, [client.checkInId, invitation!.id]);
    await office.answering.answerAll(
      { token: client.token },
      [{ item: 'wellbeing.general', state: 'answered', value: 3 }],
      { channel: 'sms', language: 'nl' },
      at('2026-03-03', '10:01'),
    );
    expect(await office.messagesOf(client)).toMatchObject([{ status: 'delivered' }, { channel: 'email', status: 'canceled' }]);
    expect(await tasksOf(client)).toEqual([['call', 'unanswered', 'not_needed']]);
    expect(await office.dataSource.query(`select kind, state from contact_point where client_id = $1 order by kind`, [client.id])).toEqual([
      { kind: 'email', state: 'unverified' },
      { kind: 'mobile', state: 'verified' },
    ]);
    await ladder.climb(at('2026-03-06', '10:00'));
    expect(await stepsOf(client)).toHaveLength(2);
  });

  it('lets who follows the link in the e-mail stop the e-mail, not the text messages', async () => {
    const client = await anInvitedClient();
    await became(client, 'undelivered', MONDAY, 'phone_off');
    await ladder.climb(at('2026-03-03', '10:00'));
    const messages = await office.messagesOf(client);
    await office.dataSource.query(`update check_in_link set message_id = $2 where check_in_id = $1`, [client.checkInId, messages[1]!.id]);
    expect(await office.answering.find(client.token, at('2026-03-03', '11:00'))).toMatchObject({ channel: 'email' });
    await office.answering.optOut(client.token, { every: false }, at('2026-03-03', '11:00'));
    expect(await office.dataSource.query(`select channel from opt_out where client_id = $1`, [client.id])).toEqual([{ channel: 'email' }]);
  });

  it('takes each step once, however many workers climb', async () => {
    const clients = await Promise.all(Array.from({ length: 12 }, () => anInvitedClient()));
    for (const client of clients) await became(client, 'delivered', MONDAY);
    const climbed = await Promise.all(Array.from({ length: 4 }, () => ladder.climb(at('2026-03-05', '10:00'))));
    expect(climbed.reduce((sum, { messages }) => sum + messages, 0)).toBe(12);
    for (const client of clients) expect(await stepsOf(client)).toHaveLength(2);
  });

  it('can be foreseen', async () => {
    const client = await anInvitedClient();
    expect(await ladder.foresee(office.dataSource.manager, client.id, at('2026-03-02', '12:00'))).toEqual([
      { checkInId: client.checkInId, at: at('2026-03-05', '09:00'), rung: 'reminder', channel: 'sms', cause: 'unanswered' },
    ]);
  });

  it('after eight days without a worker sends no burst: the round is over', async () => {
    const client = await anInvitedClient({ reminders: [1, 2, 3].map((afterDays) => ({ afterDays, channel: 'same' })) });
    await became(client, 'delivered', MONDAY);
    await ladder.climb(at('2026-03-10', '10:00'));
    expect(await stepsOf(client)).toHaveLength(1);
  });

  describe('is stopped', () => {
    const pause = (clientId: string, reason: 'illness' | 'found_work') =>
      office.dataSource.transaction((tx) =>
        office.app
          .get(StoppingService)
          .pauseClient(tx, { clientId, reason, note: null, until: null, staffId: null }, at('2026-03-02', '09:30')),
      );

    it('by a pause: what waits is withdrawn and the round that was not begun is canceled, with the cause; resuming brings nothing back', async () => {
      const client = await anInvitedClient();
      const id = await pause(client.id, 'illness');
      expect(await office.messagesOf(client)).toMatchObject([{ status: 'canceled', failureReason: 'paused' }]);
      expect(await office.checkInsOf(client)).toMatchObject([{ outcome: 'canceled', cause: 'paused' }]);
      await office.dataSource.transaction((tx) =>
        office.app.get(PausesService, { strict: false }).resume(tx, id, null, at('2026-03-04', '10:00')),
      );
      for (const day of ['04', '05', '06']) {
        await office.rounds.openDue(at(`2026-03-${day}`, '10:00'));
        await ladder.climb(at(`2026-03-${day}`, '10:00'));
      }
      expect(await office.messagesOf(client)).toHaveLength(1);
      await office.rounds.openDue(at('2026-03-30', '09:00'));
      expect(await office.checkInsOf(client)).toMatchObject([{ outcome: 'canceled' }, { dueOn: '2026-03-30', outcome: null }]);
    });

    it('as long as its plan is paused', async () => {
      const client = await anInvitedClient();
      await became(client, 'delivered', MONDAY);
      const pauses = office.app.get(PausesService, { strict: false });
      const [{ planId }] = await office.dataSource.query(`select plan_id as "planId" from enrolment where client_id = $1`, [client.id]);
      const until = Temporal.PlainDate.from('2026-03-06');
      await office.dataSource.transaction((tx) =>
        pauses.pausePlan(tx, { planId, reason: 'maintenance', note: null, until, staffId: null }, at('2026-03-04', '10:00')),
      );
      expect(await ladder.foresee(office.dataSource.manager, client.id, at('2026-03-04', '12:00'))).toMatchObject([
        { at: at('2026-03-06', '09:00'), rung: 'reminder' },
      ]);
      await ladder.climb(at('2026-03-05', '10:00'));
      expect(await stepsOf(client)).toHaveLength(1);
      await ladder.climb(at('2026-03-06', '10:00'));
      expect(await stepsOf(client)).toHaveLength(2);
    });

    it('by work, without an end; who had begun may finish and hears no more', async () => {
      const client = await anInvitedClient();
      await office.dataSource.query(`update check_in set started_at = $2 where id = $1`, [client.checkInId, at('2026-03-02', '09:20')]);
      await pause(client.id, 'found_work');
      expect(await office.messagesOf(client)).toMatchObject([{ status: 'canceled', failureReason: 'found_work' }]);
      expect(await office.checkInsOf(client)).toMatchObject([{ outcome: null }]);
      await ladder.climb(at('2026-03-05', '10:00'));
      expect(await stepsOf(client)).toHaveLength(1);
      await office.rounds.openDue(at('2026-03-30', '09:00'));
      expect((await office.checkInsOf(client)).map(({ dueOn, outcome, cause }) => [dueOn, outcome, cause])).toEqual([
        ['2026-03-02', null, null],
        ['2026-03-30', 'missed', 'paused'],
      ]);
    });
  });
});
