import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { on } from '../../../test/support/import-desk.js';
import { aSpellDesk, type SpellRow } from '../../../test/support/spell-desk.js';

const P1: SpellRow = { Klantnummer: 'K1', Periodenummer: 'P1', Regeling: 'PW', Ingangsdatum: '01-03-2020' };
const ENDED: SpellRow = { ...P1, Einddatum: '01-06-2023', 'Reden einde': 'Opleiding' };
const P2: SpellRow = { ...P1, Periodenummer: 'P2', Ingangsdatum: '01-09-2024' };
const LATER = on('2026-12-01');

/** The same, as a benefits system tells it that has no numbers. */
const without = (row: SpellRow): SpellRow => ({ ...row, Periodenummer: '' });

describe('a file of benefits', () => {
  let desk: Awaited<ReturnType<typeof aSpellDesk>>;
  beforeAll(async () => void (desk = await aSpellDesk()));
  afterAll(() => desk.close());
  beforeEach(async () => {
    await desk.clear();
    await desk.clients(['K1', 'K2', 'K3']);
  });

  describe('is refused row by row', () => {
    it.each<[string, SpellRow, string, RegExp]>([
      ['a client number that is missing', { ...P1, Klantnummer: '' }, 'Klantnummer : missing', /is leeg/],
      ['a client whom we do not know', { ...P1, Klantnummer: 'K9' }, 'Klantnummer K9: client-unknown', /lees eerst het klantenbestand in/],
      ['a scheme that is missing', { ...P1, Regeling: '' }, 'Regeling : missing', /is leeg/],
      ['a first day that is missing', { ...P1, Ingangsdatum: '' }, 'Ingangsdatum : missing', /is leeg/],
      ['a first day that is none', { ...P1, Ingangsdatum: 'vorig jaar' }, 'Ingangsdatum vorig jaar: date-unreadable', /is geen datum/],
      ['a first day that does not exist', { ...P1, Ingangsdatum: '31-02-2024' }, 'Ingangsdatum 31-02-2024: date-nonexistent', /bestaat niet/],
      ['a first day before the birth', { ...P1, Ingangsdatum: '01-01-1985' }, 'Ingangsdatum 01-01-1985: start-before-birth', /geboorte van deze klant \(15-06-1985\)/],
      ['a first day of long ago', { ...P1, Ingangsdatum: '01-01-1900' }, 'Ingangsdatum 01-01-1900: date-too-old', /te ver terug/],
      ['a first day more than a month ahead', { ...P1, Ingangsdatum: '03-12-2026' }, 'Ingangsdatum 03-12-2026: date-far-ahead', /lees deze uitkering in als het zover is/],
      ['an end more than a month ahead', { ...ENDED, Einddatum: '03-12-2026' }, 'Einddatum 03-12-2026: date-far-ahead', /meer dan een maand/],
      ['an end on the first day', { ...ENDED, Einddatum: '01-03-2020' }, 'Einddatum 01-03-2020: end-before-start', /niet later dan de eerste dag \(01-03-2020\); Einddatum is de eerste dag zonder/],
      ['an end that is none', { ...ENDED, Einddatum: '2023' }, 'Einddatum 2023: date-unreadable', /is geen datum/],
      ['a reason without an end', { ...P1, 'Reden einde': 'Opleiding' }, 'Reden einde Opleiding: reason-without-end', /geen einddatum/],
      ['a word under Vervallen that is no yes and no no', { ...P1, Vervallen: 'misschien' }, 'Vervallen misschien: withdrawn-unreadable', /"ja" of "nee"/],
    ])('for %s', async (_, row, told, reason) => {
      const report = await desk.importSpells([row, { ...P1, Klantnummer: 'K2' }]);
      expect(report.told).toEqual([`2 ${told}`]);
      expect(report.problems[0]?.reason).toMatch(reason);
      expect(report).toMatchObject({ refused: 1, written: false });
      expect(await desk.spells()).toEqual([]);
    }); // prettier-ignore

    it('but up to a month ahead is near enough', async () => {
      expect(await desk.importSpells([{ ...P1, Ingangsdatum: '02-12-2026' }])).toMatchObject({ new: 1, refused: 0 });
    });

    it('with all there is to say of a row at once', async () => {
      const { told } = await desk.importSpells([{ ...P1, Klantnummer: '', Regeling: '', Ingangsdatum: '32-01-2026', Einddatum: 'x' }]);
      expect(told).toHaveLength(4);
    });

    it('and remarks on what is understood, but somebody should know', async () => {
      const rows = [
        { ...P1, Regeling: 'Wet X' },
        { ...ENDED, Klantnummer: 'K2', 'Reden einde': '' },
      ];
      const { told, written } = await desk.importSpells(rows);
      expect(told).toEqual(['2 Regeling Wet X: scheme-unknown', '3 Reden einde : end-reason-missing']);
      expect(written).toBe(true);
      expect(await desk.spells()).toMatchObject([{ scheme: 'OTHER' }, { reason: 'UNKNOWN', literal: null }]);
    });

    it('or goes in for the clients who are good, as a whole each, when asked so', async () => {
      const rows = [ENDED, { ...P2, Ingangsdatum: '31-09-2024' }, { ...P1, Klantnummer: 'K2' }];
      const { told, ...report } = await desk.importSpells(rows, LATER, { partial: true });
      expect(told).toEqual(['2 Klantnummer K1: sibling-refused', '3 Ingangsdatum 31-09-2024: date-nonexistent']);
      expect(report).toMatchObject({ new: 1, refused: 2, written: true });
      expect(await desk.spells()).toMatchObject([{ client: 'K2' }]);
    });

    it('for rows that contradict each other', async () => {
      const about = (rows: SpellRow[]) => desk.importSpells(rows).then(({ told }) => told.map((one) => one.split(': ')[1]));
      expect(await about([P1, { ...P2, Ingangsdatum: '01-06-2021' }])).toEqual(['overlaps-row', 'overlaps-row']);
      expect(await about([P1, { ...P2, Periodenummer: 'P1' }])).toEqual(['same-twice', 'same-twice']);
      expect(await about([ENDED, { ...P2, Periodenummer: 'P1' }])).toEqual(['same-twice', 'same-twice']);
      expect(await about([without(P1), { ...without(P1), Vervallen: 'ja' }])).toEqual(['same-twice', 'same-twice']);
      const { told, problems } = await desk.importSpells([without(ENDED), without(ENDED)]);
      expect(told).toEqual(['2 Ingangsdatum 01-03-2020: overlaps-row', '3 Ingangsdatum 01-03-2020: overlaps-row']);
      expect(problems.map(({ reason }) => reason)).toContain('deze uitkering overlapt met die op regel 3');
      expect(await desk.spells()).toEqual([]);
    });

    it('for two benefits of one client in one household, but not for those of partners', async () => {
      const unit = { Uitkeringsnummer: 'U1' };
      const rows = [
        { ...P1, ...unit },
        { ...P2, ...unit },
        { ...P1, ...unit, Klantnummer: 'K2' },
      ];
      expect((await desk.importSpells(rows)).told).toEqual([
        '2 Ingangsdatum 01-03-2020: overlaps-row',
        '3 Ingangsdatum 01-09-2024: overlaps-row',
      ]);
    });

    it('when the column of the client was filled with something else, without comparing every row with every other', async () => {
      const rows = Array.from({ length: 3_000 }, (_, index) => ({ ...P1, Periodenummer: String(index) }));
      const { told, refused } = await desk.importSpells(rows);
      expect(refused).toBe(3_000);
      expect(new Set(told.map((one) => one.split(': ')[1]))).toEqual(new Set(['number-too-often']));
    });

    it('when the number of the household is that of a street; a third partner gets a remark', async () => {
      const numbers = Array.from({ length: 21 }, (_, index) => `B${index}`);
      await desk.clients(numbers);
      const rows = numbers.map((Klantnummer) => ({ ...P1, Klantnummer, Uitkeringsnummer: '0' }));
      const many = await desk.importSpells(rows);
      expect(new Set(many.told.map((one) => one.split(': ')[1]))).toEqual(new Set(['unit-too-often']));
      expect(many.refused).toBe(21);
      const three = await desk.importSpells(rows.slice(0, 3));
      expect(three.problems.map(({ reason, severity }) => [severity, reason])).toEqual(
        [1, 2, 3].map(() => ['remark', '3 klanten hebben deze uitkering op dezelfde dag; dat kunnen er twee zijn']),
      );
      const inTurn = [
        { ...rows[4], Einddatum: '01-01-2021', 'Reden einde': 'Opleiding' },
        { ...rows[5], Ingangsdatum: '01-01-2021' },
        rows[6]!,
      ];
      expect(await desk.importSpells(inTurn.map((row) => ({ ...row, Uitkeringsnummer: 'U5' })))).toMatchObject({ remarks: 0, new: 3 });
    });
  });

  describe('that overlaps with what we know', () => {
    beforeEach(() => desk.importSpells([ENDED, P2]));
    const reasonOf = async (row: SpellRow) => {
      const before = await desk.contents();
      const { problems } = await desk.importSpells([row], LATER, { partial: true });
      expect(await desk.contents()).toEqual(before);
      return problems.map(({ reason }) => reason).join();
    };

    it('says so, with the days, and how to correct a first day', async () => {
      expect(await reasonOf({ ...without(P2), Ingangsdatum: '01-10-2024' })).toBe(
        'deze uitkering overlapt met wat wij al kennen: van 01-09-2024 tot nu, zonder einddatum. Begint zij op een andere dag dan wij weten? ' +
          'Zet er dan het periodenummer bij, of zet de oude erbij met "ja" onder Vervallen',
      );
      expect(
        await reasonOf({ ...P2, Periodenummer: 'P7', Ingangsdatum: '01-10-2022', Einddatum: '01-01-2025', 'Reden einde': 'AOW' }),
      ).toBe('deze uitkering overlapt met wat wij al kennen: van 01-03-2020 tot nu, zonder einddatum; die heeft een ander periodenummer');
    });

    it('says which number is missing on our side', async () => {
      await desk.importSpells([{ ...without(P1), Klantnummer: 'K2' }]);
      expect(await reasonOf({ ...P1, Klantnummer: 'K2', Ingangsdatum: '01-02-2020' })).toMatch(/van 01-03-2020 tot nu.*die kennen wij nog zonder periodenummer\. Begint zij/);
    }); // prettier-ignore

    it('is refused for another number on the same first day, and for a correction that grows into its neighbour', async () => {
      expect(await reasonOf({ ...P2, Periodenummer: 'P7' })).toMatch(/die heeft een ander periodenummer$/);
      expect(await reasonOf({ ...ENDED, Einddatum: '01-10-2024' })).toMatch(/van 01-09-2024 tot nu, zonder einddatum$/);
      expect(await reasonOf(P1)).toMatch(/van 01-09-2024/);
    });

    it('goes in when the other is told as well', async () => {
      const rows = [P1, { ...P2, Vervallen: 'ja' }];
      expect(await desk.importSpells(rows, LATER)).toMatchObject({ corrected: 1, withdrawn: 1, refused: 0 });
    });
  });

  describe('is refused as a whole', () => {
    const first = (text: string) => `Klantnummer;Regeling;Ingangsdatum;Einddatum${text}\nK1;PW;01-03-2020;\n`;
    const imported = async (text: string) => {
      const file = path.join(desk.folder, 'whole.csv');
      await writeFile(file, text);
      return desk.importSpellFile(file);
    };

    it('when a column is missing that is needed', async () => {
      await expect(imported(first(''))).rejects.toThrow(/de import mist "Reden einde"\. De kolommen zijn: Klantnummer, Uitkeringsnummer/);
      await expect(desk.importSpellFile('/nergens.csv')).rejects.toThrow('Het bestand /nergens.csv is er niet.');
    });

    it('but a column that is not ours is left where it is, and told', async () => {
      const text = 'Klantnummer;Naam;BSN;Regeling;Ingangsdatum;Einddatum;Reden einde\nK1;Noor Geheim;123456782;PW;01-03-2020;;\n';
      expect(await imported(text)).toMatchObject({ new: 1, leftAlone: ['Naam', 'BSN'] });
      expect(JSON.stringify(await desk.contents())).not.toMatch(/Geheim|123456782/);
    });

    it('but a row with too few columns is a row', async () => {
      const text = 'Klantnummer;Regeling;Ingangsdatum;Einddatum;Reden einde\nK1;PW;01-03-2020;;\nK2;PW;01-03-2020\n';
      expect((await imported(text)).told).toEqual(['3  : wrong-column-count']);
    });
  });
});
