import { databaseOptions, migrate, sqlMigrations } from '#libs/platform';
import { DataSource } from 'typeorm';
import { anEmptyDatabase } from '../../../test/support/database.js';

describe('an office whose observations were not in partitions yet', () => {
  let database: Awaited<ReturnType<typeof anEmptyDatabase>>;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await anEmptyDatabase();
    const { url } = database;
    const before = await new DataSource({ ...databaseOptions(url), migrations: sqlMigrations().slice(0, 12) }).initialize();
    await migrate(before, url);
    await before.query(`
      insert into client (client_number, first_name, last_name) values ('W1', 'Noor', 'Voorbeeld');
      insert into trait_observation (client_id, trait, state, value, observed_at, recorded_at, source, channel, language, helped_by)
      select client.id, told.*, 'nl', null
        from client
       cross join (values ('health.self_rated', 'answered', 4::smallint, timestamptz '1999-12-31', timestamptz '2026-03-01', 'import', 'import'),
                          ('health.self_rated', 'refused', null, timestamptz '2021-12-31 23:59:59+00', timestamptz '2022-01-01', 'self_report', 'sms'),
                          ('finance.debt', 'unknown', null, timestamptz '2022-01-01 00:00:00+00', timestamptz '2022-01-01', 'self_report', 'phone'),
                          ('workability.self', 'answered', 0::smallint, timestamptz '2026-11-22', timestamptz '2026-11-22', 'professional', 'app')) told`);
    await before.destroy();
    dataSource = await new DataSource(databaseOptions(url)).initialize();
    await migrate(dataSource, url);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  it('has them all, each in its year, with how it was told', async () => {
    expect(
      await dataSource.query(`select id::int, tableoid::regclass::text as place, state, value, mode from trait_observation order by id`),
    ).toEqual([
      { id: 1, place: 'trait_observation_earlier', state: 'answered', value: 4, mode: 'file' },
      { id: 2, place: 'trait_observation_earlier', state: 'refused', value: null, mode: 'self' },
      { id: 3, place: 'trait_observation_2022', state: 'unknown', value: null, mode: 'interview' },
      { id: 4, place: 'trait_observation_2026', state: 'answered', value: 0, mode: 'interview' },
    ]);
  });

  it('counts on from the last one, and still changes none', async () => {
    const [{ id }] = await dataSource.query(`
      insert into trait_observation (client_id, trait, state, observed_at, recorded_at, source, channel, mode, language)
      select id, 'finance.debt', 'refused', '2026-11-22', '2026-11-22', 'self_report', 'sms', 'self', 'nl' from client returning id::int`);
    expect(id).toBe(5);
    await expect(dataSource.query(`update trait_observation set value = 1 where id = 1`)).rejects.toThrow('append-only');
  });

  it('asks nothing about health until somebody has recorded on what ground', async () => {
    expect(await dataSource.query(`select module from module_switch where is_on`)).toEqual([]);
    await expect(
      dataSource.query(
        `insert into module_switch (module, is_on, legal_basis, dpia_reference, approver, switched_at) values ('health', true, 'Pw 7', ' ', 'FG', '2026-11-22')`,
      ),
    ).rejects.toThrow('module_switch_on_is_recorded');
  });
});
