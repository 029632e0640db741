import { USUAL_DEFINITION, type OutflowQuestion } from '#libs/outflow';
import { openDatabase } from '#libs/platform';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../../../test/support/database.js';
import { suggestedPeople, type SuggestedPerson } from '../../../test/support/factories/suggested.js';
import { aDice } from '../../../test/support/lives.js';
import { InterventionOutflowReadModel, type InterventionInFull } from './intervention-outflow.read-model.js';

const NOW = Temporal.Instant.from('2026-11-21T10:00:00Z');
const DAY_ONE = Temporal.PlainDate.from('2023-06-01');
const IT = 'LANGUAGE_COURSE';
const SPEAKS = 'language.dutch_speaking';
const YEAR: OutflowQuestion = {
  period: { from: Temporal.PlainDate.from('2024-07-01'), until: Temporal.PlainDate.from('2025-07-01') },
  scope: { teamId: null, scheme: null },
  definition: USUAL_DEFINITION,
};

/** `2024-03-01` of so many days after the first. */
const on = (day: number) => DAY_ONE.add({ days: Math.floor(day) }).toString();

/**
 * People of whom half speak little Dutch: they leave for work a third as often, and begin the course far more often. Who begins does so on a day that
 * was drawn for them, when they are still there; from then on they leave `ratio` times as often.
 */
function aCity(seed: number, people: number, ratio: number): SuggestedPerson[] {
  const dice = aDice(seed);
  const after = (yearly: number) => (-Math.log(1 - dice()) / yearly) * 365;
  return Array.from({ length: people }, () => {
    const speaksLittle = dice() < 0.5;
    const hazard = speaksLittle ? 0.25 : 0.75;
    const first = dice() * 500;
    const start = dice() < (speaksLittle ? 0.6 : 0.1) ? first + 30 + dice() * 600 : Infinity;
    const alone = first + after(hazard);
    const left = Math.ceil(alone <= start ? alone : start + after(hazard * ratio));
    const asked = Array.from({ length: 10 }, (_, nth) => first + nth * 100);
    return {
      spells: [[on(first), on(left), 'WORK_EMPLOYED']],
      observed: asked.map((day) => [SPEAKS, speaksLittle ? 3 : 1, `${on(day)}T09:00:00Z`] as const),
      suggested: start < left ? [{ on: on(start), begins: on(start), intervention: IT, outcome: 'completed' as const }] : [],
    } satisfies SuggestedPerson;
  }).map((person) => (endsLater(person) ? { ...person, spells: [[person.spells[0]![0]]] } : person));
}

/** What lies beyond today has not happened. */
function endsLater({ spells: [[, until]] }: any): boolean { return until > '2026-11-20'; } // prettier-ignore

describe('what followed on an intervention, on the database', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let outflow: InterventionOutflowReadModel;
  beforeAll(async () => {
    const database = await aDatabase();
    drop = database.drop;
    dataSource = await openDatabase(database.url);
    outflow = new InterventionOutflowReadModel(dataSource);
  });
  beforeEach(() => dataSource.query('truncate client cascade'));
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
  });
  async function inFull(seed: number, ratio: number): Promise<InterventionInFull> {
    await suggestedPeople(dataSource, aCity(seed, 1200, ratio));
    await dataSource.query('analyze');
    return outflow.one(IT, YEAR, NOW);
  }

  it('finds nothing where a course does nothing, though who began speaks less and stayed long enough to begin', async () => {
    const found = await inFull(11, 1);

    expect(found.comparison).toMatchObject({ state: 'shown' });
    const { comparison } = found;
    if (comparison.state !== 'shown') return;
    expect(comparison.difference.low).toBeLessThan(0);
    expect(comparison.difference.high).toBeGreaterThan(0);
    expect(comparison.ratio!.low).toBeLessThan(1);
    expect(comparison.ratio!.high).toBeGreaterThan(1);
    expect(found.work12!.of).toBeGreaterThan(100);
  });

  it('finds what is there', async () => {
    const { comparison } = await inFull(12, 2.5);

    if (comparison.state !== 'shown') throw new Error(comparison.state);
    expect(comparison.difference.low).toBeGreaterThan(0.05);
    expect(comparison.ratio!.low).toBeGreaterThan(1.4);
    expect(comparison.ratio!.high).toBeLessThan(4);
    expect(comparison.adjusted!.low).toBeGreaterThan(1.4);
  });
});
