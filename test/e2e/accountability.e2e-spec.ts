import { openDatabase } from '#libs/platform';
import { problemsWithRecord, STANDARD_RULES, type RegisterRecord } from '#libs/rules';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../support/database.js';
import { typeCommand } from '../support/type-command.js';

const GIVEN = ['--organization', 'gemeente Voorbeeld', '--contact', 'privacy@voorbeeld.example'];
const BASIS = ['--basis', 'artikel 6 AVG', '--dpia', 'DPIA 2026, paragraaf 4', '--approver', 'functionaris gegevensbescherming'];

describe('accounting for the rules from the command line', () => {
  let dataSource: DataSource;
  let url: string;
  let drop: () => Promise<void>;
  let folder: string;
  beforeAll(async () => {
    ({ url, drop } = await aDatabase());
    dataSource = await openDatabase(url);
    folder = await mkdtemp(path.join(tmpdir(), 'accountability-'));
    await dataSource.query(
      `insert into client (client_number, first_name, last_name) values ('K1', 'Noor', 'Geheim'), ('K2', 'Bas', 'Geheim')`,
    );
    await dataSource.query(
      `insert into rule_version (rule, version, definition, author, approver, valid_from)
       select definition ->> 'rule', (definition ->> 'version')::int, definition, definition ->> 'author', definition ->> 'approver',
              (definition ->> 'validFrom')::timestamptz
         from jsonb_array_elements($1::jsonb) as given (definition)`,
      [JSON.stringify(STANDARD_RULES)],
    );
  });
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
    await rm(folder, { recursive: true });
  });

  const werkplein = (...command: string[]) => typeCommand(command, { DATABASE_URL: url });

  it('writes a record that the standard takes, of the rules in force, for its maker to read only', async () => {
    const file = path.join(folder, 'register.json');
    const { code, err } = await werkplein('export', 'algorithm-register', file, ...GIVEN, '--dpia', 'https://voorbeeld.example/dpia');
    const record = JSON.parse(await readFile(file, 'utf8')) as RegisterRecord;

    expect([code, problemsWithRecord(record)]).toEqual([0, {}]);
    expect(record).toMatchObject({ organization: 'gemeente Voorbeeld', status: 'In gebruik', begin_date: '2025-01' });
    expect(record.impacttoetsen_grouping).toEqual([
      { title: 'Data Protection Impact Assessment (DPIA)', link: 'https://voorbeeld.example/dpia' },
    ]);
    expect(record.methods_and_models).toContain('<li>Voelt zich niet gezond');
    expect(err).toMatch(/van de \d+ regels staan erin/);
    expect((await stat(file)).mode & 0o077).toBe(0);
  });

  it('leaves out a rule that has ended', async () => {
    await dataSource.query(`update rule_version set valid_until = now() - interval '1 day' where rule = 'feels-unhealthy'`);
    const { code, out } = await werkplein('export', 'algorithm-register', ...GIVEN);

    expect(code).toBe(0);
    expect((JSON.parse(out) as RegisterRecord).methods_and_models).not.toContain('<li>Voelt zich niet gezond');
  });

  it.each([
    [1, ['--organization', 'gemeente Voorbeeld', '--contact', 'bel maar'], 'Zo neemt het register het niet: --contact.'],
    [1, [...GIVEN, '--dpia', 'http://voorbeeld.example'], 'Zo neemt het register het niet: --dpia of --iama.'],
    [2, ['--contact', 'privacy@voorbeeld.example'], 'De optie --organization <naam> is verplicht.'],
  ])('ends with %i and one sentence for %j', async (expected, options, sentence) => {
    const { code, out, err } = await werkplein('export', 'algorithm-register', path.join(folder, 'wrong.json'), ...options);

    expect([code, out]).toEqual([expected, '']);
    expect(err).toContain(sentence);
    expect((await readdir(folder)).filter((name) => name.startsWith('wrong'))).toEqual([]);
  });

  it('takes in what may be known of sex on a ground only, tells which lines are wrong, and forgets it', async () => {
    const file = path.join(folder, 'sexes.csv');
    await writeFile(file, 'Klantnummer;Geslacht\r\nK1;V\r\nK2;onbekend\r\n');
    const without = await werkplein('import', 'fairness-attributes', file, '--basis', 'artikel 6 AVG');
    expect([without.code, without.err]).toEqual([2, expect.stringContaining('is verplicht')]);

    const taken = await werkplein('import', 'fairness-attributes', file, ...BASIS);
    expect(taken).toMatchObject({ code: 1, err: 'Regel 3: geslacht is geen V, M of X.\n' });
    expect(taken.out).toContain('Van 1 klanten is dit nu bekend');
    expect(taken.out + taken.err).not.toContain('Geheim');

    expect(await werkplein('fairness', 'forget')).toMatchObject({ code: 0, out: expect.stringContaining('gewist') as string });
    expect(await dataSource.query(`select from fairness_attribute`)).toEqual([]);
    expect(await werkplein('fairness', 'forget')).toMatchObject({ code: 1, err: expect.stringContaining('geen grondslag') as string });
  });
});
