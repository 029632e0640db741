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
  const { databaseUrl, close } = configuration.databaseUrl
    ? { databaseUrl: configuration.databaseUrl, close: nothing }
    : await openEmbedded();
  const stopListening = onInterruption(close);
  try {
    return await story({ ...configuration, databaseUrl }, await bringUpToDate(databaseUrl));
  } finally {
    stopListening();
    await close();
  }
}

async function openEmbedded(): Promise<{ databaseUrl: string; close: () => Promise<void> }> {
  const running = await findRunningPostgres(FOLDER);
  if (running) {
    await ensureDatabase(running.urlOf('postgres'), NAME);
    return { databaseUrl: running.urlOf(NAME), close: nothing };
  }
  const server = await startEmbeddedPostgres({ folder: FOLDER });
  await ensureDatabase(server.urlOf('postgres'), NAME);
  const close = async () => {
    // Another command may have found our server and still be at work: the last one out turns off the light.
    await othersGone(server.urlOf('postgres'));
    await server.stop();
  };
  return { databaseUrl: server.urlOf(NAME), close };
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
function onInterruption(close: () => Promise<void>): () => void {
  const interrupt = () => {
    process.stderr.write('\nAfgebroken. Wat nog niet klaar was, is niet weggeschreven.\n');
    void close().finally(() => process.exit(130));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupt);
  return () => ['SIGINT', 'SIGTERM'].forEach((signal) => process.off(signal, interrupt));
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

async function nothing(): Promise<void> {
  // What somebody else started is not ours to stop.
}
