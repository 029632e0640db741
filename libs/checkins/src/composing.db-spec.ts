import {
  ModulesService,
  QuestionnairesService,
  STANDARD_QUESTIONNAIRE,
  type Item,
  type QuestionnaireDefinition,
} from '#libs/questionnaires';
import { WantedTraitsService } from '#libs/rules';
import { at, aWerkplein, type PlannedClient, type Werkplein } from '../../../test/support/check-ins.js';

const MONDAY = at('2026-03-02', '09:00');
const FOUR_WEEKS_LATER = at('2026-03-30', '09:00');
const TRAITS = STANDARD_QUESTIONNAIRE.items.map(({ key }) => key);

describe('what a round asks', () => {
  let werkplein: Werkplein;
  beforeAll(async () => void (werkplein = await aWerkplein()));
  afterAll(() => werkplein.close());
  beforeEach(() => werkplein.dataSource.query('truncate check_in, enrolment, plan, message, trait_observation, opt_out cascade'));

  async function roundsOf({ id }: PlannedClient) {
    return werkplein.dataSource.query<{ items: string[]; because: Record<string, unknown>; known: Record<string, number>; told: string }[]>(
      `select items, because, known, concat_ws(' ', outcome, cause) as told from check_in where client_id = $1 order by due_on`,
      [id],
    );
  }
  async function aQuestionnaire(key: string, rest: Partial<QuestionnaireDefinition>): Promise<string> {
    const questionnaires = werkplein.app.get(QuestionnairesService, { strict: false });
    await werkplein.dataSource.transaction((tx) =>
      questionnaires.publish(tx, { ...STANDARD_QUESTIONNAIRE, key, ...rest }, at('2026-01-01', '09:00')),
    );
    return key;
  }
  const choice = (key: string, rest: Partial<Item> = {}): Item => ({
    key,
    trait: null,
    kind: 'choice',
    wording: { nl: key, en: key },
    options: [1, 2, 3].map((value) => ({ value, label: { nl: String(value), en: String(value) } })),
    ...rest,
  });

  it('keeps with the round why each of its questions is asked, and how long ago it was last heard', async () => {
    const client = await werkplein.aPlannedClient();
    const quiet = TRAITS.filter((trait) => !['digital.skills', 'finance.debt', 'social.network'].includes(trait));
    for (const trait of quiet) await werkplein.observe(client, trait, 1, at('2026-02-28', '09:00'));
    await werkplein.observe(client, 'digital.skills', 1, at('2025-11-28', '09:00'));
    await werkplein.observe(client, 'finance.debt', null, at('2026-02-09', '08:59'));
    await werkplein.rounds.openDue(MONDAY);
    const [round] = await roundsOf(client);
    expect(round?.items).toEqual(['finance.debt', 'digital.skills', 'social.network']);
    expect(round?.because).toEqual({
      'finance.debt': { kind: 'uncertain', because: 'unknown', days: 21 },
      'digital.skills': { kind: 'stale', days: 94 },
      'social.network': { kind: 'never' },
    });
  });

  it('asks first what the coach wanted to know, until something was heard of it', async () => {
    const client = await werkplein.aPlannedClient();
    const [{ id: staffId }] = await werkplein.dataSource.query(`insert into staff (name, role) values ('C. Coach', 'coach') returning id`);
    const want = (trait: string, now: Temporal.Instant) =>
      werkplein.dataSource.transaction((tx) => new WantedTraitsService().want(tx, { clientId: client.id, trait, staffId }, now));
    await want('digital.skills', at('2026-02-27', '09:00'));
    await want('finance.debt', at('2026-02-27', '09:00'));
    await werkplein.observe(client, 'finance.debt', 1, at('2026-02-28', '09:00'));
    await werkplein.rounds.openDue(MONDAY);
    const [round] = await roundsOf(client);
    expect(round?.items).toContain('digital.skills');
    expect(round?.because['digital.skills']).toEqual({ kind: 'wanted', by: 'coach', days: null });
    expect(round?.items).not.toContain('finance.debt');
    await expect(want('niets.bekends', MONDAY)).rejects.toMatchObject({ fields: { trait: 'form.unknown-trait' } });
  });

  it('asks nobody who has nothing to be asked: that round was missed for it, sends nothing, and is neither silence nor out of reach', async () => {
    const client = await werkplein.aPlannedClient();
    for (const trait of TRAITS) await werkplein.observe(client, trait, 1, at('2026-02-28', '09:00'));
    expect(await werkplein.rounds.openDue(MONDAY)).toEqual({ opened: 0, unreachable: 0, missed: 1 });
    expect(await werkplein.rounds.openDue(MONDAY.add({ minutes: 1 }))).toEqual({ opened: 0, unreachable: 0, missed: 0 });
    expect(await roundsOf(client)).toMatchObject([{ items: [], told: 'missed nothing_to_ask' }]);
    expect(await werkplein.messagesOf(client)).toEqual([]);
    expect(await werkplein.rounds.openDue(FOUR_WEEKS_LATER)).toMatchObject({ opened: 1 });
  });

  it('asks no more than fourteen questions in thirty days, by whatever plan', async () => {
    const client = await werkplein.aPlannedClient({ everyDays: 7 });
    for (const day of ['2026-03-02', '2026-03-09', '2026-03-16', '2026-03-23']) await werkplein.rounds.openDue(at(day, '09:00'));
    const rounds = await roundsOf(client);
    expect(rounds.map(({ items }) => items.length)).toEqual([6, 6, 2, 0]);
    expect(rounds[3]?.told).toBe('missed asked_enough');
  });

  it('does not count for a coach’s bound who is not asked', async () => {
    await werkplein.dataSource.query('truncate client cascade');
    const clients = [];
    for (let index = 0; index < 12; index += 1) clients.push(await werkplein.aClient());
    await werkplein.inCaseload(clients, 'Team Zuid', 'S. Bakker');
    await werkplein.aPlan({ perCoachPerDay: 2 });
    // In whatever order they are looked at, some of these come before the two who are asked.
    for (const client of clients.slice(0, 10))
      for (const trait of TRAITS) await werkplein.observe(client, trait, 1, at('2026-02-28', '09:00'));
    await werkplein.rounds.bringUpToDate(at('2026-03-01', '12:00'));
    expect(await werkplein.rounds.openDue(MONDAY)).toMatchObject({ opened: 2 });
  });

  it('asks nothing of a module that was switched off, from the next round on', async () => {
    const modules = werkplein.app.get(ModulesService, { strict: false });
    const [staff] = await werkplein.dataSource.query<[{ id: string }]>(
      `insert into staff (name, role) values ('B. Heer', 'admin') returning id`,
    );
    const key = await aQuestionnaire('met-module', { items: [choice('a', { module: 'loneliness' }), choice('b')] });
    const ground = { legalBasis: 'AVG 9(2)(h)', dpiaReference: 'DPIA 12', approver: 'FG', note: '' };
    await modules.switchOn('loneliness', ground, staff.id, at('2026-02-01', '09:00'));
    const [asked, notAsked] = [await werkplein.aPlannedClient({ questionnaireKey: key }), await werkplein.aClient()];
    await werkplein.rounds.openDue(MONDAY);
    expect((await roundsOf(asked))[0]?.items).toEqual(['a', 'b']);
    await modules.switchOff('loneliness', '', staff.id, at('2026-03-03', '09:00'));
    await werkplein.plans.add(
      { clientNumber: notAsked.clientNumber },
      { questionnaireKey: key, everyDays: 28, channel: null, startsOn: Temporal.PlainDate.from('2026-03-04') },
      at('2026-03-03', '12:00'),
    );
    await werkplein.rounds.openDue(at('2026-03-04', '09:00'));
    expect((await roundsOf(notAsked))[0]?.items).toEqual(['b']);
    await modules.switchOn('loneliness', ground, staff.id, at('2026-03-05', '09:00'));
  });

  it('asks what feeds no trait again after eleven weeks, and what was passed over the next time', async () => {
    const key = await aQuestionnaire('zonder-kenmerk', { items: [choice('a'), choice('b')] });
    const client = await werkplein.aPlannedClient({ questionnaireKey: key });
    await werkplein.rounds.openDue(MONDAY);
    const [first] = await werkplein.checkInsOf(client);
    const answers = [
      { item: 'a', state: 'answered' as const, value: 1 },
      { item: 'b', state: 'skipped' as const, value: null },
    ];
    await werkplein.answering.answerAll({ checkInId: first!.id }, answers, {}, MONDAY.add({ hours: 1 }));
    // Two of the Mondays are holidays.
    for (const day of ['2026-03-30', '2026-04-28', '2026-05-26']) await werkplein.rounds.openDue(at(day, '09:00'));
    expect((await roundsOf(client)).map(({ items }) => items.join(' '))).toEqual(['a b', 'b', 'b', 'a b']);
  });

  it('keeps what was known of the traits that decide what follows, and of no other', async () => {
    const showWhen = { of: 'trait' as const, key: 'wellbeing.general', from: 1, to: 2 };
    const key = await aQuestionnaire('volgt', { items: [choice('a', { showWhen }), choice('b')] });
    const [low, high] = [
      await werkplein.aPlannedClient({ questionnaireKey: key }),
      await werkplein.aPlannedClient({ questionnaireKey: key }),
    ];
    await werkplein.observe(low, 'wellbeing.general', 2, at('2026-02-20', '09:00'));
    await werkplein.observe(low, 'health.mental', 2, at('2026-02-20', '09:00'));
    await werkplein.observe(high, 'wellbeing.general', 5, at('2026-02-20', '09:00'));
    await werkplein.rounds.openDue(MONDAY);
    expect(await roundsOf(low)).toMatchObject([{ items: ['a', 'b'], known: { 'wellbeing.general': 2 } }]);
    expect(await roundsOf(high)).toMatchObject([{ items: ['b'], known: {} }]);
  });
});

