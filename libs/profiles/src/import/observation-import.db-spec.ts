import { localInstant, openDatabase } from '#libs/platform';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../../../../test/support/database.js';
import { PartitionsService } from '../partitions.service.js';
import { ObservationImportService, type ObservationImportOptions } from './observation-import.service.js';

const on = (date: string, time = '10:00') => localInstant(Temporal.PlainDate.from(date), time);
const FIRST_DAY = on('2026-11-02');
const HEADER = 'Klantnummer;Kenmerk;Waarde;Datum;Bron';

describe('the import of observations', () => {
  let folder: string;
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const database = await aDatabase();
    ({ drop } = database);
    dataSource = await openDatabase(database.url);
    folder = await mkdtemp(path.join(tmpdir(), 'observations-'));
    await dataSource.query(
      `insert into client (client_number, first_name, last_name) select 'K' || n, 'Noor', 'Voorbeeld' from generate_series(1, 3) as n`,
    );
  });
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
    await rm(folder, { recursive: true });
  });
  beforeEach(() => dataSource.query(`truncate trait_observation, observation_correction`));

  async function bringIn(rows: string[], now = FIRST_DAY, options: Partial<ObservationImportOptions> = {}, header = HEADER) {
    const file = path.join(folder, 'rows.csv');
    await writeFile(file, [header, ...rows].join('\r\n'));
    const told: string[] = [];
    const service = new ObservationImportService(dataSource, new PartitionsService(dataSource, { observationYears: 7 }));
    const report = await service.import(
      file,
      {
        closedTraits: new Set(),
        onProblem: ({ line, column, value, code }) => void told.push(`${line} ${column} ${value}: ${code}`),
        ...options,
      },
      now,
    );
    return { ...report, told };
  }
  const written = () =>
    dataSource.query(
      `select client_number as client, trait, state, value, observed_at as at, recorded_at as recorded, source, channel, mode
         from trait_observation join client on client.id = client_id order by trait_observation.id`,
    ) as Promise<Record<string, unknown>[]>;
  const count = async () => (await written()).length;

  it('writes what the file says, with where it came from', async () => {
    const report = await bringIn(['K2;Gezondheid;goed;01-10-2026;zelf', 'K1;finance.debt;weigert;2021-02-03;klantmanager']);
    expect(report).toMatchObject({ rows: 2, new: 2, changed: 0, unchanged: 0, refused: 0, remarks: 0, written: true, told: [] });
    expect(await written()).toEqual(
      expect.arrayContaining([
        {
          client: 'K2',
          trait: 'health.self_rated',
          state: 'answered',
          value: 4,
          at: new Date('2026-09-30T22:00:00Z'),
          recorded: new Date(FIRST_DAY.epochMilliseconds),
          source: 'self_report',
          channel: 'import',
          mode: 'file',
        },
        expect.objectContaining({
          client: 'K1',
          state: 'refused',
          value: null,
          source: 'professional',
          at: new Date('2021-02-02T23:00:01Z'),
        }),
      ]),
    );
  });

  it('adds nothing when the same file comes again, and whenever it comes', async () => {
    const rows = ['K1;health.self_rated;3;01-10-2026;zelf', 'K1;health.self_rated;weet niet;01-10-2026;klantmanager'];
    await bringIn(rows);
    const before = await written();
    expect(await bringIn(rows.toReversed(), on('2026-12-24'))).toMatchObject({ new: 0, changed: 0, unchanged: 2, written: true });
    expect(await written()).toEqual(before);
  });

  it('puts another value in the place of the one before, which stays', async () => {
    await bringIn(['K1;health.self_rated;3;01-10-2026;zelf']);
    expect(await bringIn(['K1;health.self_rated;2;01-10-2026;zelf'], on('2026-11-03'))).toMatchObject({ new: 0, changed: 1 });
    expect((await written()).map(({ value, at }) => [value, at])).toEqual([
      [3, new Date('2026-09-30T22:00:00Z')],
      [2, new Date('2026-09-30T22:00:00Z')],
    ]);
    // And back again is a change again: what a file said last counts.
    expect(await bringIn(['K1;health.self_rated;2;01-10-2026;zelf'])).toMatchObject({ unchanged: 1 });
    expect(await bringIn(['K1;health.self_rated;3;01-10-2026;zelf'])).toMatchObject({ changed: 1 });
    // Each change stands in the register of the privacy officer, by nobody of the staff.
    expect(
      await dataSource.query(
        `select before.value as was, after.value as is, corrected_by from observation_correction
           join trait_observation before on before.id = superseded_id join trait_observation after on after.id = observation_id order by observation_id`,
      ),
    ).toEqual([
      { was: 3, is: 2, corrected_by: null },
      { was: 2, is: 3, corrected_by: null },
    ]);
  });

  it('does not undo what a coach corrected when the same file comes again', async () => {
    await bringIn(['K1;health.self_rated;3;01-10-2026;zelf']);
    await dataSource.query(
      `insert into trait_observation (client_id, trait, state, value, observed_at, recorded_at, source, channel, mode, language)
       select client_id, trait, 'answered', 5, observed_at, recorded_at, 'professional', channel, 'interview', language from trait_observation`,
    );
    expect(await bringIn(['K1;health.self_rated;3;01-10-2026;zelf'])).toMatchObject({ new: 0, changed: 0, unchanged: 1 });
    expect(await count()).toBe(2);
  });

  it('tells every bad row with its line, column and reason, and writes nothing', async () => {
    const report = await bringIn([
      'K1;health.self_rated;3;01-10-2026;zelf',
      'K9;health.self_rated;3;01-10-2026;zelf',
      'K1;health.self_rated;9;31-02-2026;zelf',
      'K1;health.self_rated;3',
    ]);
    expect(report.told).toEqual([
      '3 Klantnummer K9: client-unknown',
      '4 Waarde 9: value-off-scale',
      '4 Datum 31-02-2026: date-nonexistent',
      '5  : wrong-column-count',
    ]);
    expect(report).toMatchObject({ rows: 4, new: 1, refused: 3, refusals: 4, written: false });
    expect(await count()).toBe(0);
  });

  it('writes the good rows when that is asked, and nothing in a dry run', async () => {
    const rows = ['K1;health.self_rated;3;01-10-2026;zelf', 'K9;health.self_rated;3;01-10-2026;zelf'];
    expect(await bringIn(rows, FIRST_DAY, { dryRun: true, partial: true })).toMatchObject({ new: 1, refused: 1, written: false });
    expect(await count()).toBe(0);
    expect(await bringIn(rows, FIRST_DAY, { partial: true })).toMatchObject({ new: 1, refused: 1, written: true });
    expect(await count()).toBe(1);
  });

  it('refuses rows that contradict each other, all of them, and takes a row that is there twice once', async () => {
    const report = await bringIn(
      [
        'K1;health.self_rated;3;01-10-2026;zelf',
        'K1;health.self_rated;4;01-10-2026;zelf',
        'K1;health.self_rated;3;01-10-2026;zelf',
        'K2;finance.debt;weigert;01-10-2026;zelf',
        'K2;finance.debt;weigert;01-10-2026;zelf',
        'K3;finance.debt;weigert;01-10-2026;zelf',
        'K3;finance.debt;weet niet;01-10-2026;zelf',
        // Another day or another source is another observation.
        'K2;finance.debt;1;02-10-2026;zelf',
        'K2;finance.debt;1;01-10-2026;klantmanager',
      ],
      FIRST_DAY,
      { partial: true },
    );
    expect(report.told).toEqual([
      '2 Waarde 3: contradicts-row',
      '3 Waarde 4: contradicts-row',
      '4 Waarde 3: contradicts-row',
      '6  : same-as-row',
      '7 Waarde weigert: contradicts-row',
      '8 Waarde weet niet: contradicts-row',
    ]);
    expect(report).toMatchObject({ new: 3, refused: 5, remarks: 1 });
    expect(await count()).toBe(3);
  });

  it('brings nothing of a module that is off', async () => {
    const rows = ['K1;health.self_rated;3;01-10-2026;zelf'];
    expect((await bringIn(rows, FIRST_DAY, { closedTraits: new Set(['health.self_rated']) })).told).toEqual([
      '2 Kenmerk health.self_rated: module-off',
    ]);
  });

  it('makes room for years that nobody made yet', async () => {
    expect(await bringIn(['K1;finance.debt;1;01-10-2033;zelf'], on('2034-01-01'))).toMatchObject({ new: 1, written: true });
  });

  it('tells once, in its own transaction, of whom something new is known', async () => {
    const calls: string[][] = [];
    const onWritten = (_: unknown, clientIds: readonly string[]) => {
      calls.push([...clientIds]);
      return Promise.resolve();
    };
    const rows = ['K1;finance.debt;1;01-10-2026;zelf', 'K1;wish.contact;1;01-10-2026;zelf', 'K3;finance.debt;1;01-10-2026;zelf'];
    await bringIn(rows, FIRST_DAY, { onWritten, dryRun: true });
    expect(calls).toEqual([]);
    await bringIn(rows, FIRST_DAY, { onWritten });
    expect(calls.map((ids) => ids.length)).toEqual([2]);
    await bringIn(rows, FIRST_DAY, { onWritten });
    expect(calls).toHaveLength(1);
    const failing = bringIn(['K2;finance.debt;1;01-10-2026;zelf'], FIRST_DAY, { onWritten: () => Promise.reject(new Error('no')) });
    await expect(failing).rejects.toThrow('no');
    expect(await count()).toBe(3);
  });

  it('writes once when two people bring the same file at the same moment', async () => {
    const rows = Array.from(
      { length: 50 },
      (_, index) => `K${1 + (index % 3)};finance.debt;1;${1 + (index % 28)}-0${1 + (index % 9)}-2026;zelf`,
    );
    const reports = await Promise.all([bringIn(rows), bringIn(rows)]);
    expect(reports.map((report) => report.new).toSorted((a, b) => a - b)).toEqual([0, reports[0].new + reports[1].new]);
    expect(await count()).toBe(reports[0].new + reports[1].new);
  });

  it('refuses a file that is something else', async () => {
    await expect(bringIn(['K1;finance.debt;1'], FIRST_DAY, {}, 'Klantnummer;Kenmerk;Score')).rejects.toThrow(
      'De eerste regel klopt niet: de import mist "Waarde", "Datum", "Bron" en kent "Score" niet.',
    );
  });
});
