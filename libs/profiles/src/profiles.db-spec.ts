import fc from 'fast-check';
import type { DataSource, EntityManager } from 'typeorm';
import { openDatabase } from '#libs/platform';
import { aDatabase } from '../../../test/support/database.js';
import type { NewObservation, Observation } from './domain/observation.js';
import { ObservationsService } from './observations.service.js';
import { NotObservableError } from './profiles.errors.js';
import { ProfilesService } from './profiles.service.js';

const DAY_ZERO = Temporal.Instant.from('2026-01-01T09:00:00Z');
const day = (days: number) => DAY_ZERO.add({ hours: days * 24 });

describe('a profile', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  const observations = new ObservationsService();
  const profiles = new ProfilesService();
  beforeAll(async () => {
    const database = await aDatabase();
    drop = database.drop;
    dataSource = await openDatabase(database.url);
    [{ id: staffId }] = await dataSource.query(
      `insert into staff (email, name, role) values ('s.de.boer@werkplein.example', 'Sanne de Boer', 'coach') returning id`,
    );
  });
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
  });

  let staffId: string;
  let clients = 0;
  const aClient = async (): Promise<string> => {
    const [row] = await dataSource.query(
      `insert into client (client_number, first_name, last_name) values ($1, 'Noor', 'Voorbeeld') returning id`,
      [`P${(clients += 1)}`],
    );
    return row.id;
  };
  const anObservation = (clientId: string, given: Partial<NewObservation> = {}): NewObservation => ({
    clientId,
    trait: 'health.self_rated',
    state: 'answered',
    value: 4,
    observedAt: given.recordedAt ?? DAY_ZERO,
    recordedAt: given.observedAt ?? DAY_ZERO,
    source: 'self_report',
    channel: 'sms',
    mode: 'self',
    questionnaireVersionId: null,
    checkInId: null,
    language: 'nl',
    ...given,
  });
  const record = (...given: NewObservation[]) => dataSource.transaction((tx) => observations.record(tx, given));
  const valuesOf = (profile: Map<string, Observation>) =>
    Object.fromEntries([...profile].map(([trait, { state, value }]) => [trait, value ?? state]));

  it('gives back what was recorded, who and how and when included', async () => {
    const clientId = await aClient();
    const [version] = await dataSource.query(
      `with q as (insert into questionnaire (key, title, purpose, created_at) values ('k', 't', 'p', now()) returning id)
       insert into questionnaire_version (questionnaire_id, number, definition, published_at) select id, 1, '{}', now() from q returning id`,
    );
    const given = anObservation(clientId, {
      observedAt: day(1),
      recordedAt: day(2),
      source: 'professional',
      channel: 'face_to_face',
      language: 'en',
      questionnaireVersionId: version.id,
      checkInId: '01900000-0000-7000-8000-000000000001',
      helpedBy: 'taalmaatje',
    });
    await record(given);
    const { helpedBy, ...expected } = given;
    const [found] = await profiles.history(dataSource.manager, clientId);
    expect(found).toEqual({ ...expected, id: expect.stringMatching(/^\d+$/) });
    expect(await dataSource.query(`select helped_by from trait_observation where client_id = $1`, [clientId])).toEqual([
      { helped_by: helpedBy },
    ]);
  });

  it('holds the latest of each trait, also when an earlier day is recorded afterwards', async () => {
    const clientId = await aClient();
    await record(anObservation(clientId, { observedAt: day(10), recordedAt: day(10), value: 2 }));
    await record(
      anObservation(clientId, { observedAt: day(5), recordedAt: day(11), value: 5 }),
      anObservation(clientId, { trait: 'wellbeing.general', observedAt: day(5), recordedAt: day(11), value: 3 }),
    );
    expect(valuesOf(await profiles.latest(dataSource.manager, clientId))).toEqual({ 'health.self_rated': 2, 'wellbeing.general': 3 });
    expect((await profiles.history(dataSource.manager, clientId)).map(({ value }) => value)).toEqual([5, 3, 2]);
    expect((await profiles.history(dataSource.manager, clientId, { since: day(10) })).map(({ value }) => value)).toEqual([2]);
  });

  it('lets a correction of the same moment win from what it corrects', async () => {
    const clientId = await aClient();
    await record(anObservation(clientId, { observedAt: day(1), recordedAt: day(1), value: 1 }));
    await record(anObservation(clientId, { observedAt: day(1), recordedAt: day(3), value: 4 }));
    expect(valuesOf(await profiles.latest(dataSource.manager, clientId))).toEqual({ 'health.self_rated': 4 });
    expect(valuesOf(await profiles.latest(dataSource.manager, clientId, day(2)))).toEqual({ 'health.self_rated': 1 });
  });

  it('shows a refusal as a refusal: never as the value before it, never as a value', async () => {
    const clientId = await aClient();
    await record(anObservation(clientId, { value: 2, observedAt: day(1), recordedAt: day(1) }));
    await record(anObservation(clientId, { state: 'refused', value: null, observedAt: day(2), recordedAt: day(2) }));
    const latest = (await profiles.latest(dataSource.manager, clientId)).get('health.self_rated');
    expect(latest).toMatchObject({ state: 'refused', value: null });
  });

  it('is empty for whom nothing was observed', async () => {
    expect((await profiles.latest(dataSource.manager, await aClient())).size).toBe(0);
  });

  it('can be reproduced as of any past moment, whatever was recorded late, out of order or since', async () => {
    const observation = fc.record({
      trait: fc.constantFrom('health.self_rated', 'wellbeing.general'),
      answer: fc.option(fc.integer({ min: 1, max: 5 }), { nil: null }),
      observed: fc.integer({ min: 0, max: 12 }),
      late: fc.integer({ min: 0, max: 6 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(observation, { maxLength: 14 }), fc.integer({ min: -1, max: 20 }), async (given, moment) => {
        const clientId = await aClient();
        const recorded = given.map(({ trait, answer, observed, late }) =>
          anObservation(clientId, {
            trait,
            state: answer === null ? 'refused' : 'answered',
            value: answer,
            observedAt: day(observed),
            recordedAt: day(observed + late),
          }),
        );
        // In the order in which they became known, as life does it; two that became known together, in the order given.
        const inOrder = recorded.toSorted((a, b) => Temporal.Instant.compare(a.recordedAt, b.recordedAt));
        const knownThen = inOrder.filter(({ recordedAt }) => Temporal.Instant.compare(recordedAt, day(moment)) < 0);
        await record(...knownThen);
        const seenThen = await profiles.latest(dataSource.manager, clientId);
        await record(...inOrder.slice(knownThen.length));
        const seenNow = await profiles.latest(dataSource.manager, clientId, day(moment));
        expect(valuesOf(seenNow)).toEqual(valuesOf(seenThen));
        expect(valuesOf(seenNow)).toEqual(expectedProfile(knownThen));
      }),
      { numRuns: 60 },
    );
  });

  it('takes nothing that is not registered or off its scale, and then none of the others either', async () => {
    const clientId = await aClient();
    await expect(record(anObservation(clientId), anObservation(clientId, { trait: 'person.nationality' }))).rejects.toThrow(
      NotObservableError,
    );
    await expect(record(anObservation(clientId), anObservation(clientId, { value: 6 }))).rejects.toThrow(
      'health.self_rated: value-off-scale',
    );
    await record();
    expect(await profiles.history(dataSource.manager, clientId)).toEqual([]);
  });

  it('never changes: the database itself refuses', async () => {
    const clientId = await aClient();
    await record(anObservation(clientId));
    await expect(dataSource.query(`update trait_observation set value = 5 where client_id = $1`, [clientId])).rejects.toThrow(
      'append-only',
    );
  });

  it('can be asked how it was, and what was known of that, as of any two moments', async () => {
    const told = fc.record({
      trait: fc.constantFrom('health.self_rated', 'wellbeing.general'),
      answer: fc.option(fc.integer({ min: 1, max: 5 }), { nil: null }),
      observed: fc.integer({ min: 0, max: 6 }),
      late: fc.integer({ min: 0, max: 8 }),
      // Whether somebody corrects an earlier one at that moment, instead of telling something new.
      corrects: fc.boolean(),
    });
    const moment = fc.option(fc.integer({ min: -1, max: 16 }), { nil: null });
    await fc.assert(
      fc.asyncProperty(fc.array(told, { maxLength: 16 }), moment, moment, async (given, trueDay, knownDay) => {
        const clientId = await aClient();
        const inOrder = given.toSorted((a, b) => a.observed + a.late - (b.observed + b.late));
        for (const { trait, answer, observed, late, corrects } of inOrder) {
          const [state, value, now] = [answer === null ? ('refused' as const) : ('answered' as const), answer, day(observed + late)];
          const mistaken = corrects
            ? (await profiles.history(dataSource.manager, clientId)).find((each) => each.trait === trait)
            : undefined;
          if (!mistaken) await record(anObservation(clientId, { trait, state, value, observedAt: day(observed), recordedAt: now }));
          else if (mistaken.state !== state || mistaken.value !== value)
            await dataSource.transaction((tx) =>
              observations.correct(tx, { clientId, observationId: mistaken.id, state, value, reason: 'vergissing' }, staffId, now),
            );
        }
        const everything = await profiles.historyWithCorrections(dataSource.manager, clientId);
        const [trueOn, knownOn] = [trueDay, knownDay].map((days) => (days === null ? null : day(days)));
        const vantage = { trueOn: trueOn ?? null, knownOn: knownOn ?? null };
        expect(valuesOf(await profiles.asOf(dataSource.manager, clientId, vantage))).toEqual(expectedAsOf(everything, vantage));
        expect((await profiles.history(dataSource.manager, clientId, vantage)).map(({ id }) => id)).toEqual(
          countingAsOf(everything, vantage).map(({ id }) => id),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('reads the latest values by descending the index of each year, newest first, without sorting; a past one leaves later years alone', async () => {
    const clientId = await aClient();
    await record(
      ...Array.from({ length: 1500 }, (_, days) =>
        anObservation(clientId, { observedAt: day(days - 730), recordedAt: day(days - 730), value: 1 + (days % 5) }),
      ),
    );
    await dataSource.query('vacuum analyze trait_observation');
    const latest = await planOf((tx) => profiles.latest(tx, clientId));
    expect(latest).toMatch(/Append/);
    expect(latest).toMatch(/Index( Only)? Scan Backward using trait_observation_2028_pkey/);
    expect(latest).toMatch(/Index( Only)? Scan Backward using trait_observation_2024_pkey/);
    expect(latest).not.toMatch(/Sort|Seq Scan on trait/);
    const past = await planOf((tx) => profiles.asOf(tx, clientId, { trueOn: Temporal.Instant.from('2025-06-01T00:00:00Z') }));
    expect(past).toMatch(/Index( Only)? Scan Backward using trait_observation_2025_pkey/);
    expect(past).not.toMatch(/trait_observation_202[678]_pkey .*loops=[^0]|Sort|Seq Scan on trait/);
    expect((await profiles.latest(dataSource.manager, clientId)).get('health.self_rated')?.value).toBe(1 + (1499 % 5));
  });

  /** With the plan a prepared statement ends up with: the one that knows none of its values. */
  async function planOf(read: (tx: EntityManager) => Promise<unknown>): Promise<string> {
    let plan: { 'QUERY PLAN': string }[] = [];
    await dataSource.transaction(async (tx) => {
      await tx.query(`set local plan_cache_mode = force_generic_plan`);
      const explaining = {
        query: async (sql: string, parameters: unknown[]) => {
          plan = await tx.query(`explain (analyze, costs off) ${sql}`, parameters);
          return tx.query(sql, parameters);
        },
      };
      await read(explaining as unknown as EntityManager);
    });
    return plan.map((line) => line['QUERY PLAN']).join('\n');
  }
});

/** The naive way: of what was recorded by then, what stands last at each moment; and of those moments, the last by then. */
function countingAsOf(
  everything: readonly Observation[],
  { trueOn, knownOn }: { trueOn: Temporal.Instant | null; knownOn: Temporal.Instant | null },
) {
  const isBefore = (moment: Temporal.Instant, limit: Temporal.Instant | null) =>
    limit === null || Temporal.Instant.compare(moment, limit) < 0;
  const standing = new Map<string, Observation>();
  for (const each of everything.toSorted((a, b) => Number(a.id) - Number(b.id)))
    if (isBefore(each.observedAt, trueOn) && isBefore(each.recordedAt, knownOn)) standing.set(`${each.trait} ${each.observedAt}`, each);
  return [...standing.values()].toSorted((a, b) => Temporal.Instant.compare(a.observedAt, b.observedAt) || Number(a.id) - Number(b.id));
}

function expectedAsOf(everything: readonly Observation[], vantage: Parameters<typeof countingAsOf>[1]): Record<string, unknown> {
  return Object.fromEntries(countingAsOf(everything, vantage).map(({ trait, state, value }) => [trait, value ?? state]));
}

function expectedProfile(known: NewObservation[]): Record<string, unknown> {
  const latest = new Map<string, NewObservation>();
  for (const observation of known) {
    const standing = latest.get(observation.trait);
    if (!standing || Temporal.Instant.compare(observation.observedAt, standing.observedAt) >= 0) latest.set(observation.trait, observation);
  }
  return Object.fromEntries([...latest].map(([trait, { state, value }]) => [trait, value ?? state]));
}
