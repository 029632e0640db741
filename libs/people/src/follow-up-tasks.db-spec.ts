import { ConflictError, InvalidInputError, localInstant, openDatabase } from '#libs/platform';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../../../test/support/database.js';
import { ClientsService, type NewClient } from './clients.service.js';
import { FollowUpTasksService, type NewTask } from './follow-up-tasks.service.js';
import { ReachService } from './reach.service.js';

const today = Temporal.PlainDate.from('2026-11-02');
const now = localInstant(today, '10:00');

describe('a task for a person', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let staffId: string;
  beforeAll(async () => {
    const database = await aDatabase();
    drop = database.drop;
    dataSource = await openDatabase(database.url);
    const [coach] = await dataSource.query(`insert into staff (name, role) values ('Sanne', 'coach') returning id`);
    staffId = coach.id;
  });
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
  });

  const tasks = new FollowUpTasksService();
  const reach = new ReachService();
  let clients = 0;
  const register = async (change: Partial<NewClient> = {}) => {
    const clientNumber = change.clientNumber ?? `K${(clients += 1)}`;
    const client = {
      clientNumber,
      firstName: 'Noor',
      lastName: 'Voorbeeld',
      contactPoints: [{ kind: 'mobile' as const, address: `+316${20_000_000 + clients}` }],
      spells: [{ scheme: 'PW' as const, startsOn: Temporal.PlainDate.from('2024-03-01') }],
      teamName: 'Team Zuid',
      coachName: null,
      assignedFrom: today,
      ...change,
    };
    return (await dataSource.transaction((tx) => new ClientsService().register(tx, [client], now))).get(clientNumber)!;
  };
  const aTask = (clientId: string, change: Partial<NewTask> = {}): NewTask => ({
    clientId,
    kind: 'call',
    cause: 'unanswered',
    checkInId: null,
    dueOn: today,
    ...change,
  });
  const tasksOf = (clientId: string) =>
    dataSource.query(`select kind, cause, result, done_by as "by", note from follow_up_task where client_id = $1 order by id`, [clientId]);

  it('falls on a day on which the coach has room: a coach is not to call twenty people on one Monday', async () => {
    const people: string[] = [];
    for (let index = 0; index < 20; index += 1) people.push(await register({ coachName: 'Drukke Dana', teamName: 'Team Zuid' }));
    const make = (clientIds: string[]) =>
      dataSource.transaction((tx) =>
        tasks.make(
          tx,
          clientIds.map((clientId) => aTask(clientId)),
          now,
        ),
      );
    await make(people.slice(0, 12));
    await make(people.slice(12));
    const days = await dataSource.query(
      `select due_on::text as day, count(*)::int as count from follow_up_task where client_id = any ($1::uuid[]) group by 1 order by 1`,
      [people],
    );
    expect(days).toEqual([
      { day: '2026-11-02', count: 8 },
      { day: '2026-11-03', count: 8 },
      { day: '2026-11-04', count: 4 },
    ]);
  });

  it('is made once as long as it is open, also when asked for twice at a time or by two at once', async () => {
    const clientId = await register();
    const make = () =>
      dataSource.transaction((tx) => tasks.make(tx, [aTask(clientId), aTask(clientId), aTask(clientId, { kind: 'ask_in_person' })], now));
    const made = (await Promise.all([make(), make()])).flat();
    expect(made.filter(({ isNew }) => isNew)).toHaveLength(2);
    expect(new Set(made.map(({ id }) => id)).size).toBe(2);
  });

  it('is closed once, with what came of it', async () => {
    const clientId = await register();
    const [task] = await tasks.make(dataSource.manager, [aTask(clientId)], now);
    const done = () =>
      dataSource.transaction((tx) => tasks.done(tx, task!.id, { staffId, result: 'not_reached', note: ' voicemail ' }, now));
    expect(await done()).toMatchObject({ clientId, kind: 'call', cause: 'unanswered' });
    await expect(done()).rejects.toThrow(ConflictError);
    expect(await tasksOf(clientId)).toEqual([{ kind: 'call', cause: 'unanswered', result: 'not_reached', by: staffId, note: 'voicemail' }]);
    expect((await tasks.make(dataSource.manager, [aTask(clientId)], now))[0]?.isNew).toBe(true);
  });

  it('is not closed with a result that cannot come of it', async () => {
    const [task] = await tasks.make(dataSource.manager, [aTask(await register())], now);
    const refused = await tasks
      .done(dataSource.manager, task!.id, { staffId, result: 'repaired', note: 'x'.repeat(301) }, now)
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(InvalidInputError);
    expect((refused as InvalidInputError).fields).toEqual({ result: 'form.unknown-result', note: 'form.too-long' });
  });

  it('comes of a number that failed for good, for everybody on a benefit who has it', async () => {
    const shared = { contactPoints: [{ kind: 'mobile' as const, address: '+31611111111' }] };
    const [one, other] = [await register(shared), await register(shared)];
    const gone = await register({
      ...shared,
      spells: [{ scheme: 'PW', startsOn: Temporal.PlainDate.from('2024-03-01'), endsOn: today, endReason: 'WORK_EMPLOYED' }],
    });
    await reach.markInvalid(dataSource.manager, 'sms', '+31611111111', 'invalid_number', now);
    for (const clientId of [one, other])
      expect(await tasksOf(clientId)).toEqual([{ kind: 'repair_address', cause: 'invalid_number', result: null, by: null, note: null }]);
    expect(await tasksOf(gone)).toEqual([]);
  });

  it('to repair an address is no longer needed when a new one comes in, and not because of another that works', async () => {
    const email = { kind: 'email' as const, address: 'noor@example.nl' };
    const clientId = await register({ clientNumber: 'R1', contactPoints: [{ kind: 'mobile', address: '+31622222222' }, email] });
    await reach.markInvalid(dataSource.manager, 'sms', '+31622222222', 'invalid_number', now);
    await reach.markVerified(dataSource.manager, clientId, email.address, now);
    expect(await tasksOf(clientId)).toMatchObject([{ kind: 'repair_address', result: null }]);
    await register({ clientNumber: 'R1', contactPoints: [{ kind: 'mobile', address: '+31633333333' }, email] });
    expect(await tasksOf(clientId)).toMatchObject([{ kind: 'repair_address', result: 'not_needed', by: null }]);
  });

  it('to repair an address is no longer needed when its owner answers from it after all', async () => {
    const clientId = await register({ contactPoints: [{ kind: 'mobile', address: '+31644444444' }] });
    await reach.markInvalid(dataSource.manager, 'sms', '+31644444444', 'invalid_number', now);
    await reach.markVerified(dataSource.manager, clientId, '+31644444444', now);
    expect(await tasksOf(clientId)).toMatchObject([{ kind: 'repair_address', result: 'not_needed', by: null }]);
    expect((await reach.factsOf(dataSource.manager, [clientId], today)).get(clientId)?.contactPoints[0]?.state).toBe('verified');
  });
});
