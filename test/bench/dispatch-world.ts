import { CheckInsModule, INVITATION } from '#libs/checkins';
import {
  createLog,
  ensureDatabase,
  environmentFor,
  migrate,
  NestLog,
  openDatabase,
  PlatformModule,
  PROJECT_ROOT,
  readConfiguration,
  simulatorSmtpPort,
  startEmbeddedPostgres,
} from '#libs/platform';
import { QuestionnairesService } from '#libs/questionnaires';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { fork, type ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { DataSource } from 'typeorm';

/** What one round of invitations cost. */
export interface Round {
  perSecond: number;
  /** From due to handed over, in seconds: so long for 95 of a hundred at most. */
  p95Seconds: number;
  /** Of a hundred, how many were handed over within ten seconds. */
  withinTenSeconds: number;
  /** The most memory one worker had in use. */
  megabytes: number;
  /** Clients who got more than one message, or none. */
  notOnce: number;
}

/** A Werkplein of so many clients, the simulator in a process of its own, and workers when they are asked for. */
export interface DispatchWorld {
  simulatorUrl: string;
  smtpUrl: string;
  /** So many invitations fall due in the same moment, and so many worker processes send them. */
  round(channel: 'sms' | 'email', messages: number, workers: number): Promise<Round>;
  close(): Promise<void>;
}

/** Text messages leave by both accounts of the demo: each is as slow as the other, or the bare loop would race against half a latency. */
const ACCOUNTS = ['twilio', 'twilio-2'];
export const PROVIDER_LATENCY_MS = 50;
/** What is queued falls due so long after, so that queueing it is no part of the measurement. */
const LEAD_SECONDS = 4;

export async function openDispatchWorld(clients: number): Promise<DispatchWorld> {
  const folder = await mkdtemp(path.join(tmpdir(), 'werkplein-dispatch-'));
  await chmod(folder, 0o755);
  const server = await startEmbeddedPostgres({ folder });
  await ensureDatabase(server.urlOf('postgres'), 'dispatch');
  const databaseUrl = server.urlOf('dispatch');
  const migrating = await openDatabase(databaseUrl);
  await migrate(migrating, databaseUrl);
  await migrating.destroy();

  const simulatorPort = 20_000 + Math.floor(Math.random() * 30_000);
  const settings = { DEMO: 'on', LOG_LEVEL: 'fatal', SIMULATOR_PORT: String(simulatorPort), MESSAGES_PER_WEEK: '5', QUIET_HOURS: 'off' };
  const configuration = { ...readConfiguration(settings), databaseUrl };
  const app = await NestFactory.createApplicationContext(DispatchModule.with(configuration), {
    logger: new NestLog(createLog('fatal', 'bench')),
  });
  const dataSource = app.get(DataSource);
  await app.get(QuestionnairesService, { strict: false }).ensureStandard(Temporal.Now.instant());
  await fill(dataSource, clients);

  const env = { ...environmentFor(configuration, databaseUrl), ...settings };
  const simulator = await started('dist/apps/simulator/src/main.js', env);
  const simulatorUrl = `http://127.0.0.1:${simulatorPort}`;
  const slow = ACCOUNTS.map((account) => ({ kind: 'slow', ms: PROVIDER_LATENCY_MS, account }));
  for (const fault of [...slow, { kind: 'no_receipts' }]) await ask(`${simulatorUrl}/faults`, fault);

  return {
    simulatorUrl,
    smtpUrl: `smtp://127.0.0.1:${simulatorSmtpPort(simulatorPort)}`,
    round: (channel, messages, workers) => round(dataSource, { channel, messages, workers, env, simulatorUrl }),
    close: async () => {
      await ended(simulator);
      await app.close();
      await server.stop();
      for (const place of [folder, server.folder]) await rm(place, { recursive: true, force: true });
    },
  };
}

async function round(
  dataSource: DataSource,
  {
    channel,
    messages,
    workers,
    env,
    simulatorUrl,
  }: { channel: string; messages: number; workers: number; env: NodeJS.ProcessEnv; simulatorUrl: string },
): Promise<Round> {
  // A round of a month ago, as far as the budget of a week is concerned.
  await dataSource.query(`update message set attempted_at = attempted_at - interval '35 days'`);
  await dataSource.query('vacuum analyze message');
  const before = await countsOf(simulatorUrl);
  const working = await Promise.all(Array.from({ length: workers }, () => started('dist/apps/worker/src/main.js', env)));
  const now = Temporal.Now.instant();
  const due = now.add({ seconds: LEAD_SECONDS });
  await dataSource.query(
    `insert into message (channel, to_address, purpose, language, subject_id, client_id, not_before, due_at, expires_at, created_at, status_at)
     select $1, address, $2, 'nl', check_in.id, check_in.client_id, $3, $3, $4, $5, $5
       from check_in
       join contact_point on contact_point.client_id = check_in.client_id and (contact_point.kind = 'email') = ($1 = 'email')
      order by check_in.id limit $6`,
    [channel, INVITATION, due, due.add({ hours: 3 }), now, messages],
  );
  let megabytes = 0;
  for (let isBusy = true; isBusy;) {
    await wait(200);
    megabytes = Math.max(megabytes, ...(await Promise.all(working.map(memoryOf))));
    [{ isBusy }] = await dataSource.query<[{ isBusy: boolean }]>(
      `select exists (select from message where status in ('queued', 'sending')) as "isBusy"`,
    );
  }
  await Promise.all(working.map(ended));
  const [told] = await dataSource.query<[{ seconds: number; p95: number; within: number; left: number }]>(
    `select extract(epoch from max(handed_over_at) - $1::timestamptz)::float8 as seconds,
            percentile_cont(0.95) within group (order by extract(epoch from handed_over_at - due_at))::float8 as p95,
            (100.0 * count(*) filter (where handed_over_at <= due_at + interval '10 seconds') / count(*))::float8 as within,
            count(*) filter (where status = 'sent')::int as left
       from message where due_at = $1`,
    [due],
  );
  const after = await countsOf(simulatorUrl);
  const notOnce = [...after].filter(([recipient, count]) => count - (before.get(recipient) ?? 0) > 1).length + (messages - told.left);
  return { perSecond: told.left / told.seconds, p95Seconds: told.p95, withinTenSeconds: told.within, megabytes, notOnce };
}

/** People on a benefit with a telephone and a mailbox, and an open check-in each: set after set, for nobody waits for twenty thousand forms. */
async function fill(dataSource: DataSource, clients: number): Promise<void> {
  await dataSource.query(
    `insert into client (client_number, first_name, last_name) select 'D' || n, 'Sam', 'Voorbeeld' from generate_series(1, $1) n`,
    [clients],
  );
  await dataSource.query(
    `insert into benefit_spell (client_id, scheme, during, recorded_at) select id, 'PW', daterange('2020-01-01', null), $1 from client`,
    [Temporal.Now.instant()],
  );
  await dataSource.query(
    `insert into contact_point (client_id, kind, address, state_since, created_at)
     select client.id, kind, case kind when 'mobile' then '+316' || (10000000 + substr(client_number, 2)::int) else lower(client_number) || '@voorbeeld.example' end, $1, $1
       from client cross join unnest(array['mobile', 'email']) kind`,
    [Temporal.Now.instant()],
  );
  await dataSource.query(
    `with made as (
       insert into plan (name, questionnaire_id, audience, cadence, starts_on, created_at)
       select 'Bench', id, '{"kind":"fixed"}', '{"kind":"weeks","every":4}', '2026-01-01', $1 from questionnaire returning id, questionnaire_id),
     enrolled as (
       insert into enrolment (plan_id, client_id, questionnaire_id, anchor_on, enrolled_at)
       select made.id, client.id, made.questionnaire_id, '2026-01-01', $1 from made cross join client returning id, client_id)
     insert into check_in (enrolment_id, client_id, questionnaire_version_id, due_on, items, opened_at, closes_at, channel, language)
     select enrolled.id, enrolled.client_id, version.id, '2026-01-01', array['wellbeing.general', 'health.self_rated'], $1, $2, 'sms', 'nl'
       from enrolled cross join (select id from questionnaire_version limit 1) version`,
    [Temporal.Now.instant(), Temporal.Now.instant().add({ hours: 7 * 24 })],
  );
  await dataSource.query('vacuum analyze');
}

@Module({})
class DispatchModule {
  static with(configuration: ReturnType<typeof readConfiguration> & { databaseUrl: string }): DynamicModule {
    return { module: DispatchModule, imports: [PlatformModule.with(configuration), CheckInsModule] };
  }
}

/** A process of the product, when it says that it is ready. */
async function started(program: string, env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const child = fork(path.join(PROJECT_ROOT, program), { env, execArgv: [], silent: true });
  child.stderr?.pipe(process.stderr);
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', (code) => reject(new Error(`${program} ended with ${code}`)));
  });
  return child;
}

async function ended(child: ChildProcess): Promise<void> {
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await exited;
}

/** The most memory that a process had in use so far, as Linux tells it; 0 elsewhere. */
async function memoryOf({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
}

async function countsOf(simulatorUrl: string): Promise<Map<string, number>> {
  const { byRecipient } = (await (await fetch(`${simulatorUrl}/counts`)).json()) as {
    byRecipient: { recipient: string; messages: number }[];
  };
  return new Map(byRecipient.map(({ recipient, messages }) => [recipient, messages]));
}

async function ask(url: string, body: object): Promise<void> {
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
}
