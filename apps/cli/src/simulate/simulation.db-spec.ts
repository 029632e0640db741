import { readConfiguration } from '#libs/platform';
import pg from 'pg';
import { aDatabase } from '../../../../test/support/database.js';
import { simulateInEmpty } from './seed-demo.js';

const SMALL = { clients: 16, months: 3, seed: 7 };

describe('the invented Werkplein', () => {
  const databases: Awaited<ReturnType<typeof aDatabase>>[] = [];
  afterAll(() => Promise.all(databases.map(({ drop }) => drop())));

  async function simulated(options = SMALL): Promise<{ url: string; ask: <T>(sql: string) => Promise<T[]> }> {
    const database = await aDatabase();
    databases.push(database);
    await simulateInEmpty({ ...readConfiguration({ DEMO: 'on' }), databaseUrl: database.url }, options, () => undefined);
    return { url: database.url, ask: (sql) => query(database.url, sql) };
  }

  async function query<T>(url: string, sql: string): Promise<T[]> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(sql)).rows as T[];
    } finally {
      await client.end();
    }
  }

  const TOLD = `
    select client_number as client, check_in.due_on, outcome, trait, value, state
      from client
      left join check_in on check_in.client_id = client.id
      left join trait_observation on check_in_id = check_in.id
     order by client_number, check_in.due_on, trait`;

  it('tells the same story for the same seed, and another for another', async () => {
    const [once, again, other] = await Promise.all([simulated(), simulated(), simulated({ ...SMALL, seed: 8 })]);
    const story = await once.ask(TOLD);
    expect(await again.ask(TOLD)).toEqual(story);
    expect(await other.ask(TOLD)).not.toEqual(story);
  }, 120_000);

  it('is lived through the real services: answers became observations, rules suggested, receipts came back, nothing was asked at night', async () => {
    const { url, ask } = await simulated();
    const [counts] = await ask<Record<string, number>>(
      `select (select count(*)::int from trait_observation o
                where check_in_id is not null and not exists (select from observation_correction where observation_id = o.id)) as observations,
              (select count(*)::int from answer join check_in on check_in.id = check_in_id where outcome in ('finished', 'partial')) as answers,
              (select count(*)::int from suggestion) as suggestions,
              (select count(*)::int from coach_decision) as decisions,
              (select count(*)::int from coach_decision where decision <> 'accepted' and reason_code is null) as without_reason,
              (select count(*)::int from suggestion_share) as shared,
              (select count(*)::int from delivery_receipt) as receipts,
              (select count(*)::int from contact_step where rung = 'reminder') as reminders,
              (select count(*)::int from message_attempt cross join lateral (select attempted_at at time zone 'Europe/Amsterdam') as here (at)
                where extract(hour from here.at) < 9 or extract(hour from here.at) >= 20 or extract(isodow from here.at) > 5) as at_night`,
    );
    expect(counts!['observations']).toBeGreaterThan(50);
    expect(counts!['observations']).toBe(counts!['answers']);
    expect(counts!['suggestions']).toBeGreaterThan(5);
    expect(counts!['decisions']).toBeGreaterThan(1);
    expect(counts!['without_reason']).toBe(0);
    expect(counts!['shared']).toBeGreaterThan(0);
    expect(counts!['receipts']).toBeGreaterThan(10);
    expect(counts!['reminders']).toBeGreaterThan(1);
    expect(counts!['at_night']).toBe(0);
    await expect(simulateInEmpty({ ...readConfiguration({ DEMO: 'on' }), databaseUrl: url }, SMALL, () => undefined)).rejects.toThrow(
      'al gegevens',
    );
  }, 120_000);
});
