import { localInstant, openDatabase, type Configuration } from '#libs/platform';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../../../test/support/database.js';
import { ClientImportService, type ImportOptions } from './client-import.service.js';
import { EXPORT_COLUMNS } from './domain/export-columns.js';
import type { ImportProblem } from './domain/import-problems.js';
import { OptOutsService } from './opt-outs.service.js';
import { StaffService } from './staff.service.js';
import { SessionsService } from './sessions.service.js';

/** In the order in which they lean on each other. */
const TABLES = ['team', 'staff', 'client', 'contact_point', 'caseload_assignment', 'benefit_spell', 'opt_out', 'password_link'];
const SAMPLE = path.resolve(import.meta.dirname, '../../../test/data/caseload-export.csv');
const on = (date: string) => localInstant(Temporal.PlainDate.from(date), '10:00');
const FIRST_DAY = on('2026-11-02');

type Row = Partial<Record<(typeof EXPORT_COLUMNS)[number]['header'], string>>;
const ZOE: Row = {
  Klantnummer: 'K1',
  Voornaam: 'Zoë',
  Tussenvoegsel: 'van den',
  Achternaam: 'Berg',
  Geboortedatum: '10-01-1980',
  Mobiel: '06-16000526',
  'E-mail': 'zoe@example.nl',
  Taal: 'nl',
  Regeling: 'PW',
  Ingangsdatum: '01-03-2020',
  Team: 'Team Zuid',
  Klantmanager: 'P. de Boer',
};
const SAMUEL: Row = {
  ...ZOE,
  Klantnummer: 'K2',
  Voornaam: 'Samuel',
  Tussenvoegsel: '',
  Achternaam: 'Tesfay',
  Geboortedatum: '13-11-1996',
  Mobiel: '06 11 11 11 11',
  'E-mail': '',
};

