import { DispatchService, OutboxService } from '#libs/messaging';
import { TurnedClock } from '#libs/platform';
import { NestFactory } from '@nestjs/core';
import { parseCronItems } from 'graphile-worker';
import { aCarrier } from '../../../test/support/carrier.js';
import { at, aWerkplein, type Werkplein } from '../../../test/support/check-ins.js';
import { composers, continuousWork, recurringJobs } from './clock.js';
import { keepWorking } from './keep-working.js';
import { startWork } from './work.js';
import { WorkerModule } from './worker.module.js';

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

  it('writes every kind of message that there is, and cancels one that nobody can write', async () => {
    const outbox = werkplein.app.get(OutboxService, { strict: false });
    const noon = at('2026-03-02', '12:00');
    const enqueue = (purpose: string, subjectId: string | null, clientId: string | null) =>
      werkplein.dataSource.transaction((tx) =>
        outbox.enqueue(
          tx,
          {
            channel: 'sms',
            to: '+31612345678',
            purpose,
            kind: clientId === null ? 'answer' : 'asking',
            language: 'nl',
            subjectId,
            clientId,
            notBefore: noon,
            expiresAt: noon.add({ hours: 1 }),
          },
          noon,
        ),
      );
    const statusOf = async (id: string) => (await werkplein.dataSource.query('select status from message where id = $1', [id]))[0].status;
    const client = await werkplein.anInvitedClient({ mobile: '+31612345678' });
    await werkplein.dataSource.query(`update message set status = 'canceled' where status = 'queued'`);
    const purposes = composers(werkplein.app).flatMap(({ purposes: theirs }) => theirs);
    expect(new Set(purposes).size).toBe(purposes.length);
    const [strange, ...known] = ['newsletter', ...purposes].map(async (purpose) => {
      const isAnswer = !purpose.startsWith('check_in');
      return enqueue(purpose, isAnswer ? null : client.checkInId, isAnswer ? null : client.id);
    });
    const work = continuousWork(werkplein.app);
    await Promise.all([strange, ...known]);
    await werkplein.app.get(DispatchService, { strict: false }).sendDue(composers(werkplein.app), { now: () => noon });
    expect(await statusOf(await strange!)).toBe('canceled');
    // A reply that nobody wrote has no words, without a conversation there is nothing to go on about, and nothing is shared with nobody.
    const wordless = ['coach_reply', 'check_in_question_next', 'reply_not_understood', 'reply_use_link', 'suggestion_shared'];
    const statuses = Object.fromEntries(await Promise.all(known.map(async (id, index) => [purposes[index], await statusOf(await id)])));
    expect(statuses).toEqual(Object.fromEntries(purposes.map((purpose) => [purpose, wordless.includes(purpose) ? 'canceled' : 'sent'])));
    expect(carrier.texts.filter(({ To }) => To === '+31612345678')).toHaveLength(purposes.length - wordless.length);
    expect(work.map(({ task }) => task)).toEqual(['send_due_messages']);
  });

  it('rests when there is nothing to do, and goes on after a failure', async () => {
    const stopping = new AbortController();
    const done: Record<string, number>[] = [{ accepted: 1 }, { accepted: 0 }, { accepted: 0 }];
    const lines: string[] = [];
    const log = {
      info: (_: unknown, line: string) => void lines.push(line),
      error: (_: unknown, line: string) => void lines.push(`failed: ${line}`),
    };
    let turns = 0;
    const run = async () => {
      turns += 1;
      if (turns === 2) throw new Error('the database is away');
      if (turns > 3) stopping.abort();
      return (done.shift() ?? {}) as never;
    };
    const since = performance.now();
    await keepWorking({ task: 'send', run }, stopping.signal, log as never);
    expect(lines).toEqual(['send', 'failed: send']);
    expect(turns).toBe(4);
    // After something none, after a failure and after nothing half a second each.
    expect(performance.now() - since).toBeGreaterThanOrEqual(990);
  });

  it('has a clock of which every job can run, at a time that can come', async () => {
    const app = await NestFactory.createApplicationContext(WorkerModule.with(werkplein.configuration), { logger: false });
    const jobs = recurringJobs(app);
    expect(jobs.map(({ task }) => task)).toEqual([
      'escalate_crisis_alerts',
      'mail_crisis_alerts',
      'start_due_interventions',
      'bring_plans_up_to_date',
      'open_due_check_ins',
      'close_expired_check_ins',
      'end_conversations',
      'climb_ladders',
      'settle_abandoned_messages',
      'look_up_unknown_messages',
      'ask_after_silence',
      'weigh_providers',
      'watch',
      'review_wanted',
      'review_everybody',
      'refresh_outflow',
      'refresh_trend',
      'make_outflow_reports',
      'mail_outflow_reports',
      'make_years_ahead',
      'drop_expired_observations',
    ]);
    expect(parseCronItems(jobs.map(({ task, match }) => ({ task, match })))).toHaveLength(jobs.length);
    for (const { run } of jobs) expect(await run()).toBeDefined();
    await app.close();
  });

  it('has what comes with the product there before anything is asked', async () => {
    await werkplein.dataSource.query('truncate questionnaire, rule_version cascade');
    const working = await startWork(werkplein.configuration);
    await working.stop();
    expect(await werkplein.dataSource.query('select key from questionnaire')).toEqual([{ key: 'hoe-gaat-het' }]);
    expect((await werkplein.dataSource.query('select count(*)::int as n from rule_version'))[0].n).toBeGreaterThanOrEqual(8);
  });
});
