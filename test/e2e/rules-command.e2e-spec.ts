import { openDatabase } from '#libs/platform';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../support/database.js';
import { typeCommand } from '../support/type-command.js';

describe('werkplein rules', () => {
  let dataSource: DataSource;
  let url: string;
  let drop: () => Promise<void>;
  let folder: string;
  beforeAll(async () => {
    ({ url, drop } = await aDatabase());
    dataSource = await openDatabase(url);
    folder = await mkdtemp(path.join(tmpdir(), 'rules-'));
    await dataSource.query(`insert into staff (name, email, role) values ('E. Maas', 'e.maas@gemeente.example', 'admin')`);
    await dataSource.query(`insert into staff (name, email, role) values ('C. Coach', 'coach@gemeente.example', 'coach')`);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
    await rm(folder, { recursive: true });
  });

  const werkplein = (...command: string[]) => typeCommand(['rules', ...command], { DATABASE_URL: url });

  it('lists the rules, writes them to a file, and takes a file in as a proposal that changes nothing yet', async () => {
    expect((await werkplein('list')).out).toMatch(/^debts +versie \d+ +Heeft schulden/m);
    const file = path.join(folder, 'regels.json');
    expect(await werkplein('export', '--output', file)).toMatchObject({ code: 0, out: '' });
    const exported = JSON.parse(await readFile(file, 'utf8')) as { rules: { rule: string; title: object }[] };
    const debts = exported.rules.find(({ rule }) => rule === 'debts');
    await writeFile(
      file,
      JSON.stringify({ ...exported, rules: [{ ...debts, title: { nl: 'Van buiten', en: 'From outside' } }, { rule: 'stuk' }] }),
    );

    const dry = await werkplein('import', file, '--dry-run');
    expect([dry.code === 0, dry.out.includes('debts: verandert'), dry.out.includes('stuk: niet goed')]).toEqual([false, true, true]);
    const given = ['--note', 'Van de regio.'];
    expect((await werkplein('import', file, ...given)).err).toContain('--by');
    expect((await werkplein('import', file, '--by', 'e.maas@gemeente.example', ...given)).err).toContain('--only-good');
    expect((await werkplein('import', file, '--only-good', '--by', 'coach@gemeente.example', ...given)).err).toContain(
      'alleen een beheerder',
    );
    expect(await dataSource.query(`select from rule_set_proposal`)).toEqual([]);
    const taken = await werkplein('import', file, '--only-good', '--by', 'e.maas@gemeente.example', ...given);
    expect(taken.out).toContain('Voorgesteld. Een andere beheerder beslist');
    expect((await werkplein('list')).out).not.toContain('Van buiten');
  });
});
