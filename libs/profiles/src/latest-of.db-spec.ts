import { openDatabase } from '#libs/platform';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../../../test/support/database.js';
import { LATEST_OF } from './latest-of.js';
import { ProfilesService } from './profiles.service.js';

const NOW = Temporal.Instant.from('2026-11-04T09:30:00Z');
const ago = (days: number) => NOW.subtract({ hours: 24 * days });

describe('the profiles of a caseload', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let ids: string[];
  beforeAll(async () => {
    const database = await aDatabase();
    ({ drop } = database);
    dataSource = await openDatabase(database.url);
    const clients: { id: string }[] = await dataSource.query(
      `insert into client (client_number, first_name, last_name) select 'C' || n, 'Noor', 'Voorbeeld' from generate_series(1, 3) as n returning id`,
    );
    ids = clients.map(({ id }) => id);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
  });
  beforeEach(() => dataSource.query('truncate trait_observation'));

  const observe = (client: number, trait: string, value: number | null, days: number) =>
    dataSource.query(
      `insert into trait_observation (client_id, trait, state, value, observed_at, recorded_at, source, channel, mode, language)
       values ($1, $2, $3, $4, $5, $5, 'self_report', 'app', 'self', 'nl')`,
      [ids[client], trait, value === null ? 'refused' : 'answered', value, ago(days)],
    );
  const read = async (moments: { until?: Temporal.Instant } = {}) => {
    const found = await new ProfilesService().latestOf(dataSource.manager, ids, { since: ago(56), ...moments });
    return [...found].flatMap(([id, traits]) =>
      [...traits].map(
        ([trait, { state, value, before }]) =>
          `${ids.indexOf(id)} ${trait} ${state} ${value} was ${before && `${before.state} ${before.value}`}`,
      ),
    );
  };

  it('tell the latest of each trait, and what was known of it eight weeks ago', async () => {
    await observe(0, 'finance.debt', 1, 60);
    await observe(0, 'finance.debt', 2, 10);
    await observe(0, 'wish.contact', 1, 5);
    await observe(2, 'finance.debt', 1, 56);
    expect((await read()).toSorted()).toEqual([
      '0 finance.debt answered 2 was answered 1',
      '0 wish.contact answered 1 was null',
      '2 finance.debt answered 1 was answered 1',
    ]);
  });

  it('tell a refusal as a refusal, then and now, and what was corrected as it is now', async () => {
    await observe(0, 'finance.debt', null, 60);
    await observe(0, 'finance.debt', 1, 10);
    await observe(0, 'finance.debt', null, 10);
    expect(await read()).toEqual(['0 finance.debt refused null was refused null']);
  });

  it('know nothing of what came after the moment they are asked for', async () => {
    await observe(0, 'finance.debt', 1, 20);
    await observe(0, 'finance.debt', 2, 10);
    expect(await read({ until: ago(10) })).toEqual(['0 finance.debt answered 1 was null']);
  });

  it('never look at the years after the moment, nor at the table behind the key', async () => {
    await observe(0, 'finance.debt', 1, 20);
    await dataSource.query('vacuum analyze trait_observation');
    const runner = dataSource.createQueryRunner();
    try {
      // A statement that is asked often is planned once, without its values: then the years are left out while it runs.
      await runner.query('set enable_seqscan = off');
      await runner.query('set enable_bitmapscan = off');
      const rows = (await runner.query(`explain (analyze, costs off, timing off) ${LATEST_OF}`, [
        ids,
        ['finance.debt'],
        ago(56),
        NOW,
      ])) as Record<'QUERY PLAN', string>[];
      const plan = rows.map((row) => row['QUERY PLAN']).filter((line) => !line.includes('never executed'));
      expect(plan.filter((line) => /Scan/.test(line) && /_202[78]_/.test(line))).toEqual([]);
      expect(plan.join('\n')).toContain('Index Only Scan Backward using trait_observation_2026_pkey');
    } finally {
      await runner.release();
    }
  });
});
