import { PausesService } from '#libs/people';
import { PlansService } from '#libs/planning';
import { at, aWerkplein, type PlannedClient, type Werkplein } from '../../../test/support/check-ins.js';
import { PlansReadModel } from './plans.read-model.js';

const TODAY = Temporal.PlainDate.from('2026-03-10');

describe('what administrators see of plans', () => {
  let werkplein: Werkplein;
  let lines: PlansReadModel;
  let planId: string;
  const clients: PlannedClient[] = [];
  const set = (sql: string, values: unknown[]) => werkplein.dataSource.query(sql, values);
  const idOfRound = async (client: PlannedClient) => (await werkplein.checkInsOf(client))[0]?.id;

  beforeAll(async () => {
    werkplein = await aWerkplein();
    lines = new PlansReadModel(werkplein.dataSource);
    for (let number = 0; number < 6; number += 1) clients.push(await werkplein.aClient(number === 5 ? { mobile: null } : {}));
    planId = await werkplein.aPlan();
    await werkplein.rounds.openDue(at('2026-03-02', '10:00'));
    const [finished, begun, arrived, , missed] = await Promise.all(clients.map(idOfRound));
    const ended = at('2026-03-03', '12:00');
    await set(`update check_in set started_at = $2, ended_at = $2, outcome = 'finished' where id = $1`, [finished, ended]);
    await set(`update check_in set started_at = $2 where id = $1`, [begun, ended]);
    await set(`update message set status = 'delivered', status_at = $2 where subject_id = $1`, [arrived, ended]);
    await set(`update check_in set ended_at = $2, outcome = 'missed', cause = 'worker_stood_still' where id = $1`, [missed, ended]);
  });
  afterAll(() => werkplein.close());

  it('are the people in it, and of the last 28 days who were asked, surely reached, and finished: what was missed was not asked', async () => {
    expect(await lines.one(planId, TODAY)).toMatchObject({ state: 'on', people: 6, asked: 4, reached: 3, finished: 1, isPaused: false });
    expect(await lines.one(planId, TODAY.add({ days: 30 }))).toMatchObject({ people: 6, asked: 0, reached: 0, finished: 0 });
  });

  it('and what comes in the next seven days, or waits already', async () => {
    const coming = async (today: string) => (await lines.one(planId, Temporal.PlainDate.from(today)))?.comingWeek;
    // The next round is on 30 March.
    expect([await coming('2026-03-23'), await coming('2026-03-24'), await coming('2026-04-02')]).toEqual([0, 6, 6]);
  });

  it('are listed as they stand: what runs, then drafts, then what ended, each with its own numbers', async () => {
    const draft = await werkplein.aPlan({ name: 'Concept' }, at('2026-03-04', '12:00'), 'draft');
    const over = await werkplein.aPlan({ name: 'Voorbij' }, at('2026-03-05', '12:00'), 'draft');
    await werkplein.app.get(PlansService, { strict: false }).end(over, 'Vergissing', null, at('2026-03-06', '12:00'));

    const all = await lines.all(TODAY);
    expect(all.map(({ id, state, people }) => [id, state, people])).toEqual([
      [planId, 'on', 6],
      [draft, 'draft', 0],
      [over, 'ended', 0],
    ]);
    expect(all[2]?.endedAt?.toString()).toBe('2026-03-06T11:00:00Z');
  });

  it('name the pause that holds, until its day has come', async () => {
    const pauses = new PausesService();
    const pause = { planId, reason: 'holiday', note: 'dicht', until: Temporal.PlainDate.from('2026-04-01'), staffId: null } as const;
    await werkplein.dataSource.transaction((tx) => pauses.pausePlan(tx, pause, at('2026-03-10', '09:00')));

    expect(await lines.one(planId, TODAY)).toMatchObject({ isPaused: true, pausedUntil: '2026-04-01' });
    expect(await lines.one(planId, Temporal.PlainDate.from('2026-04-01'))).toMatchObject({ isPaused: false, pausedUntil: null });
    expect((await lines.history(planId)).map(({ what, reason, note }) => [what, reason, note])).toEqual([
      ['paused', 'holiday', 'dicht'],
      ['switched_on', null, null],
      ['made', null, null],
    ]);
  });

  it('know a client by the number only, and nobody by a number that is nobody’s', async () => {
    expect(await lines.clientWithNumber(String(clients[0]?.clientNumber))).toBe(clients[0]?.id);
    expect(await lines.clientWithNumber('niemand')).toBeNull();
    expect(await lines.one('019a0000-0000-7000-8000-000000000000', TODAY)).toBeNull();
  });
});
