import { openDatabase } from '#libs/platform';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../../../test/support/database.js';
import { aTeamWith, times } from '../../../test/support/factories/team-with-spells.js';
import { TrendsService } from './trends.service.js';

const NOW = Temporal.Instant.from('2026-11-21T10:00:00Z');
const minutesLater = (minutes: number) => NOW.add({ minutes });

describe('the trend that is kept ready', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let trends: TrendsService;
  beforeAll(async () => {
    const database = await aDatabase();
    drop = database.drop;
    dataSource = await openDatabase(database.url);
    trends = new TrendsService(dataSource);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
  });
  beforeEach(() => dataSource.query(`truncate outflow_trend, benefit_spell, benefit_spell_history, paid_work, paid_work_history`));

  /** Of the month that ended last but one. */
  const october = async (now = NOW) => {
    await trends.refreshDue(now);
    const trend = await trends.trend(now);
    const place = (2026 - trend.first.year) * 12 + 10 - trend.first.month;
    return { ...trend.all[place]!, teams: [...trend.byTeam].filter(([, rows]) => rows[place]!.stock > 0).map(([id]) => id) };
  };
  const again = () => dataSource.query(`update benefit_spell set recorded_at = $1`, [new Date(minutesLater(5).epochMilliseconds)]);

  it('is counted from what is in the database: spells, teams, benefits of partners and paid work', async () => {
    const { teamId } = await aTeamWith(dataSource, [
      { spells: [['2020-01-01']] },
      { spells: [['2026-10-05']] },
      { spells: [['2024-01-01', '2026-10-08', 'WORK_EMPLOYED']], since: '2026-10-01' },
      { spells: [['2024-01-01', '2026-10-08', 'DECEASED']] },
    ]);
    await dataSource.query(`with unit as (insert into benefit_unit (unit_number, created_at) values ('U1', '2026-01-01') returning id)
      update benefit_spell set benefit_unit_id = unit.id from unit where upper(during) = '2026-10-08'`);
    await dataSource.query(`insert into paid_work (client_id, during, kind, recorded_at)
      select client_id, '[2026-09-01,2026-11-01)', 'employee', '2026-09-01' from benefit_spell where upper_inf(during) limit 1`);
    expect(await october()).toMatchObject({
      stock: 3,
      came: 1,
      work: 1,
      outOfSight: 1,
      benefitStock: 2,
      benefitEnded: 1,
      partTime: 1,
      teams: [teamId],
    });
  });

  it('counts with the first team who was told of later than the benefit', async () => {
    const { teamId } = await aTeamWith(dataSource, [{ spells: [['2026-09-15']], since: '2026-11-02' }]);
    expect(await october()).toMatchObject({ stock: 1, teams: [teamId] });
  });

  it('is kept, the same as when it was counted', async () => {
    await aTeamWith(dataSource, times(3, { spells: [['2020-01-01']] }));
    await dataSource.query(`update benefit_spell set recorded_at = '2026-11-20'`);
    const made = await trends.trend(NOW);
    expect(await trends.refreshDue(minutesLater(30))).toEqual({ made: 0 });
    expect(await trends.trend(minutesLater(30))).toEqual(made);
    expect(await trends.trend(minutesLater(30))).toHaveProperty('madeAt', NOW);
  });

  it('is given as it is until the clock counts it anew: a page never waits', async () => {
    await aTeamWith(dataSource, times(3, { spells: [['2020-01-01']] }));
    await trends.trend(NOW);
    expect((await trends.trend(NOW.add({ hours: 72 }))).madeAt).toEqual(NOW);
    expect(await trends.refreshDue(NOW.add({ hours: 72 }))).toEqual({ made: 1 });
    expect((await trends.trend(NOW.add({ hours: 72 }))).madeAt).toEqual(NOW.add({ hours: 72 }));
  });

  it('is counted anew when something was recorded, but not four times in an hour', async () => {
    await aTeamWith(dataSource, times(3, { spells: [['2020-01-01']] }));
    await trends.trend(NOW);
    await again();
    await aTeamWith(dataSource, times(2, { spells: [['2020-01-01']] }));
    await again();
    expect((await october(minutesLater(10))).stock).toBe(3);
    expect((await october(minutesLater(16))).stock).toBe(5);
  });

  it('is counted anew when a benefit never was after all', async () => {
    await aTeamWith(dataSource, times(3, { spells: [['2020-01-01']] }));
    await trends.trend(NOW);
    await dataSource.query(
      `with gone as (delete from benefit_spell where id = (select id from benefit_spell limit 1) returning *)
       insert into benefit_spell_history (spell_id, client_id, scheme, during, recorded_at, change, replaced_at)
       select id, client_id, scheme, during, recorded_at, 'withdrawn', $1 from gone`,
      [new Date(minutesLater(5).epochMilliseconds)],
    );
    expect((await october(minutesLater(20))).stock).toBe(2);
  });

  it('is counted anew on another day: who left is known to have left by then', async () => {
    await aTeamWith(dataSource, [{ spells: [['2020-01-01', '2026-10-25', 'OTHER']] }]);
    expect(await october()).toMatchObject({ pending: 1, other: 0 });
    expect(await october(NOW.add({ hours: 24 * 7 }))).toMatchObject({ pending: 0, other: 1 });
  });

  it('is counted once by all who ask at the same time', async () => {
    await aTeamWith(dataSource, times(3, { spells: [['2020-01-01']] }));
    const moments = await Promise.all([0, 1, 2, 3].map((second) => trends.trend(NOW.add({ seconds: second }))));
    expect(new Set(moments.map(({ madeAt }) => String(madeAt))).size).toBe(1);
  });

  it('is nothing when there is nothing', async () => {
    const trend = await trends.trend(NOW);
    expect([trend.all.length, trend.all.every(({ stock }) => stock === 0), trend.workKnownFrom, trend.unitsKnown]).toEqual([
      73,
      true,
      null,
      0,
    ]);
  });
});
