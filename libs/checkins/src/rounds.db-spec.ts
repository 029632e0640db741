import { openWindow } from '#libs/messaging';
import { STANDARD_KEY } from '#libs/questionnaires';
import { at, aWerkplein, type Werkplein } from '../../../test/support/check-ins.js';

const MONDAY = at('2026-03-02', '09:00');
const nothing = { opened: 0, unreachable: 0, missed: 0 };

describe('opening the rounds that are due', () => {
  let werkplein: Werkplein;
  beforeAll(async () => void (werkplein = await aWerkplein()));
  afterAll(() => werkplein.close());
  beforeEach(() => werkplein.dataSource.query('truncate check_in, enrolment, plan, message, trait_observation, opt_out cascade'));

  const storyOf = async (client: { id: string }) =>
    (await werkplein.checkInsOf(client)).map(({ dueOn, outcome, cause }) => [dueOn, outcome, cause].filter(Boolean).join(' '));
  const dueDatesOf = async (client: { id: string }) => (await werkplein.checkInsOf(client)).map(({ dueOn }) => dueOn);

  it('asks at nine o’clock, not before and not on the day the plan was made', async () => {
    const client = await werkplein.aPlannedClient({}, at('2026-02-27', '12:00'));
    for (const early of [at('2026-02-27', '12:01'), at('2026-03-02', '00:00'), at('2026-03-02', '08:59')])
      expect(await werkplein.rounds.openDue(early)).toEqual(nothing);
    expect(await werkplein.rounds.openDue(MONDAY)).toEqual({ ...nothing, opened: 1 });
    const [checkIn] = await werkplein.checkInsOf(client);
    expect(checkIn).toMatchObject({ dueOn: '2026-03-02', channel: 'sms', outcome: null, language: 'nl', unreachableReason: null });
    expect(checkIn?.items).toHaveLength(6);
    expect(checkIn?.closesAt.toTemporalInstant()).toEqual(at('2026-03-09', '00:00'));
  });

  it('enqueues one invitation with it, spread over the hour, that does not outlive the day', async () => {
    const clients = [];
    for (let index = 0; index < 12; index += 1) clients.push(await werkplein.aPlannedClient());
    await werkplein.rounds.openDue(MONDAY);
    const messages = (await Promise.all(clients.map((client) => werkplein.messagesOf(client)))).flat();
    expect(messages).toHaveLength(12);
    for (const { status, notBefore, expiresAt, body } of messages) {
      expect({ status, body }).toEqual({ status: 'queued', body: null });
      expect(openWindow(notBefore.toTemporalInstant())).not.toBeNull();
      expect(notBefore.getTime() - MONDAY.epochMilliseconds).toBeLessThan(3_600_000);
      expect(expiresAt.toTemporalInstant()).toEqual(at('2026-03-02', '20:00'));
    }
    expect(new Set(messages.map(({ notBefore }) => notBefore.getTime())).size).toBeGreaterThan(6);
  });

  it('opens a round once, however often and by however many workers it is looked at', async () => {
    for (let index = 0; index < 40; index += 1) await werkplein.aPlannedClient();
    const opened = await Promise.all(Array.from({ length: 6 }, () => werkplein.rounds.openDue(MONDAY)));
    expect(opened.reduce((sum, { opened: count }) => sum + count, 0)).toBe(40);
    for (let minute = 1; minute < 30; minute += 1) expect(await werkplein.rounds.openDue(MONDAY.add({ minutes: minute }))).toEqual(nothing);
    expect(await werkplein.dataSource.query('select count(*)::int as n, count(distinct subject_id)::int as subjects from message')).toEqual(
      [{ n: 40, subjects: 40 }],
    );
    expect(await werkplein.dataSource.query('select count(*)::int as n from check_in')).toEqual([{ n: 40 }]);
  });

  it('opens more than one batch', async () => {
    await werkplein.dataSource.query('truncate client cascade');
    await werkplein.dataSource.query(
      `with c as (insert into client (client_number, first_name, last_name) select 'B' || i, 'Noor', 'Voorbeeld' from generate_series(1, 1201) i returning id),
            p as (insert into contact_point (client_id, kind, address, state_since, created_at)
                  select id, 'mobile', '+316' || (20000000 + row_number() over ()), '2020-01-01', '2020-01-01' from c),
            s as (insert into benefit_spell (client_id, scheme, during, recorded_at) select id, 'PW', daterange('2020-01-01', null), '2020-01-01' from c returning 1)
       select count(*) from s`,
    );
    await werkplein.plans.add(
      { all: true },
      { questionnaireKey: STANDARD_KEY, everyDays: 28, channel: null, startsOn: Temporal.PlainDate.from('2026-03-02') },
      at('2026-03-01', '12:00'),
    );
    expect(await werkplein.rounds.openDue(MONDAY)).toEqual({ ...nothing, opened: 1201 });
    expect(await werkplein.rounds.openDue(MONDAY)).toEqual(nothing);
  });

  it('comes again after four weeks at nine local time, over the change of the clock, and asks how it goes and what it has not asked', async () => {
    const client = await werkplein.aPlannedClient();
    await werkplein.rounds.openDue(MONDAY);
    const [first] = await werkplein.checkInsOf(client);
    await werkplein.answering.answerAll(
      { checkInId: first!.id },
      first!.items.map((item) => ({ item, state: 'refused', value: null })),
      {},
      MONDAY,
    );
    expect(await werkplein.rounds.openDue(at('2026-03-30', '08:59'))).toMatchObject({ opened: 0 });
    expect(await werkplein.rounds.openDue(at('2026-03-30', '09:00'))).toMatchObject({ opened: 1 });
    const [, second] = await werkplein.checkInsOf(client);
    expect(second?.items.filter((item) => first?.items.includes(item))).toEqual(['wellbeing.general']);
    expect(await dueDatesOf(client)).toEqual(['2026-03-02', '2026-03-30']);
  });

  it.each([
    ['25 hours', at('2026-03-03', '10:00'), ['2026-03-02']],
    ['until the weekend: on Saturday nothing', at('2026-03-07', '10:00'), []],
    ['eight days: that round was missed', at('2026-03-10', '10:00'), ['2026-03-02 missed worker_stood_still']],
    [
      'three months: one round, the latest, and the others are recorded',
      at('2026-05-26', '10:00'),
      [
        '2026-03-02 missed worker_stood_still',
        '2026-03-30 missed worker_stood_still',
        '2026-04-27 missed worker_stood_still',
        '2026-05-25',
      ],
    ],
  ])('after standing still for %s', async (_, now, expected) => {
    const client = await werkplein.aPlannedClient();
    await werkplein.rounds.openDue(now);
    await werkplein.rounds.openDue(now);
    expect(await storyOf(client)).toEqual(expected);
  });

  it('waits with a round that falls on a holiday or in the weekend for the first day that may be used', async () => {
    const client = await werkplein.aPlannedClient({ startsOn: Temporal.PlainDate.from('2026-12-25'), everyDays: 28 });
    for (const day of ['2026-12-25', '2026-12-26', '2026-12-27']) await werkplein.rounds.openDue(at(day, '12:00'));
    expect(await dueDatesOf(client)).toEqual([]);
    await werkplein.rounds.openDue(at('2026-12-28', '09:00'));
    expect(await dueDatesOf(client)).toEqual(['2026-12-25']);
  });

  it('asks nobody twice in seven days, whatever plans they have', async () => {
    const client = await werkplein.aPlannedClient({ everyDays: 7 });
    const other = await werkplein.anotherQuestionnaire();
    await werkplein.plans.add(
      { clientNumber: client.clientNumber },
      { questionnaireKey: other, everyDays: 30, channel: null, startsOn: Temporal.PlainDate.from('2026-03-03') },
      at('2026-03-01', '12:00'),
    );
    const opened: string[] = [];
    for (let day = Temporal.PlainDate.from('2026-03-02'); day.toString() < '2026-05-01'; day = day.add({ days: 1 })) {
      const { opened: count } = await werkplein.rounds.openDue(at(day.toString(), '09:00'));
      if (count > 0) opened.push(...Array.from({ length: count }, () => day.toString()));
    }
    // More would be more than fourteen questions in thirty days: what that keeps from being asked is recorded as missed.
    expect(opened.length).toBeGreaterThan(4);
    for (const [index, day] of opened.slice(1).entries())
      expect(Temporal.PlainDate.from(opened[index]!).until(day).days).toBeGreaterThanOrEqual(7);
  });

  it('does not ask who has died or has no benefit any more, and leaves no trace of it', async () => {
    const gone = await werkplein.aPlannedClient();
    await werkplein.dataSource.query(`update client set deceased_on = '2026-03-01' where id = $1`, [gone.id]);
    const working = await werkplein.aPlannedClient({ benefit: ['2020-01-01', '2026-03-02'] });
    expect(await werkplein.rounds.openDue(MONDAY)).toEqual(nothing);
    expect([...(await werkplein.checkInsOf(gone)), ...(await werkplein.checkInsOf(working))]).toEqual([]);
  });

  it('records who could not be asked, and why: never as silence', async () => {
    const landlineOnly = await werkplein.aPlannedClient({ mobile: null, landline: '+31301234567' });
    const stopped = await werkplein.aPlannedClient();
    await werkplein.dataSource.query(
      `insert into opt_out (client_id, channel, source, opted_out_at) values ($1, null, 'client_reply', '2026-02-01')`,
      [stopped.id],
    );
    const wrongNumber = await werkplein.aPlannedClient();
    await werkplein.dataSource.query(`update contact_point set state = 'invalid' where client_id = $1`, [wrongNumber.id]);
    expect(await werkplein.rounds.openDue(MONDAY)).toEqual({ ...nothing, unreachable: 3 });
    const facts = (await Promise.all([landlineOnly, stopped, wrongNumber].map((client) => werkplein.checkInsOf(client)))).flat();
    expect(facts.map(({ channel, unreachableReason, outcome }) => [channel, unreachableReason, outcome])).toEqual([
      [null, 'no_contact_point', 'unreachable'],
      [null, 'opted_out', 'unreachable'],
      [null, 'invalid_contact_point', 'unreachable'],
    ]);
    expect(await werkplein.messagesOf(stopped)).toEqual([]);
    await werkplein.closing.closeExpired(at('2026-03-20', '12:00'));
    expect((await werkplein.checkInsOf(stopped))[0]?.outcome).toBe('unreachable');
  });

  it('prefers the channel of the plan, and falls back on the other one when that cannot be used', async () => {
    const both = await werkplein.aPlannedClient({ email: 'noor@voorbeeld.example', channel: 'email' });
    const noMail = await werkplein.aPlannedClient({ channel: 'email' });
    const noMobile = await werkplein.aPlannedClient({ mobile: null, email: 'sam@voorbeeld.example', channel: 'sms' });
    const noTexts = await werkplein.aPlannedClient({ email: 'kim@voorbeeld.example', channel: 'sms' });
    await werkplein.dataSource.query(
      `insert into opt_out (client_id, channel, source, opted_out_at) values ($1, 'sms', 'client_reply', '2026-02-01')`,
      [noTexts.id],
    );
    await werkplein.rounds.openDue(MONDAY);
    const channels = await Promise.all(
      [both, noMail, noMobile, noTexts].map(async (client) =>
        (await werkplein.messagesOf(client)).map(({ channel, to }) => [channel, to.includes('@')]),
      ),
    );
    expect(channels).toEqual([[['email', true]], [['sms', false]], [['email', true]], [['email', true]]]);
  });

  it('wants to ask in the client’s language, and in Dutch when nobody here speaks it', async () => {
    const english = await werkplein.aPlannedClient({ language: 'en' });
    const tigrinya = await werkplein.aPlannedClient({ language: 'ti' });
    const french = await werkplein.aPlannedClient({ language: 'fr' });
    await werkplein.rounds.openDue(MONDAY);
    expect((await werkplein.messagesOf(english))[0]?.language).toBe('en');
    expect((await werkplein.messagesOf(tigrinya))[0]?.language).toBe('ti');
    expect((await werkplein.messagesOf(french))[0]?.language).toBe('nl');
  });
});
