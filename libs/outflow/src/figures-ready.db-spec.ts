import { openDatabase } from '#libs/platform';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../../../test/support/database.js';
import { aTeamWith, times } from '../../../test/support/factories/team-with-spells.js';
import { BaselinesService } from './baselines.service.js';
import { CohortsService } from './cohorts.service.js';
import { USUAL_DEFINITION } from './domain/question.js';
import { FiguresService } from './figures.service.js';

const NOW = Temporal.Instant.from('2026-11-21T10:00:00Z');
const USUAL = Temporal.PlainDate.from('2025-10-01');
const TOMORROW = NOW.add({ hours: 24 });

describe('figures kept ready', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let figures: FiguresService;
  beforeAll(async () => {
    const database = await aDatabase();
    drop = database.drop;
    dataSource = await openDatabase(database.url);
    figures = new FiguresService(new CohortsService(dataSource, new BaselinesService()), dataSource);
    await aTeamWith(dataSource, [
      ...times(30, { spells: [['2020-01-01']] }),
      ...times(15, { spells: [['2020-01-01', '2026-02-01', 'WORK_EMPLOYED']] }),
    ]);
  });
  beforeEach(() => dataSource.query('delete from outflow_cohort'));
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
  });
  const counted = async () =>
    (await dataSource.query<{ month: string }[]>('select distinct month from outflow_figures order by month')).map(({ month }) => month);
  const question = {
    period: { from: USUAL, until: USUAL.add({ months: 12 }) },
    scope: { teamId: null, scheme: null },
    definition: USUAL_DEFINITION,
  };

  it('are counted by the clock, of the months of which a period is over', async () => {
    expect(await figures.refreshDue(NOW)).toEqual({ made: 2, dropped: 0, counted: 1 });
    expect(await figures.refreshDue(NOW)).toEqual({ made: 0, dropped: 0, counted: 0 });
    expect(await counted()).toEqual(['2025-10-01']);
  });

  it('are counted anew with their cohort', async () => {
    await figures.refreshDue(NOW);

    expect(await figures.refreshDue(TOMORROW)).toMatchObject({ made: 2, counted: 1 });
    expect(await figures.perTrait(question, TOMORROW)).toMatchObject({ state: 'shown', madeAt: TOMORROW });
  });

  it('do not count as asked for because the clock looked at them', async () => {
    await figures.perTrait({ ...question, period: { from: USUAL.subtract({ months: 6 }), until: USUAL.add({ months: 6 }) } }, NOW);
    for (const days of [5, 10]) await figures.refreshDue(NOW.add({ hours: 24 * days }));

    expect(await figures.refreshDue(NOW.add({ hours: 24 * 15 }))).toMatchObject({ dropped: 1 });
  });

  it('of a cohort that is being made anew are not kept with the new one', async () => {
    await figures.refreshDue(NOW);
    await dataSource.query('delete from outflow_figures');
    const remaking = dataSource.createQueryRunner();
    await remaking.startTransaction();
    await remaking.query(`create temporary table anew on commit drop as select * from outflow_cohort where month = $1`, [USUAL]);
    await remaking.query(`delete from outflow_cohort where month = $1`, [USUAL]);
    await remaking.query(`update anew set made_at = $1`, [TOMORROW]);
    await remaking.query(`insert into outflow_cohort select * from anew`);
    // Counts what it still sees, and then has to wait for the one who makes it anew before anything is kept.
    const counting = figures.refreshDue(NOW);
    await untilSomebodyWaits();
    await remaking.commitTransaction();
    await remaking.release();
    await counting;

    expect(await counted()).toEqual([]);
  });

  async function untilSomebodyWaits(): Promise<void> {
    for (;;) {
      const [{ waiting }] = await dataSource.query<[{ waiting: number }]>(
        `select count(*)::int as waiting from pg_locks where not granted`,
      );
      if (waiting > 0) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
});
