import {
  configurationFromEnvironment,
  ensureDatabase,
  findRunningPostgres,
  migrate,
  openDatabase,
  PROJECT_ROOT,
  startEmbeddedPostgres,
  type Configuration,
} from '#libs/platform';
import path from 'node:path';
import pg from 'pg';

export const FOLDER = path.join(PROJECT_ROOT, '.data');
export const NAME = 'werkplein';

export type ConfigurationWithDatabase = Configuration & { databaseUrl: string };

/**
 * Runs a story on the database that the product uses, brought up to date first: DATABASE_URL, else the embedded server.
 * If the product is running its server is used and left alone; if not, the server runs for as long as the story takes.
 */
export async function withDatabase<T>(story: (configuration: ConfigurationWithDatabase, migrated: string[]) => Promise<T>): Promise<T> {
  const configuration = configurationFromEnvironment();
  const { databaseUrl, close, abandon } = configuration.databaseUrl ? notOurs(configuration.databaseUrl) : await openEmbedded();
  const interruption = listenForInterruption(abandon);
  try {
    return await story({ ...configuration, databaseUrl }, await bringUpToDate(databaseUrl));
  } catch (error) {
    // What fails because the database went away under it is no news to who sent it away.
    if (interruption.happened()) await new Promise(() => undefined);
    throw error;
  } finally {
    interruption.stopListening();
    if (!interruption.happened()) await close();
  }
}

interface OpenDatabase {
  databaseUrl: string;
  /** After the story. */
  close: () => Promise<void>;
  /** In the middle of it. */
  abandon: () => Promise<void>;
}

async function openEmbedded(): Promise<OpenDatabase> {
  const running = await findRunningPostgres(FOLDER);
  if (running) {
    await ensureDatabase(running.urlOf('postgres'), NAME);
    return notOurs(running.urlOf(NAME));
  }
  const server = await startEmbeddedPostgres({ folder: FOLDER });
  await ensureDatabase(server.urlOf('postgres'), NAME);
  const close = async () => {
    // Another command may have found our server and still be at work: the last one out turns off the light.
    await othersGone(server.urlOf('postgres'));
    await server.stop();
  };
  return { databaseUrl: server.urlOf(NAME), close, abandon: () => server.stop() };
}

/** What somebody else started is not ours to stop. */
function notOurs(databaseUrl: string): OpenDatabase {
  return { databaseUrl, close: () => Promise.resolve(), abandon: () => Promise.resolve() };
}

/** @returns the names of the migrations that ran */
export async function bringUpToDate(databaseUrl: string): Promise<string[]> {
  const dataSource = await openDatabase(databaseUrl);
  try {
    return await migrate(dataSource, databaseUrl);
  } finally {
    await dataSource.destroy();
  }
}

/** Ctrl-C: what was not committed is undone by the database itself; our own server must not be left behind. */
function listenForInterruption(abandon: () => Promise<void>): { happened: () => boolean; stopListening: () => void } {
  let happened = false;
  const interrupt = () => {
    if (happened) return;
    happened = true;
    process.stderr.write('\nAfgebroken. Wat nog niet klaar was, is niet weggeschreven.\n');
    void abandon().finally(() => process.exit(130));
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, interrupt);
  return { happened: () => happened, stopListening: () => signals.forEach((signal) => process.off(signal, interrupt)) };
}

async function othersGone(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (;;) {
      const { rowCount } = await client.query(
        `select from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() and datname = $1`,
        [NAME],
      );
      if (!rowCount) return;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  } finally {
    await client.end();
  }
}
