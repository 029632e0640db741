import { InvalidInputError, localInstant, NotFoundError, openDatabase } from '#libs/platform';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../../../test/support/database.js';
import { ClientsService } from './clients.service.js';
import { PausesService, type NewPause } from './pauses.service.js';
import { ReachService } from './reach.service.js';
import { SpellsService } from './spells.service.js';

const today = Temporal.PlainDate.from('2026-11-02');
const now = localInstant(today, '10:00');
const on = (date: string) => localInstant(Temporal.PlainDate.from(date), '10:00');

describe('a pause', () => {
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
  beforeEach(() => dataSource.query('delete from pause'));

  const pauses = new PausesService();
  const reach = new ReachService();
  let clients = 0;
  async function aClient(): Promise<string> {
    const clientNumber = `K${(clients += 1)}`;
    const registered = await dataSource.transaction((tx) =>
      new ClientsService().register(
        tx,
        [
          {
            clientNumber,
            firstName: 'Noor',
            lastName: 'Voorbeeld',
            contactPoints: [{ kind: 'mobile', address: `+316${20_000_000 + clients}` }],
            spells: [{ scheme: 'PW', startsOn: Temporal.PlainDate.from('2024-03-01') }],
            teamName: 'Team Zuid',
            coachName: null,
            assignedFrom: today,
          },
        ],
        now,
      ),
    );
    return registered.get(clientNumber)!;
  }
  const aPause = (change: Partial<NewPause> = {}): NewPause => ({ reason: 'illness', note: null, until: null, staffId, ...change });
  const pausedOf = async (clientId: string, day = today) =>
    (await reach.factsOf(dataSource.manager, [clientId], day)).get(clientId)?.paused ?? null;
  const inTransaction = <T>(work: (tx: typeof dataSource.manager) => Promise<T>) => dataSource.transaction(work);

  it('says who, why and until when, and ends by itself on the day it was to end', async () => {
    const clientId = await aClient();
    const until = Temporal.PlainDate.from('2026-12-01');
    await inTransaction((tx) => pauses.pauseClient(tx, { ...aPause({ note: ' in overleg ', until }), clientId }, now));
    expect(await pauses.currentOf(dataSource.manager, clientId, now)).toMatchObject({
      scope: 'client',
      reason: 'illness',
      note: 'in overleg',
      pausedBy: 'Sanne',
      until,
    });
    expect(await pausedOf(clientId, until.subtract({ days: 1 }))).toEqual({ reason: 'illness', until, scope: 'client' });
    expect(await pausedOf(clientId, until)).toBeNull();
    expect(await pauses.currentOf(dataSource.manager, clientId, on('2026-12-01'))).toBeNull();
  });

  it('is over when somebody resumes it, once', async () => {
    const clientId = await aClient();
    const id = await inTransaction((tx) => pauses.pauseClient(tx, { ...aPause(), clientId }, now));
    await inTransaction((tx) => pauses.resume(tx, id, staffId, on('2026-11-05')));
    await inTransaction((tx) => pauses.resume(tx, id, staffId, on('2026-11-09')));
    expect(await pausedOf(clientId)).toBeNull();
    const [row] = await dataSource.query(`select resumed_at, resumed_by from pause where id = $1`, [id]);
    expect(row).toEqual({ resumed_at: new Date(on('2026-11-05').epochMilliseconds), resumed_by: staffId });
    await expect(pauses.resume(dataSource.manager, '01a1ff86-d4d2-7d69-88dd-2cc3b5aba111', null, now)).rejects.toThrow(NotFoundError);
  });

  it('replaces the one before it, also when two pause at once: one counts, both are on record', async () => {
    const clientId = await aClient();
    await Promise.all(
      (['illness', 'holiday', 'other'] as const).map((reason) =>
        inTransaction((tx) => pauses.pauseClient(tx, { ...aPause({ reason }), clientId }, now)),
      ),
    );
    const [counts] = await dataSource.query(
      `select count(*)::int as all, count(*) filter (where resumed_at is null)::int as current from pause where client_id = $1`,
      [clientId],
    );
    expect(counts).toEqual({ all: 3, current: 1 });
  });

  it('of everybody holds for every client, and of two the longer one counts', async () => {
    const [one, other] = [await aClient(), await aClient()];
    const until = Temporal.PlainDate.from('2026-11-20');
    await inTransaction((tx) => pauses.pauseEverybody(tx, aPause({ reason: 'maintenance', until }), now));
    await inTransaction((tx) => pauses.pauseClient(tx, { ...aPause({ reason: 'found_work' }), clientId: one }, now));
    expect(await pausedOf(one)).toEqual({ reason: 'found_work', until: null, scope: 'client' });
    expect(await pausedOf(other)).toEqual({ reason: 'maintenance', until, scope: 'everybody' });
    const { everybody, plans } = await pauses.current(dataSource.manager, now);
    expect([everybody?.reason, plans.size]).toEqual(['maintenance', 0]);
  });

  it('because of work no longer counts for who begins on a new benefit after it: who comes back starts clean', async () => {
    const clientId = await aClient();
    await inTransaction((tx) => pauses.pauseClient(tx, { ...aPause({ reason: 'found_work' }), clientId }, now));
    await inTransaction(async (tx) => {
      await new SpellsService().end(tx, clientId, Temporal.PlainDate.from('2026-12-01'), 'WORK_EMPLOYED', now);
    });
    expect(await pausedOf(clientId, Temporal.PlainDate.from('2027-05-01'))).toMatchObject({ reason: 'found_work' });
    await inTransaction((tx) => new SpellsService().begin(tx, clientId, 'PW', Temporal.PlainDate.from('2027-06-01'), on('2027-06-01')));
    expect(await pausedOf(clientId, Temporal.PlainDate.from('2027-06-02'))).toBeNull();
  });

  it.each([
    ['that ended before it began', { until: today }, { until: 'form.until-in-past' }],
    ['of more than two years', { until: today.add({ years: 3 }) }, { until: 'form.until-too-far' }],
    ['because of work with an end', { reason: 'found_work', until: today.add({ days: 9 }) }, { until: 'form.work-has-no-end' }],
    ['with a story', { note: 'a'.repeat(301) }, { note: 'form.too-long' }],
    ['for a reason that there is not', { reason: 'because' as never }, { reason: 'form.unknown-pause-reason' }],
  ] as const)('is refused %s, with the field that is wrong', async (_, change, fields) => {
    const clientId = await aClient();
    const refused = await pauses.pauseClient(dataSource.manager, { ...aPause(change), clientId }, now).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(InvalidInputError);
    expect((refused as InvalidInputError).fields).toEqual(fields);
    expect(await pausedOf(clientId)).toBeNull();
  });
});
