import type { OutflowPeriod } from '#libs/outflow';
import { FairnessAttributesService } from '#libs/people';
import { openDatabase } from '#libs/platform';
import { AGE_BANDS, ageBandOf } from '#libs/rules';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../../../test/support/database.js';
import { roundsOf, type Round } from '../../../test/support/factories/rounds.js';
import { suggestedPeople, type SuggestedPerson } from '../../../test/support/factories/suggested.js';
import type { FairnessTable } from './domain/fairness.js';
import { AGE_BAND_STARTS, FairnessReadModel } from './fairness.read-model.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const YEAR: OutflowPeriod = { from: day('2025-01-01'), until: day('2026-01-01') };
const NOW = Temporal.Instant.from('2026-11-21T10:00:00Z');
const BASIS = { legalBasis: 'artikel 6 lid 1 onder e AVG', dpiaReference: 'DPIA 2026, paragraaf 4', approver: 'functionaris' };

const people = (count: number, birthDate: string | undefined, person: Partial<SuggestedPerson> = {}): SuggestedPerson[] =>
  Array.from({ length: count }, () => ({ spells: [['2022-01-01']], ...(birthDate ? { birthDate } : {}), ...person }));
const accepted: Partial<SuggestedPerson> = { suggested: [{ on: '2025-03-01', decision: 'accepted' }] };
const declined: Partial<SuggestedPerson> = { suggested: [{ on: '2025-03-01', decision: 'declined' }] };

