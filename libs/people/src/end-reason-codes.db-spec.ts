import { ConflictError, InvalidInputError, NotFoundError } from '#libs/platform';
import fc from 'fast-check';
import { anImportDesk, FIRST_DAY, on, type ExportRow } from '../../../test/support/import-desk.js';
import type { ReasonCodeWish } from './domain/end-reason-code.js';
import { reasonKey } from './domain/end-reasons.js';
import { EndReasonCodesService, MOST_CODES } from './end-reason-codes.service.js';

const LATER = on('2026-12-01');
let clients = 100;
/** Somebody whose benefit ended on 1 October 2026, with a reason in the words of the municipality. */
const ended = (reason: string, change: ExportRow = {}): ExportRow => ({
  Klantnummer: `K${(clients += 1)}`,
  Voornaam: 'Noor',
  Achternaam: 'Voorbeeld',
  Regeling: 'PW',
  Ingangsdatum: '01-03-2020',
  Einddatum: '01-10-2026',
  'Reden einde': reason,
  Team: 'Team Zuid',
  ...change,
});

describe('what the reasons of an office mean', () => {
  const codes = new EndReasonCodesService();
  let desk: Awaited<ReturnType<typeof anImportDesk>>;
  let staffId: string;
  beforeAll(async () => void (desk = await anImportDesk()));
  afterAll(() => desk.close());
  beforeEach(async () => {
    await desk.select('truncate end_reason_code, benefit_spell_history');
    await desk.clear();
    const [admin] = await desk.select(`insert into staff (name, role) values ('Ans Admin', 'admin') returning id`);
    staffId = String(admin?.['id']);
  });

  const wish = (change: Partial<ReasonCodeWish> = {}): ReasonCodeWish => ({
    code: 'Werkt nu',
    origin: 'local',
    endReason: 'WORK_EMPLOYED',
    description: null,
    cbsCode: null,
    ...change,
  });
  const set = (change: Partial<ReasonCodeWish> = {}, now = LATER) =>
    desk.dataSource.transaction((tx) => codes.set(tx, wish(change), staffId, now));
  const takeBack = (id: string, now = LATER) => desk.dataSource.transaction((tx) => codes.takeBack(tx, id, staffId, now));
  const reasons = async () =>
    (await desk.select(`select end_reason as reason from benefit_spell join client on client.id = client_id order by client_number`)).map(
      ({ reason }) => reason,
    );
  const deceased = () => desk.select(`select client_number, deceased_on from client where deceased_on is not null order by 1`);
  const unknown = () => codes.unknown(desk.dataSource.manager);

  it('are told once: every benefit that ended with those words follows, however they were typed', async () => {
    await desk.importRows([ended('Werkt nu'), ended('  WERKT-nu. '), ended('werkt  nú'), ended('Zie dossier'), ended('Werk')]);
    expect(await set()).toBe(3);
    expect(await reasons()).toEqual(['WORK_EMPLOYED', 'WORK_EMPLOYED', 'WORK_EMPLOYED', 'UNKNOWN', 'WORK_EMPLOYED']);
    expect(await set()).toBe(0);
  });

  it('leave what was thought before in the history of the benefit, with the moment', async () => {
    await desk.importRows([ended('Werkt nu')]);
    await set();
    expect(
      await desk.select(
        `select history.end_reason as was, spell.end_reason as "is", history.change, history.replaced_at as at, spell.recorded_at as recorded
           from benefit_spell_history history join benefit_spell spell on spell.id = history.spell_id`,
      ),
    ).toEqual([
      {
        was: 'UNKNOWN',
        is: 'WORK_EMPLOYED',
        change: 'corrected',
        at: new Date(LATER.epochMilliseconds),
        recorded: new Date(LATER.epochMilliseconds),
      },
    ]);
  });

  it('go before the words that we know ourselves, and those count again when it is taken back', async () => {
    await desk.importRows([ended('Samenwonen'), ended('Zwervend')]);
    await set({ code: 'samenwonen', endReason: 'OTHER' });
    await set({ code: 'Zwervend', endReason: 'OTHER' });
    expect(await reasons()).toEqual(['OTHER', 'OTHER']);
    const [first, second] = await codes.all(desk.dataSource.manager);
    expect(await takeBack(String(first?.id))).toBe(1);
    expect(await takeBack(String(second?.id))).toBe(1);
    expect(await reasons()).toEqual(['HOUSEHOLD_CHANGE', 'UNKNOWN']);
    expect(await codes.all(desk.dataSource.manager)).toEqual([]);
    await expect(takeBack(String(first?.id))).rejects.toThrow(NotFoundError);
  });

  it('are kept with who told them and when, what came before included', async () => {
    await set({ description: ' Loondienst, ook proefplaatsing ', cbsCode: '11' });
    await set({ endReason: 'OTHER_BENEFIT' }, on('2026-12-02'));
    const [code] = await codes.all(desk.dataSource.manager);
    expect(code).toMatchObject({
      key: 'werktnu',
      code: 'Werkt nu',
      endReason: 'OTHER_BENEFIT',
      description: null,
      spells: 0,
      setBy: 'Ans Admin',
    });
    await takeBack(String(code?.id), on('2026-12-03'));
    expect(
      (await codes.changes(desk.dataSource.manager, 'werktnu')).map(({ endReason, description, cbsCode, setAt }) => [
        endReason,
        description,
        cbsCode,
        setAt.toString().slice(0, 10),
      ]),
    ).toEqual([
      [null, null, null, '2026-12-03'],
      ['OTHER_BENEFIT', null, null, '2026-12-02'],
      ['WORK_EMPLOYED', 'Loondienst, ook proefplaatsing', '11', '2026-12-01'],
    ]);
    expect(await codes.changes(desk.dataSource.manager, 'otherwise')).toEqual([]);
    expect(await codes.changes(desk.dataSource.manager, null)).toHaveLength(3);
    await expect(desk.select(`update end_reason_code set end_reason = 'OTHER'`)).rejects.toThrow();
  });

  it('tell who is deceased, and take exactly that back', async () => {
    const [died, lives, staffKnew] = [ended('Rouw'), ended('Werk'), ended('Rouw')];
    await desk.importRows([died, lives, staffKnew]);
    await set({ code: 'Rouw', endReason: 'DECEASED' });
    expect(await deceased()).toEqual([
      { client_number: died.Klantnummer, deceased_on: '2026-10-01' },
      { client_number: staffKnew.Klantnummer, deceased_on: '2026-10-01' },
    ]);
    await desk.dataSource.query(`update client set deceased_on = '2026-09-20' where client_number = $1`, [staffKnew.Klantnummer]);
    await set({ code: 'rouw', endReason: 'HOUSEHOLD_CHANGE' });
    expect(await deceased()).toEqual([{ client_number: staffKnew.Klantnummer, deceased_on: '2026-09-20' }]);
  });

  it('know the day from the last of more benefits that ended so', async () => {
    const first = ended('Rouw', { Ingangsdatum: '01-03-2018', Einddatum: '01-03-2019' });
    await desk.importRows([first, { ...first, Ingangsdatum: '01-03-2020', Einddatum: '01-10-2026' }]);
    await set({ code: 'Rouw', endReason: 'DECEASED' });
    expect(await deceased()).toEqual([{ client_number: first.Klantnummer, deceased_on: '2026-10-01' }]);
  });

  it.each([
    [{ code: '' }, { code: 'needed' }],
    [{ code: 'x'.repeat(121) }, { code: 'too-long' }],
    [{ code: 'work employed' }, { code: 'our-own' }],
    [{ endReason: 'WENT_AWAY' as never }, { endReason: 'unknown' }],
    [{ origin: 'uwv' as never }, { origin: 'unknown' }],
    [
      { description: 'x'.repeat(201), cbsCode: '12 of 13' },
      { description: 'too-long', cbsCode: 'not-a-code' },
    ],
  ])('are refused as %j', async (change, fields) => {
    await expect(set(change)).rejects.toEqual(expect.objectContaining({ fields }));
    await expect(set(change)).rejects.toThrow(InvalidInputError);
    expect(await codes.all(desk.dataSource.manager)).toEqual([]);
  });

  it('have an end: more codes than any office has are a column of something else', async () => {
    await desk.dataSource.query(
      `insert into end_reason_code (code_key, code, origin, end_reason, set_by, set_at)
       select 'code' || n, 'Code ' || n, 'local', 'OTHER', $1, $2 from generate_series(1, ${MOST_CODES}) n`,
      [staffId, LATER],
    );
    await expect(set()).rejects.toThrow(ConflictError);
    await expect(set({ code: 'Code 7' })).resolves.toBe(0);
  });

  it('wait for an import that is busy, and then change what it brought', async () => {
    const importing = desk.dataSource.createQueryRunner();
    await importing.startTransaction();
    await importing.query(`select pg_advisory_xact_lock(hashtext('werkplein-clients'))`);
    let isSet = false;
    const setting = set().then((spells) => ((isSet = true), spells));
    await importing.query(`insert into client (id, client_number, first_name, last_name, language, created_at, updated_at)
      values ('01a1ff86-d4d2-7d69-88dd-2cc3b5aba111', 'Klaat', 'Noor', 'Laat', 'nl', '2026-11-02', '2026-11-02')`);
    await importing.query(`insert into benefit_spell (client_id, scheme, during, end_reason, end_reason_literal, recorded_at)
      values ('01a1ff86-d4d2-7d69-88dd-2cc3b5aba111', 'PW', '[2020-01-01,2026-01-01)', 'UNKNOWN', 'Werkt nu', '2026-11-02')`);
    expect(isSet).toBe(false);
    await importing.commitTransaction();
    await importing.release();
    expect(await setting).toBe(1);
  });

  describe('that nobody told yet', () => {
    it('are listed as they came in most, with how many and since when; what has no reason at all is counted apart', async () => {
      await desk.importRows([
        ended('Zie dossier'),
        ended('Zie dossier', { Einddatum: '01-05-2026' }),
        ended('ZIE DOSSIER'),
        ended('Iets <b>anders</b>'),
        ended('???'),
        ended(''),
        ended('Onbekend'),
        ended('Werk'),
      ]);
      expect(await unknown()).toEqual({
        reasons: [
          {
            literal: 'Zie dossier',
            spells: 3,
            firstEnd: Temporal.PlainDate.from('2026-05-01'),
            lastEnd: Temporal.PlainDate.from('2026-10-01'),
          },
          expect.objectContaining({ literal: '???', spells: 1 }),
          expect.objectContaining({ literal: 'Iets <b>anders</b>', spells: 1 }),
        ],
        total: { reasons: 3, spells: 5 },
        withoutReason: 1,
      });
    });

    it('are gone when they are told, also when nobody knows what they mean', async () => {
      await desk.importRows([ended('Zie dossier'), ended('???')]);
      expect(await codes.spellsWith(desk.dataSource.manager, 'ZIE dossier')).toBe(1);
      await set({ code: 'Zie dossier', endReason: 'UNKNOWN' });
      await set({ code: '???', endReason: 'OTHER' });
      expect(await unknown()).toEqual({ reasons: [], total: { reasons: 0, spells: 0 }, withoutReason: 0 });
      expect((await codes.current(desk.dataSource.manager)).get('???')).toBe('OTHER');
    });

    it('are none on the first day', async () => {
      expect(await unknown()).toEqual({ reasons: [], total: { reasons: 0, spells: 0 }, withoutReason: 0 });
    });
  });

  it('are compared in the database as they are here, whatever was typed', async () => {
    const texts = fc.sample(
      fc.oneof(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), fc.constantFrom('Beëindigd', 'ŠÉ', '01', '...')),
      200,
    );
    const typed = texts.map((text) => text.replaceAll('\0', '').toWellFormed()).filter((text) => text !== '');
    await desk.dataSource.query(
      `insert into client (client_number, first_name, last_name, language, created_at, updated_at)
       select 'T' || n, 'Noor', 'Voorbeeld', 'nl', $1, $1 from generate_series(1, $2::int) n`,
      [FIRST_DAY, typed.length],
    );
    await desk.dataSource.query(
      `insert into benefit_spell (client_id, scheme, during, end_reason, end_reason_literal, recorded_at)
       select client.id, 'PW', '[2020-01-01,2026-01-01)', 'UNKNOWN', text.literal, $1
         from unnest($2::text[]) with ordinality as text (literal, n) join client on client_number = 'T' || n`,
      [FIRST_DAY, typed],
    );
    for (const text of typed)
      expect([text, await codes.spellsWith(desk.dataSource.manager, text)]).toEqual([
        text,
        typed.filter((other) => reasonKey(other) === reasonKey(text.trim())).length,
      ]);
  });
});
