import type { Configuration } from '#libs/platform';
import { anImportDesk, FIRST_DAY, on, type ExportRow } from '../../../test/support/import-desk.js';
import { EndReasonCodesService } from './end-reason-codes.service.js';
import { OptOutsService } from './opt-outs.service.js';
import { SessionsService } from './sessions.service.js';
import { StaffService } from './staff.service.js';

const ZOE: ExportRow = {
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
const SAMUEL: ExportRow = {
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
  let desk: Awaited<ReturnType<typeof anImportDesk>>;
  beforeAll(async () => void (desk = await anImportDesk()));
  afterAll(() => desk.close());
  beforeEach(() => desk.clear());
  const importRows = (...given: Parameters<typeof desk.importRows>) => desk.importRows(...given);
  const contents = () => desk.contents();
  const select = (sql: string) => desk.select(sql);
  const spells = () => select(`select scheme, during::text, end_reason, end_reason_literal from benefit_spell order by during`);
  const phones = () => select(`select address, ended_at is null as current from contact_point where kind <> 'email' order by created_at`);
  const assignments = () =>
    select(`select team.name as team, staff.name as coach, during::text from caseload_assignment join team on team.id = caseload_assignment.team_id
              left join staff on staff.id = caseload_assignment.staff_id order by during`);

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
      await desk.dataSource.query(`update contact_point set state = 'verified' where kind = 'email'`);
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
      await desk.dataSource.transaction((tx) => new OptOutsService().optOutByAddress(tx, stop, FIRST_DAY));
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
      const staff = new StaffService(desk.dataSource, new SessionsService(desk.dataSource), { sessionSecret: 'secret' } as Configuration);
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
      await desk.dataSource.query(`update client set deceased_on = '2026-11-20'`);
      await importRows([ZOE], on('2026-12-01'));
      expect(await select(`select deceased_on from client`)).toEqual([{ deceased_on: '2026-11-20' }]);
    });

    it('gives a client who comes back a second benefit', async () => {
      const ended = { ...ZOE, Einddatum: '01-06-2026', 'Reden einde': 'Arbeid in dienstbetrekking' };
      await importRows([ended]);
      expect(await importRows([{ ...ZOE, Ingangsdatum: '01-09-2026' }], on('2026-12-01'))).toMatchObject({ changed: 1, refused: 0 });
      expect((await spells()).map(({ during }) => during)).toEqual(['[2020-03-01,2026-06-01)', '[2026-09-01,)']);
    });

    it('understands a reason as the office told it, counts those that nobody understands, and keeps what a benefit was before', async () => {
      const [boss] = await select(`insert into staff (name, role, created_at) values ('Beheer', 'admin', '2026-01-01') returning id`);
      const wish = { code: 'Zie dossier', origin: 'local', endReason: 'EDUCATION', description: null, cbsCode: null } as const;
      await desk.dataSource.transaction((tx) => new EndReasonCodesService().set(tx, wish, String(boss!['id']), FIRST_DAY));
      await importRows([ZOE, SAMUEL]);
      const ended = [
        { ...ZOE, 'Reden einde': 'zie  dossier' },
        { ...SAMUEL, 'Reden einde': 'Code 9' },
      ].map((row) => ({ ...row, Einddatum: '01-06-2026' }));
      const { told, unknownReasons } = await importRows(ended, on('2026-12-01'));
      expect(told).toEqual(['3 Reden einde Code 9: end-reason-unknown']);
      expect(unknownReasons).toEqual([{ literal: 'Code 9', rows: 1 }]);
      expect(new Set((await spells()).map(({ end_reason }) => end_reason))).toEqual(new Set(['EDUCATION', 'UNKNOWN']));
      expect(await select(`select change, during::text from benefit_spell_history`)).toEqual(
        [1, 2].map(() => ({ change: 'ended', during: '[2020-03-01,)' })),
      );
      await importRows(ended, on('2027-01-04'));
      expect(await select(`select count(*)::int from benefit_spell_history`)).toEqual([{ count: 2 }]);
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
    const file = await desk.write([ZOE]);
    const reports = await Promise.all([desk.importFile(file), desk.importFile(file), desk.importFile(file)]);
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
