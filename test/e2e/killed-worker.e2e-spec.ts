import { RoundsService } from '#libs/checkins';
import { PlansService } from '#libs/planning';
import { ClientsService } from '#libs/people';
import { environmentFor, localInstant, PROJECT_ROOT, readConfiguration } from '#libs/platform';
import { QuestionnairesService, STANDARD_KEY } from '#libs/questionnaires';
import { RulesService } from '#libs/rules';
import { OutboxService } from '#libs/messaging';
import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { Simulator } from '../../apps/simulator/src/simulator.js';
import { aSimulator } from '../support/messaging.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

const MESSAGES = 400;

describe('a worker that is killed while it sends 400 messages', () => {
  let web: ServedWeb;
  let simulator: Simulator;
  let settings: Record<string, string>;
  const workers: ChildProcess[] = [];

  beforeAll(async () => {
    const simulated = await aSimulator(() => web.url);
    ({ simulator } = simulated);
    settings = simulated.settings as Record<string, string>;
    web = await serveWeb({ now: Temporal.Now.instant().toString(), settings });
    await enqueueInvitations();
  });
  afterAll(async () => {
    for (const worker of workers) worker.kill('SIGKILL');
    await simulator.close();
    await web.close();
  });

  /** Rounds opened on a Monday morning and moved to this moment: the worker is a real process that lives in the real time. */
  async function enqueueInvitations(): Promise<void> {
    const monday = Temporal.PlainDate.from('2026-11-02');
    const morning = localInstant(monday, '09:30');
    const get = <T>(token: new (...given: never[]) => T) => web.app.get(token, { strict: false });
    await get(QuestionnairesService).ensureStandard(morning);
    await get(RulesService).ensureStandard(morning);
    const since = monday.subtract({ years: 1 });
    await web.dataSource.transaction((tx) =>
      get(ClientsService).register(
        tx,
        Array.from({ length: MESSAGES }, (_, index) => ({
          clientNumber: `K${1_000 + index}`,
          firstName: 'Sam',
          lastName: 'Voorbeeld',
          contactPoints: [{ kind: 'mobile' as const, address: `+316${String(45_000_000 + index)}` }],
          spells: [{ scheme: 'PW' as const, startsOn: since }],
          teamName: 'Team Noord',
          coachName: 'L. Maas',
          assignedFrom: since,
        })),
        morning,
      ),
    );
    await get(PlansService).add({ all: true }, { questionnaireKey: STANDARD_KEY, everyDays: 28, channel: null, startsOn: monday }, morning);
    expect(await get(RoundsService).openDue(morning)).toEqual({ opened: MESSAGES, unreachable: 0, missed: 0 });
    await web.dataSource.query(`update check_in set closes_at = now() + interval '1 day'`);
    await web.dataSource.query(`update message set not_before = now(), due_at = now(), expires_at = now() + interval '1 hour'`);
  }

  function startWorker(): ChildProcess {
    const [{ url }] = [{ url: (web.dataSource.options as { url: string }).url }];
    const env = { ...environmentFor(readConfiguration({ DEMO: 'on' }), url), ...settings, PUBLIC_URL: web.url, LOG_LEVEL: 'silent' };
    const worker = fork(path.join(PROJECT_ROOT, 'dist/apps/worker/src/main.js'), { env, execArgv: [], silent: true });
    workers.push(worker);
    return worker;
  }

  const sentMessages = () => simulator.messages().filter(({ direction }) => direction === 'to_client');
  const until = async (isSo: () => Promise<boolean> | boolean, seconds: number) => {
    for (let waited = 0; waited < seconds * 20; waited += 1) {
      if (await isSo()) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`not so within ${seconds} seconds`);
  };
  const statuses = async () => {
    const rows = await web.dataSource.query<{ status: string; count: number }[]>(
      `select status, count(*)::int from message group by status`,
    );
    return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
  };

  it('sends no message twice, and calls what nobody knows unknown', async () => {
    // The operator takes a while to answer, so that many attempts are under way at the moment of the blow.
    simulator.fault({ kind: 'slow', ms: 150 });
    const first = startWorker();
    await until(() => sentMessages().length >= 40, 60);
    first.kill('SIGKILL');
    await new Promise((resolve) => first.once('exit', resolve));
    simulator.clearFaults();
    await simulator.settled();
    const interrupted = (await statuses())['sending'] ?? 0;
    expect((await statuses())['queued']).toBeGreaterThan(0);

    // Nothing of the dead worker is in the way of what is still queued; the tidying-up calls the rest unknown.
    startWorker();
    const outbox = web.app.get(OutboxService, { strict: false });
    await outbox.settleAbandoned(Temporal.Now.instant().add({ minutes: 11 }));
    await until(async () => !('queued' in (await statuses())) && !('sending' in (await statuses())), 90);
    await simulator.settled();

    const perPhone = new Map<string, number>();
    for (const { address } of sentMessages()) perPhone.set(address, (perPhone.get(address) ?? 0) + 1);
    expect(Math.max(...perPhone.values())).toBe(1);
    const { delivered = 0, unknown = 0, ...others } = await statuses();
    expect(others).toEqual({});
    expect(delivered + unknown).toBe(MESSAGES);
    // Whatever was not handed over is among the unknown, and nothing else is: a receipt settles what the operator did get.
    expect(MESSAGES - perPhone.size).toBe(unknown);
    expect(unknown).toBeLessThanOrEqual(interrupted);
  }, 180_000);

  it('leaves one round and one link a client that works', async () => {
    const [{ rounds, clients }] = await web.dataSource.query(
      `select count(*)::int as rounds, count(distinct client_id)::int as clients from check_in`,
    );
    expect({ rounds, clients }).toEqual({ rounds: MESSAGES, clients: MESSAGES });
    const link = /\/c\/\w+/.exec(sentMessages()[0]!.text)![0];
    expect((await fetch(`${web.url}${link}`)).status).toBe(200);
  });
});
