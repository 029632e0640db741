import { RoundsService } from '#libs/checkins';
import { ClientsService } from '#libs/people';
import { PlansService } from '#libs/planning';
import {
  ensureDatabase,
  environmentFor,
  localInstant,
  migrate,
  openDatabase,
  PROJECT_ROOT,
  readConfiguration,
  startEmbeddedPostgres,
  type Configuration,
  type EmbeddedPostgres,
} from '#libs/platform';
import { QuestionnairesService, STANDARD_KEY } from '#libs/questionnaires';
import { RulesService } from '#libs/rules';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { fork, type ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DataSource } from 'typeorm';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.js';
import { configureWeb } from '../../apps/web/src/configure-web.js';

/** A whole product on one machine, every part of which can be taken away in the middle of its work. */
export interface ChaosWorld {
  web: NestFastifyApplication;
  dataSource: DataSource;
  simulator: Simulator;
  workers: Workers;
  /** Stops PostgreSQL under everybody and starts it again where it was. */
  restartDatabase: () => Promise<void>;
  close: () => Promise<void>;
}

/** @param messages how many invitations wait, every one to a telephone of its own; they fall due spread over `seconds` from now */
export async function openChaosWorld(messages: number, seconds: number): Promise<ChaosWorld> {
  const folder = await mkdtemp(path.join(tmpdir(), 'werkplein-chaos-'));
  await chmod(folder, 0o755);
  const port = 20_000 + Math.floor(Math.random() * 30_000);
  let server: EmbeddedPostgres = await startEmbeddedPostgres({ folder, port });
  await ensureDatabase(server.urlOf('postgres'), 'chaos');
  const databaseUrl = server.urlOf('chaos');
  const migrating = await openDatabase(databaseUrl);
  await migrate(migrating, databaseUrl);
  await migrating.destroy();

  let url = 'http://127.0.0.1:9';
  const { twilio } = readConfiguration({ DEMO: 'on' });
  const { accountSid, authToken } = twilio as NonNullable<Configuration['twilio']>;
  const simulator = await startSimulator({ port: 0, smtpPort: 0, publicUrl: () => url, accountSid, authToken, receiptPaceMs: 20 });
  const settings = {
    DEMO: 'on',
    // An impatient product: what takes a minute in an office takes seconds here.
    PROVIDER_TIMEOUT: '1',
    LOG_LEVEL: 'fatal',
    TWILIO_API_URL: simulator.url,
    SMTP_URL: simulator.smtpUrl,
  };
  const configuration = { ...readConfiguration(settings), databaseUrl };
  const web = await configureWeb(configuration);
  await web.listen(0, '127.0.0.1');
  url = (await web.getUrl()).replace('[::1]', '127.0.0.1');
  configuration.publicUrl = url;
  await fill(web, messages, seconds);

  const workers = new Workers({ ...environmentFor(configuration, databaseUrl), ...settings, PUBLIC_URL: url });
  return {
    web,
    dataSource: web.get(DataSource),
    simulator,
    workers,
    restartDatabase: async () => {
      await server.stop();
      server = await startEmbeddedPostgres({ folder, port });
    },
    close: async () => {
      await workers.close();
      await simulator.close();
      await web.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Rounds opened on a Monday morning and moved to this moment: the workers are real processes that live in the real time. */
async function fill(web: NestFastifyApplication, messages: number, seconds: number): Promise<void> {
  const monday = Temporal.PlainDate.from('2026-11-02');
  const morning = localInstant(monday, '09:30');
  const get = <T>(token: new (...given: never[]) => T) => web.get(token, { strict: false });
  await get(QuestionnairesService).ensureStandard(morning);
  await get(RulesService).ensureStandard(morning);
  const since = monday.subtract({ years: 1 });
  const dataSource = web.get(DataSource);
  await dataSource.transaction((tx) =>
    get(ClientsService).register(
      tx,
      Array.from({ length: messages }, (_, index) => ({
        clientNumber: `C${100_000 + index}`,
        firstName: 'Sam',
        lastName: 'Voorbeeld',
        contactPoints: [{ kind: 'mobile' as const, address: `+316${String(41_000_000 + index)}` }],
        spells: [{ scheme: 'PW' as const, startsOn: since }],
        teamName: 'Team Noord',
        coachName: 'L. Maas',
        assignedFrom: since,
      })),
      morning,
    ),
  );
  await get(PlansService).add({ all: true }, { questionnaireKey: STANDARD_KEY, everyDays: 28, channel: null, startsOn: monday }, morning);
  await get(RoundsService).openDue(morning);
  const now = Temporal.Now.instant();
  await dataSource.query(`update check_in set closes_at = $1, next_step_at = null`, [now.add({ hours: 24 })]);
  await dataSource.query(
    `update message set not_before = $1::timestamptz + place.share * make_interval(secs => $2), due_at = $1::timestamptz + place.share * make_interval(secs => $2), expires_at = $3
       from (select id, (row_number() over (order by id))::float8 / (count(*) over ()) as share from message) place
      where place.id = message.id`,
    [now, seconds, now.add({ hours: 1 })],
  );
}

/** Worker processes under a supervisor: one that falls is started again, until the world is closed. */
export class Workers {
  private readonly alive = new Set<ChildProcess>();
  private readonly ready = new Set<ChildProcess>();
  private isClosing = false;
  /** How many fell without being killed by us. */
  fell = 0;

  constructor(private readonly env: NodeJS.ProcessEnv) {}

  start(count: number): void {
    for (let index = 0; index < count; index += 1) this.spawn();
  }

  /** SIGKILL for one of those that work, in the middle of whatever it does. @returns whether there was one */
  killOne(chance: number): boolean {
    const victim = [...this.ready][Math.floor(chance * this.ready.size)];
    if (!victim) return false;
    this.ready.delete(victim);
    this.fell -= 1;
    return victim.kill('SIGKILL');
  }

  async close(): Promise<void> {
    this.isClosing = true;
    const ended = [...this.alive].map((worker) => new Promise((resolve) => worker.once('exit', resolve)));
    for (const worker of this.alive) worker.kill('SIGKILL');
    await Promise.all(ended);
  }

  private spawn(): void {
    const worker = fork(path.join(PROJECT_ROOT, 'dist/apps/worker/src/main.js'), { env: this.env, execArgv: [], silent: true });
    this.alive.add(worker);
    worker.once('message', () => this.ready.add(worker));
    worker.once('exit', () => {
      this.alive.delete(worker);
      this.ready.delete(worker);
      this.fell += 1;
      if (!this.isClosing) setTimeout(() => this.isClosing || this.spawn(), 100);
    });
  }
}
