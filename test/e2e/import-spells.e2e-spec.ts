import { openDatabase } from '#libs/platform';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../support/database.js';
import { typeCommand } from '../support/type-command.js';

/** A municipality's export with the mistakes such exports have: Windows-1252, wrong dates, overlaps, reasons nobody knows, partners. */
const SAMPLE = path.resolve(import.meta.dirname, '../data/spells-export.csv');

describe('the command werkplein import', () => {
  let dataSource: DataSource;
  let url: string;
  let drop: () => Promise<void>;
  let folder: string;
  beforeAll(async () => {
    ({ url, drop } = await aDatabase());
    dataSource = await openDatabase(url);
    folder = await mkdtemp(path.join(tmpdir(), 'spells-'));
    await dataSource.query(
      `insert into client (client_number, first_name, last_name, birth_date)
       select 'K' || number, 'Noor', 'Voorbeeld', '1975-05-05' from generate_series(200001, 200019) as number`,
    );
  });
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
    await rm(folder, { recursive: true });
  });

  const werkplein = (...command: string[]) => typeCommand(['import', ...command], { DATABASE_URL: url });
  const count = async (table: string) =>
    ((await dataSource.query(`select count(*)::int as count from ${table}`)) as [{ count: number }])[0].count;

  describe('spells', () => {
    it('tells every mistake with its line and reason, writes nothing and exits 1', async () => {
      const { code, out, err } = await werkplein('spells', SAMPLE);
      expect(out.split('\n').filter((line) => line.startsWith('  regel'))).toEqual([
        '  regel 7, Ingangsdatum "31-02-2021": deze dag bestaat niet',
        '  regel 8, Einddatum "01-06-2021": de uitkering eindigt niet later dan de eerste dag (01-06-2022); Einddatum is de eerste dag zonder',
        '  regel 11, Reden einde "Verhuizing": er is een reden van einde, maar geen einddatum',
        '  regel 12, Ingangsdatum "01-01-2020": deze uitkering overlapt met die op regel 13',
        '  regel 13, Ingangsdatum "01-06-2022": deze uitkering overlapt met die op regel 12',
        '  regel 14, Klantnummer "K299999": deze klant kennen wij niet; lees eerst het klantenbestand in',
        '  regel 19, Ingangsdatum "01-01-1960": ligt te ver terug om waar te zijn',
        '  regel 24: deze regel heeft 5 kolommen in plaats van 10; staat er een scheidingsteken in een veld zonder aanhalingstekens?',
        '  regel 25, Vervallen "misschien": schrijf "ja" of "nee", of laat het leeg',
        '  regel 26, Klantnummer: is leeg, maar is nodig',
        '  regel 9, Reden einde "Zie dossier": deze reden kennen wij niet: bewaard als onbekend',
        '  regel 10, Reden einde "Zie dossier": deze reden kennen wij niet: bewaard als onbekend',
        '  regel 15, Reden einde "code 17": deze reden kennen wij niet: bewaard als onbekend',
        '  regel 16, Reden einde: er is een einddatum zonder reden: bewaard als onbekend',
        '  regel 17, Regeling "Wet X": deze regeling kennen wij niet: bewaard als overig',
        '  regel 18, Ingangsdatum "01-01-2020": deze uitkering kenden wij niet, dus er vervalt niets',
      ]);
      expect(out).toMatch(/nieuw +14 uitkeringen\n[^]*geweigerd +10 regels\nEr is niets weggeschreven/);
      expect(out).toContain('Niet gelezen kolommen: Naam, Beëindigd door.\n');
      expect(out).toMatch(
        /Redenen van einde die wij niet kennen:\n +2 × Zie dossier\n +1 × code 17\nZeg bij Beheer, Redenen \(\/beheer\/redenen\)/,
      );
      expect(err).toContain('25 regels gelezen (100%)');
      expect(code).toBe(1);
      expect(await count('benefit_spell')).toBe(0);
      expect(await count('benefit_unit')).toBe(0);
    });

    it('says in a dry run that it was one', async () => {
      const { code, out } = await werkplein('spells', SAMPLE, '--dry-run', '--partial');
      expect(out).toContain('Dit was een proef: er is niets weggeschreven.');
      expect(code).toBe(1);
      expect(await count('benefit_spell')).toBe(0);
    });

    it('writes the good ones with --partial and all problems with --report, and the same again changes nothing', async () => {
      const report = path.join(folder, 'problemen.csv');
      expect(await werkplein('spells', SAMPLE, '--partial', '--report', report)).toMatchObject({ code: 1 });
      const lines = (await readFile(report, 'utf8')).split('\r\n');
      expect(lines).toHaveLength(18);
      expect(lines).toContain('19;Ingangsdatum;01-01-1960;geweigerd;ligt te ver terug om waar te zijn');
      const stored = await dataSource.query<{ told: string }[]>(
        `select concat_ws(' ', client_number, unit_number, scheme, during, end_reason, end_reason_literal) as told
           from benefit_spell join client on client.id = client_id left join benefit_unit unit on unit.id = benefit_unit_id
          order by client_number, during`,
      );
      expect(stored.map(({ told }) => told)).toEqual([
        'K200001 U5001 PW [2019-03-01,2022-06-01) WORK_EMPLOYED Arbeid in dienstbetrekking',
        'K200001 U5001 PW [2023-11-15,)',
        'K200002 U5001 PW [2019-03-01,2022-06-01) HOUSEHOLD_CHANGE Inkomen partner',
        'K200003 U5002 PW [2021-02-01,2024-08-01) ENFORCEMENT beëindiging na onderzoek',
        'K200004 U5003 IOAW [2022-05-01,)',
        'K200007 U5006 PW [2020-01-01,2023-01-01) UNKNOWN Zie dossier',
        'K200008 U5007 PW [2020-01-01,2023-01-01) UNKNOWN Zie dossier',
        'K200011 U5011 BBZ [2020-01-01,2020-07-01) UNKNOWN code 17',
        'K200012 U5012 PW [2020-01-01,2020-07-01) UNKNOWN',
        'K200013 U5013 OTHER [2020-01-01,)',
        'K200016 U5016 PW [2021-09-01,2024-05-21) DECEASED Overleden',
        'K200017 PW [2021-09-01,2022-09-08) WORK_EMPLOYED Werk',
        'K200017 PW [2022-09-15,2023-10-08) WORK_EMPLOYED Werk',
        'K200017 PW [2023-10-08,)',
      ]);
      expect(await dataSource.query(`select client_number, deceased_on from client where deceased_on is not null`)).toEqual([
        { client_number: 'K200016', deceased_on: '2024-05-21' },
      ]);
      expect((await werkplein('spells', SAMPLE, '--partial')).out).toMatch(/nieuw +0 uitkeringen\n[^]*ongewijzigd +14 uitkeringen/);
      expect(await count('benefit_spell_history')).toBe(0);
    });

    it('exits 0 for a correction that is good, and keeps what was there', async () => {
      const file = path.join(folder, 'verbeterd.csv');
      const header = 'Klantnummer,Periodenummer,Regeling,Ingangsdatum,Einddatum,Reden einde,Vervallen';
      await writeFile(
        file,
        `${header}\nK200001,1,PW,2019-02-01,2022-06-01,Opleiding,\nK200001,2,PW,2023-11-15,2024-10-01,Werk,\nK200013,1,,2020-01-01,,,ja\n`,
      );
      const { code, out } = await werkplein('spells', file);
      expect(out).toMatch(/beëindigd +1 uitkeringen\n +verbeterd +1 uitkeringen\n +aangevuld +0 uitkeringen\n +vervallen +1 uitkeringen/);
      expect(code).toBe(0);
      expect(await dataSource.query(`select change, during::text from benefit_spell_history order by change`)).toEqual([
        { change: 'corrected', during: '[2019-03-01,2022-06-01)' },
        { change: 'ended', during: '[2023-11-15,)' },
        { change: 'withdrawn', during: '[2020-01-01,)' },
      ]);
    });

    it('explains its columns, and refuses a client export with one sentence', async () => {
      const help = await werkplein('spells', '--help');
      expect(help.out).toMatch(/Einddatum is de eerste dag zonder uitkering[^]*Afloop: 0 alles ingelezen/);
      expect(help.code).toBe(0);
      const { code, err } = await werkplein('spells', path.resolve(import.meta.dirname, '../../package.json'));
      expect(err).toMatch(/^De eerste regel klopt niet: de import mist "Klantnummer"/);
      expect(code).toBe(1);
    });
  });

  describe('paid-work', () => {
    it('tells what is wrong, writes the good ones, and leaves employer and earnings where they are', async () => {
      const file = path.join(folder, 'werk.csv');
      const rows = [
        'Klantnummer;Werkgever;Begindatum;Einddatum;Loon;Uren per week;Soort',
        'K200001;Bakkerij Geheim;01-10-2024;;1234,56;24,5;loondienst',
        'K200002;;01-10-2024;;;;zzp',
        'K200003;;01-10-2024;;;90;loondienst',
        'K200004;;01-10-2024;01-09-2024;;8;loondienst',
      ];
      await writeFile(file, rows.join('\r\n'));
      const refused = await werkplein('paid-work', file);
      expect(refused.out).toContain('  regel 4, Uren per week "90": kan niet: meer dan 0 en niet meer dan 60 uur per week\n');
      expect(refused.out).toContain('  regel 5, Einddatum "01-09-2024": het werk eindigt niet later dan de eerste dag (01-10-2024)');
      expect(refused.out).toContain('  regel 3, Uren per week: de uren zijn niet bekend: zo bewaard\n');
      expect(refused.out).toMatch(/nieuw +2 perioden\n[^]*geweigerd +2 regels\nEr is niets weggeschreven/);
      expect(refused.code).toBe(1);
      expect(await count('paid_work')).toBe(0);
      await writeFile(file, rows.slice(0, 3).join('\r\n'));
      expect(await werkplein('paid-work', file)).toMatchObject({ code: 0 });
      expect(await dataSource.query(`select kind, hours_per_week::text as hours from paid_work order by kind`)).toEqual([
        { kind: 'employee', hours: '24.5' },
        { kind: 'self_employed', hours: null },
      ]);
    });
  });
});
