import { openDatabase } from '#libs/platform';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../support/database.js';
import { typeCommand } from '../support/type-command.js';

const HEADER = 'Klantnummer;Kenmerk;Waarde;Datum;Tijd;Bron';

describe('the command werkplein', () => {
  let dataSource: DataSource;
  let url: string;
  let drop: () => Promise<void>;
  let folder: string;
  beforeAll(async () => {
    ({ url, drop } = await aDatabase());
    dataSource = await openDatabase(url);
    folder = await mkdtemp(path.join(tmpdir(), 'observations-'));
    await dataSource.query(
      `with made as (insert into client (client_number, first_name, last_name)
         values ('K1', 'Noor', 'Geheim'), ('K2', 'Bas', 'Geheim'), ('=1+1', 'Sam', 'Geheim') returning id)
       insert into benefit_spell (client_id, scheme, during, recorded_at) select id, 'PW', daterange('2020-01-01', null), '2020-01-01T00:00:00Z' from made`,
    );
    await dataSource.query(
      `insert into selection (name, criteria, created_at)
       values ('Schulden', '{"traits": [{"trait": "finance.debt", "is": [1]}], "spell": null}', '2026-01-01T00:00:00Z')`,
    );
  });
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
    await rm(folder, { recursive: true });
  });

  /** As an administrator types it; @param readAtMost stops reading after so many characters, as `head` does */
  const werkplein = (command: string[], readAtMost?: number) =>
    typeCommand(command, { DATABASE_URL: url }, readAtMost === undefined ? {} : { readAtMost });
  async function aFile(rows: string[], name = 'rows.csv') {
    const file = path.join(folder, name);
    await writeFile(file, [HEADER, ...rows].join('\r\n'));
    return file;
  }
  const count = async (table: string) =>
    ((await dataSource.query(`select count(*)::int as count from ${table}`)) as [{ count: number }])[0].count;
  const today = Temporal.Now.plainDateISO('Europe/Amsterdam').subtract({ days: 3 }).toString();

  describe('import observations', () => {
    it('tells what is wrong with every row, writes nothing, and exits 1', async () => {
      const file = await aFile([
        'K1;health.self_rated;3;01-10-2025;;zelf',
        'K9;health.self_rated;3;01-10-2025;;zelf',
        'K1;Gezondhied;3;01-10-2025;;zelf',
        'K1;Gezondheid;9;01-10-2025;;zelf',
      ]);
      const report = path.join(folder, 'problemen.csv');
      const { code, out } = await werkplein(['import', 'observations', file, '--report', report]);
      expect(out).toContain('  regel 3, Klantnummer "K9": deze klant kennen wij niet; lees eerst het klantenbestand in\n');
      expect(out).toContain('  regel 4, Kenmerk "Gezondhied": dit kenmerk kennen wij niet; bedoelt u "health.self_rated"?\n');
      expect(out).toContain('  regel 5, Waarde "9": past niet bij dit kenmerk; het kan zijn: 1 tot en met 5, "weigert" of "weet niet"\n');
      expect(out).toMatch(/nieuw +1 waarnemingen\n +gewijzigd +0 waarnemingen\n +ongewijzigd +0 waarnemingen\n +geweigerd +3 regels\n/);
      expect(out).toContain('Er is niets weggeschreven');
      expect(code).toBe(1);
      expect(await count('trait_observation')).toBe(0);
      expect((await readFile(report, 'utf8')).split('\r\n')).toHaveLength(5);
    });

    it('writes the good ones, asks for a review of whom they are about, and adds nothing the second time', async () => {
      const file = await aFile([
        'K1;health.self_rated;3;01-10-2025;;zelf',
        `K1;finance.debt;1;${today};10:00;klantmanager`,
        `=1+1;finance.debt;weigert;${today};;zelf`,
        'K1;finance.debt;2;01-02-2024;;import',
      ]);
      expect(await werkplein(['import', 'observations', file])).toMatchObject({
        code: 0,
        out: expect.stringMatching(/nieuw +4 waarnemingen[^]*voorstellen voor deze klanten/) as string,
      });
      expect(await count('trait_observation')).toBe(4);
      expect(await count('review_wanted')).toBe(2);
      expect((await werkplein(['import', 'observations', file])).out).toMatch(/ongewijzigd +4 waarnemingen/);
      expect(await count('trait_observation')).toBe(4);
    });

    it('brings nothing about health when that module is off', async () => {
      await dataSource.query(`insert into module_switch (module, is_on, switched_at) values ('health', false, '2026-01-01T00:00:00Z')`);
      const { code, out } = await werkplein(['import', 'observations', await aFile(['K2;Gezondheid;3;01-10-2025;;zelf'])]);
      expect(out).toContain('dit kenmerk hoort bij een module die uit staat');
      expect(code).toBe(1);
    });

    it('refuses a client export with one sentence', async () => {
      const file = path.join(folder, 'klanten.csv');
      await writeFile(file, 'Klantnummer;Voornaam\nK1;Noor');
      const { code, err } = await werkplein(['import', 'observations', file]);
      expect(err).toMatch(/^De eerste regel klopt niet: de import mist "Kenmerk", "Waarde", "Datum", "Bron" en kent "Voornaam" niet\./);
      expect(code).toBe(1);
    });
  });

  describe('export', () => {
    it('writes everything that counts to a file that only its maker may read, and keeps who took it and what for', async () => {
      const file = path.join(folder, 'waarnemingen.csv');
      const { code, err } = await werkplein(['export', 'observations', '--for', 'onderzoek 2026', '--output', file]);
      expect({ code, err }).toMatchObject({ code: 0, err: expect.stringContaining('4 regels in ') as string });
      const lines = (await readFile(file, 'utf8')).split('\r\n');
      expect(lines[0]).toBe(
        '\u{FEFF}Klantnummer;Kenmerk;Naam kenmerk;Staat;Waarde;Betekenis;Waargenomen;Vastgelegd;Bron;Kanaal;Wijze;Taal',
      );
      // A client number that a spreadsheet would compute is text, and a refusal is a word.
      expect(lines[1]).toMatch(/^'=1\+1;finance\.debt;Schulden;weigert;;;20/);
      expect(lines[2]).toMatch(/^K1;finance\.debt;Schulden;beantwoord;2;geen schulden;2024-01-31T23:00:02\.000Z;/);
      expect(lines.join()).not.toMatch(/Geheim|Noor|Bas/);
      expect((await stat(file)).mode & 0o777).toBe(0o600);
      expect(await dataSource.query(`select what, selection, row_count::int as rows, exported_by as by from export_record`)).toEqual([
        { what: 'observations', selection: null, rows: 4, by: expect.stringMatching(/^\S+: onderzoek 2026$/) as string },
      ]);
    });

    it('gives the profile as it was on a day, for a saved group, as JSON Lines', async () => {
      const { code, out } = await werkplein([
        'export',
        'profiles',
        '--for',
        'proef',
        '--format',
        'jsonl',
        '--selection',
        'Schulden',
        '--until',
        '2025-11-01',
      ]);
      expect(code).toBe(0);
      const rows = out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(
        rows.map(({ clientNumber, trait, value, label, expired, ageInDays }) => [clientNumber, trait, value, label, expired, ageInDays]),
      ).toEqual([
        ['K1', 'finance.debt', 2, 'geen schulden', true, 638],
        ['K1', 'health.self_rated', 3, 'gaat wel', false, 31],
      ]);
    });

    it('counts the first day and not the last', async () => {
      const rows = async (from: string, until: string) =>
        (await werkplein(['export', 'observations', '--for', 'proef', '--format', 'jsonl', '--from', from, '--until', until])).out.split(
          '\n',
        ).length - 1;
      expect(await rows('2024-02-01', '2025-10-01')).toBe(1);
      expect(await rows('2024-02-02', '2025-10-02')).toBe(1);
    });

    it('leaves no half file when it cannot write, and nothing when it is wrong', async () => {
      const before = await readdir(folder);
      for (const [more, sentence] of [
        [['--output', '/nergens/uit.csv'], /--output: .* kan niet worden geschreven \(ENOENT\)/],
        [['--selection', 'Niemand'], /er is geen bewaarde groep "Niemand"/],
        [['--from', '2026-01-02', '--until', '2026-01-02'], /--until moet later zijn/],
      ] as const) {
        const { code, err } = await werkplein(['export', 'observations', '--for', 'proef', ...more]);
        expect(err).toMatch(sentence);
        expect(code).toBe(1);
      }
      expect(await readdir(folder)).toEqual(before);
      expect((await werkplein(['export', 'observations'])).code).toBe(2);
    });

    it('says so when whoever reads stops, and still keeps what went out', async () => {
      await dataSource.query(
        `insert into trait_observation (client_id, trait, state, value, observed_at, recorded_at, source, channel, mode, language)
         select id, 'wish.contact', 'answered', 1, '2025-01-01T00:00:00Z'::timestamptz + make_interval(mins => n), '2025-01-01T00:00:00Z', 'self_report', 'app', 'self', 'nl'
           from client, generate_series(1, 20000) as n where client_number = 'K2'`,
      );
      const records = await count('export_record');
      const { code, err } = await werkplein(['export', 'observations', '--for', 'proef'], 100);
      expect(err).toContain('Wie de uitvoer las, is gestopt: de export is niet af.');
      expect(code).toBe(1);
      expect(await count('export_record')).toBe(records + 1);
    });
  });
});
