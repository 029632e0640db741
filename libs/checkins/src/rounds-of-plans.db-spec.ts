import { PausesService, SpellsService } from '#libs/people';
import { EnrolmentsService } from '#libs/planning';
import { localDate } from '#libs/platform';
import { at, aWerkplein, type Werkplein } from '../../../test/support/check-ins.js';

const MONDAY = at('2026-03-02', '09:00');
const nothing = { opened: 0, unreachable: 0, missed: 0 };
const date = (text: string) => Temporal.PlainDate.from(text);

describe('the rounds of a plan', () => {
  let werkplein: Werkplein;
  beforeAll(async () => void (werkplein = await aWerkplein()));
  afterAll(() => werkplein.close());
  beforeEach(() =>
    werkplein.dataSource.query(
      'truncate check_in, enrolment, plan, message, trait_observation, opt_out, pause, client cascade; delete from staff; delete from team',
    ),
  );

  const storyOf = async (client: { id: string }) =>
    (await werkplein.checkInsOf(client)).map(({ dueOn, openedAt, outcome, cause }) =>
      [dueOn, outcome === 'missed' ? null : `asked ${localDate(openedAt.toTemporalInstant())}`, outcome, cause].filter(Boolean).join(' '),
    );
  const workDays = async (from: string, days: number, time = '09:00') => {
    for (let day = 0; day < days; day += 1) await werkplein.rounds.openDue(at(date(from).add({ days: day }).toString(), time));
  };
  const seen = async (sql: string, values: unknown[] = []) => werkplein.dataSource.query<Record<string, unknown>[]>(sql, values);

  it('are asked in the plan’s own hours, spread over its minutes, and expire with them', async () => {
    for (let index = 0; index < 8; index += 1) await werkplein.aClient();
    await werkplein.aPlan({
      window: { from: Temporal.PlainTime.from('13:00'), until: Temporal.PlainTime.from('15:00') },
      spreadMinutes: 20,
    });
    for (const time of ['09:00', '12:59', '15:00', '19:00'])
      expect(await werkplein.rounds.openDue(at('2026-03-02', time))).toEqual(nothing);
    expect(await werkplein.rounds.openDue(at('2026-03-02', '13:00'))).toMatchObject({ opened: 8 });
    const [{ first, last, expires }] = (await seen(
      `select min(not_before) as first, max(not_before) as last, max(expires_at) as expires from message`,
    )) as [{ first: Date; last: Date; expires: Date }];
    expect(first.getTime()).toBeGreaterThanOrEqual(at('2026-03-02', '13:00').epochMilliseconds);
    expect(last.getTime()).toBeLessThan(at('2026-03-02', '13:20').epochMilliseconds);
    expect(last.getTime()).toBeGreaterThan(first.getTime());
    expect(expires.toTemporalInstant()).toEqual(at('2026-03-02', '15:00'));
  });

  it('carry the plan’s expiries and the first step to reach somebody', async () => {
    const client = await werkplein.aClient();
    await werkplein.aPlan({ daysToStart: 3, hoursToFinish: 5, hoursOfInactivity: 2 });
    await werkplein.rounds.openDue(MONDAY);
    const [round] = await seen(
      `select closes_at, hours_to_finish, hours_of_inactivity, next_step_at, rung, step.cause, message.client_id
         from check_in join contact_step step on step.check_in_id = check_in.id join message on message.id = step.message_id`,
    );
    expect(round).toMatchObject({ hours_to_finish: 5, hours_of_inactivity: 2, rung: 'invitation', cause: 'round', client_id: client.id });
    expect((round!['closes_at'] as Date).toTemporalInstant()).toEqual(at('2026-03-05', '00:00'));
    expect((round!['next_step_at'] as Date).toTemporalInstant()).toEqual(at('2026-03-03', '09:00'));
  });

  it('come by the client’s own date and clock, also after a move: nothing is saved again for it', async () => {
    const [here, there] = [await werkplein.aClient(), await werkplein.aClient()];
    await seen(`update client set time_zone = 'America/New_York' where id = $1`, [there.id]);
    await werkplein.aPlan({ daysToStart: 1 });
    expect(await werkplein.rounds.openDue(MONDAY)).toMatchObject({ opened: 1 });
    expect(await werkplein.rounds.openDue(at('2026-03-02', '14:59'))).toEqual(nothing);
    expect(await werkplein.rounds.openDue(at('2026-03-02', '15:00'))).toMatchObject({ opened: 1 });
    const [away] = await werkplein.checkInsOf(there);
    expect(away?.closesAt.toTemporalInstant().toZonedDateTimeISO('America/New_York').toString()).toContain('2026-03-03T00:00:00-05:00');
    await seen(`update client set time_zone = 'Asia/Tokyo' where id = $1`, [there.id]);
    // In spring the clocks change on other days: nine o'clock is nine o'clock everywhere.
    expect(await werkplein.rounds.openDue(at('2026-03-30', '02:00'))).toMatchObject({ opened: 1 });
    expect(await werkplein.rounds.openDue(at('2026-03-30', '09:00'))).toMatchObject({ opened: 1 });
    expect([await storyOf(here), (await storyOf(there)).length]).toEqual([
      ['2026-03-02 asked 2026-03-02', '2026-03-30 asked 2026-03-30'],
      2,
    ]);
  });

  it('are bounded for a coach, over all plans and by however many workers: the rest waits its turn, then is missed', async () => {
    const clients = [];
    for (let index = 0; index < 12; index += 1) clients.push(await werkplein.aClient());
    await werkplein.inCaseload(clients, 'Team Noord', 'Sanne');
    await werkplein.aPlan({ perCoachPerDay: 3, daysToStart: 3 });
    const atOnce = await Promise.all(Array.from({ length: 5 }, () => werkplein.rounds.openDue(MONDAY)));
    expect(atOnce.reduce((sum, { opened }) => sum + opened, 0)).toBe(3);
    expect(await werkplein.rounds.openDue(at('2026-03-02', '10:00'))).toEqual(nothing);
    expect(await seen(`select waits_for, count(*)::int as n from enrolment where waits_for is not null group by 1`)).toEqual([
      { waits_for: 'coach_bound', n: 9 },
    ]);
    await workDays('2026-03-03', 3);
    const perDay = await seen(
      `select (opened_at at time zone 'Europe/Amsterdam')::date::text as day, coalesce(cause, 'asked') as what, count(*)::int as n
         from check_in group by 1, 2 order by 1, 2`,
    );
    expect(perDay).toEqual([
      { day: '2026-03-02', what: 'asked', n: 3 },
      { day: '2026-03-03', what: 'asked', n: 3 },
      { day: '2026-03-04', what: 'asked', n: 3 },
      { day: '2026-03-05', what: 'coach_bound', n: 3 },
    ]);
  });

  it('are bounded for a coach of more than a batch of clients too, when several workers are at it', async () => {
    const clients = await seen(
      `with c as (insert into client (client_number, first_name, last_name) select 'B' || i, 'Noor', 'Voorbeeld' from generate_series(1, 700) i returning id),
            p as (insert into contact_point (client_id, kind, address, state_since, created_at)
                  select id, 'mobile', '+316' || (30000000 + row_number() over ()), '2020-01-01', '2020-01-01' from c returning 1),
            b as (insert into benefit_spell (client_id, scheme, during, recorded_at) select id, 'PW', daterange('2020-01-01', null), '2020-01-01' from c)
       select id from c`,
    );
    await werkplein.inCaseload(clients as { id: string }[], 'Team Noord', 'Sanne');
    await werkplein.aPlan({ perCoachPerDay: 550 });
    const atOnce = await Promise.all(Array.from({ length: 4 }, () => werkplein.rounds.openDue(MONDAY)));
    expect(atOnce.reduce((sum, { opened }) => sum + opened, 0)).toBe(550);
  });

  it('wait for the week of who was asked in another plan, and are missed when their time is over first', async () => {
    const client = await werkplein.aClient();
    await werkplein.aPlan();
    const other = await werkplein.anotherQuestionnaire();
    await werkplein.aPlan({ questionnaireKey: other, startsOn: date('2026-03-04'), daysToStart: 6 });
    const third = await werkplein.anotherQuestionnaire();
    await werkplein.aPlan({ questionnaireKey: third, startsOn: date('2026-03-05'), daysToStart: 3 });
    await workDays('2026-03-02', 8);
    expect(await storyOf(client)).toEqual([
      '2026-03-02 asked 2026-03-02',
      '2026-03-04 asked 2026-03-09',
      '2026-03-05 missed asked_recently',
    ]);
  });

  it.each(['client', 'plan', 'everybody'] as const)(
    'that fall in a pause of the %s are missed; resuming asks nobody at once',
    async (scope) => {
      const client = await werkplein.aClient();
      const planId = await werkplein.aPlan({ cadence: { kind: 'weeks', every: 1 } });
      const pauses = werkplein.app.get(PausesService, { strict: false });
      const pause = { reason: 'holiday' as const, note: null, until: null, staffId: null };
      const pauseId = await werkplein.dataSource.transaction((tx) => {
        if (scope === 'client') return pauses.pauseClient(tx, { ...pause, clientId: client.id }, MONDAY);
        return scope === 'plan' ? pauses.pausePlan(tx, { ...pause, planId }, MONDAY) : pauses.pauseEverybody(tx, pause, MONDAY);
      });
      await workDays('2026-03-02', 9);
      await werkplein.dataSource.transaction((tx) => pauses.resume(tx, pauseId, null, at('2026-03-11', '12:00')));
      await workDays('2026-03-11', 6, '13:00');
      expect(await storyOf(client)).toEqual(['2026-03-02 missed paused', '2026-03-09 missed paused', '2026-03-16 asked 2026-03-16']);
    },
  );

  it('end the one before them', async () => {
    const client = await werkplein.aClient();
    await werkplein.aPlan({ cadence: { kind: 'weeks', every: 1 }, hoursToFinish: 720 });
    await werkplein.rounds.openDue(at('2026-03-06', '09:00'));
    const [first] = await werkplein.checkInsOf(client);
    const good = { item: 'wellbeing.general', state: 'answered', value: 4 } as const;
    await werkplein.answering.answerAll({ checkInId: first!.id }, [good], { finish: false }, at('2026-03-06', '10:00'));
    expect(await werkplein.rounds.openDue(at('2026-03-13', '09:00'))).toMatchObject({ opened: 1 });
    await werkplein.closing.closeExpired(at('2026-03-13', '09:05'));
    expect((await werkplein.checkInsOf(client)).map(({ dueOn, outcome }) => `${dueOn} ${outcome}`)).toEqual([
      '2026-03-02 partial',
      '2026-03-09 null',
    ]);
  });

  it('of who left are canceled with the cause, what waits to leave is withdrawn, and who comes back starts clean', async () => {
    const [left, began] = [await werkplein.aClient(), await werkplein.aClient()];
    await werkplein.aPlan();
    await werkplein.rounds.openDue(MONDAY);
    const [checkIn] = await werkplein.checkInsOf(began);
    const spells = werkplein.app.get(SpellsService, { strict: false });
    await werkplein.answering.answerAll(
      { checkInId: checkIn!.id },
      [{ item: 'wellbeing.general', state: 'answered', value: 4 }],
      { finish: false },
      at('2026-03-02', '10:00'),
    );
    await werkplein.dataSource.transaction(async (tx) => {
      for (const { id } of [left, began]) await spells.end(tx, id, date('2026-03-02'), 'WORK_EMPLOYED', at('2026-03-02', '11:00'));
    });
    expect(await werkplein.rounds.bringUpToDate(at('2026-03-02', '11:05'))).toEqual({ enrolled: 0, ended: 2, canceled: 1 });
    expect([await storyOf(left), await storyOf(began)]).toEqual([
      ['2026-03-02 asked 2026-03-02 canceled no_benefit'],
      ['2026-03-02 asked 2026-03-02'],
    ]);
    expect((await werkplein.messagesOf(left))[0]).toMatchObject({ status: 'canceled', failureReason: 'no_benefit' });
    await werkplein.dataSource.transaction((tx) => spells.begin(tx, left.id, 'PW', date('2026-03-30'), at('2026-03-30', '08:00')));
    await werkplein.rounds.bringUpToDate(at('2026-03-30', '08:05'));
    await workDays('2026-03-30', 31);
    // Nothing on the day of coming back; 27 April is a holiday.
    expect(await storyOf(left)).toEqual(['2026-03-02 asked 2026-03-02 canceled no_benefit', '2026-04-27 asked 2026-04-28']);
  });

  it('of a plan that ended, or was paused before anything left, are not asked any more', async () => {
    const [one, other] = [await werkplein.aClient(), await werkplein.aClient()];
    const ended = await werkplein.aPlan({ audience: { kind: 'client', clientId: one.id } });
    const paused = await werkplein.aPlan({ audience: { kind: 'client', clientId: other.id } });
    await werkplein.rounds.openDue(MONDAY);
    await werkplein.plans.end(ended, 'klaar', null, MONDAY);
    await werkplein.dataSource.transaction((tx) =>
      werkplein.app
        .get(PausesService, { strict: false })
        .pausePlan(tx, { planId: paused, reason: 'holiday', note: null, until: null, staffId: null }, MONDAY),
    );
    expect(await werkplein.closing.cancelPointless(MONDAY)).toBe(2);
    expect([await storyOf(one), await storyOf(other)]).toEqual([
      ['2026-03-02 asked 2026-03-02 canceled plan_ended'],
      ['2026-03-02 asked 2026-03-02 canceled paused'],
    ]);
    expect(await seen(`select failure_reason from message order by 1`)).toEqual([
      { failure_reason: 'paused' },
      { failure_reason: 'plan_ended' },
    ]);
  });

  it('that count from an event come once', async () => {
    const client = await werkplein.aClient({ benefit: ['2026-03-02', null] });
    await werkplein.aPlan({ cadence: { kind: 'event', event: 'intake', afterDays: 2 } });
    await werkplein.rounds.bringUpToDate(at('2026-03-02', '08:00'));
    await workDays('2026-03-02', 40);
    expect(await storyOf(client)).toEqual(['2026-03-04 asked 2026-03-04']);
  });

  it('open once and stay open in 2,016 looks of the worker, beside one that cannot move', async () => {
    const [asked, stuck] = [await werkplein.aClient(), await werkplein.aClient()];
    await werkplein.inCaseload([asked, stuck], 'Team Noord', 'Sanne');
    await werkplein.aPlan({ perCoachPerDay: 1, daysToStart: 7 });
    for (let minutes = 0; minutes < 2016; minutes += 1) await werkplein.rounds.openDue(MONDAY.add({ minutes }));
    const rounds = (await Promise.all([asked, stuck].map(storyOf))).flat();
    expect(rounds.toSorted()).toEqual(['2026-03-02 asked 2026-03-02', '2026-03-02 asked 2026-03-03']);
    expect(await seen(`select count(*)::int as n from message`)).toEqual([{ n: 2 }]);
  }, 60_000);

  it('after any outage are each asked or recorded once, in order', async () => {
    const clients = [];
    for (let index = 0; index < 6; index += 1) clients.push(await werkplein.aClient());
    await werkplein.aPlan({ cadence: { kind: 'weeks', every: 1 }, spreadDays: 5, daysToStart: 3 });
    for (let now = MONDAY, turn = 0; turn < 18; turn += 1) {
      await Promise.all([werkplein.rounds.openDue(now), werkplein.rounds.bringUpToDate(now), werkplein.rounds.openDue(now)]);
      await werkplein.closing.closeExpired(now);
      now = now.add({ hours: [1, 25, 24, 192][turn % 4] as number });
    }
    for (const client of clients) {
      const dates = (await werkplein.checkInsOf(client)).map(({ dueOn }) => date(dueOn));
      expect(dates.length).toBeGreaterThan(3);
      for (const [index, next] of dates.slice(1).entries()) expect(dates[index]!.until(next).days).toBe(7);
    }
    const [{ most }] = (await seen(
      `select max(n)::int as most from (select count(*) as n from check_in where channel is not null
          group by client_id, (opened_at at time zone 'Europe/Amsterdam')::date) days`,
    )) as [{ most: number }];
    expect(most).toBe(1);
  });

  it('of people who are being brought up to date at that moment are neither lost nor doubled', async () => {
    for (let index = 0; index < 60; index += 1) await werkplein.aClient();
    await werkplein.aPlan();
    const enrolments = werkplein.app.get(EnrolmentsService, { strict: false });
    await seen(
      `update benefit_spell set during = daterange('2020-01-01', '2026-03-02'), end_reason = 'WORK_EMPLOYED' where client_id in (select id from client order by id limit 30)`,
    );
    await Promise.all([
      werkplein.rounds.openDue(MONDAY),
      enrolments.bringUpToDate(MONDAY),
      werkplein.rounds.openDue(MONDAY),
      enrolments.bringUpToDate(MONDAY),
    ]);
    await werkplein.rounds.openDue(MONDAY);
    expect(await seen(`select count(*)::int as n from check_in`)).toEqual([{ n: 30 }]);
    expect(await seen(`select count(*)::int as n from enrolment where ended_at is null`)).toEqual([{ n: 30 }]);
  });
});
