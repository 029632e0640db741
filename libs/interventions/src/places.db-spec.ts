import fc from 'fast-check';
import type { DataSource, EntityManager } from 'typeorm';
import { PausesService } from '#libs/people';
import { openDatabase } from '#libs/platform';
import { aDatabase } from '../../../test/support/database.js';
import { CatalogueEditingService } from './catalogue-editing.service.js';
import { CatalogueService } from './catalogue.service.js';
import { STANDARD_CATALOGUE } from './domain/catalogue.js';
import { VERBS, type Verb } from './domain/lifecycle.js';
import { Intervention } from './intervention.entity.js';
import { InterventionsService } from './interventions.service.js';
import { ProgressService } from './progress.service.js';
import { TakingBackService } from './taking-back.service.js';

const NOW = Temporal.Instant.from('2026-06-01T09:00:00Z');
const date = (text: string) => Temporal.PlainDate.from(text);
const TODAY = date('2026-06-01');

describe('places', () => {
  let dataSource: DataSource;
  let drop: () => Promise<void>;
  let staffId: string;
  let clients = 0;
  let interventions: InterventionsService;
  let progress: ProgressService;
  let editing: CatalogueEditingService;
  beforeAll(async () => {
    const database = await aDatabase();
    drop = database.drop;
    dataSource = await openDatabase(database.url, [Intervention]);
    const catalogue = new CatalogueService(dataSource);
    interventions = new InterventionsService(new PausesService(), catalogue);
    progress = new ProgressService(dataSource);
    editing = new CatalogueEditingService(dataSource, catalogue);
    [{ id: staffId }] = await dataSource.query(`insert into staff (name, role) values ('Coach Voorbeeld', 'coach') returning id`);
  });
  beforeEach(() => dataSource.query('truncate intervention, intervention_step, intervention_type_version cascade'));
  afterAll(async () => {
    await dataSource.destroy();
    await drop();
  });

  const within = <T>(story: (tx: EntityManager) => Promise<T>) => dataSource.transaction(story);
  const aClient = async (): Promise<string> => {
    const [{ id }] = await dataSource.query(
      `insert into client (client_number, first_name, last_name) values ($1, 'Noor', 'Voorbeeld') returning id`,
      [`P${(clients += 1)}`],
    );
    await dataSource.query(`insert into benefit_spell (client_id, scheme, during, recorded_at) values ($1, 'PW', '[2025-01-01,)', $2)`, [
      id,
      NOW,
    ]);
    return id;
  };
  const spellUntil = (client: string, day: string | null) =>
    dataSource.query(`update benefit_spell set during = daterange('2025-01-01', $2), end_reason = $3 where client_id = $1`, [
      client,
      day,
      day === null ? null : 'OTHER',
    ]);
  const bound = async (places: number | null) => {
    const { code: _, ...type } = STANDARD_CATALOGUE.of('LANGUAGE_COURSE');
    const [latest] = await dataSource.query(
      `select coalesce(max(version), 0)::int as version from intervention_type_version where code = 'LANGUAGE_COURSE'`,
    );
    await editing.change('LANGUAGE_COURSE', latest.version, { ...type, places }, { staffId, note: null }, NOW);
  };
  const plans = (clientId: string, startsOn = TODAY, now = NOW) =>
    within((tx) => interventions.plan(tx, { clientId, type: 'LANGUAGE_COURSE', startsOn, suggestionId: null, staffId }, now));
  const stateOf = (id: string) => interventions.stateOf(dataSource.manager, id);
  const ends = (id: string, outcome: 'completed' | 'not_started' = 'completed', now = NOW) =>
    within((tx) => interventions.end(tx, id, { endsOn: outcome === 'completed' ? TODAY : null, outcome, note: null, staffId }, now));
  const takes = (id: string, startsOn = TODAY) => within((tx) => interventions.takePlace(tx, id, { staffId, startsOn }, minutesLater(60)));
  const stepsOf = async (id: string) =>
    (
      await dataSource.query(
        `select concat_ws(' ', step, on_day::text, case when staff_id is null then 'by itself' end) as step
           from intervention_step where intervention_id = $1 order by at, id`,
        [id],
      )
    ).map(({ step }: { step: string }) => step);
  const minutesLater = (minutes: number) => NOW.add({ minutes });

  it('are as many as there are, unless an office says how many', async () => {
    const ids = await Promise.all(Array.from({ length: 4 }, async () => plans(await aClient())));
    expect(await Promise.all(ids.map(stateOf))).toEqual(['started', 'started', 'started', 'started']);
  });

  it('are given until they are gone; who comes after waits, without a day', async () => {
    await bound(1);
    const [first, second] = [await plans(await aClient()), await plans(await aClient(), date('2026-07-01'))];
    expect([await stateOf(first), await stateOf(second)]).toEqual(['started', 'waiting']);
    expect(await dataSource.query(`select starts_on from intervention where id = $1`, [second])).toEqual([{ starts_on: null }]);
    expect([await stepsOf(first), await stepsOf(second)]).toEqual([
      ['accepted 2026-06-01', 'started 2026-06-01'],
      ['accepted', 'waiting'],
    ]);
  });

  it('that are the last are given once, to whoever of eight coaches was first', async () => {
    await bound(3);
    const people = await Promise.all(Array.from({ length: 8 }, aClient));
    const ids = await Promise.all(people.map((client) => plans(client)));
    const states = await Promise.all(ids.map(stateOf));
    expect(states.filter((state) => state === 'started')).toHaveLength(3);
    expect(states.filter((state) => state === 'waiting')).toHaveLength(5);
  });

  it('that come free are for who waits longest; nobody passes, and nothing starts by itself', async () => {
    await bound(1);
    const inIt = await plans(await aClient());
    const first = await plans(await aClient(), TODAY, minutesLater(1));
    const second = await plans(await aClient(), TODAY, minutesLater(2));
    await expect(takes(first)).rejects.toMatchObject({ code: 'conflict', details: { type: 'LANGUAGE_COURSE' } });
    await ends(inIt);
    expect([await stateOf(first), await stateOf(second)]).toEqual(['waiting', 'waiting']);
    await expect(takes(second)).rejects.toMatchObject({ code: 'conflict' });
    // Somebody new comes behind them, though a place is free.
    expect(await stateOf(await plans(await aClient(), TODAY, minutesLater(3)))).toBe('waiting');
    expect(await takes(first, date('2026-06-15'))).toBe('accepted');
    expect(await stepsOf(first)).toEqual(['accepted', 'waiting', 'place_taken 2026-06-15']);
  });

  it('are claimed at once by all who wait, and given to as many as there are', async () => {
    await bound(1);
    const inIt = await plans(await aClient());
    const waiting = [];
    for (let minute = 1; minute <= 5; minute += 1) waiting.push(await plans(await aClient(), TODAY, minutesLater(minute)));
    await ends(inIt);
    await bound(2);
    const attempts = await Promise.allSettled([...waiting, ...waiting].toReversed().map((id) => takes(id)));
    expect(attempts.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(2);
    for (const id of waiting.slice(0, 2)) if ((await stateOf(id)) === 'waiting') await takes(id);
    expect(await Promise.all(waiting.map(stateOf))).toEqual(['started', 'started', 'waiting', 'waiting', 'waiting']);
  });

  it('are not held up by who died or left a benefit; who comes back stands where they stood', async () => {
    await bound(1);
    const inIt = await plans(await aClient());
    const left = await aClient();
    const waitsButLeft = await plans(left, TODAY, minutesLater(1));
    const next = await plans(await aClient(), TODAY, minutesLater(2));
    await spellUntil(left, '2026-05-01');
    await ends(inIt);
    await spellUntil(left, null);
    await expect(takes(next)).rejects.toMatchObject({ code: 'conflict' });
    await spellUntil(left, '2026-05-01');
    expect(await takes(next)).toBe('started');
    expect(await stateOf(waitsButLeft)).toBe('waiting');
  });

  it('are kept while somebody pauses, and not taken by an offer', async () => {
    await bound(1);
    const id = await plans(await aClient());
    await within((tx) => progress.pause(tx, id, { staffId, note: ' ziek kind ' }, NOW));
    const client = await aClient();
    const offered = await within((tx) =>
      interventions.offer(tx, { clientId: client, type: 'LANGUAGE_COURSE', suggestionId: null, staffId }, NOW),
    );
    expect([await stateOf(id), await stateOf(offered)]).toEqual(['paused', 'offered']);
    expect(await within((tx) => interventions.accept(tx, offered, { staffId, startsOn: TODAY }, minutesLater(1)))).toBe('waiting');
    await ends(id);
    expect(await takes(offered)).toBe('started');
    expect(await stepsOf(offered)).toEqual(['offered', 'accepted', 'waiting', 'place_taken 2026-06-01', 'started 2026-06-01']);
  });

  it('are fewer when an office says so: who is in it stays, and the next waits until there is room again', async () => {
    await bound(2);
    const ids = [await plans(await aClient()), await plans(await aClient())];
    await bound(1);
    await ends(ids[0]!);
    expect(await stateOf(await plans(await aClient()))).toBe('waiting');
    await bound(null);
    expect(await stateOf(await plans(await aClient()))).toBe('started');
  });

  it('that were planned for an undone decision are free again', async () => {
    await bound(1);
    const id = await plans(await aClient());
    await within((tx) => new TakingBackService().takeBack(tx, id, { staffId, since: NOW }, minutesLater(1)));
    expect(await stateOf(await plans(await aClient()))).toBe('started');
    expect(await stepsOf(id)).toEqual(['accepted 2026-06-01', 'started 2026-06-01', 'ended']);
  });

  it('begin by themselves on the day that was agreed, for who is alive and on a benefit, once', async () => {
    const [here, died, left] = [await aClient(), await aClient(), await aClient()];
    const ids = await Promise.all([here, died, left].map((client) => plans(client, date('2026-06-08'))));
    await dataSource.query(`update client set deceased_on = '2026-06-03' where id = $1`, [died]);
    await spellUntil(left, '2026-06-05');
    expect(await progress.startDue(Temporal.Instant.from('2026-06-07T21:59:00Z'))).toBe(0);
    const midnight = Temporal.Instant.from('2026-06-07T22:00:00Z');
    const begun = await Promise.all([progress.startDue(midnight), progress.startDue(midnight), progress.startDue(midnight)]);
    expect(begun.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(await Promise.all(ids.map(stateOf))).toEqual(['started', 'accepted', 'accepted']);
    expect(await stepsOf(ids[0]!)).toEqual(['accepted 2026-06-08', 'started 2026-06-08 by itself']);
  });

  it('hold whatever coaches do, in whatever order: never more than there are, never two of a kind for one person, and every step is kept', async () => {
    const acts = fc.record({
      who: fc.nat(4),
      verb: fc.constantFrom<(Verb | 'plan' | 'offer')[]>('plan', 'offer', ...VERBS),
      days: fc.integer({ min: -3, max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 3 }), fc.array(acts, { minLength: 5, maxLength: 30 }), async (places, sequence) => {
        await dataSource.query('truncate intervention, intervention_step, intervention_type_version cascade');
        await bound(places);
        const people = await Promise.all(Array.from({ length: 5 }, aClient));
        // Pairs at once, as two coaches would.
        for (let index = 0; index < sequence.length; index += 2)
          await Promise.all(
            sequence.slice(index, index + 2).map((act, at) => tries(people[act.who]!, act, minutesLater(index + at)).catch(isRefusal)),
          );
        const [held] = await dataSource.query(
          `select count(*) filter (where state in ('accepted', 'started', 'paused'))::int as taken,
                  (select count(*)::int from (select from intervention where ended_at is null group by client_id having count(*) > 1) as twice) as twice
             from intervention`,
        );
        expect(held.taken).toBeLessThanOrEqual(places);
        expect(held.twice).toBe(0);
        const lives = await dataSource.query(
          `select i.state, i.outcome, array_agg(s.step order by s.at, s.id) as steps
             from intervention i left join intervention_step s on s.intervention_id = i.id group by i.id`,
        );
        for (const { state, steps } of lives) expect(lastStates(steps)).toContain(state);
      }),
      { numRuns: 25 },
    );
  });

  async function tries(
    clientId: string,
    { verb, days }: { verb: Verb | 'plan' | 'offer'; days: number },
    now: Temporal.Instant,
  ): Promise<unknown> {
    const startsOn = TODAY.add({ days });
    if (verb === 'plan') return plans(clientId, startsOn, now);
    const [found] = await dataSource.query(`select id from intervention where client_id = $1 and ended_at is null`, [clientId]);
    const [id, note] = [found?.id ?? clientId, null];
    return within(async (tx) => {
      switch (verb) {
        case 'offer':
          return interventions.offer(tx, { clientId, type: 'LANGUAGE_COURSE', suggestionId: null, staffId }, now);
        case 'accept':
          return interventions.accept(tx, id, { staffId, startsOn }, now);
        case 'refuse':
          return interventions.refuse(tx, id, { staffId, note }, now);
        case 'take_place':
          return interventions.takePlace(tx, id, { staffId, startsOn }, now);
        case 'agree_day':
          return progress.agreeDay(tx, id, { staffId, startsOn }, now);
        case 'start':
          return progress.start(tx, id, { staffId, startsOn }, now);
        case 'pause':
          return progress.pause(tx, id, { staffId, note }, now);
        case 'resume':
          return progress.resume(tx, id, staffId, now);
        case 'end':
          return interventions.end(tx, id, { endsOn: null, outcome: 'not_started', note, staffId }, now);
      }
    });
  }
});

/** Somebody was ahead, or it is not the moment: nothing was written. */
function isRefusal(error: unknown): void {
  if (!['conflict', 'not-found', 'invalid-input'].includes((error as { code?: string }).code ?? '')) throw error;
}

/** Where something can stand after these steps: of two in one moment either may have been the last. */
function lastStates(steps: readonly string[]): string[] {
  const states: Record<string, string> = {
    offered: 'offered',
    waiting: 'waiting',
    started: 'started',
    paused: 'paused',
    resumed: 'started',
    ended: 'ended',
  };
  return [states[steps.at(-1) ?? ''] ?? 'accepted'];
}
