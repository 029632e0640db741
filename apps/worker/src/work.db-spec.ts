import { OutboxService, SEND_MESSAGE } from '#libs/messaging';
import { TurnedClock } from '#libs/platform';
import { parseCronItems } from 'graphile-worker';
import { aCarrier } from '../../../test/support/carrier.js';
import { at, aWerkplein, type Werkplein } from '../../../test/support/check-ins.js';
import { recurringJobs, requestedJobs } from './clock.js';
import { startWork } from './work.js';
import { SkippedMessageError } from './worker.errors.js';

describe('the worker', () => {
  let werkplein: Werkplein;
  let carrier: Awaited<ReturnType<typeof aCarrier>>;
  beforeAll(async () => {
    carrier = await aCarrier();
    werkplein = await aWerkplein({ TWILIO_API_URL: carrier.url });
  });
  afterAll(async () => {
    await werkplein.close();
    await carrier.close();
  });

  it('sends what a story enqueued, and when it stops it leaves nothing behind', async () => {
    const client = await werkplein.anInvitedClient();
    const working = await startWork(werkplein.configuration, new TurnedClock(at('2026-03-02', '10:00')));
    for (let patience = 0; patience < 200 && (await werkplein.messagesOf(client))[0]?.status !== 'sent'; patience += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    await working.stop();
    await working.ended;
    expect((await werkplein.messagesOf(client))[0]?.status).toBe('sent');
    expect(carrier.texts).toHaveLength(1);
    const left = await werkplein.dataSource.query(
      `select application_name from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and application_name <> 'werkplein'`,
    );
    expect(left).toEqual([]);
  });

  it('writes every kind of message that there is, and leaves one that it does not know where it was', async () => {
    const outbox = werkplein.app.get(OutboxService, { strict: false });
    const send = requestedJobs(werkplein.app)[SEND_MESSAGE]!;
    const message = {
      channel: 'sms',
      to: '+31612345678',
      language: 'nl',
      subjectId: null,
      notBefore: at('2099-01-01', '09:00'),
      expiresAt: at('2099-01-02', '09:00'),
    } as const;
    const enqueue = (purpose: string) =>
      werkplein.dataSource.transaction((tx) => outbox.enqueue(tx, { ...message, purpose }, at('2026-03-02', '09:00')));
    const statusOf = async (id: string) => (await werkplein.dataSource.query('select status from message where id = $1', [id]))[0].status;
    const [confirmation, strange] = [await enqueue('opt_out_confirmation'), await enqueue('newsletter')];
    await send({ messageId: confirmation });
    await expect(send({ messageId: strange })).rejects.toThrow(SkippedMessageError);
    expect([await statusOf(confirmation), await statusOf(strange)]).toEqual(['sent', 'queued']);
    await send({ messageId: confirmation });
    expect(carrier.texts.filter(({ To }) => To === '+31612345678')).toHaveLength(1);
  });

  it('has a clock of which every job can run, at a time that can come', async () => {
    const jobs = recurringJobs(werkplein.app);
    expect(jobs.map(({ task }) => task)).toEqual([
      'open_due_check_ins',
      'close_expired_check_ins',
      'settle_abandoned_messages',
      'review_stale_suggestions',
    ]);
    expect(parseCronItems(jobs.map(({ task, match }) => ({ task, match })))).toHaveLength(jobs.length);
    for (const { run } of jobs) expect(await run()).toBeDefined();
  });

  it('has what comes with the product there before anything is asked', async () => {
    await werkplein.dataSource.query('truncate questionnaire, rule_version cascade');
    const working = await startWork(werkplein.configuration);
    await working.stop();
    expect(await werkplein.dataSource.query('select key from questionnaire')).toEqual([{ key: 'hoe-gaat-het' }]);
    expect((await werkplein.dataSource.query('select count(*)::int as n from rule_version'))[0].n).toBeGreaterThanOrEqual(8);
  });
});
