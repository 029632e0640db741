import { databaseOptions, migrate, sqlMigrations } from '#libs/platform';
import { DataSource } from 'typeorm';
import { anEmptyDatabase } from '../../../test/support/database.js';

describe('an office that asked by a plan of each client’s own', () => {
  let database: Awaited<ReturnType<typeof anEmptyDatabase>>;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await anEmptyDatabase();
    const { url } = database;
    const before = await new DataSource({ ...databaseOptions(url), migrations: sqlMigrations().slice(0, 7) }).initialize();
    await migrate(before, url);
    await before.query(`
      insert into questionnaire (key, title, purpose, created_at) values ('hoe-gaat-het', 'Hoe gaat het?', 'Test', '2020-01-01');
      insert into questionnaire_version (questionnaire_id, number, definition, published_at) select id, 1, '{}', '2020-01-01' from questionnaire;
      insert into client (client_number, first_name, last_name) select 'W' || i, 'Noor', 'Voorbeeld' from generate_series(1, 6) i;
      insert into check_in_plan (client_id, questionnaire_id, every_days, preferred_channel, starts_on, created_at, ended_at, ended_reason)
      select client.id, questionnaire.id, 28, case when client_number = 'W3' then 'email' end,
             case when client_number = 'W4' then date '2026-03-09' when client_number = 'W5' then date '2025-03-03' else date '2026-03-02' end,
             '2026-03-01', case when client_number = 'W6' then timestamptz '2026-03-20' end, case when client_number = 'W6' then 'op verzoek' end
        from client cross join questionnaire;
      insert into check_in (plan_id, client_id, questionnaire_version_id, due_on, items, opened_at, closes_at, language, channel, ended_at, outcome)
      select plan.id, client_id, version.id, '2026-03-30', '{}', '2026-03-30', '2026-04-06', 'nl', 'sms', '2026-04-01', 'finished'
        from check_in_plan plan join client on client.id = client_id cross join questionnaire_version version where client_number = 'W1'`);
    await before.destroy();
    dataSource = await new DataSource(databaseOptions(url)).initialize();
    await migrate(dataSource, url);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  it('has one plan for those who were asked the same, of whoever was in it', async () => {
    expect(
      await dataSource.query(
        `select plan.audience, plan.cadence, plan.starts_on, plan.preferred_channel as channel, plan.switched_on_at is not null as "isOn", array_agg(client_number order by client_number) as clients
           from plan join enrolment on enrolment.plan_id = plan.id join client on client.id = client_id group by plan.id order by 6`,
      ),
    ).toEqual(
      [
        { starts_on: '2026-03-02', channel: null, clients: ['W1', 'W2', 'W6'] },
        { starts_on: '2026-03-02', channel: 'email', clients: ['W3'] },
        { starts_on: '2026-03-09', channel: null, clients: ['W4'] },
        { starts_on: '2025-03-03', channel: null, clients: ['W5'] },
      ].map((plan) => ({ audience: { kind: 'fixed' }, cadence: { kind: 'days', every: 28 }, isOn: true, ...plan })),
    );
  });

  it('goes on where it was: after the last round, from the first day, and without what was skipped long ago', async () => {
    const places = await dataSource.query(
      `select client_number as client, anchor_on, next_due_on, ended_reason from enrolment join client on client.id = client_id order by 1`,
    );
    expect(places.map((place: Record<string, string | null>) => Object.values(place).map(String).join(' '))).toEqual([
      'W1 2026-03-02 2026-04-27 null',
      'W2 2026-03-02 2026-03-30 null',
      'W3 2026-03-02 2026-03-30 null',
      'W4 2026-03-09 2026-04-06 null',
      'W5 2025-03-03 2026-03-30 null',
      'W6 2026-03-02 null op verzoek',
    ]);
    expect(await dataSource.query(`select count(*)::int as n from check_in join enrolment on enrolment.id = enrolment_id`)).toEqual([
      { n: 1 },
    ]);
  });
});
