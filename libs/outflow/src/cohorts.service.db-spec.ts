import { openDatabase } from '#libs/platform';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../../../test/support/database.js';
import { aTeamWith, times } from '../../../test/support/factories/team-with-spells.js';
import { BaselinesService } from './baselines.service.js';
import { CohortsService } from './cohorts.service.js';

const NOW = Temporal.Instant.from('2026-11-21T10:00:00Z');
const minutes = (count: number) => NOW.add({ minutes: count });
const days = (count: number) => NOW.add({ hours: count * 24 });
const first = (month: string) => Temporal.PlainDate.from(`${month}-01`);
/** The usual period begins here, and this month is kept too: its figures are asked for later. */
const [USUAL, THIS_MONTH, ANOTHER] = [first('2025-10'), first('2026-11'), first('2025-04')];

describe('cohorts', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let cohorts: CohortsService;
  beforeAll(async () => {
    const database = await aDatabase();
    drop = database.drop;
    dataSource = await openDatabase(database.url);
    cohorts = new CohortsService(dataSource, new BaselinesService());
    await aTeamWith(dataSource, times(12, { spells: [['2020-01-01']] }));
    await dataSource.query(`update benefit_spell set recorded_at = '2026-01-01'`);
  });
  beforeEach(() => dataSource.query('delete from outflow_cohort'));
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
  });
  const kept = async () =>
    (await dataSource.query<{ month: string; made_at: Date }[]>('select month, made_at from outflow_cohort order by month')).map(
      ({ month, made_at }) => `${month} ${made_at.toISOString().slice(0, 16)}`,
    );
  const recorded = (at: Temporal.Instant) => aSpell(at, `daterange('2020-01-01', null)`);
  async function aSpell(at: Temporal.Instant, during: string): Promise<void> {
    await dataSource.query(
      `with one as (insert into client (client_number, first_name, last_name) values (gen_random_uuid()::text, 'Noor', 'Voorbeeld') returning id)
       insert into benefit_spell (client_id, scheme, during, recorded_at) select id, 'PW', ${during}, $1 from one`,
      [at],
    );
  }

  it('are made when they are asked for, and then kept', async () => {
    const made = await cohorts.cohort(USUAL, NOW);
    const again = await cohorts.cohort(USUAL, minutes(200));

    expect(made.people).toBe(12);
    expect(again.madeAt).toEqual(NOW);
  });

  it('are known by one moment, however fine the clock is: every way to read it says the same', async () => {
    const fine = Temporal.Instant.from('2026-11-21T10:00:00.123456Z');
    const { madeAt } = await cohorts.cohort(USUAL, fine);

    expect(await cohorts.ensure(USUAL, USUAL, fine)).toEqual(madeAt);
    expect((await cohorts.cohort(USUAL, minutes(1))).madeAt).toEqual(madeAt);
  });

  it('bring only the traits that are wished', async () => {
    const made = await cohorts.cohort(USUAL, NOW, { traits: ['health.self_rated'] });

    expect(made.trait('health.self_rated')).toHaveLength(12);
    expect(made.trait('literacy.reading_nl')).toBeNull();
    expect((await cohorts.cohort(USUAL, NOW)).trait('literacy.reading_nl')).toHaveLength(12);
  });

  it('can be of nobody', async () => {
    expect(await cohorts.cohort(first('1999-01'), NOW)).toMatchObject({ people: 0, teams: [null] });
  });

  it('are made once by those who ask at the same time', async () => {
    const asked = await Promise.all([0, 1, 2, 3].map((later) => cohorts.cohort(USUAL, minutes(later))));

    expect(new Set(asked.map(({ madeAt }) => String(madeAt))).size).toBe(1);
  });

  it('are made anew on request only when they do not know enough', async () => {
    await cohorts.cohort(USUAL, NOW);
    const old = await cohorts.cohort(USUAL, days(20), { until: first('2026-10') });
    const anew = await cohorts.cohort(USUAL, days(20), { until: first('2026-12') });

    expect(old.madeAt).toEqual(NOW);
    expect(anew).toMatchObject({ madeAt: days(20), knownUntil: Temporal.PlainDate.from('2026-12-11') });
  });

  it('throw away the figures that were made of them when they are made anew', async () => {
    await cohorts.cohort(USUAL, NOW);
    await dataSource.query(`insert into outflow_figures (month, key, figures, made_at) values ($1, 'key', '{}', $2)`, [USUAL, NOW]);
    await cohorts.cohort(USUAL, days(40), { until: first('2026-12') });

    expect(await dataSource.query('select key from outflow_figures')).toEqual([]);
  });

  describe('the clock', () => {
    const usual = (at: string) => `${USUAL} ${at}`;

    it('makes those of this month and of the usual period', async () => {
      expect(await cohorts.refreshDue(NOW)).toEqual({ made: 2, dropped: 0 });
      expect(await kept()).toEqual([usual('2026-11-21T10:00'), `${THIS_MONTH} 2026-11-21T10:00`]);
      expect(await cohorts.refreshDue(minutes(5))).toEqual({ made: 0, dropped: 0 });
    });

    it('makes those that were asked for anew when a benefit ended, but not all the time', async () => {
      await cohorts.cohort(USUAL, NOW);
      await cohorts.cohort(ANOTHER, NOW);
      await cohorts.refreshDue(NOW);
      await recorded(minutes(5));

      expect(await cohorts.refreshDue(minutes(10))).toEqual({ made: 0, dropped: 0 });
      expect(await cohorts.refreshDue(minutes(20))).toEqual({ made: 3, dropped: 0 });
      // An import that was recorded as of its beginning may only now be over: an hour long it is looked at again.
      expect(await cohorts.refreshDue(minutes(40))).toEqual({ made: 3, dropped: 0 });
      expect(await cohorts.refreshDue(minutes(120))).toEqual({ made: 3, dropped: 0 });
      expect(await cohorts.refreshDue(minutes(150))).toEqual({ made: 0, dropped: 0 });
      expect((await cohorts.cohort(USUAL, minutes(150))).people).toBe(13);
    });

    it.each([
      [
        'was corrected',
        `update benefit_spell set during = daterange('2020-01-02', null), recorded_at = $1 where id = (select min(id::text)::uuid from benefit_spell)`,
      ],
      [
        'was taken back',
        `insert into benefit_spell_history (spell_id, client_id, scheme, during, recorded_at, change, replaced_at)
                          select id, client_id, scheme, during, recorded_at, 'withdrawn', $1 from benefit_spell limit 1`,
      ],
      [
        'was followed by paid work',
        `insert into paid_work (client_id, during, kind, recorded_at) select id, daterange('2026-01-01', null), 'employee', $1 from client limit 1`,
      ],
    ])('sees that a benefit %s', async (_, statement) => {
      const since = days(30);
      await cohorts.refreshDue(since);
      await dataSource.query(statement, [since.add({ minutes: 5 })]);

      expect(await cohorts.refreshDue(since.add({ minutes: 20 }))).toMatchObject({ made: 2 });
      await dataSource.query('delete from paid_work');
      await dataSource.query(`update benefit_spell set recorded_at = '2026-01-01'`);
      await dataSource.query('delete from benefit_spell_history');
    });

    it('makes all anew on a new day', async () => {
      await cohorts.refreshDue(NOW);
      await cohorts.cohort(ANOTHER, NOW);

      expect(await cohorts.refreshDue(days(1))).toEqual({ made: 3, dropped: 0 });
    });

    it('drops what nobody asked for in two weeks, and keeps what was known', async () => {
      await cohorts.cohort(ANOTHER, NOW);
      await cohorts.refreshDue(days(13));
      await cohorts.cohort(ANOTHER, days(13));

      expect(await cohorts.refreshDue(days(26))).toMatchObject({ dropped: 0 });
      expect(await cohorts.refreshDue(days(28))).toMatchObject({ dropped: 1 });
      const [{ people }] = await dataSource.query(`select count(*)::int as people from outflow_baseline where month = $1`, [ANOTHER]);
      expect(people).toBe(13);
    });

    it('does not do what another worker is doing', async () => {
      const [one, other] = await Promise.all([cohorts.refreshDue(NOW), cohorts.refreshDue(NOW)]);

      expect(one.made + other.made).toBe(2);
    });
  });
});
