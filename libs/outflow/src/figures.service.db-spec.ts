import { openDatabase } from '#libs/platform';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../../../test/support/database.js';
import { aTeamWith } from '../../../test/support/factories/team-with-spells.js';
import { BaselinesService } from './baselines.service.js';
import { CohortsService } from './cohorts.service.js';
import type { PerTrait } from './domain/per-trait.js';
import { USUAL_DEFINITION, type Definition, type OutflowQuestion, type Scope } from './domain/question.js';
import { FiguresService } from './figures.service.js';

const FROM = Temporal.PlainDate.from('2025-01-01');
const NOW = Temporal.Instant.from('2026-11-22T09:00:00Z');
const LATER = NOW.add({ hours: 30 });
const READING = 'literacy.reading_nl';

describe('figures of outflow that may be shown', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let figures: FiguresService;
  let cohorts: CohortsService;
  let [north, south, small]: string[] = [];
  beforeAll(async () => {
    const database = await aDatabase();
    drop = database.drop;
    dataSource = await openDatabase(database.url);
    cohorts = new CohortsService(dataSource, new BaselinesService());
    figures = new FiguresService(cohorts, dataSource);
    north = (await aTeamWith(dataSource, people(60, 24))).teamId;
    south = (await aTeamWith(dataSource, people(50, 10))).teamId;
    small = (await aTeamWith(dataSource, people(3, 1))).teamId;
  });
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
  });
  const ask = async (scope: Partial<Scope> = {}, definition: Partial<Definition> = {}, months = 12, now = NOW): Promise<PerTrait> =>
    figures.perTrait(question(scope, definition, months), now);

  it('counts what became of who was there on the first day, and divides it as was asked', async () => {
    const found = shown(await ask({ teamId: north! }));
    const perHead = shown(await ask({ teamId: north! }, { denominator: 'start' }));
    const stayedAway = shown(await ask({}, { measure: 'sustained-6' }));

    expect(found.fates).toEqual({ people: 60, work: 24, other: 0, outOfSight: 0, staying: 36, pending: 0 });
    expect(found.total).toMatchObject({ people: 60, count: 24, of: 42, base: 'years', kind: 'rate' });
    expect(perHead.total).toMatchObject({ count: 24, of: 60, kind: 'share', estimate: { value: 0.4 } });
    expect(stayedAway.total).toMatchObject({ count: 34, of: 34, base: 'left-for-work', notYet: 0 });
  });

  it('gives every trait that is a circumstance, and says of how many it is known', async () => {
    const { traits } = shown(await ask());
    const reading = traits.find(({ trait }) => trait === READING)!;

    expect(traits.length).toBeGreaterThan(25);
    expect(reading.cells.find(({ keys }) => keys.includes('not-known'))).toMatchObject({
      figure: { people: 110, count: 34 },
      bounds: null,
    });
    expect(reading.knownShare).toEqual({ known: 0, people: 110, share: 0 });
  });

  it('leaves a team that is too small out of the whole, and says that it does', async () => {
    expect(shown(await ask()).total.people).toBe(110);
    expect(shown(await ask()).leavesOut).toBe(true);
    expect(shown(await ask({ teamId: north! })).leavesOut).toBe(false);
    expect((await ask({ teamId: small! })).state).toBe('too-few');
  });

  it('knows of which periods it was brought in who left: before the first end that is known nobody was seen to leave', async () => {
    const [first] = await dataSource.query<[{ on: string }]>(
      `select min(upper(during))::text as on from benefit_spell where not upper_inf(during)`,
    );
    const end = Temporal.PlainDate.from(first.on);

    expect(await figures.knowsWhoLeft({ from: end.subtract({ months: 2 }).add({ days: 1 }) })).toBe(true);
    expect(await figures.knowsWhoLeft({ from: end.subtract({ months: 2, days: 1 }) })).toBe(false);
  });

  it('says why there is nothing to show', async () => {
    expect((await ask({ teamId: '00000000-0000-7000-8000-000000000000' })).state).toBe('nobody');
    expect((await ask({ scheme: 'IOAZ' })).state).toBe('nobody');
    expect((await ask({}, { measure: 'sustained-6' }, 6)).state).toBe('only-a-year');
    expect((await ask({ teamId: south! }, { measure: 'sustained-6' })).state).toBe('too-few');
  });

  it('tells another page which lines a trait has', async () => {
    const groups = await figures.groupsToShow(question({ teamId: north! }), READING, NOW);

    expect(groups?.map(({ keys, hidden }) => `${keys.join('+')} ${hidden ? 'hidden' : 'shown'}`)).toContain('not-known shown');
    expect(await figures.groupsToShow(question({ teamId: small! }), READING, NOW)).toBeNull();
  });

  it('gives what is kept until the cohort is made anew', async () => {
    const before = await ask({ teamId: north! });
    await dataSource.query(`update benefit_spell set recorded_at = $1`, [NOW.add({ hours: 1 })]);
    expect((await ask({ teamId: north! }, {}, 12, LATER)).madeAt).toEqual(before.madeAt);
    await cohorts.refreshDue(LATER);

    expect((await ask({ teamId: north! }, {}, 12, LATER)).madeAt).not.toEqual(before.madeAt);
  });

  it('counts once for two who ask at the same time', async () => {
    await dataSource.query(`delete from outflow_cohort`);
    const found = await Promise.all([ask(), ask({ teamId: north! }), ask({ teamId: south! })]);

    expect(found.map(({ state }) => state)).toEqual(['shown', 'shown', 'shown']);
    expect(await dataSource.query(`select count(*)::int as count from outflow_figures where key = 'per-trait'`)).toEqual([{ count: 1 }]);
  });

  it('keeps nothing of a scope that may not be shown', async () => {
    await ask();
    const rows = await dataSource.query<{ figures: unknown }[]>(`select figures from outflow_figures where key like '%' || $1 || ' all'`, [
      small,
    ]);

    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every(({ figures: kept }) => JSON.stringify(kept) === '{"state":"too-few"}')).toBe(true);
  });
});

function question(scope: Partial<Scope>, definition: Partial<Definition> = {}, months = 12): OutflowQuestion {
  return {
    period: { from: FROM, until: FROM.add({ months }) },
    scope: { teamId: null, scheme: null, ...scope },
    definition: { ...USUAL_DEFINITION, ...definition },
  };
}

/** So many people, of whom so many left for work on the first of April; and stayed away. */
function people(count: number, work: number) {
  return Array.from({ length: count }, (_, nth) => ({
    spells: [nth < work ? (['2024-06-01', '2025-04-01', 'WORK_EMPLOYED'] as const) : (['2024-06-01'] as const)],
  }));
}

function shown(found: PerTrait): Extract<PerTrait, { state: 'shown' }> {
  if (found.state !== 'shown') throw new Error(`not shown: ${found.state}`);
  return found;
}
