import { ClientsService } from '#libs/people';
import { openDatabase } from '#libs/platform';
import { ObservationsService, ProfilesService, type NewObservation } from '#libs/profiles';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../../../test/support/database.js';
import { AS_OF, ClientCourseReadModel, COURSE } from './client-course.read-model.js';
import { ClientFileReadModel } from './client-file.read-model.js';

const now = Temporal.Instant.from('2026-11-02T09:00:00Z');
const daysAgo = (days: number) => now.subtract({ hours: days * 24 });

describe("a client's course", () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let courses: ClientCourseReadModel;
  let staffId: string;
  beforeAll(async () => {
    const database = await aDatabase();
    drop = database.drop;
    dataSource = await openDatabase(database.url);
    courses = new ClientCourseReadModel(dataSource);
    await aClient();
    [{ id: staffId }] = await dataSource.query<[{ id: string }]>(`select id from staff limit 1`);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
  });

  let number = 5000;
  async function aClient(): Promise<string> {
    const clientNumber = String((number += 1));
    const registered = await dataSource.transaction((tx) =>
      new ClientsService().register(
        tx,
        [
          {
            clientNumber,
            firstName: 'Amina',
            lastName: 'Voorbeeld',
            contactPoints: [{ kind: 'mobile', address: `+3161234${clientNumber}` }],
            spells: [{ scheme: 'PW', startsOn: Temporal.PlainDate.from('2024-03-01') }],
            teamName: 'Noord',
            coachName: 'Sanne de Boer',
            assignedFrom: Temporal.PlainDate.from('2025-01-01'),
          },
        ],
        daysAgo(600),
      ),
    );
    return registered.get(clientNumber) as string;
  }
  const record = (clientId: string, change: Partial<NewObservation> & { observedAt: Temporal.Instant }) =>
    new ObservationsService().record(dataSource.manager, [
      {
        clientId,
        trait: 'health.self_rated',
        state: 'answered',
        value: 3,
        recordedAt: change.observedAt,
        source: 'self_report',
        channel: 'sms',
        mode: 'self',
        questionnaireVersionId: null,
        checkInId: null,
        language: 'nl',
        ...change,
      },
    ]);
  const day = Temporal.PlainDate.from('2026-11-02');
  const asOf = (clientId: string, trueBefore: Temporal.Instant, knownBefore: Temporal.Instant) =>
    courses.asOf(clientId, { day, trueBefore, knownBefore });

  it('is empty, not broken, for a client of whom nothing is known', async () => {
    const client = await aClient();
    expect(await courses.course(client, now)).toEqual({ observations: [], rounds: [], interventions: [], traits: [] });
    expect(await asOf(client, now, now)).toEqual({ observations: [], interventions: [], suggestions: [] });
  });

  it('holds what counts: of a corrected answer only what it is now, in the file as well', async () => {
    const client = await aClient();
    await record(client, { observedAt: daysAgo(20), value: 1 });
    await record(client, { observedAt: daysAgo(20), value: 4, recordedAt: daysAgo(2), source: 'professional' });
    await record(client, { observedAt: daysAgo(10), state: 'refused', value: null });
    const { observations } = await courses.course(client, now);
    expect(observations.map(({ state, value }) => [state, value])).toEqual([
      ['answered', 4],
      ['refused', null],
    ]);
    const overview = await new ClientFileReadModel(dataSource).overview(client, now);
    expect(overview.observations.map(({ value }) => value)).toEqual([4, null]);
  });

  it('as of a day before a correction says that it was corrected later, and not what it said', async () => {
    const client = await aClient();
    await record(client, { observedAt: daysAgo(20), value: 1 });
    await record(client, { observedAt: daysAgo(20), value: 4, recordedAt: daysAgo(2), source: 'professional' });
    const [before] = (await asOf(client, now, daysAgo(5))).observations;
    expect(before).toMatchObject({ state: 'corrected', value: null });
    expect((await asOf(client, now, now)).observations).toMatchObject([{ state: 'answered', value: 4 }]);
    expect((await asOf(client, daysAgo(20), now)).observations).toEqual([]);
  });

  it('is what was known and what was so, however late and in whatever order it was written down', async () => {
    const row = fc.record({
      trait: fc.constantFrom('health.self_rated', 'wellbeing.general'),
      observed: fc.integer({ min: 1, max: 6 }),
      late: fc.nat(4),
      value: fc.option(fc.integer({ min: 1, max: 5 })),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 10 }), fc.nat(7), fc.nat(7), async (rows, trueDay, knownDay) => {
        const client = await aClient();
        const [trueBefore, knownBefore] = [daysAgo(trueDay), daysAgo(knownDay)];
        for (const { trait, observed, late, value } of rows) {
          const recordedAt = daysAgo(Math.max(observed - late, 0));
          await record(client, { trait, observedAt: daysAgo(observed), recordedAt, state: value === null ? 'refused' : 'answered', value });
        }
        const seen = new Map<string, { state: string; value: number | null }>();
        const last = new Map<string, { state: string; value: number | null }>();
        for (const { trait, observed, late, value } of rows) {
          const key = `${trait} ${observed}`;
          const says = { state: value === null ? 'refused' : 'answered', value };
          last.set(key, says);
          if (observed > trueDay && Math.max(observed - late, 0) > knownDay) seen.set(key, says);
        }
        const expected = [...seen].map(([key, says]) => {
          const is = last.get(key);
          return [key, is?.state === says.state && is.value === says.value ? says : { state: 'corrected', value: null }];
        });
        const { observations } = await asOf(client, trueBefore, knownBefore);
        const found = observations.map(({ trait, at, state, value }) => {
          const days = Math.round((now.epochMilliseconds - Temporal.Instant.from(at).epochMilliseconds) / 86_400_000);
          return [`${trait} ${days}`, { state, value }];
        });
        const inOrder = (all: unknown[][]) => all.toSorted(([a], [b]) => String(a).localeCompare(String(b)));
        expect(inOrder(found)).toEqual(inOrder(expected));
        // The same latest ones as the library that keeps them.
        const profile = await new ProfilesService().asOf(dataSource.manager, client, { trueOn: trueBefore, knownOn: knownBefore });
        const latest = new Map(observations.map(({ trait, id }) => [trait, id]));
        expect(new Map([...profile].map(([trait, { id }]) => [trait, id]))).toEqual(latest);
      }),
      { numRuns: 40 },
    );
  });

  it('knows what ran and what was suggested on a day, by what was known then', async () => {
    const client = await aClient();
    const running = (
      type: string,
      startsOn: string,
      endsOn: string | null,
      outcome: string | null,
      plannedAt: Temporal.Instant,
      endedAt: Temporal.Instant | null,
    ) =>
      dataSource.query(
        `insert into intervention (client_id, type, starts_on, ends_on, outcome, planned_by, planned_at, ended_at, ended_by, state)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [client, type, startsOn, endsOn, outcome, staffId, plannedAt, endedAt, endedAt && staffId, endedAt ? 'ended' : 'started'],
      );
    await running('LANGUAGE_COURSE', '2026-03-01', '2026-06-01', 'completed', daysAgo(300), daysAgo(150));
    await running('DEBT_COUNSELLING', '2026-05-01', null, null, daysAgo(190), null);
    await running('CV_WORKSHOP', '2026-04-01', null, 'not_started', daysAgo(220), daysAgo(180));
    const suggest = (
      intervention: string,
      madeAt: Temporal.Instant,
      decidedAt: Temporal.Instant | null,
      withdrawnAt: Temporal.Instant | null,
    ) =>
      dataSource.query(
        `insert into suggestion (client_id, intervention, stance, rank, evidence, made_at, confirmed_at, decided_at, withdrawn_at) values ($1, $2, 'suggest', 1, '{}', $3, $3, $4, $5)`,
        [client, intervention, madeAt, decidedAt, withdrawnAt],
      );
    await suggest('COACH_CALL', daysAgo(200), daysAgo(100), null);
    await suggest('HOUSING_HELP', daysAgo(200), null, daysAgo(160));
    const then = async (date: string, knownBefore: Temporal.Instant) => {
      const trueBefore = Temporal.Instant.from(`${date}T22:00:00Z`);
      const past = await courses.asOf(client, { day: Temporal.PlainDate.from(date), trueBefore, knownBefore });
      return [
        past.interventions.map(({ type, endsOn }) => `${type}${endsOn ? ` ${endsOn}` : ''}`),
        past.suggestions.map(({ intervention }) => intervention),
      ];
    };
    expect(await then('2026-05-20', now)).toEqual([
      ['LANGUAGE_COURSE 2026-06-01', 'DEBT_COUNSELLING'],
      ['COACH_CALL', 'HOUSING_HELP'],
    ]);
    expect(await then('2026-05-20', daysAgo(165))).toEqual([
      ['LANGUAGE_COURSE', 'DEBT_COUNSELLING'],
      ['COACH_CALL', 'HOUSING_HELP'],
    ]);
    // What never started was still to start, as far as anybody knew.
    expect(await then('2026-04-20', daysAgo(195))).toEqual([
      ['LANGUAGE_COURSE', 'CV_WORKSHOP'],
      ['COACH_CALL', 'HOUSING_HELP'],
    ]);
    expect(await then('2026-06-01', now)).toEqual([['LANGUAGE_COURSE 2026-06-01', 'DEBT_COUNSELLING'], ['COACH_CALL']]);
    expect(await then('2026-06-02', now)).toMatchObject([['DEBT_COUNSELLING'], expect.anything()]);
    expect(await then('2026-02-01', now)).toEqual([[], []]);
  });

  it('is found by the client in every year, not by reading what is known of others; a past day leaves later years alone', async () => {
    const client = await aClient();
    const planOf = (statement: string, parameters: unknown[]) =>
      dataSource.transaction(async (tx) => {
        await tx.query(`set local enable_seqscan = off`);
        const lines = await tx.query<{ 'QUERY PLAN': string }[]>(`explain ${statement}`, parameters);
        return lines.map((line) => line['QUERY PLAN']);
      });
    for (const lines of [await planOf(COURSE, [client, now]), await planOf(AS_OF, [client, daysAgo(400), now, '2025-09-28'])]) {
      const scans = lines.filter((line) => /Scan .*on (trait_observation|check_in|answer|message|intervention|suggestion)/.test(line));
      expect(scans.length).toBeGreaterThan(3);
      expect(scans.filter((line) => /Seq Scan/.test(line))).toEqual([]);
    }
    expect((await planOf(AS_OF, [client, daysAgo(400), now, '2025-09-28'])).join('\n')).not.toMatch(/trait_observation_202[678]/);
  });
});
