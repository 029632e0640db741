import { localInstant, openDatabase } from '#libs/platform';
import { Writable } from 'node:stream';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../../../../test/support/database.js';
import { ObservationExportService, type ObservationExport } from './observation-export.service.js';

const on = (date: string) => localInstant(Temporal.PlainDate.from(date), '00:00');
const everything: ObservationExport = { what: 'observations', format: 'jsonl', clientIds: null, from: null, until: on('2026-12-01') };

describe('an export', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let ids: string[];
  beforeAll(async () => {
    const database = await aDatabase();
    ({ drop } = database);
    dataSource = await openDatabase(database.url);
    const clients: { id: string }[] = await dataSource.query(
      `insert into client (client_number, first_name, last_name) select 'K' || n, 'Noor', 'Geheim' from generate_series(1, 3) as n returning id`,
    );
    ids = clients.map(({ id }) => id);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
  });
  beforeEach(() => dataSource.query(`truncate trait_observation`));

  const observe = (client: number, trait: string, value: number | null, at: string) =>
    dataSource.query(
      `insert into trait_observation (client_id, trait, state, value, observed_at, recorded_at, source, channel, mode, language)
       values ($1, $2, $3, $4, $5, $5, 'self_report', 'app', 'self', 'nl')`,
      [ids[client - 1], trait, value === null ? 'unknown' : 'answered', value, on(at)],
    );
  async function write(changed: Partial<ObservationExport> = {}): Promise<string[]> {
    let text = '';
    const target = new Writable({ write: (chunk: Buffer, _, done) => ((text += chunk.toString()), done()) });
    const rows = await new ObservationExportService(dataSource).write({ ...everything, ...changed }, target);
    const lines = text.split('\n').filter((line) => line !== '');
    expect(rows).toBe(lines.length);
    return lines.map((line) => {
      const { clientNumber, trait, state, value } = JSON.parse(line) as Record<string, string | number | null>;
      return `${clientNumber} ${trait} ${state} ${value}`;
    });
  }

  it('goes by client number, trait and moment, and tells states in words', async () => {
    await observe(2, 'finance.debt', 1, '2026-03-01');
    await observe(1, 'wish.contact', null, '2026-03-01');
    await observe(1, 'finance.debt', 2, '2026-04-01');
    await observe(1, 'finance.debt', 1, '2024-04-01');
    expect(await write()).toEqual([
      'K1 finance.debt beantwoord 1',
      'K1 finance.debt beantwoord 2',
      'K1 wish.contact weet niet null',
      'K2 finance.debt beantwoord 1',
    ]);
  });

  it('leaves out what was corrected, in observations and in profiles', async () => {
    await observe(1, 'finance.debt', 1, '2026-03-01');
    await observe(1, 'finance.debt', 2, '2026-03-01');
    expect(await write()).toEqual(['K1 finance.debt beantwoord 2']);
    expect(await write({ what: 'profiles' })).toEqual(['K1 finance.debt beantwoord 2']);
  });

  it('gives of each trait the latest before the moment, a refusal or "weet niet" as well', async () => {
    await observe(1, 'finance.debt', 1, '2026-03-01');
    await observe(1, 'finance.debt', null, '2026-05-01');
    expect(await write({ what: 'profiles' })).toEqual(['K1 finance.debt weet niet null']);
    expect(await write({ what: 'profiles', until: on('2026-05-01') })).toEqual(['K1 finance.debt beantwoord 1']);
    expect(await write({ what: 'profiles', from: on('2026-03-02'), until: on('2026-05-01') })).toEqual([]);
  });

  it('is of the chosen clients only, and of nobody when nobody is chosen', async () => {
    for (const client of [1, 2, 3]) await observe(client, 'finance.debt', 1, '2026-03-01');
    expect(await write({ clientIds: [ids[2]!, ids[0]!] })).toEqual(['K1 finance.debt beantwoord 1', 'K3 finance.debt beantwoord 1']);
    expect(await write({ clientIds: [] })).toEqual([]);
  });

  it('gives a header to whoever takes nothing', async () => {
    let text = '';
    const target = new Writable({ write: (chunk: Buffer, _, done) => ((text += chunk.toString()), done()) });
    expect(await new ObservationExportService(dataSource).write({ ...everything, format: 'csv' }, target)).toBe(0);
    expect(text).toMatch(/^\u{FEFF}Klantnummer;[^\n]*\r\n$/u);
  });

  it('says what went wrong when the disk is full, and gives its connection back', async () => {
    await observe(1, 'finance.debt', 1, '2026-03-01');
    const full = () => new Writable({ write: (_chunk, _, done) => done(Object.assign(new Error('full'), { code: 'ENOSPC' })) });
    for (let turn = 0; turn < 15; turn += 1)
      await expect(new ObservationExportService(dataSource).write(everything, full())).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(await write()).toHaveLength(1);
  });

  it('is quick with the first row of very many, for it never waits for the last', async () => {
    await dataSource.query(
      `insert into trait_observation (client_id, trait, state, value, observed_at, recorded_at, source, channel, mode, language)
       select client.id, 'finance.debt', 'answered', 1, '2025-01-01T00:00:00Z'::timestamptz + make_interval(mins => n), '2025-01-01T00:00:00Z',
              'self_report', 'app', 'self', 'nl'
         from client, generate_series(1, 20000) as n`,
    );
    // Whoever reads slowly is waited for: of sixty thousand rows no more than a few thousand are under way.
    let [chunks, most] = [0, 0];
    const slow = new Writable({
      highWaterMark: 1,
      write: (chunk: Buffer, _, done) => {
        chunks += 1;
        most = Math.max(most, chunk.length);
        setImmediate(done);
      },
    });
    expect(await new ObservationExportService(dataSource).write(everything, slow)).toBe(60_000);
    expect(chunks).toBeGreaterThan(50);
    expect(most).toBeLessThan(100_000);
  });
});
