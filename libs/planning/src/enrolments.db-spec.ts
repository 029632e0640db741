import { InterventionsService, ProgressService } from '#libs/interventions';
import type { EntityManager } from 'typeorm';
import { SpellsService } from '#libs/people';
import { at, aWerkplein, type Werkplein } from '../../../test/support/check-ins.js';
import type { PlanSettings } from './domain/plan.js';
import { EnrolmentsService } from './enrolments.service.js';
import { SelectionsService } from './selections.service.js';

const NOW = at('2026-03-01', '12:00');
const date = (text: string) => Temporal.PlainDate.from(text);

describe('who is in which plan', () => {
  let werkplein: Werkplein;
  let enrolments: EnrolmentsService;
  beforeAll(async () => {
    werkplein = await aWerkplein();
    enrolments = werkplein.app.get(EnrolmentsService, { strict: false });
  });
  afterAll(() => werkplein.close());
  beforeEach(() =>
    werkplein.dataSource.query(
      'truncate enrolment, plan, selection, trait_observation, client cascade; delete from staff; delete from team',
    ),
  );

  const aPlan = (settings: Partial<PlanSettings> = {}, now = NOW) => werkplein.aPlan(settings, now);
  const placesOf = async ({ id }: { id: string }) =>
    (
      await werkplein.dataSource.query(
        `select anchor_on, next_due_on, ended_reason from enrolment where client_id = $1 order by enrolled_at, event_key`,
        [id],
      )
    ).map((place: Record<string, string | null>) =>
      [place['anchor_on'], place['next_due_on'], place['ended_reason']].filter(Boolean).join(' '),
    );
  const endsBenefit = (client: { id: string }, day: string) =>
    werkplein.dataSource.transaction((tx) =>
      werkplein.app.get(SpellsService, { strict: false }).end(tx, client.id, date(day), 'WORK_EMPLOYED', at(day, '10:00')),
    );
  const beginsBenefit = (client: { id: string }, day: string) =>
    werkplein.dataSource.transaction((tx) =>
      werkplein.app.get(SpellsService, { strict: false }).begin(tx, client.id, 'PW', date(day), at(day, '10:00')),
    );

  it('is everybody who is alive and on a benefit, from its first day on', async () => {
    const [noor, dead] = [await werkplein.aClient(), await werkplein.aClient({ deceasedOn: '2026-01-01' })];
    await werkplein.aClient({ benefit: null });
    await aPlan();
    expect([await placesOf(noor), await placesOf(dead)]).toEqual([['2026-03-02 2026-03-02'], []]);
  });

  it('is nobody while it is a draft, or after it ended', async () => {
    const noor = await werkplein.aClient();
    const id = await aPlan();
    expect(await werkplein.plans.end(id, 'klaar', null, NOW)).toBe(true);
    expect(await enrolments.bringUpToDate(NOW)).toEqual({ enrolled: 0, ended: 0 });
    await werkplein.aPlan({}, NOW, 'draft');
    expect(await enrolments.bringUpToDate(NOW)).toEqual({ enrolled: 0, ended: 0 });
    expect(await placesOf(noor)).toEqual(['2026-03-02 2026-03-02 plan_ended']);
  });

  it('changes with the audience: who enters later is asked from the next occurrence on, never on the day of entering', async () => {
    await aPlan();
    const later = await werkplein.aClient({ benefit: ['2026-03-30', null] });
    expect(await enrolments.bringUpToDate(at('2026-03-30', '08:00'))).toEqual({ enrolled: 1, ended: 0 });
    expect(await placesOf(later)).toEqual(['2026-03-02 2026-04-27']);
    expect(await enrolments.bringUpToDate(at('2026-03-30', '08:05'))).toEqual({ enrolled: 0, ended: 0 });
  });

  it('ends with the benefit and with a life, and who comes back begins anew', async () => {
    const [noor, died] = [await werkplein.aClient(), await werkplein.aClient()];
    await aPlan();
    await endsBenefit(noor, '2026-03-10');
    await werkplein.dataSource.query(`update client set deceased_on = '2026-03-09' where id = $1`, [died.id]);
    expect(await enrolments.bringUpToDate(at('2026-03-10', '12:00'))).toEqual({ enrolled: 0, ended: 2 });
    await beginsBenefit(noor, '2026-05-01');
    expect(await enrolments.bringUpToDate(at('2026-05-01', '12:00'))).toEqual({ enrolled: 1, ended: 0 });
    expect(await placesOf(noor)).toEqual(['2026-03-02 2026-03-02 no_benefit', '2026-03-02 2026-05-25']);
    expect(await placesOf(died)).toEqual(['2026-03-02 2026-03-02 deceased']);
  });

  it('is a team, or a caseload, of today', async () => {
    const [noor, sam] = [await werkplein.aClient(), await werkplein.aClient()];
    const { teamId, staffId } = await werkplein.inCaseload([noor], 'Team Noord', 'Sanne');
    const other = await werkplein.inCaseload([sam], 'Team Zuid', 'Bas');
    await aPlan({ audience: { kind: 'team', teamId } });
    expect([await placesOf(noor), await placesOf(sam)]).toEqual([['2026-03-02 2026-03-02'], []]);
    await werkplein.dataSource.query('update caseload_assignment set team_id = $1, staff_id = $2 where client_id = $3', [
      other.teamId,
      other.staffId,
      noor.id,
    ]);
    await enrolments.bringUpToDate(at('2026-03-03', '12:00'));
    expect(await placesOf(noor)).toEqual(['2026-03-02 2026-03-02 left_audience']);
    await aPlan({ audience: { kind: 'caseload', staffId: other.staffId }, startsOn: date('2026-03-09') }, at('2026-03-03', '13:00'));
    expect((await placesOf(noor)).at(-1)).toBe('2026-03-09 2026-03-09');
    expect(staffId).not.toBe(other.staffId);
  });

  it('is a saved selection of what is known of people, and what has expired is not known', async () => {
    const [debts, none, unknown] = [await werkplein.aClient(), await werkplein.aClient(), await werkplein.aClient()];
    await werkplein.observe(debts, 'finance.debt', 1, at('2026-02-20', '12:00'));
    await werkplein.observe(none, 'finance.debt', 2, at('2026-02-20', '12:00'));
    await werkplein.observe(unknown, 'finance.debt', null, at('2026-02-20', '12:00'));
    const criteria = { traits: [{ trait: 'finance.debt', atMost: 1 }], spell: null };
    const selectionId = await werkplein.app.get(SelectionsService, { strict: false }).save('Schulden', criteria, null, NOW);
    await aPlan({ audience: { kind: 'selection', selectionId } });
    const all = async () => (await Promise.all([debts, none, unknown].map(placesOf))).map((places) => places.join(', '));
    expect(await all()).toEqual(['2026-03-02 2026-03-02', '', '']);
    await werkplein.observe(none, 'finance.debt', 1, at('2026-03-04', '12:00'));
    await enrolments.bringUpToDate(at('2026-03-05', '12:00'));
    expect(await all()).toEqual(['2026-03-02 2026-03-02', '2026-03-02 2026-03-30', '']);
    await enrolments.bringUpToDate(at('2026-06-02', '12:00'));
    expect((await all())[0]).toBe('2026-03-02 2026-03-02 left_audience');
  });

  it('is whoever was put in it, of a plan from before there were audiences: nobody new, and who comes back', async () => {
    const noor = await werkplein.aClient();
    const id = await aPlan();
    await werkplein.dataSource.query(`update plan set audience = '{"kind":"fixed"}' where id = $1`, [id]);
    const later = await werkplein.aClient();
    await endsBenefit(noor, '2026-03-10');
    expect(await enrolments.bringUpToDate(at('2026-03-10', '12:00'))).toEqual({ enrolled: 0, ended: 1 });
    await beginsBenefit(noor, '2026-05-01');
    expect(await enrolments.bringUpToDate(at('2026-05-01', '12:00'))).toEqual({ enrolled: 1, ended: 0 });
    expect([await placesOf(noor), await placesOf(later)]).toEqual([['2026-03-02 2026-03-02 no_benefit', '2026-03-02 2026-05-25'], []]);
  });

  it('is one rhythm for each questionnaire: the oldest plan keeps who fits in two', async () => {
    const noor = await werkplein.aClient();
    await aPlan();
    await aPlan({ cadence: { kind: 'monthly', day: 15 } }, NOW.add({ hours: 1 }));
    await aPlan({ cadence: { kind: 'event', event: 'intake', afterDays: 3 } }, NOW.add({ hours: 2 }));
    expect(await placesOf(noor)).toEqual(['2026-03-02 2026-03-02']);
  });

  it('spreads a plan evenly over every coach, also for who comes later', async () => {
    const clients = [];
    for (let index = 0; index < 30; index += 1) clients.push(await werkplein.aClient());
    await werkplein.inCaseload(clients.slice(0, 20), 'Team Noord', 'Sanne');
    await werkplein.inCaseload(clients.slice(20), 'Team Noord', 'Bas');
    await aPlan({ spreadDays: 10 });
    const late = [await werkplein.aClient(), await werkplein.aClient()];
    await werkplein.inCaseload(late, 'Team Noord', 'Bas');
    await enrolments.bringUpToDate(at('2026-04-01', '12:00'));
    const perDay = await werkplein.dataSource.query(
      `select staff.name, count(*)::int as count from enrolment
         join caseload_assignment assignment using (client_id) join staff on staff.id = assignment.staff_id
        group by staff.name, anchor_on order by staff.name, count`,
    );
    const countsOf = (coach: string) =>
      perDay.filter(({ name }: { name: string }) => name === coach).map(({ count }: { count: number }) => count);
    // Ten days from a Monday have eight on which something is sent.
    expect(countsOf('Sanne')).toEqual([2, 2, 2, 2, 3, 3, 3, 3]);
    expect(countsOf('Bas')).toEqual([1, 1, 1, 1, 2, 2, 2, 2]);
  });

  it('gives each place once, by however many workers, and takes none twice', async () => {
    for (let index = 0; index < 40; index += 1) await werkplein.aClient();
    await aPlan({ spreadDays: 28 });
    await werkplein.dataSource.query('truncate enrolment cascade');
    const done = await Promise.all(Array.from({ length: 6 }, () => enrolments.bringUpToDate(NOW)));
    expect(done.reduce((sum, { enrolled }) => sum + enrolled, 0)).toBe(40);
    expect(await werkplein.dataSource.query('select count(*)::int as n from enrolment')).toEqual([{ n: 40 }]);
  });

  describe('of a plan that counts from an event', () => {
    const event = (
      kind: 'intake' | 'intervention_start' | 'intervention_end' | 'benefit_anniversary',
      afterDays: number,
      intervention?: string,
    ) => ({
      cadence: { kind: 'event' as const, event: kind, afterDays, ...(intervention ? { intervention } : {}) },
    });
    const start = async (client: { id: string }, type: string, startsOn: string) => {
      const { staffId } = await werkplein.inCaseload([client], 'Team Noord', 'Sanne');
      const interventions = werkplein.app.get(InterventionsService, { strict: false });
      const id = await werkplein.dataSource.transaction((tx) =>
        interventions.plan(tx, { clientId: client.id, type, startsOn: date(startsOn), suggestionId: null, staffId }, NOW),
      );
      return (outcome: 'completed' | 'not_started', endsOn: string) =>
        werkplein.dataSource.transaction((tx) =>
          interventions.end(tx, id, { endsOn: date(endsOn), outcome, note: null, staffId }, at(endsOn, '12:00')),
        );
    };

    it('is who came in since its first day', async () => {
      const [before, after] = [await werkplein.aClient(), await werkplein.aClient({ benefit: ['2026-03-05', null] })];
      await aPlan(event('intake', 14));
      await enrolments.bringUpToDate(at('2026-03-06', '12:00'));
      expect([await placesOf(before), await placesOf(after)]).toEqual([[], ['2026-03-19 2026-03-19']]);
    });

    it('is whose help began, of one kind or any, until it turns out that it never did', async () => {
      const [noor, sam] = [await werkplein.aClient(), await werkplein.aClient()];
      await aPlan(event('intervention_start', 7, 'LANGUAGE_COURSE'));
      const end = await start(noor, 'LANGUAGE_COURSE', '2026-03-09');
      await start(sam, 'HOUSING_HELP', '2026-03-09');
      await enrolments.bringUpToDate(at('2026-03-03', '12:00'));
      expect([await placesOf(noor), await placesOf(sam)]).toEqual([['2026-03-16 2026-03-16'], []]);
      await end('not_started', '2026-03-10');
      await enrolments.bringUpToDate(at('2026-03-10', '13:00'));
      expect(await placesOf(noor)).toEqual(['2026-03-16 2026-03-16 event_gone']);
    });

    it('is not who was only offered something, or waits for a place', async () => {
      const [thinks, waits] = [await werkplein.aClient(), await werkplein.aClient()];
      const { staffId } = await werkplein.inCaseload([thinks, waits], 'Team Noord', 'Sanne');
      const interventions = werkplein.app.get(InterventionsService, { strict: false });
      const base = { type: 'LANGUAGE_COURSE', suggestionId: null, staffId };
      const offered = await werkplein.dataSource.transaction((tx) => interventions.offer(tx, { ...base, clientId: thinks.id }, NOW));
      await werkplein.dataSource.query(
        `insert into intervention (client_id, type, state, planned_by, planned_at) values ($1, 'LANGUAGE_COURSE', 'waiting', $2, $3)`,
        [waits.id, staffId, NOW],
      );
      await aPlan(event('intervention_start', 7));
      expect(await enrolments.bringUpToDate(at('2026-03-03', '12:00'))).toEqual({ enrolled: 0, ended: 0 });
      await werkplein.dataSource.transaction((tx) =>
        interventions.accept(tx, offered, { staffId, startsOn: date('2026-03-09') }, at('2026-03-04', '12:00')),
      );
      await enrolments.bringUpToDate(at('2026-03-04', '12:05'));
      expect([await placesOf(thinks), await placesOf(waits)]).toEqual([['2026-03-16 2026-03-16'], []]);
    });

    it('counts from the day on which it began, once, however often it rests', async () => {
      const noor = await werkplein.aClient();
      await aPlan(event('intervention_start', 7));
      await start(noor, 'LANGUAGE_COURSE', '2026-03-09');
      const [{ id, staffId }] = await werkplein.dataSource.query(`select id, planned_by as "staffId" from intervention`);
      await enrolments.bringUpToDate(at('2026-03-03', '12:00'));
      const progress = werkplein.app.get(ProgressService, { strict: false });
      const within = <T>(work: (tx: EntityManager) => Promise<T>) => werkplein.dataSource.transaction(work);
      await within((tx) => progress.agreeDay(tx, id, { staffId, startsOn: date('2026-03-23') }, at('2026-03-04', '12:00')));
      await enrolments.bringUpToDate(at('2026-03-04', '12:05'));
      expect(await placesOf(noor)).toEqual(['2026-03-30 2026-03-30']);
      await within((tx) => progress.start(tx, id, { staffId, startsOn: date('2026-03-12') }, at('2026-03-12', '12:00')));
      await within((tx) => progress.pause(tx, id, { staffId, note: null }, at('2026-03-13', '12:00')));
      await enrolments.bringUpToDate(at('2026-03-13', '12:05'));
      await within((tx) => progress.resume(tx, id, staffId, at('2026-03-18', '12:00')));
      await enrolments.bringUpToDate(at('2026-03-18', '12:05'));
      expect(await placesOf(noor)).toEqual(['2026-03-19 2026-03-19']);
    });

    it('is whose help ended, from the day that it did', async () => {
      const noor = await werkplein.aClient();
      await aPlan(event('intervention_end', 1));
      const end = await start(noor, 'LANGUAGE_COURSE', '2026-03-02');
      await enrolments.bringUpToDate(at('2026-03-03', '12:00'));
      expect(await placesOf(noor)).toEqual([]);
      await end('completed', '2026-03-20');
      await enrolments.bringUpToDate(at('2026-03-20', '13:00'));
      expect(await placesOf(noor)).toEqual(['2026-03-21 2026-03-21']);
    });

    it('is everybody’s own anniversary', async () => {
      const [leap, young] = [
        await werkplein.aClient({ benefit: ['2024-02-29', null] }),
        await werkplein.aClient({ benefit: ['2025-09-01', null] }),
      ];
      await aPlan(event('benefit_anniversary', 0));
      expect([await placesOf(leap), await placesOf(young)]).toEqual([['2024-02-29 2027-02-28'], ['2025-09-01 2026-09-01']]);
    });

    it('is asked about once, also when somebody left and came back', async () => {
      const noor = await werkplein.aClient();
      const { teamId } = await werkplein.inCaseload([noor], 'Team Noord', 'Sanne');
      await aPlan({ ...event('intervention_start', 7), audience: { kind: 'team', teamId } });
      await start(noor, 'LANGUAGE_COURSE', '2026-03-09');
      await enrolments.bringUpToDate(at('2026-03-03', '12:00'));
      const away = await werkplein.dataSource.query(`delete from caseload_assignment where client_id = $1 returning team_id`, [noor.id]);
      await enrolments.bringUpToDate(at('2026-03-04', '12:00'));
      expect(away).toBeTruthy();
      await werkplein.inCaseload([noor], 'Team Noord', 'Sanne');
      await enrolments.bringUpToDate(at('2026-03-05', '12:00'));
      expect(await placesOf(noor)).toEqual(['2026-03-16 2026-03-16 left_audience']);
    });
  });
});
