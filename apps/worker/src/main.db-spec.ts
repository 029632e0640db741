import { environmentFor, PROJECT_ROOT, readConfiguration } from '#libs/platform';
import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import pg from 'pg';
import { aDatabase } from '../../../test/support/database.js';

/** The built program, as `npm start` and the container start it. */
function start(
  databaseUrl: string | undefined,
  settings: Record<string, string> = {},
): { worker: ChildProcess; said: () => string; ended: Promise<number | null> } {
  const env = { ...environmentFor(readConfiguration({ DEMO: 'on' }), databaseUrl ?? ''), LOG_LEVEL: 'silent', ...settings };
  const worker = fork(path.join(PROJECT_ROOT, 'dist/apps/worker/src/main.js'), { env, execArgv: [], silent: true });
  let said = '';
  for (const stream of [worker.stdout, worker.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return { worker, said: () => said, ended: new Promise((resolve) => worker.once('close', resolve)) };
}

describe('the program worker', () => {
  let database: Awaited<ReturnType<typeof aDatabase>>;
  beforeAll(async () => void (database = await aDatabase()));
  afterAll(() => database.drop());
  const ready = (worker: ChildProcess) => new Promise((resolve) => worker.once('message', resolve));

  it('tells who started it that it is ready, and ends when asked', async () => {
    const { worker, said, ended } = start(database.url);
    expect(await ready(worker)).toBe('ready');
    worker.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(said()).toBe('');
  });

  it('ends when who started it is gone', async () => {
    const { worker } = start(database.url);
    await ready(worker);
    // Not `close`: that never comes after the starter let go of the channel.
    const exited = new Promise((resolve) => worker.once('exit', resolve));
    worker.disconnect();
    expect(await exited).toBe(0);
  });

  it.each([
    ['there is no database', undefined, {}, 'DATABASE_URL is niet ingevuld.'],
    ['the database cannot be reached', 'postgres://werkplein@127.0.0.1:1/werkplein', {}, 'DATABASE_URL: de database is niet te bereiken'],
    ['a setting is wrong', 'postgres://werkplein@127.0.0.1:1/werkplein', { PORT: 'drie' }, 'PORT moet een getal'],
  ])('says so in one sentence when %s', async (_, url, settings, sentence) => {
    const { said, ended } = start(url, settings);
    expect(await ended).toBe(1);
    expect(said().trim().startsWith(sentence)).toBe(true);
    expect(said().trim().split('\n')).toHaveLength(1);
  });

  it('says so when the database was not brought up to date', async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query('delete from schema_migration where id = (select max(id) from schema_migration)');
    await client.end();
    const { said, ended } = start(database.url);
    expect(await ended).toBe(1);
    expect(said().trim()).toBe('De database is nog niet bijgewerkt. Doe eerst: npm run werkplein -- migrate');
  });
});
