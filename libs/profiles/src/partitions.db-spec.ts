import type { DataSource } from 'typeorm';
import { openDatabase } from '#libs/platform';
import { aDatabase } from '../../../test/support/database.js';
import type { NewObservation } from './domain/observation.js';
import { ObservationsService } from './observations.service.js';
import { PartitionsService } from './partitions.service.js';
import { ProfilesService } from './profiles.service.js';

const at = (year: number, rest = '06-15T09:00:00Z') => Temporal.Instant.from(`${year}-${rest}`);

describe('the years of the observations', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let years: PartitionsService;
  let clientId: string;
  beforeEach(async () => {
    const database = await aDatabase();
    drop = database.drop;
    dataSource = await openDatabase(database.url);
    years = new PartitionsService(dataSource, { observationYears: 7 });
    [{ id: clientId }] = await dataSource.query(
      `insert into client (client_number, first_name, last_name) values ('J1', 'Noor', 'Voorbeeld') returning id`,
    );
  });
  afterEach(async () => {
    await dataSource.destroy();
    await drop();
  });

  const names = async (): Promise<string[]> =>
    (
      await dataSource.query<{ name: string }[]>(
        `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'trait_observation'::regclass order by 1`,
      )
    ).map(({ name }) => name.replace('trait_observation_', ''));
  const observed = (observedAt: Temporal.Instant, given: Partial<NewObservation> = {}): NewObservation => ({
    clientId,
    trait: 'health.self_rated',
    state: 'answered',
    value: 4,
    observedAt,
    recordedAt: observedAt,
    source: 'self_report',
    channel: 'sms',
    mode: 'self',
    questionnaireVersionId: null,
    checkInId: null,
    language: 'nl',
    ...given,
  });
  const record = (service: ObservationsService, ...given: NewObservation[]) => dataSource.transaction((tx) => service.record(tx, given));
  const where = async (): Promise<string[]> =>
    (
      await dataSource.query<{ place: string }[]>(`select tableoid::regclass::text as place from trait_observation order by observed_at`)
    ).map(({ place }) => place);

  it('come with the product until 2028; the clock keeps two ahead, and makes none twice', async () => {
    expect(await years.makeAhead(at(2026))).toEqual([]);
    expect(await years.makeAhead(at(2027, '01-01T00:00:00Z'))).toEqual(['trait_observation_2029']);
    expect(await years.makeAhead(at(2027))).toEqual([]);
  });

  it.each([
    [2031, ['2029', '2030', '2031', '2032', '2033']],
    // Those before 2033 need not be kept any more.
    [2040, ['2033', '2034', '2035', '2036', '2037', '2038', '2039', '2040', '2041', '2042']],
  ])('that passed while nothing ran are made up for in %i', async (year, made) => {
    expect(await years.makeAhead(at(year))).toEqual(made.map((each) => `trait_observation_${each}`));
    await record(
      new ObservationsService(),
      observed(at(year)),
      observed(at(2029, '01-01T00:00:00Z')),
      observed(at(2028, '12-31T23:59:59Z')),
    );
    expect(await where()).toEqual(['trait_observation_2028', 'trait_observation_2029', `trait_observation_${year}`]);
  });

  it('are made once when several workers come at the same moment', async () => {
    const made = await Promise.all(Array.from({ length: 5 }, () => years.makeAhead(at(2030))));
    expect(made.flat().toSorted()).toEqual([2029, 2030, 2031, 2032].map((year) => `trait_observation_${year}`));
  });

  it('that were made later are as those that came with the product: numbered on, append-only, of clients that there are', async () => {
    await years.makeAhead(at(2030));
    await record(new ObservationsService(), observed(at(2026)), observed(at(2030)));
    const ids = (await dataSource.query<{ id: string }[]>(`select id from trait_observation order by observed_at`)).map(({ id }) =>
      Number(id),
    );
    expect(ids[1]).toBe((ids[0] ?? 0) + 1);
    await expect(dataSource.query(`update trait_observation_2030 set value = 1`)).rejects.toThrow('append-only');
    await expect(
      record(new ObservationsService(), observed(at(2030), { clientId: '01900000-0000-7000-8000-000000000000' })),
    ).rejects.toThrow('foreign key');
    const shapes: { shape: string }[] = await dataSource.query(
      `select distinct (select string_agg(pg_get_constraintdef(c.oid), ' | ' order by pg_get_constraintdef(c.oid)) from pg_constraint c where c.conrelid = inhrelid) as shape
         from pg_inherits where inhparent = 'trait_observation'::regclass`,
    );
    expect(shapes).toHaveLength(1);
  });

  it('are made while somebody reads and writes observations: nobody waits', async () => {
    await dataSource.transaction(async (other) => {
      await new ObservationsService().record(other, [observed(at(2026))]);
      await other.query(`select count(*) from trait_observation`);
      expect(await years.makeAhead(at(2027))).toEqual(['trait_observation_2029']);
    });
  });

  it('are left for the next time when the table is taken', async () => {
    await dataSource.transaction(async (other) => {
      await other.query(`lock table trait_observation in access exclusive mode`);
      expect(await years.makeAhead(at(2030))).toEqual([]);
    });
    expect(await years.makeAhead(at(2030))).toHaveLength(4);
  });

  it('that nobody made get made by the first observation, and go again when that story is undone', async () => {
    const service = new ObservationsService();
    await expect(
      dataSource.transaction(async (tx) => {
        await service.record(tx, [observed(at(2031))]);
        await service.record(tx, [observed(at(2031), { trait: 'wellbeing.general' })]);
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    expect(await names()).not.toContain('2031');
    await record(service, observed(at(2031)));
    await record(service, observed(at(2031), { trait: 'wellbeing.general' }));
    expect(await where()).toEqual(['trait_observation_2031', 'trait_observation_2031']);
    expect((await new ProfilesService().latest(dataSource.manager, clientId)).size).toBe(2);
  });

  it('get made once when the first observations come together', async () => {
    await Promise.all(
      ['health.self_rated', 'wellbeing.general', 'finance.debt'].map((trait) =>
        record(new ObservationsService(), observed(at(2035), { trait, value: 1 })),
      ),
    );
    expect(new Set(await where())).toEqual(new Set(['trait_observation_2035']));
  });

  it('keep what is told of long ago, also when those years were dropped before', async () => {
    const service = new ObservationsService();
    await record(service, observed(at(1999), { recordedAt: at(2026) }));
    expect(await where()).toEqual(['trait_observation_earlier']);
    await years.dropExpired(at(2040));
    await record(service, observed(at(1999), { recordedAt: at(2040) }));
    expect(await where()).toEqual(['trait_observation_1999']);
  });

  it('are dropped whole when all of it may go, with what was said of its corrections; not a day sooner', async () => {
    const service = new ObservationsService();
    await record(service, observed(at(1999)), observed(at(2021)), observed(at(2022)), observed(at(2023)));
    const [{ id: staffId }] = await dataSource.query(
      `insert into staff (email, name, role) values ('s.de.boer@werkplein.example', 'Sanne de Boer', 'coach') returning id`,
    );
    for (const { id } of await new ProfilesService().history(dataSource.manager, clientId))
      await dataSource.transaction((tx) =>
        service.correct(tx, { clientId, observationId: id, state: 'answered', value: 5, reason: 'vergissing' }, staffId, at(2024)),
      );
    expect(await years.dropExpired(at(2028, '12-31T23:59:59Z'))).toEqual({ partitions: [], rows: 0, isUnfinished: false });
    expect(await years.dropExpired(at(2029, '01-01T00:00:00Z'))).toEqual({
      partitions: ['trait_observation_earlier'],
      rows: 4,
      isUnfinished: false,
    });
    expect(await years.dropExpired(at(2030, '01-01T00:00:00Z'))).toMatchObject({ partitions: ['trait_observation_2022'], rows: 2 });
    expect((await new ProfilesService().history(dataSource.manager, clientId)).map(({ observedAt }) => observedAt)).toEqual([at(2023)]);
    expect(await dataSource.query(`select count(*)::int as corrections from observation_correction`)).toEqual([{ corrections: 1 }]);
  });

  it('that are over in 2040, after years of standing still, go in one night; what is kept stays', async () => {
    await record(new ObservationsService(), observed(at(2026)), observed(at(2034)));
    await years.makeAhead(at(2040));
    const together = await Promise.all([years.dropExpired(at(2040)), years.dropExpired(at(2040))]);
    expect(together.reduce((rows, dropped) => rows + dropped.rows, 0)).toBe(1);
    expect(await names()).toEqual(['2033', '2034', '2035', '2036', '2037', '2038', '2039', '2040', '2041', '2042']);
    expect(await where()).toEqual(['trait_observation_2034']);
  });

  it('keep as long as the office has set, and say what is too old to take in', async () => {
    expect(years.oldestKept(at(2026)).toString()).toBe('2019-06-15T09:00:00Z');
    expect(new PartitionsService(dataSource, { observationYears: 2 }).oldestKept(at(2028, '02-29T12:00:00Z')).toString()).toBe(
      '2026-02-28T12:00:00Z',
    );
  });
});