describe('the scores of a questionnaire', () => {
  let werkplein: Werkplein;
  beforeAll(async () => void (werkplein = await aWerkplein()));
  afterAll(() => werkplein.close());

  const ITEMS = ['e1', 's1', 's2', 'e2', 's3', 'e3'];
  const score = { trait: 'social.loneliness', instrument: 'djg6' as const, items: ITEMS };

  async function anAskedClient() {
    const questionnaires = werkplein.app.get(QuestionnairesService, { strict: false });
    const items: Item[] = ITEMS.map((key) => ({
      key,
      trait: null,
      kind: 'choice',
      wording: { nl: key, en: key },
      options: [1, 2, 3].map((value) => ({ value, label: { nl: String(value), en: String(value) } })),
    }));
    const definition = { ...STANDARD_QUESTIONNAIRE, key: 'alleen', items, scores: [score] };
    await werkplein.dataSource.transaction((tx) => questionnaires.publish(tx, definition, at('2026-01-01', '09:00')));
    const client = await werkplein.aPlannedClient({ questionnaireKey: 'alleen' });
    await werkplein.rounds.openDue(MONDAY);
    const [checkIn] = await werkplein.checkInsOf(client);
    return { client, checkInId: checkIn!.id };
  }
  const observedOf = ({ id }: PlannedClient) =>
    werkplein.dataSource.query<unknown[]>(
      `select trait, state, value, source, mode, observed_at = $2 as now from trait_observation where client_id = $1`,
      [id, MONDAY],
    );
  const answersOf = (...said: (number | 'refused')[]) =>
    said.map((what, index) => ({
      item: ITEMS[index]!,
      ...(what === 'refused' ? { state: what, value: null } : { state: 'answered' as const, value: what }),
    }));
  const computed = { trait: 'social.loneliness', source: 'derived', mode: 'computed', now: true };

  it.each<[string, (number | 'refused')[], { state: string; value: number | null }]>([
    ['are observed with the answers', [1, 3, 1, 3, 1, 3], { state: 'answered', value: 2 }],
    [
      'are not known when too much is missing',
      [1, 'refused', 'refused', 'refused', 'refused', 'refused'],
      { state: 'unknown', value: null },
    ],
    [
      'are refused when everything was',
      ['refused', 'refused', 'refused', 'refused', 'refused', 'refused'],
      { state: 'refused', value: null },
    ],
  ])('%s', async (_, said, expected) => {
    const { client, checkInId } = await anAskedClient();
    await werkplein.answering.answerAll({ checkInId }, answersOf(...said), {}, MONDAY);
    expect(await observedOf(client)).toEqual([{ ...computed, ...expected }]);
  });

  it('are observed of who answers for good, one by one, once: with the last answer', async () => {
    const { client, checkInId } = await anAskedClient();
    const answers = answersOf(1, 3, 1, 3, 1, 3);
    for (const answer of answers) {
      expect(await observedOf(client)).toEqual([]);
      await werkplein.dataSource.transaction((tx) => werkplein.answering.answerNow(tx, checkInId, [answer], { channel: 'sms' }, MONDAY));
    }
    expect(await observedOf(client)).toEqual([{ ...computed, state: 'answered', value: 2 }]);
  });
});
