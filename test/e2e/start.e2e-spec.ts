import { environmentFor, PROJECT_ROOT, readConfiguration } from '#libs/platform';
import { spawn } from 'node:child_process';
import { createServer, type AddressInfo, type Server } from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { aDatabase } from '../support/database.js';

interface Ended {
  code: number | null;
  said: string;
}

/** `npm start` without npm: the built program, until it ends by itself or by a signal. */
function start(
  settings: Record<string, string>,
  onSaid: (said: string, kill: (signal: NodeJS.Signals) => void) => void = () => undefined,
): Promise<Ended> {
  const env = { ...environmentFor(readConfiguration({}), ''), LOG_LEVEL: 'silent', ...settings };
  const child = spawn(process.execPath, [path.join(PROJECT_ROOT, 'dist/apps/cli/src/main.js'), 'start'], { env });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => onSaid((said += chunk.toString()), (signal) => void child.kill(signal)));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said: said.trim() })));
}

const listen = (port: number) =>
  new Promise<Server>((resolve) => {
    const server = createServer();
    server.listen(port, '127.0.0.1', () => resolve(server));
  });

/** Two free ports in a row (the simulator's mail is beside its web), and one apart. */
async function freePorts(): Promise<{ PORT: string; SIMULATOR_PORT: string }> {
  const servers = [await listen(0), await listen(0)];
  const [one, other] = servers.map((server) => (server.address() as AddressInfo).port) as [number, number];
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return { PORT: String(one), SIMULATOR_PORT: String(other === one + 1 ? other + 2 : other) };
}

describe('starting the product', () => {
  it.each([
    ['every setting that is malformed, at once', { PORT: 'drie', LOG_LEVEL: 'luid' }, /^PORT moet een getal.*\nLOG_LEVEL moet een van/],
    [
      'a secret that is missing outside the demo',
      { DEMO: 'off', DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c', PUBLIC_URL: 'https://x.nl' },
      /^SESSION_SECRET is verplicht/,
    ],
    [
      'a database that cannot be reached',
      { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c', PORT: '45001', SIMULATOR_PORT: '45011' },
      /^DATABASE_URL: de database is niet te bereiken/,
    ],
  ])('says in one sentence: %s', async (_, settings, sentence) => {
    const { code, said } = await start({ DEMO: 'on', ...settings });
    expect(code).toBe(1);
    expect(said).toMatch(sentence);
    expect(said).not.toMatch(/\n\s+at /);
  });

  it.each(['PORT', 'SIMULATOR_PORT'] as const)('names the setting of a port that is taken: %s', async (setting) => {
    const taken = await listen(0);
    const port = String((taken.address() as AddressInfo).port);
    const { code, said } = await start({ DEMO: 'on', ...(await freePorts()), [setting]: port });
    taken.close();
    expect(code).toBe(1);
    expect(said).toBe(`${setting}: poort ${port} is al in gebruik. Stop het andere programma of kies een andere poort.`);
  });

  describe('on a database of somebody’s own', () => {
    let database: Awaited<ReturnType<typeof aDatabase>>;
    beforeAll(async () => void (database = await aDatabase()));
    afterAll(() => database.drop());

    it('keeps accounts with a known password away from people who are not the demo’s', async () => {
      const client = new pg.Client({ connectionString: database.url });
      await client.connect();
      await client.query(`insert into client (client_number, first_name, last_name) values ('1', 'Echt', 'Iemand')`);
      const { code, said } = await start({ DEMO: 'on', DATABASE_URL: database.url, ...(await freePorts()) });
      expect(code).toBe(1);
      expect(said).toMatch(/^DATABASE_URL: in deze database staan mensen die niet van de demo zijn/);
      expect((await client.query('select from staff')).rowCount).toBe(0);
      await client.end();
    });

    it('starts without demo, simulator or accounts when DEMO is off, and stops on a signal with nothing left behind', async () => {
      const ports = await freePorts();
      const settings = {
        DEMO: 'off',
        DATABASE_URL: database.url,
        PUBLIC_URL: `http://127.0.0.1:${ports.PORT}`,
        SESSION_SECRET: 'q8Zr2Lw5Xc9Vb1Nm4Kj7Hg3Fd6Sa0PoiU',
        ...ports,
      };
      let health: unknown;
      let isAsked = false;
      const { code, said } = await start(settings, (text, kill) => {
        if (isAsked || !text.includes('Stoppen: Ctrl-C')) return;
        isAsked = true;
        void fetch(`http://127.0.0.1:${ports.PORT}/health/ready`)
          .then(async (response) => void (health = await response.json()))
          .finally(() => kill('SIGINT'));
      });
      expect(health).toEqual({ status: 'ok', database: 'ok', migrations: 'ok', queue: 'ok' });
      expect(code).toBe(0);
      expect(said).not.toMatch(/demo-werkplein|simulator/i);
      for (const port of Object.values(ports)) (await listen(Number(port))).close();
    });
  });
});
