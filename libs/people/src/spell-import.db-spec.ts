import { FIRST_DAY, on } from '../../../test/support/import-desk.js';
import { aSpellDesk, type SpellRow } from '../../../test/support/spell-desk.js';
import { EndReasonCodesService } from './end-reason-codes.service.js';
import { SpellsService } from './spells.service.js';

const P1: SpellRow = { Klantnummer: 'K1', Periodenummer: 'P1', Regeling: 'PW', Ingangsdatum: '01-03-2020' };
const ENDED: SpellRow = { ...P1, Einddatum: '01-06-2023', 'Reden einde': 'Arbeid in dienstbetrekking' };
const P2: SpellRow = { ...P1, Periodenummer: 'P2', Ingangsdatum: '01-09-2024' };
const LATER = on('2026-12-01');

/** The same, as a benefits system tells it that has no numbers. */
const without = (row: SpellRow): SpellRow => ({ ...row, Periodenummer: '' });

describe('importing benefits', () => {
  let desk: Awaited<ReturnType<typeof aSpellDesk>>;
  beforeAll(async () => void (desk = await aSpellDesk()));
  afterAll(() => desk.close());
  beforeEach(async () => {
    await desk.clear();
    await desk.clients(['K1', 'K2', 'K3']);
  });
  const days = async () => (await desk.spells()).map(({ during }) => during);
  const changes = async () => (await desk.history()).map(({ during, change }) => [change, during].join(' '));
  const deceased = async () => (await desk.select(`select deceased_on from client where client_number = 'K1'`))[0]?.['deceased_on'];

  it('stores several of one client, with scheme, reason and the words of the file', async () => {
    expect(await desk.importSpells([ENDED, { ...P2, Regeling: 'ioaw' }])).toMatchObject({ rows: 2, new: 2, refused: 0, written: true });
    expect(await desk.spells()).toEqual([
      {
        client: 'K1', number: 'P1', unit: null, scheme: 'PW', during: '[2020-03-01,2023-06-01)', reason: 'WORK_EMPLOYED', literal: 'Arbeid in dienstbetrekking',
      },
      { client: 'K1', number: 'P2', unit: null, scheme: 'IOAW', during: '[2024-09-01,)', reason: null, literal: null },
    ]); // prettier-ignore
    expect(await desk.history()).toEqual([]);
  });

  it.each([
    ['touching', '01-06-2023', '[2023-06-01,)'],
    ['a week apart', '08-06-2023', '[2023-06-08,)'],
    ['a month apart', '01-07-2023', '[2023-07-01,)'],
  ])('keeps two spells that are %s as they were told: whether somebody came back follows from them', async (_, begins, during) => {
    await desk.importSpells([ENDED, { ...P2, Ingangsdatum: begins }]);
    expect(await days()).toEqual(['[2020-03-01,2023-06-01)', during]);
  });

  it('gives partners one household and a spell each', async () => {
    const partners = ['K1', 'K2'].map((Klantnummer) => ({ ...P1, Klantnummer, Uitkeringsnummer: 'U7' }));
    expect(await desk.importSpells([...partners, { ...P1, Klantnummer: 'K3', Uitkeringsnummer: 'U8' }])).toMatchObject({
      new: 3,
      remarks: 0,
    });
    expect((await desk.spells()).map(({ client, unit }) => [client, unit])).toEqual([
      ['K1', 'U7'],
      ['K2', 'U7'],
      ['K3', 'U8'],
    ]);
    expect(await desk.select(`select unit_number from benefit_unit order by unit_number`)).toEqual([
      { unit_number: 'U7' },
      { unit_number: 'U8' },
    ]);
  });

  it('tells in a dry run what it would do, and does nothing', async () => {
    await desk.importSpells([P1]);
    const before = await desk.contents();
    const rows = [{ ...ENDED, Uitkeringsnummer: 'U1' }, P2];
    expect(await desk.importSpells(rows, LATER, { dryRun: true })).toMatchObject({ new: 1, ended: 1, refused: 0, written: false });
    expect(await desk.contents()).toEqual(before);
    expect(await desk.importSpells(rows, LATER)).toMatchObject({ new: 1, ended: 1, refused: 0, written: true });
  });

  it('changes nothing the second time, and leaves alone what is not in the file', async () => {
    const rows = [{ ...ENDED, Uitkeringsnummer: 'U1' }, P2, { ...P1, Klantnummer: 'K2', Periodenummer: '' }];
    await desk.importSpells(rows);
    const before = await desk.contents();
    expect(await desk.importSpells(rows, LATER)).toMatchObject({ new: 0, ended: 0, corrected: 0, completed: 0, unchanged: 3 });
    expect(await desk.importSpells([P2], LATER)).toMatchObject({ unchanged: 1 });
    expect(await desk.contents()).toEqual(before);
  });

  it('goes together with the client export: the same benefits, told by both, are the same', async () => {
    const spells = [{ scheme: 'PW' as const, startsOn: Temporal.PlainDate.from('2020-03-01') }];
    await desk.clients(['K1'], { spells });
    expect(await desk.importSpells([{ ...P1, Uitkeringsnummer: 'U1' }], LATER)).toMatchObject({ new: 0, completed: 1, corrected: 0 });
    const before = await desk.contents();
    await desk.clients(['K1'], { spells });
    expect((await desk.contents())['benefit_spell']).toEqual(before['benefit_spell']);
    expect(await desk.history()).toEqual([]);
  });

  describe('again, after something changed', () => {
    beforeEach(() => desk.importSpells([P1]));

    it('ends a benefit that ran, and keeps that it ran', async () => {
      expect(await desk.importSpells([ENDED], LATER)).toMatchObject({ ended: 1, corrected: 0 });
      expect(await desk.history()).toEqual([
        {
          client: 'K1',
          scheme: 'PW',
          during: '[2020-03-01,)',
          reason: null,
          change: 'ended',
          replaced: expect.stringContaining('2026-12-01') as string,
        },
      ]);
      expect(await desk.select(`select recorded_at from benefit_spell`)).toEqual([{ recorded_at: new Date(LATER.epochMilliseconds) }]);
    });

    it('takes an end back, and corrects reason, end and scheme, each with what was there before', async () => {
      await desk.importSpells([ENDED]);
      expect(await desk.importSpells([{ ...ENDED, 'Reden einde': 'Opleiding' }], LATER)).toMatchObject({ corrected: 1 });
      expect(await desk.importSpells([{ ...ENDED, 'Reden einde': 'Opleiding', Einddatum: '01-07-2023' }], LATER)).toMatchObject({
        corrected: 1,
      });
      expect(await desk.importSpells([{ ...P1, Regeling: 'IOAW' }], LATER)).toMatchObject({ corrected: 1, ended: 0 });
      expect(await desk.history()).toMatchObject([
        { change: 'ended' },
        { change: 'corrected', reason: 'WORK_EMPLOYED', during: '[2020-03-01,2023-06-01)' },
        { change: 'corrected', reason: 'EDUCATION', during: '[2020-03-01,2023-06-01)' },
        { change: 'corrected', reason: 'EDUCATION', during: '[2020-03-01,2023-07-01)', scheme: 'PW' },
      ]);
      expect(await desk.spells()).toMatchObject([{ scheme: 'IOAW', during: '[2020-03-01,)', reason: null, literal: null }]);
    });

    it('corrects the first day of a benefit by its number', async () => {
      expect(await desk.importSpells([{ ...P1, Ingangsdatum: '01-02-2020' }], LATER)).toMatchObject({ new: 0, corrected: 1, refused: 0 });
      expect(await days()).toEqual(['[2020-02-01,)']);
      expect(await changes()).toEqual(['corrected [2020-03-01,)']);
    });

    it('gives a number and a household to a benefit that had none, which is no correction; another household is', async () => {
      await desk.importSpells([{ ...without(P1), Klantnummer: 'K2' }]);
      const [known] = await desk.select(`select recorded_at from benefit_spell where spell_number is null`);
      const told = { ...P1, Klantnummer: 'K2', Uitkeringsnummer: 'U1' };
      expect(await desk.importSpells([told], LATER)).toMatchObject({ completed: 1, corrected: 0 });
      expect(await desk.select(`select recorded_at from benefit_spell where benefit_unit_id is not null`)).toEqual([known]);
      expect(await desk.history()).toEqual([]);
      expect(await desk.importSpells([{ ...told, Uitkeringsnummer: '' }], LATER)).toMatchObject({ unchanged: 1 });
      expect(await desk.importSpells([{ ...told, Uitkeringsnummer: 'U2' }], LATER)).toMatchObject({ corrected: 1 });
      expect(await desk.history()).toMatchObject([{ client: 'K2', change: 'corrected' }]);
    });

    it('takes back what never was, by number or by first day, and keeps that it was told', async () => {
      await desk.importSpells([{ ...without(P1), Klantnummer: 'K2' }]);
      const gone = [
        { ...P1, Vervallen: 'Ja' },
        { Klantnummer: 'K2', Ingangsdatum: '01-03-2020', Vervallen: 'x' },
      ];
      expect(await desk.importSpells(gone, LATER)).toMatchObject({ withdrawn: 2, refused: 0, remarks: 0 });
      expect(await desk.spells()).toEqual([]);
      expect(await changes()).toEqual(['withdrawn [2020-03-01,)', 'withdrawn [2020-03-01,)']);
      const again = await desk.importSpells(gone, LATER);
      expect(again.told).toEqual(['2 Ingangsdatum 01-03-2020: withdrawn-unknown', '3 Ingangsdatum 01-03-2020: withdrawn-unknown']);
      expect(again).toMatchObject({ withdrawn: 0, written: true });
      expect(await desk.history()).toHaveLength(2);
    });

    it('puts another in the place of what never was', async () => {
      const rows = [
        { ...P1, Vervallen: 'ja' },
        { ...P1, Periodenummer: 'P9', Ingangsdatum: '15-02-2020' },
      ];
      expect(await desk.importSpells(rows, LATER)).toMatchObject({ withdrawn: 1, new: 1, refused: 0 });
      expect(await days()).toEqual(['[2020-02-15,)']);
    });
  });

  describe('that move past each other', () => {
    const both = [ENDED, P2];
    beforeEach(() => desk.importSpells(both));

    it('swaps the days of two benefits in one file, in either order of the rows', async () => {
      const first = { ...ENDED, Periodenummer: 'P2' };
      const second = { ...P2, Periodenummer: 'P1' };
      expect(await desk.importSpells([first, second], LATER)).toMatchObject({ corrected: 2, new: 0, refused: 0, written: true });
      expect((await desk.spells()).map(({ number, during }) => [number, during])).toEqual([
        ['P2', '[2020-03-01,2023-06-01)'],
        ['P1', '[2024-09-01,)'],
      ]);
      expect(await desk.importSpells(both.toReversed(), LATER)).toMatchObject({ corrected: 2, refused: 0 });
      expect(await changes()).toHaveLength(4);
    });

    it('moves a border between two benefits, both ways', async () => {
      for (const day of ['01-09-2024', '01-01-2022', '01-09-2025']) {
        const rows = [
          { ...ENDED, Einddatum: day },
          { ...P2, Ingangsdatum: day },
        ];
        expect(await desk.importSpells(rows, LATER)).toMatchObject({ refused: 0, new: 0, written: true });
      }
      expect(await days()).toEqual(['[2020-03-01,2025-09-01)', '[2025-09-01,)']);
    });

    it('puts a new one in days that another gives up', async () => {
      const rows = [{ ...ENDED, Einddatum: '01-06-2021' }, { ...ENDED, Periodenummer: 'P3', Ingangsdatum: '01-06-2021' }, P2];
      expect(await desk.importSpells(rows, LATER)).toMatchObject({ new: 1, corrected: 1, unchanged: 1 });
    });
  });

  describe('that end with a reason', () => {
    it('follows what the office told of its own words, before what we understand ourselves', async () => {
      const [boss] = await desk.select(`insert into staff (name, role, created_at) values ('Beheer', 'admin', '2026-01-01') returning id`);
      const wish = { code: 'Baan!', origin: 'local', endReason: 'WORK_EMPLOYED', description: null, cbsCode: null } as const;
      await desk.dataSource.transaction((tx) => new EndReasonCodesService().set(tx, wish, String(boss!['id']), FIRST_DAY));
      const { told } = await desk.importSpells([{ ...ENDED, 'Reden einde': 'BAAN' }]);
      expect(told).toEqual([]);
      expect(await desk.spells()).toMatchObject([{ reason: 'WORK_EMPLOYED', literal: 'BAAN' }]);
    });

    it('keeps an unknown one as not known, with its words, and counts how often it came', async () => {
      const reasons = ['Zie dossier', '99', 'Zie dossier'];
      const rows = reasons.map((reason, index) => ({ ...ENDED, Klantnummer: `K${index + 1}`, 'Reden einde': reason }));
      const { told, unknownReasons, written } = await desk.importSpells(rows);
      expect(told).toEqual([
        '2 Reden einde Zie dossier: end-reason-unknown',
        '3 Reden einde 99: end-reason-unknown',
        '4 Reden einde Zie dossier: end-reason-unknown',
      ]);
      expect(unknownReasons).toEqual([
        { literal: 'Zie dossier', rows: 2 },
        { literal: '99', rows: 1 },
      ]);
      expect(written).toBe(true);
      expect(await desk.spells()).toMatchObject([{ reason: 'UNKNOWN', literal: 'Zie dossier' }, { literal: '99' }, {}]);
    });

    it('knows who died, takes that back with what said it, and never what staff recorded', async () => {
      const dead = { ...ENDED, 'Reden einde': 'Overleden' };
      await desk.importSpells([dead]);
      expect(await deceased()).toBe('2023-06-01');
      await desk.importSpells([{ ...dead, Einddatum: '03-06-2023' }]);
      expect(await deceased()).toBe('2023-06-03');
      await desk.importSpells([{ ...dead, Vervallen: 'ja' }]);
      expect(await deceased()).toBeNull();
      await desk.importSpells([dead]);
      await desk.importSpells([ENDED]);
      expect(await deceased()).toBeNull();
      await desk.select(`update client set deceased_on = '2026-10-20' where client_number = 'K1'`);
      await desk.importSpells([{ ...ENDED, 'Reden einde': 'Opleiding' }, P2]);
      expect(await deceased()).toBe('2026-10-20');
    });
  });

  it('brings up to date what happened one at a time as well', async () => {
    const [client] = await desk.select(`select id from client where client_number = 'K1'`);
    const spells = new SpellsService();
    await desk.dataSource.transaction((tx) =>
      spells.begin(tx, String(client!['id']), 'PW', Temporal.PlainDate.from('2020-03-01'), FIRST_DAY, { unitNumber: 'U1' }),
    );
    expect(await desk.importSpells([{ ...ENDED, Uitkeringsnummer: 'U1' }], LATER)).toMatchObject({ ended: 1, new: 0 });
  });
});
