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
function endsLater({ spells: [spell] }: SuggestedPerson): boolean {
  return String(spell?.[1]) > '2026-11-20';
}

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

  const scoped = (teamId: string | null) => outflow.one(IT, { ...YEAR, scope: { teamId, scheme: null } }, NOW);
  const began = (people: number, work: number, day = '2025-01-15'): SuggestedPerson[] =>
    Array.from({ length: people }, (_, at) => ({
      spells: [at < work ? ['2022-01-01', '2025-06-01', 'WORK_EMPLOYED' as const] : ['2022-01-01']],
      suggested: [{ on: day, begins: day, intervention: IT, ...(at % 2 === 0 ? { outcome: 'completed' as const } : {}) }],
    }));

  it('hides a small team, and another with it, though all teams together are shown', async () => {
    const small = await suggestedPeople(dataSource, began(7, 2));
    const large = await suggestedPeople(dataSource, began(40, 9));
    const company = await suggestedPeople(dataSource, began(25, 6));
    const people = async (teamId: string | null) => (await scoped(teamId)).started?.people ?? null;

    expect(await people(null)).toBe(72);
    expect(await people(small.teamId)).toBeNull();
    // What is hidden together is twenty at least: all less what is shown never leaves the seven.
    const others = [await people(large.teamId), await people(company.teamId)].filter((count) => count !== null);
    expect(72 - others.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(27);
    expect(await scoped(small.teamId)).toMatchObject({ comparison: { state: 'not-shown' }, work12: null, offered: null, after: [] });
  });

  it('takes months together until there are ten, so that a month cannot be told from two periods', async () => {
    await suggestedPeople(dataSource, [...began(4, 1, '2025-01-10'), ...began(3, 1, '2025-02-10'), ...began(6, 2, '2025-03-10')]);
    const within = async (from: string, months: number) => {
      const start = Temporal.PlainDate.from(from);
      const found = await outflow.one(IT, { ...YEAR, period: { from: start, until: start.add({ months }) } }, NOW);
      return found.started?.people ?? null;
    };

    expect(await within('2024-07-01', 12)).toBe(13);
    expect(await within('2025-01-01', 6)).toBe(13);
    // A part of the thirteen lies outside it.
    expect(await within('2025-02-01', 6)).toBeNull();
    expect(await within('2024-09-01', 6)).toBeNull();
  });

  it('does not count who is not settled: within twelve months of the beginning, and the month to come back in', async () => {
    const later = (day: string) => began(20, 5, day).map((person, at): SuggestedPerson => ({
      ...person,
      spells: [at < 5 ? ['2022-01-01', '2026-02-01', 'WORK_EMPLOYED'] : ['2022-01-01']],
    })); // prettier-ignore
    await suggestedPeople(dataSource, [...later('2025-10-20'), ...later('2025-10-22')]);
    const year = { from: Temporal.PlainDate.from('2025-10-01'), until: Temporal.PlainDate.from('2026-10-01') };
    const found = await outflow.one(IT, { ...YEAR, period: year }, NOW);

    // Who began on the 22nd could come back until 22 November: that is tomorrow.
    expect(found).toMatchObject({ started: { people: 40 }, work6: { count: 10, of: 40 }, work12: { count: 5, of: 20 } });
  });

  it('compares who won a place by lot with who lost it, whatever they began afterwards', async () => {
    const waiting = await suggestedPeople(dataSource, [
      ...Array.from({ length: 20 }, (_, at): SuggestedPerson => ({ spells: [at < 12 ? ['2022-01-01', '2025-03-01', 'WORK_EMPLOYED'] : ['2022-01-01']] })),
      ...Array.from({ length: 30 }, (_, at): SuggestedPerson => ({ spells: [at < 4 ? ['2022-01-01', '2025-03-01', 'WORK_EMPLOYED'] : ['2022-01-01']] })),
    ]); // prettier-ignore
    await dataSource.query(
      `with coach as (
         insert into staff (name, role) values ('Beheer', 'admin') returning id
       ), draw as (
         insert into place_draw (type, places, seed, drawn_by, drawn_on, drawn_at)
         select $2, 20, 'zaad', id, '2024-10-01', '2024-10-01T10:00:00Z' from coach returning id
       ), line as (
         insert into intervention (client_id, type, state, planned_by, planned_at)
         select client_id, $2, 'waiting', coach.id, '2024-09-01T10:00:00Z' from unnest($1::uuid[]) as given (client_id), coach
         returning id, client_id
       )
       insert into place_draw_entry (draw_id, client_id, intervention_id, position, won)
       select draw.id, line.client_id, line.id, place, place <= 20
         from draw, unnest($1::uuid[]) with ordinality as given (client_id, place) join line using (client_id)`,
      [waiting.clientIds, IT],
    );
    const { lots, started } = await outflow.one(IT, YEAR, NOW);

    expect(started).toBeNull();
    expect(lots).toMatchObject({ draws: 1, comparison: { state: 'shown', got: { people: 20 }, others: { people: 30 } } });
    if (lots?.comparison.state !== 'shown') return;
    expect(lots.comparison.got.share.value).toBe(0.6);
    expect(lots.comparison.others.share.value).toBe(0.13);
    expect(lots.comparison.difference.low).toBeGreaterThan(0);
    expect(
      (await outflow.one(IT, { ...YEAR, period: { from: YEAR.period.until, until: YEAR.period.until.add({ months: 6 }) } }, NOW)).lots,
    ).toBeNull();
  });
});
