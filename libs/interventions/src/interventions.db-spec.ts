import { Intervention } from './intervention.entity.js';
import type { DataSource, EntityManager } from 'typeorm';
import { PausesService } from '#libs/people';
import { InvalidInputError, openDatabase } from '#libs/platform';
import { aDatabase } from '../../../test/support/database.js';
import { CatalogueService } from './catalogue.service.js';
import { AlreadyEndedError, AlreadyRunningError, InterventionNotFoundError } from './interventions.errors.js';
import { InterventionsService, type PlannedIntervention } from './interventions.service.js';

const NOW = Temporal.Instant.from('2026-06-01T09:00:00Z');
const date = (text: string) => Temporal.PlainDate.from(text);

describe('interventions', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let staffId: string;
  let clientId: string;
  let clients = 0;
  let interventions: InterventionsService;
  beforeAll(async () => {
    const database = await aDatabase();
    drop = database.drop;
    dataSource = await openDatabase(database.url, [Intervention]);
    interventions = new InterventionsService(new PausesService(), new CatalogueService(dataSource));
    [{ id: staffId }] = await dataSource.query(`insert into staff (name, role) values ('Coach Voorbeeld', 'coach') returning id`);
  });
  beforeEach(async () => {
    [{ id: clientId }] = await dataSource.query(
      `insert into client (client_number, first_name, last_name) values ($1, 'Noor', 'Voorbeeld') returning id`,
      [`I${(clients += 1)}`],
    );
  });
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
  });

  const within = <T>(story: (tx: EntityManager) => Promise<T>) => dataSource.transaction(story);
  const aPlan = (given: Partial<PlannedIntervention> = {}): PlannedIntervention => ({
    clientId,
    type: 'CV_WORKSHOP',
    startsOn: date('2026-05-01'),
    suggestionId: null,
    staffId,
    ...given,
  });
  const planned = (given: Partial<PlannedIntervention> = {}) => within((tx) => interventions.plan(tx, aPlan(given), NOW));
  const ended = (id: string, given = {}) =>
    within((tx) => interventions.end(tx, id, { endsOn: date('2026-05-20'), outcome: 'completed', note: null, staffId, ...given }, NOW));
  const stored = () =>
    dataSource.query(
      `select type, starts_on, ends_on, outcome, outcome_note, planned_at, ended_at from intervention where client_id = $1`,
      [clientId],
    );

  it('run from being planned until their end is recorded', async () => {
    const id = await planned();
    await ended(id, { note: '  ging goed ' });
    expect(await stored()).toEqual([
      {
        type: 'CV_WORKSHOP',
        starts_on: '2026-05-01',
        ends_on: '2026-05-20',
        outcome: 'completed',
        outcome_note: 'ging goed',
        planned_at: new Date(NOW.epochMilliseconds),
        ended_at: new Date(NOW.epochMilliseconds),
      },
    ]);
    expect(await within((tx) => interventions.clientOf(tx, id))).toBe(clientId);
  });

  it('run one of a type at a time; the story that hears so can go on', async () => {
    await planned();
    const story = within(async (tx) => {
      await expect(interventions.plan(tx, aPlan(), NOW)).rejects.toThrow(AlreadyRunningError);
      return interventions.plan(tx, aPlan({ type: 'COACH_CALL' }), NOW);
    });
    await expect(story).resolves.toEqual(expect.any(String));
  });

  it('planned by two coaches at once start once', async () => {
    const attempts = await Promise.allSettled(Array.from({ length: 6 }, () => planned()));
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const attempt of attempts) if (attempt.status === 'rejected') expect(attempt.reason).toBeInstanceOf(AlreadyRunningError);
    expect(await stored()).toHaveLength(1);
  });

  it('may be planned again after their end', async () => {
    await ended(await planned());
    await planned();
    expect(await stored()).toHaveLength(2);
  });

  it('end once, whoever comes second', async () => {
    const id = await planned();
    const attempts = await Promise.allSettled([ended(id, { outcome: 'completed' }), ended(id, { outcome: 'found_work' })]);
    expect(attempts.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(attempts.find(({ status }) => status === 'rejected')).toMatchObject({ reason: expect.any(AlreadyEndedError) });
  });

  it('that end because of work pause everything that would be asked; any other end does not', async () => {
    const pausesOf = () => dataSource.query(`select reason, until, paused_by from pause where client_id = $1`, [clientId]);
    await ended(await planned(), { outcome: 'stopped_early', stopReason: 'circumstances' });
    expect(await pausesOf()).toEqual([]);
    await ended(await planned(), { outcome: 'found_work' });
    expect(await pausesOf()).toEqual([{ reason: 'found_work', until: null, paused_by: staffId }]);
  });

  it('that never started have no last day', async () => {
    const id = await planned({ startsOn: date('2026-07-01') });
    await ended(id, { outcome: 'not_started', endsOn: date('2026-05-20') });
    expect(await stored()).toMatchObject([{ ends_on: null, outcome: 'not_started' }]);
  });

  it('do not end before they start, and nothing is written when somebody says so', async () => {
    const id = await planned();
    await expect(ended(id, { endsOn: date('2026-04-30') })).rejects.toMatchObject({ fields: { endsOn: 'form.end-before-start' } });
    expect(await stored()).toMatchObject([{ ends_on: null, ended_at: null }]);
  });

  it('come from the catalogue only', async () => {
    await expect(planned({ type: 'FINE' })).rejects.toThrow(InvalidInputError);
    expect(await stored()).toEqual([]);
  });

  it('that are not there are not found', async () => {
    await expect(ended(staffId)).rejects.toThrow(InterventionNotFoundError);
    await expect(within((tx) => interventions.clientOf(tx, staffId))).rejects.toThrow(InterventionNotFoundError);
  });
});