describe('importing clients', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'import-'));
    const database = await aDatabase();
    drop = database.drop;
    dataSource = await openDatabase(database.url);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
    await rm(folder, { recursive: true });
  });
  beforeEach(() =>
    dataSource.query(
      TABLES.toReversed()
        .map((table) => `delete from ${table}`)
        .join(';'),
    ),
  );

  async function importFile(file: string, now = FIRST_DAY, options: ImportOptions = {}) {
    const problems: ImportProblem[] = [];
    const report = await new ClientImportService(dataSource).import(
      file,
      { ...options, onProblem: (problem) => void problems.push(problem) },
      now,
    );
    return { ...report, problems, told: problems.map(({ line, column, value, code }) => `${line} ${column} ${value}: ${code}`) };
  }
  async function importRows(rows: Row[], now = FIRST_DAY, options: ImportOptions = {}) {
    const headers = EXPORT_COLUMNS.map(({ header }) => header);
    const file = path.join(folder, 'rows.csv');
    await writeFile(file, [headers.join(';'), ...rows.map((row) => headers.map((header) => row[header] ?? '').join(';'))].join('\r\n'));
    return importFile(file, now, options);
  }
  /** Every row of every table that an import writes. */
  async function contents(): Promise<unknown> {
    const all = await Promise.all(
      TABLES.slice(0, -1).map((table) => dataSource.query(`select * from ${table} order by id`) as Promise<unknown>),
    );
    return Object.fromEntries(all.map((rows, index) => [TABLES[index], rows]));
  }
  const select = (sql: string) => dataSource.query(sql) as Promise<Record<string, unknown>[]>;
  const spells = () => select(`select scheme, during::text, end_reason, end_reason_literal from benefit_spell order by during`);
  const phones = () => select(`select address, ended_at is null as current from contact_point where kind <> 'email' order by created_at`);
  const assignments = () =>
    select(`select team.name as team, staff.name as coach, during::text from caseload_assignment join team on team.id = caseload_assignment.team_id
              left join staff on staff.id = caseload_assignment.staff_id order by during`);

  describe('of a real export with every mistake such exports have', () => {
    const REFUSED = [
      '7 Mobiel 06123: phone-too-short',
      '11 Geboortedatum 31-02-1990: date-nonexistent',
      '13 Einddatum 01-01-2010: end-before-start',
      '15 Klantnummer : missing',
      '16 Klantnummer K100014: number-of-two-people',
      '17 Klantnummer K100014: number-of-two-people',
    ];
    const REMARKS = [
      '5 Mobiel 0201234567: landline',
      '9 E-mail geen: none-in-words',
      '19 Taal nederlands: language-by-name',
      '21 Reden einde Zie dossier: end-reason-unknown',
      '24 Achternaam Y?lmaz: letter-lost',
      '25 Mobiel +32470123456: foreign-mobile',
      '27 Klantmanager : coach-missing',
    ];

    it('tells each of them in its place, and writes nothing', async () => {
      const before = await contents();
      const { told, ...report } = await importFile(SAMPLE);
      expect(told).toEqual(expect.arrayContaining([...REFUSED, ...REMARKS]));
      expect(told.filter((one) => !one.endsWith('letter-lost'))).toHaveLength(REFUSED.length + REMARKS.length - 1);
      expect(told.map((one) => Number(one.split(' ')[0]))).toEqual(
        report.problems.map(({ line }) => line).toSorted((one, other) => one - other),
      );
      expect(report).toMatchObject({ rows: 120, new: 114, changed: 0, unchanged: 0, refused: 6, refusals: 6, written: false });
      expect(await contents()).toEqual(before);
    });

    it('writes the good rows when asked to, and the same file again changes nothing', async () => {
      expect(await importFile(SAMPLE, FIRST_DAY, { partial: true })).toMatchObject({ new: 114, refused: 6, written: true });
      const after = await contents();
      expect(await importFile(SAMPLE, on('2026-11-09'), { partial: true })).toMatchObject({
        new: 0,
        changed: 0,
        unchanged: 114,
        refused: 6,
        written: true,
      });
      expect(await contents()).toEqual(after);
      expect(
        await select(
          `select name, (select count(*)::int from caseload_assignment where team_id = team.id) as clients from team order by name`,
        ),
      ).toEqual([
        { name: 'Team Jongeren', clients: expect.any(Number) },
        { name: 'Team Noord', clients: expect.any(Number) },
        { name: 'Team Zuid', clients: expect.any(Number) },
      ]);
      expect(await select(`select name from staff order by name`)).toEqual(
        ['K. Aydin', 'L. Maas', 'M. Visser', 'P. de Boer', 'S. Willems'].map((name) => ({ name })),
      );
    });

    it('keeps names whole, and a number that is no mobile as what it is', async () => {
      await importFile(SAMPLE, FIRST_DAY, { partial: true });
      expect(
        await select(
          `select first_name, infix, last_name, language from client where client_number in ('K100001', 'K100021', 'K100037') order by client_number`,
        ),
      ).toEqual([
        { first_name: 'Fatima', infix: null, last_name: 'Öztürk', language: 'ti' },
        { first_name: 'Sanne', infix: null, last_name: 'Müller; Söhne', language: 'nl' },
        { first_name: 'Joke', infix: "van 't", last_name: 'Hof', language: 'nl' },
      ]);
      expect(
        await select(`select kind, address from contact_point where kind in ('landline', 'foreign_mobile', 'other_phone') order by kind`),
      ).toEqual([
        { kind: 'foreign_mobile', address: '+32470123456' },
        { kind: 'landline', address: '+31201234567' },
      ]);
      expect(await select(`select count(*)::int from contact_point where kind = 'mobile' and address !~ '^[+]316[1-58][0-9]{7}$'`)).toEqual(
        [{ count: 0 }],
      );
      expect(await select(`select deceased_on from client where client_number = 'K100106'`)).toEqual([{ deceased_on: '2026-05-21' }]);
    });

    it('stores neither sex nor postcode', async () => {
      await importFile(SAMPLE, FIRST_DAY, { partial: true });
      expect(await readFile(SAMPLE, 'latin1')).toContain('7386 HA');
      expect(JSON.stringify(await contents())).not.toContain('7386 HA');
    });
  });

  it('tells in a dry run what it would do, and does nothing', async () => {
    await importRows([ZOE]);
    const before = await contents();
    const rows = [{ ...ZOE, Mobiel: '0622222222' }, SAMUEL];
    expect(await importRows(rows, on('2026-12-01'), { dryRun: true })).toMatchObject({
      new: 1,
      changed: 1,
      unchanged: 0,
      refused: 0,
      written: false,
    });
    expect(await contents()).toEqual(before);
    expect(await importRows(rows, on('2026-12-01'))).toMatchObject({ new: 1, changed: 1, unchanged: 0, refused: 0, written: true });
    expect(await contents()).not.toEqual(before);
  });

  it('leaves a client alone who is not in the file', async () => {
    await importRows([ZOE, SAMUEL]);
    const before = await contents();
    expect(await importRows([SAMUEL], on('2026-12-01'))).toMatchObject({ unchanged: 1, changed: 0 });
    expect(await contents()).toEqual(before);
  });

  describe('again, after something changed', () => {
    it('ends the old number and begins a new one; what was known of the e-mail address stays', async () => {
      await importRows([ZOE]);
      await dataSource.query(`update contact_point set state = 'verified' where kind = 'email'`);
      expect(await importRows([{ ...ZOE, Mobiel: '0622222222' }], on('2026-12-01'))).toMatchObject({ changed: 1 });
      expect(await phones()).toEqual([
        { address: '+31616000526', current: false },
        { address: '+31622222222', current: true },
      ]);
      expect(await select(`select state from contact_point where kind = 'email'`)).toEqual([{ state: 'verified' }]);
    });

    it('starts afresh with a number that comes back, so that its past stays readable', async () => {
      await importRows([ZOE]);
      await importRows([{ ...ZOE, Mobiel: '' }], on('2026-12-01'));
      await importRows([ZOE], on('2027-01-04'));
      expect(await phones()).toEqual([
        { address: '+31616000526', current: false },
        { address: '+31616000526', current: true },
      ]);
    });

    it('keeps an opt-out, also when the number changed', async () => {
      await importRows([ZOE]);
      const stop = { channel: 'sms', address: '+31616000526', every: true, source: 'client_reply' } as const;
      await dataSource.transaction((tx) => new OptOutsService().optOutByAddress(tx, stop, FIRST_DAY));
      await importRows([{ ...ZOE, Mobiel: '0622222222', 'E-mail': '' }], on('2026-12-01'));
      expect(await select(`select channel, undone_at from opt_out`)).toEqual([{ channel: null, undone_at: null }]);
    });

    it('closes the old assignment on the day the new one opens', async () => {
      await importRows([ZOE]);
      expect(await importRows([{ ...ZOE, Klantmanager: 'S. Willems' }], on('2026-12-01'))).toMatchObject({ changed: 1 });
      expect(await importRows([{ ...ZOE, Team: 'Team Noord', Klantmanager: '' }], on('2027-01-04'))).toMatchObject({ changed: 1 });
      expect(await assignments()).toEqual([
        { team: 'Team Zuid', coach: 'P. de Boer', during: '[2026-11-02,2026-12-01)' },
        { team: 'Team Zuid', coach: 'S. Willems', during: '[2026-12-01,2027-01-04)' },
        { team: 'Team Noord', coach: null, during: '[2027-01-04,)' },
      ]);
    });

    it('corrects an assignment that was made on the same day, which was never in force', async () => {
      await importRows([ZOE]);
      await importRows([{ ...ZOE, Klantmanager: 'S. Willems' }]);
      expect(await assignments()).toEqual([{ team: 'Team Zuid', coach: 'S. Willems', during: '[2026-11-02,)' }]);
    });

    it('recognises the coach who has an account by now', async () => {
      await importRows([ZOE]);
      const staff = new StaffService(dataSource, new SessionsService(dataSource), { sessionSecret: 'secret' } as Configuration);
      await staff.add({ email: 'p.deboer@werkplein.example', name: 'P. de Boer', role: 'coach', teamName: 'Team Zuid' }, FIRST_DAY);
      const before = await contents();
      expect(await importRows([ZOE], on('2026-12-01'))).toMatchObject({ unchanged: 1 });
      expect(await contents()).toEqual(before);
    });

    it('gives a benefit its end, takes a wrong end back, and knows who died', async () => {
      await importRows([ZOE]);
      await importRows([{ ...ZOE, Einddatum: '01-11-2026', 'Reden einde': 'Overleden' }], on('2026-12-01'));
      expect(await spells()).toEqual([
        { scheme: 'PW', during: '[2020-03-01,2026-11-01)', end_reason: 'DECEASED', end_reason_literal: 'Overleden' },
      ]);
      expect(await select(`select deceased_on from client`)).toEqual([{ deceased_on: '2026-11-01' }]);
      expect(await importRows([ZOE], on('2027-01-04'))).toMatchObject({ changed: 1 });
      expect(await spells()).toEqual([{ scheme: 'PW', during: '[2020-03-01,)', end_reason: null, end_reason_literal: null }]);
      expect(await select(`select deceased_on from client`)).toEqual([{ deceased_on: null }]);
    });

    it('does not raise the dead: a death that staff recorded stays when the file knows nothing of it', async () => {
      await importRows([ZOE]);
      await dataSource.query(`update client set deceased_on = '2026-11-20'`);
      await importRows([ZOE], on('2026-12-01'));
      expect(await select(`select deceased_on from client`)).toEqual([{ deceased_on: '2026-11-20' }]);
    });

    it('gives a client who comes back a second benefit', async () => {
      const ended = { ...ZOE, Einddatum: '01-06-2026', 'Reden einde': 'Arbeid in dienstbetrekking' };
      await importRows([ended]);
      expect(await importRows([{ ...ZOE, Ingangsdatum: '01-09-2026' }], on('2026-12-01'))).toMatchObject({ changed: 1, refused: 0 });
      expect((await spells()).map(({ during }) => during)).toEqual(['[2020-03-01,2026-06-01)', '[2026-09-01,)']);
    });

    it('ends the first benefit and begins the second from one file', async () => {
      await importRows([ZOE]);
      const both = [
        { ...ZOE, Ingangsdatum: '01-09-2026' },
        { ...ZOE, Einddatum: '01-06-2026', 'Reden einde': 'Opleiding' },
      ];
      expect(await importRows(both, on('2026-12-01'))).toMatchObject({ rows: 2, changed: 1, refused: 0 });
      expect((await spells()).map(({ during, end_reason }) => [during, end_reason])).toEqual([
        ['[2020-03-01,2026-06-01)', 'EDUCATION'],
        ['[2026-09-01,)', null],
      ]);
    });
  });

  describe('that contradicts itself or what is known', () => {
    it('refuses a benefit that overlaps one we know, with its dates', async () => {
      await importRows([ZOE]);
      const { problems } = await importRows([{ ...ZOE, Ingangsdatum: '01-06-2021' }, SAMUEL], on('2026-12-01'), { partial: true });
      expect(problems).toEqual([
        expect.objectContaining({
          line: 2,
          column: 'Ingangsdatum',
          value: '01-06-2021',
          reason: 'deze uitkering overlapt met een die wij al kennen: van 01-03-2020 tot nu, zonder einddatum',
        }),
      ]);
      expect((await spells()).map(({ during }) => during)).toEqual(['[2020-03-01,)', '[2020-03-01,)']);
    });

    it('refuses two rows whose benefits overlap, and a row that is there twice', async () => {
      expect((await importRows([ZOE, { ...ZOE, Ingangsdatum: '01-06-2021' }])).told).toEqual([
        '2 Ingangsdatum 01-03-2020: spell-overlaps-row',
        '3 Ingangsdatum 01-06-2021: spell-overlaps-row',
      ]);
      expect((await importRows([ZOE, ZOE])).told).toEqual([
        '2 Ingangsdatum 01-03-2020: spell-overlaps-row',
        '3 Ingangsdatum 01-03-2020: spell-overlaps-row',
      ]);
    });

    it('refuses two rows of one client that name two coaches', async () => {
      const rows = [
        { ...ZOE, Einddatum: '01-06-2026', 'Reden einde': 'Opleiding' },
        { ...ZOE, Ingangsdatum: '01-09-2026', Klantmanager: 'S. Willems' },
      ];
      expect((await importRows(rows)).told).toEqual(['2 Klantnummer K1: rows-disagree', '3 Klantnummer K1: rows-disagree']);
    });

    it('takes a client as a whole or not at all', async () => {
      const rows = [{ ...ZOE, Einddatum: '01-06-2026', 'Reden einde': 'Opleiding' }, { ...ZOE, Ingangsdatum: '31-09-2026' }, SAMUEL];
      const { told, ...report } = await importRows(rows, FIRST_DAY, { partial: true });
      expect(told).toEqual(['2 Klantnummer K1: sibling-refused', '3 Ingangsdatum 31-09-2026: date-nonexistent']);
      expect(report).toMatchObject({ new: 1, refused: 2 });
      expect(await select(`select client_number from client`)).toEqual([{ client_number: 'K2' }]);
    });

    it('refuses a client number that was given to somebody else', async () => {
      await importRows([ZOE]);
      const other = { ...SAMUEL, Klantnummer: 'K1' };
      expect((await importRows([other], on('2026-12-01'))).told).toEqual(['2 Klantnummer K1: known-as-somebody-else']);
      const married = { ...ZOE, Achternaam: 'Jansen' };
      expect(await importRows([married], on('2026-12-01'))).toMatchObject({ changed: 1, refused: 0 });
    });

    it('does not compare every row with every other when the number column was filled with nonsense', async () => {
      const rows = Array.from({ length: 3_000 }, (_, index) => ({ ...ZOE, Klantnummer: '0', Voornaam: `Naam ${index}` }));
      const { told, refused } = await importRows(rows);
      expect(refused).toBe(3_000);
      expect(new Set(told.map((one) => one.split(': ')[1]))).toEqual(new Set(['number-too-often']));
    });
  });

  it('makes each new coach once when two imports run at the same moment', async () => {
    const file = path.join(folder, 'rows.csv');
    await importRows([ZOE], FIRST_DAY, { dryRun: true });
    const reports = await Promise.all([importFile(file), importFile(file), importFile(file)]);
    expect(reports.map((report) => report.new + report.unchanged)).toEqual([1, 1, 1]);
    expect(reports.filter((report) => report.new === 1)).toHaveLength(1);
    expect(await select(`select name from staff`)).toEqual([{ name: 'P. de Boer' }]);
  });

  it('tells how far it is', async () => {
    const rows = Array.from({ length: 4_500 }, (_, index) => ({ ...ZOE, Klantnummer: `K${index}` }));
    const told: number[] = [];
    await importRows(rows, FIRST_DAY, { onProgress: ({ rows, share }) => told.push(rows, Math.ceil(share)) });
    expect(told).toEqual([2_000, 1, 4_000, 1, 4_500, 1]);
  });
});