describe('whether people are treated alike', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let folder: string;
  let fairness: FairnessReadModel;
  let attributes: FairnessAttributesService;
  beforeAll(async () => {
    const database = await aDatabase();
    drop = database.drop;
    dataSource = await openDatabase(database.url);
    fairness = new FairnessReadModel(dataSource);
    attributes = new FairnessAttributesService(dataSource);
    folder = await mkdtemp(path.join(tmpdir(), 'fairness-'));
  });
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
    await rm(folder, { recursive: true });
  });

  async function tableOf(persons: SuggestedPerson[], dimension: 'age' | 'sex', measure: FairnessTable['measure']) {
    const { teamId } = await suggestedPeople(dataSource, persons);
    const { tables } = await fairness.report(teamId, YEAR, true);
    return tables.find((table) => table.dimension === dimension && table.measure === measure);
  }
  const shown = (table: FairnessTable | undefined) =>
    table?.groups.cells.map(({ keys, outcomes }) => `${keys.join('+')} ${outcomes ? `${outcomes.work}/${outcomes.people}` : 'hidden'}`);
  async function aFile(rows: string[]): Promise<string> {
    const file = path.join(folder, 'sexes.csv');
    await writeFile(file, ['Klantnummer;Geslacht', ...rows].join('\r\n'));
    return file;
  }
  const known = async () => ((await dataSource.query(`select count(*)::int as n from fairness_attribute`)) as [{ n: number }])[0].n;

  it('knows the ages as the rules do', () => {
    for (const [at, age] of [26, 27, 34, 35, 44, 45, 54, 55].entries()) {
      const band = AGE_BANDS[AGE_BAND_STARTS.filter((start) => start <= age).length];
      expect([at, ageBandOf(day('2026-06-01').subtract({ years: age }), day('2026-06-01'))]).toEqual([at, band]);
    }
  });

  it('shows of each age who got a suggestion; a birthday on the first day counts, and no date of birth is a group', async () => {
    const table = await tableOf(
      [
        ...people(12, '1998-01-01', accepted),
        ...people(8, '1998-01-01'),
        ...people(6, '1998-01-02', declined),
        ...people(9, '1998-01-02'),
        ...people(15, undefined, accepted),
        ...people(10, undefined),
      ],
      'age',
      'suggested',
    );

    expect(shown(table)).toEqual(['under-27 6/15', '27-34 12/20', 'not-known 15/25']);
    expect(table?.whole).toMatchObject({ people: 60, count: 33, value: 0.55 });
  });

  it('shows of each age how often coaches followed a suggestion, and how often not', async () => {
    const persons = [
      ...people(14, '2001-01-01', accepted),
      ...people(6, '2001-01-01', declined),
      ...people(11, '1980-01-01', accepted),
      ...people(9, '1980-01-01', declined),
    ];

    expect(shown(await tableOf(persons, 'age', 'accepted'))).toEqual(['under-27 14/20', '45-54 11/20']);
    expect(shown(await tableOf(persons, 'age', 'overridden'))).toEqual(['under-27 6/20', '45-54 9/20']);
  });

  it('counts who was asked and who was heard: a check-in that was called off is no question, silence is no answer', async () => {
    const { teamId, clientIds } = await suggestedPeople(dataSource, people(40, '1980-01-01'));
    const outcomes = clientIds.map((_, at) =>
      at < 15 ? 'finished' : at < 20 ? 'partial' : at < 30 ? 'silent' : at < 35 ? 'canceled' : null,
    );
    // The last were never due.
    const rounds = outcomes.flatMap((outcome, at): Round[] => (outcome ? [{ client: clientIds[at]!, outcome }] : []));
    await roundsOf(dataSource, rounds);
    const { tables } = await fairness.report(teamId, YEAR, true);

    expect(shown(tables.find((table) => table.measure === 'heard'))).toEqual(['45-54 20/30']);
  });

  it('joins a small group with its neighbour in age, and never shows fewer than ten', async () => {
    const table = await tableOf(
      [
        ...people(4, '2001-01-01', accepted),
        ...people(20, '1995-01-01', accepted),
        ...people(20, '1995-01-01'),
        ...people(15, '1960-01-01', accepted),
        ...people(15, '1960-01-01'),
      ],
      'age',
      'suggested',
    );

    expect(shown(table)).toEqual(['under-27+27-34 24/44', '55-and-over 15/30']);
  });

  it('says nothing of sex until a ground is recorded, and nothing any more when it ends', async () => {
    const { teamId, clientNumbers } = await suggestedPeople(dataSource, [
      ...people(15, '1980-01-01', accepted),
      ...people(15, '1980-01-01'),
      ...people(12, '1980-01-01', accepted),
      ...people(12, '1980-01-01'),
    ]);
    const file = await aFile(clientNumbers.map((number, at) => `${number};${at < 30 ? 'V' : 'm'}`));
    const sexes = async () => (await fairness.report(teamId, YEAR, true)).tables.filter(({ dimension }) => dimension === 'sex');
    expect(await sexes()).toEqual([]);

    expect(await attributes.import(file, BASIS, NOW)).toEqual({ recorded: 54, refused: [], refusedCount: 0 });
    expect(shown((await sexes())[0])).toEqual(['female 15/30', 'male 12/24']);
    expect((await fairness.report(teamId, YEAR, true)).basis).toMatchObject(BASIS);
    expect((await fairness.report(teamId, YEAR, false)).tables.every(({ dimension }) => dimension === 'age')).toBe(true);

    expect(await attributes.forget(NOW)).toBe(54);
    expect([await known(), await sexes(), await attributes.forget(NOW)]).toEqual([0, [], null]);
  });

  it('hides who is few of a sex together with others, so that nobody can subtract', async () => {
    const { teamId, clientNumbers } = await suggestedPeople(dataSource, [
      ...people(15, '1980-01-01', accepted),
      ...people(15, '1980-01-01'),
      ...people(4, '1980-01-01'),
      ...people(15, '1980-01-01', accepted),
      ...people(15, '1980-01-01'),
    ]);
    await attributes.import(
      await aFile(clientNumbers.slice(0, 34).map((number, at) => `${number};${at < 30 ? 'vrouw' : 'X'}`)),
      BASIS,
      NOW,
    );
    const { tables } = await fairness.report(teamId, YEAR, true);

    expect(shown(tables.find(({ dimension }) => dimension === 'sex'))).toEqual(['female 15/30', 'other+not-known 15/34']);
    await attributes.forget(NOW);
  });

  it('takes a file whole in place of the one before, tells which lines are wrong, and keeps both grounds with their dates', async () => {
    const { clientNumbers } = await suggestedPeople(dataSource, people(3, '1980-01-01'));
    const [one, two, three] = clientNumbers;
    await attributes.import(await aFile([`${one};V`, `${two};M`, `${three};M`]), BASIS, NOW);
    const report = await attributes.import(await aFile([`${one};V`, `${two};?`, 'ONBEKEND;V', `${one};M`, `${three};`]), BASIS, NOW);

    expect(report).toEqual({
      recorded: 1,
      refused: [
        { line: 3, problem: 'no-sex' },
        { line: 4, problem: 'no-client' },
        { line: 6, problem: 'no-sex' },
      ],
      refusedCount: 3,
    });
    expect(await dataSource.query(`select sex from fairness_attribute`)).toEqual([{ sex: 'male' }]);
    expect(
      await dataSource.query(`select ended_at is null as stands from fairness_basis order by recorded_at, ended_at nulls last`),
    ).toContainEqual({ stands: false });
    await attributes.forget(NOW);
  });

  it('takes nothing without a ground, and nothing of a file that cannot be read', async () => {
    await expect(attributes.import(await aFile([]), { ...BASIS, dpiaReference: ' ' }, NOW)).rejects.toMatchObject({
      fields: { dpiaReference: 'form.needed' },
    });
    await expect(attributes.import(path.join(folder, 'nergens.csv'), BASIS, NOW)).rejects.toMatchObject({ code: 'unreadable-file' });
    expect([await known(), await dataSource.query(`select from fairness_basis where ended_at is null`)]).toEqual([0, []]);
  });
});
