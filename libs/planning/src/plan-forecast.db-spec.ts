import { at, aWerkplein, type Werkplein } from '../../../test/support/check-ins.js';
import { PlanForecastService } from './plan-forecast.service.js';

const NOW = at('2026-03-01', '12:00');
const date = (text: string) => Temporal.PlainDate.from(text);

describe('what a plan would send', () => {
  let werkplein: Werkplein;
  let forecasts: PlanForecastService;
  beforeAll(async () => {
    werkplein = await aWerkplein();
    forecasts = werkplein.app.get(PlanForecastService, { strict: false });
    const clients = [];
    for (let index = 0; index < 24; index += 1) clients.push(await werkplein.aClient());
    await werkplein.inCaseload(clients.slice(0, 14), 'Team Noord', 'Sanne');
    await werkplein.inCaseload(clients.slice(14, 20), 'Team Noord', 'Bas');
  });
  afterAll(() => werkplein.close());
  beforeEach(() => werkplein.dataSource.query('truncate check_in, enrolment, plan, message cascade'));

  it('is, before it is switched on, exactly what is then sent: day by day, and no more than its bound', async () => {
    const id = await werkplein.aPlan({ spreadDays: 3, perCoachPerDay: 1 }, NOW, 'draft');
    const forecast = await forecasts.forecast(id, date('2026-03-02'), NOW, 14);
    await werkplein.plans.switchOn(id, null, NOW);
    expect((await forecasts.forecast(id, date('2026-03-02'), NOW, 14)).days).toEqual(forecast.days);
    const sent = [];
    let missed = 0;
    for (const { date: day } of forecast.days) {
      const opened = await werkplein.rounds.openDue(at(day.toString(), '09:30'));
      sent.push(opened.opened);
      missed += opened.missed;
    }
    expect(forecast.days.map(({ invitations }) => invitations)).toEqual(sent);
    expect(forecast.missed).toEqual({ coach_bound: missed });
    expect(missed).toBeGreaterThan(0);
    expect(forecast).toMatchObject({ people: 24, coaches: [{ name: 'Bas', most: 1 }, { name: 'Sanne', most: 1 }, { name: null }] });
    expect(forecast.coaches[1]?.invitations).toBeLessThan(14);
  });

  it('is of a quarter, also of settings that nobody kept yet', async () => {
    const id = await werkplein.aPlan({}, NOW, 'draft');
    const plan = await werkplein.plans.find(id);
    const { days, invitations, people } = await forecasts.forecast(
      { ...plan, cadence: { kind: 'weeks', every: 2 } },
      date('2026-03-02'),
      NOW,
    );
    expect({ days: days.length, invitations, people }).toEqual({ days: 91, invitations: 24 * 7, people: 24 });
    expect(await werkplein.dataSource.query('select count(*)::int as n from enrolment')).toEqual([{ n: 0 }]);
  });

  it('of who have a rhythm already is nothing', async () => {
    await werkplein.aPlan();
    const id = await werkplein.aPlan({ cadence: { kind: 'monthly', day: 1 } }, NOW.add({ hours: 1 }), 'draft');
    expect(await forecasts.forecast(id, date('2026-03-02'), NOW)).toMatchObject({ people: 0, invitations: 0, coaches: [] });
  });
});
