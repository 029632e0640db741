import { InvalidInputError, NotFoundError } from '#libs/platform';
import { at, aWerkplein, type Werkplein } from '../../../test/support/check-ins.js';
import type { PlanSettings } from './domain/plan.js';
import { NotADraftError, PlanNotFoundError } from './planning.errors.js';
import type { NewPlan } from './plans.service.js';

const NOW = at('2026-03-01', '12:00');
const PLAN: NewPlan = { questionnaireKey: 'hoe-gaat-het', everyDays: 28, channel: null, startsOn: Temporal.PlainDate.from('2026-03-02') };

describe('planning check-ins', () => {
  let werkplein: Werkplein;
  beforeAll(async () => void (werkplein = await aWerkplein()));
  afterAll(() => werkplein.close());
  beforeEach(() =>
    werkplein.dataSource.query(
      'truncate enrolment, plan, caseload_assignment, benefit_spell, contact_point, client cascade; delete from staff; delete from team',
    ),
  );

  const inTeam = async (client: { id: string }, name: string) =>
    werkplein.dataSource.query(
      `with team as (insert into team (name) values ($2) on conflict (name) do update set name = excluded.name returning id)
       insert into caseload_assignment (client_id, team_id, during) select $1, id, daterange('2025-01-01', null) from team`,
      [client.id, name],
    );

  it('asks everybody who is on a benefit and alive', async () => {
    await werkplein.aClient();
    await werkplein.aClient({ mobile: null });
    await werkplein.aClient({ deceasedOn: '2025-12-31' });
    await werkplein.aClient({ benefit: ['2020-01-01', '2026-03-01'] });
    await werkplein.aClient({ benefit: null });
    expect(await werkplein.plans.add({ all: true }, PLAN, NOW)).toEqual({ added: 2, unchanged: 0, different: 0 });
  });

  it('asks a team, or one client', async () => {
    const [anna, bob] = [await werkplein.aClient(), await werkplein.aClient()];
    await inTeam(anna, 'Team Noord');
    await inTeam(bob, 'Team Zuid');
    expect(await werkplein.plans.add({ teamName: 'team noord' }, PLAN, NOW)).toMatchObject({ added: 1 });
    expect(await werkplein.plans.add({ clientNumber: bob.clientNumber }, PLAN, NOW)).toMatchObject({ added: 1 });
    expect(await werkplein.dataSource.query('select count(*)::int from enrolment')).toEqual([{ count: 2 }]);
  });

  it('changes nothing the second time, also when two administrators are at it, and tells of other settings', async () => {
    for (let index = 0; index < 20; index += 1) await werkplein.aClient();
    const added = await Promise.all([werkplein.plans.add({ all: true }, PLAN, NOW), werkplein.plans.add({ all: true }, PLAN, NOW)]);
    expect(added[0].added + added[1].added).toBe(20);
    expect(await werkplein.plans.add({ all: true }, PLAN, NOW)).toEqual({ added: 0, unchanged: 20, different: 0 });
    expect(await werkplein.plans.add({ all: true }, { ...PLAN, everyDays: 14 }, NOW)).toEqual({ added: 0, unchanged: 20, different: 20 });
    expect(await werkplein.dataSource.query(`select cadence from plan`)).toEqual([{ cadence: { kind: 'days', every: 28 } }]);
  });

  it('can begin again after it was ended', async () => {
    const client = await werkplein.aPlannedClient();
    const [{ id }] = await werkplein.dataSource.query('select plan_id as id from enrolment where client_id = $1', [client.id]);
    expect(await werkplein.plans.end(id, 'op verzoek', null, NOW)).toBe(true);
    expect(await werkplein.plans.end(id, 'nog eens', null, NOW)).toBe(false);
    expect(await werkplein.plans.add({ clientNumber: client.clientNumber }, PLAN, NOW)).toMatchObject({ added: 1 });
  });

  it('says what it does not know', async () => {
    await expect(werkplein.plans.add({ teamName: 'Team Nergens' }, PLAN, NOW)).rejects.toThrow(NotFoundError);
    await expect(werkplein.plans.add({ clientNumber: 'W0' }, PLAN, NOW)).rejects.toThrow(NotFoundError);
    await expect(werkplein.plans.add({ all: true }, { ...PLAN, questionnaireKey: 'nergens' }, NOW)).rejects.toThrow(NotFoundError);
    await expect(werkplein.plans.add({ all: true }, { ...PLAN, everyDays: 6 }, NOW)).rejects.toThrow(InvalidInputError);
    await expect(werkplein.plans.add({ all: true }, { ...PLAN, everyDays: 7.5 }, NOW)).rejects.toThrow(InvalidInputError);
  });

  it('is one plan for an audience, and the same one when it is added again', async () => {
    const first = await werkplein.aClient();
    await werkplein.plans.add({ all: true }, PLAN, NOW);
    const later = await werkplein.aClient();
    expect(await werkplein.plans.add({ all: true }, PLAN, NOW)).toEqual({ added: 1, unchanged: 1, different: 0 });
    expect(await werkplein.dataSource.query('select audience, name from plan')).toEqual([
      { audience: { kind: 'everybody' }, name: 'Iedereen, 28 d' },
    ]);
    expect(first.id).not.toBe(later.id);
  });

  describe('by an administrator', () => {
    const settingsOf = async (id: string) => {
      const { id: _, questionnaireId, state, createdAt, switchedOnAt, endedAt, endedReason, ...settings } = await werkplein.plans.find(id);
      expect({ questionnaireId, createdAt, endedAt, endedReason }).toMatchObject({ endedAt: null, endedReason: null });
      return { state, isOn: switchedOnAt !== null, ...settings };
    };
    const EVERYTHING: PlanSettings = {
      name: 'Na de cursus',
      questionnaireKey: 'hoe-gaat-het',
      audience: { kind: 'everybody' },
      cadence: { kind: 'event', event: 'intervention_end', afterDays: 14, intervention: 'LANGUAGE_COURSE' },
      startsOn: Temporal.PlainDate.from('2026-03-02'),
      window: { from: Temporal.PlainTime.from('10:00'), until: Temporal.PlainTime.from('12:30') },
      spreadDays: 1,
      spreadMinutes: 15,
      perCoachPerDay: 4,
      preferredChannel: 'email',
      reminders: [{ afterDays: 2, channel: 'next' }],
      daysToStart: 5,
      hoursToFinish: 12,
      hoursOfInactivity: 3,
    };

    it('begins as a draft that keeps everything as it was given, and can be changed', async () => {
      const id = await werkplein.plans.draft(EVERYTHING, null, NOW);
      expect(await settingsOf(id)).toEqual({ state: 'draft', isOn: false, ...EVERYTHING });
      const changed: PlanSettings = {
        ...EVERYTHING,
        name: 'Elke maand',
        cadence: { kind: 'monthly', day: 31 },
        window: null,
        reminders: [],
      };
      await werkplein.plans.change(id, changed);
      expect(await settingsOf(id)).toEqual({ state: 'draft', isOn: false, ...changed });
    });

    it('is switched on once, from today when its first day has passed, and is not changed then', async () => {
      await werkplein.aClient();
      const id = await werkplein.plans.draft({ ...EVERYTHING, cadence: { kind: 'weeks', every: 4 } }, null, NOW);
      const later = at('2026-03-10', '12:00');
      expect(await werkplein.plans.switchOn(id, null, later)).toBe(1);
      expect(await settingsOf(id)).toMatchObject({ state: 'on', startsOn: Temporal.PlainDate.from('2026-03-10') });
      await expect(werkplein.plans.switchOn(id, null, later)).rejects.toThrow(NotADraftError);
      await expect(werkplein.plans.change(id, EVERYTHING)).rejects.toThrow(NotADraftError);
      expect(await werkplein.plans.end(id, 'klaar', null, later)).toBe(true);
      expect(await werkplein.plans.end(id, 'klaar', null, later)).toBe(false);
      expect((await werkplein.plans.find(id)).state).toBe('ended');
    });

    it('is switched on by one of two who do it at once', async () => {
      for (let index = 0; index < 5; index += 1) await werkplein.aClient();
      const id = await werkplein.plans.draft({ ...EVERYTHING, cadence: { kind: 'weeks', every: 4 } }, null, NOW);
      const both = await Promise.allSettled([werkplein.plans.switchOn(id, null, NOW), werkplein.plans.switchOn(id, null, NOW)]);
      expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect(await werkplein.dataSource.query('select count(*)::int from enrolment')).toEqual([{ count: 5 }]);
    });

    it('is refused with everything that is wrong at once, whatever is typed for an id', async () => {
      const wrong: PlanSettings = { ...EVERYTHING, name: '', questionnaireKey: 'nergens', audience: { kind: 'team', teamId: 'niets' } };
      const fields = { name: 'form.name-needed', questionnaireKey: 'form.unknown-questionnaire', audience: 'form.unknown-team' };
      expect(await werkplein.plans.check(wrong)).toEqual(fields);
      await expect(werkplein.plans.draft(wrong, null, NOW)).rejects.toMatchObject({ fields });
      await expect(werkplein.plans.find('00000000-0000-7000-8000-000000000000')).rejects.toThrow(PlanNotFoundError);
    });
  });
});
