import { QuestionnairesService, type QuestionnaireDefinition } from '#libs/questionnaires';
import { at, aWerkplein, type Werkplein } from '../../../test/support/check-ins.js';
import { askEveryKind, EVERY_KIND } from '../../../test/support/factories/every-kind.js';
import { AnswerNotPossibleError, NothingAnsweredError } from './checkins.errors.js';

const LATER = at('2026-03-02', '12:00');
const CLOSED = at('2026-03-02', '12:00').add({ hours: 24 * 40 });
const option = (item: string, value: number) => ({ item, state: 'answered', value }) as const;
const said = (item: string, words: string) => ({ item, state: 'answered', value: null, said: words }) as const;
const skipped = (item: string) => ({ item, state: 'skipped', value: null }) as const;

describe('answering every kind of question', () => {
  let werkplein: Werkplein;
  let questionnaires: QuestionnairesService;
  beforeAll(async () => {
    werkplein = await aWerkplein();
    questionnaires = werkplein.app.get(QuestionnairesService, { strict: false });
  });
  afterAll(() => werkplein.close());
  afterEach(() => switchHealth(true));

  async function anAskedClient(options: { known?: Record<string, number>; definition?: QuestionnaireDefinition } = {}) {
    const client = await werkplein.anInvitedClient();
    await askEveryKind(werkplein.dataSource, questionnaires, client.checkInId, options);
    return client;
  }
  type Client = Awaited<ReturnType<typeof anAskedClient>>;
  const answer = (client: Client, given: Parameters<typeof werkplein.answering.answer>[1]) =>
    werkplein.answering.answer(client.token, given, LATER);
  const routeOf = async (client: Client) => (await werkplein.answering.find(client.token, LATER)).route.map(({ key }) => key);
  const storedOf = async ({ checkInId }: Client) =>
    (
      await werkplein.dataSource.query<{ item: string; said: string }[]>(
        `select item, coalesce(said, value::text, state) as said from answer where check_in_id = $1 order by item`,
        [checkInId],
      )
    ).map((row) => `${row.item} ${row.said}`);
  const observedOf = async ({ id }: Client) =>
    (
      await werkplein.dataSource.query<{ trait: string; said: string }[]>(
        `select trait, coalesce(value::text, state) as said from trait_observation where client_id = $1 order by trait`,
        [id],
      )
    ).map((row) => `${row.trait} ${row.said}`);
  const switchHealth = (isOn: boolean) =>
    werkplein.dataSource.query(
      `insert into module_switch (module, is_on, legal_basis, dpia_reference, approver, switched_at) values ('health', $1, 'a', 'b', 'c', '2026-01-01')`,
      [isOn],
    );
  const outcomeOf = async (client: Client) => (await werkplein.checkInsOf(client))[0]?.outcome;

  it('keeps a number, a date, several choices and words as they were said', async () => {
    const client = await anAskedClient();
    await answer(client, option('caring', 1));
    await answer(client, option('hours', 12));
    await answer(client, said('since', '2020-02-29'));
    await answer(client, said('help', '1,3'));
    await answer(client, said('more', 'Iets met dieren\nof planten'));
    expect(await storedOf(client)).toEqual(['caring 1', 'help 1,3', 'hours 12', 'more Iets met dieren\nof planten', 'since 2020-02-29']);
    const { answers } = await werkplein.answering.find(client.token, LATER);
    expect(answers.get('help')).toEqual({ state: 'answered', value: null, said: '1,3' });
  });

  it.each([
    ['a number above its bounds', option('hours', 81)],
    ['a date that does not exist', said('since', '2021-02-29')],
    ['a date after today', said('since', '2026-03-03')],
    ['several choices out of order', said('help', '3,1')],
    ['a choice that is none', said('help', '1,9')],
    ['words that are too long', said('more', 'x'.repeat(101))],
    ['words where a value is asked', said('caring', 'ja')],
    ['something passed over with a value', { item: 'hours', state: 'skipped', value: 3 } as const],
  ])('does not take %s', async (_, given) => {
    const client = await anAskedClient();
    await expect(answer(client, given)).rejects.toThrow(AnswerNotPossibleError);
    expect(await storedOf(client)).toEqual([]);
  });

  it('asks along the route that the answers make, and what was known when it was opened', async () => {
    const client = await anAskedClient();
    expect(await routeOf(client)).toEqual(['caring', 'help', 'health', 'more']);
    await answer(client, option('caring', 1));
    expect(await routeOf(client)).toEqual(['caring', 'hours', 'since', 'feeling', 'help', 'health', 'more']);
    expect((await werkplein.answering.find(client.token, LATER)).nextItem).toBe('hours');
    expect(await routeOf(await anAskedClient({ known: { 'literacy.reading_nl': 1 } }))).toContain('training');
    expect(await routeOf(await anAskedClient({ known: { 'literacy.reading_nl': 2 } }))).not.toContain('training');
  });

  it('keeps answers that another answer led past, and does not count them', async () => {
    const client = await anAskedClient();
    await answer(client, option('caring', 1));
    await answer(client, option('feeling', 2));
    await answer(client, option('caring', 2));
    expect(await routeOf(client)).toEqual(['caring', 'help', 'health', 'more']);
    await werkplein.answering.finish(client.token, LATER);
    expect(await storedOf(client)).toEqual(['caring 2', 'feeling 2']);
    expect(await observedOf(client)).toEqual(['care.informal 2']);
  });

  it('does not count them either when nobody sends and its time runs out', async () => {
    const client = await anAskedClient();
    for (const given of [option('caring', 1), option('feeling', 2), { item: 'caring', state: 'refused', value: null } as const])
      await answer(client, given);
    await werkplein.closing.closeExpired(CLOSED);
    expect([await outcomeOf(client), await observedOf(client)]).toEqual(['partial', ['care.informal refused']]);
  });

  it('keeps what was passed over as that: no refusal, no observation, and it can be answered later', async () => {
    const client = await anAskedClient();
    await answer(client, skipped('caring'));
    await answer(client, { item: 'health', state: 'refused', value: null });
    const { nextItem, route } = await werkplein.answering.find(client.token, LATER);
    expect([nextItem, route.map(({ key }) => key)]).toEqual(['help', ['caring', 'help', 'health', 'more']]);
    await werkplein.answering.finish(client.token, LATER);
    expect(await storedOf(client)).toEqual(['caring skipped', 'health refused']);
    expect(await observedOf(client)).toEqual(['health.self_rated refused']);

    const later = await anAskedClient();
    await answer(later, skipped('caring'));
    await answer(later, option('caring', 2));
    await werkplein.answering.finish(later.token, LATER);
    expect(await observedOf(later)).toEqual(['care.informal 2']);
  });

  it('is not finished with nothing but questions passed over, and becomes silent when its time has come', async () => {
    const client = await anAskedClient();
    for (const item of ['caring', 'help', 'health', 'more']) await answer(client, skipped(item));
    await expect(werkplein.answering.finish(client.token, LATER)).rejects.toThrow(NothingAnsweredError);
    expect(await outcomeOf(client)).toBeNull();
    await werkplein.closing.closeExpired(CLOSED);
    expect([await outcomeOf(client), await observedOf(client)]).toEqual(['silent', []]);
    expect(await storedOf(client)).toHaveLength(4);
  });

  it('withholds the questions of a module at once when it is switched off: what was answered is kept, and not observed', async () => {
    const client = await anAskedClient();
    await answer(client, option('health', 2));
    await answer(client, option('caring', 2));
    await switchHealth(false);
    expect(await routeOf(client)).toEqual(['caring', 'help', 'more']);
    await werkplein.answering.finish(client.token, LATER);
    expect(await storedOf(client)).toEqual(['caring 2', 'health 2']);
    expect(await observedOf(client)).toEqual(['care.informal 2']);
  });

  it('counts answers that count at once only on the route, and ends when nothing on it is left', async () => {
    const client = await anAskedClient();
    const now = (...given: Parameters<typeof werkplein.answering.answerNow>[2]) =>
      werkplein.dataSource.transaction((tx) => werkplein.answering.answerNow(tx, client.checkInId, given, { channel: 'sms' }, LATER));
    expect(await now(option('caring', 1))).toEqual(['hours', 'since', 'feeling', 'help', 'health', 'more']);
    expect(await now(option('caring', 2), option('feeling', 5))).toEqual(['help', 'health', 'more']);
    expect(await observedOf(client)).toEqual(['care.informal 1', 'care.informal 2']);
    expect(await now(skipped('help'), skipped('health'), skipped('more'))).toEqual([]);
    expect(await outcomeOf(client)).toBe('finished');
  });

  it('completes the version it was opened with: a question that is gone from the next one is asked, one that is new is not', async () => {
    const client = await anAskedClient();
    await answer(client, option('caring', 1));
    const next = { ...EVERY_KIND, items: EVERY_KIND.items.filter(({ key }) => key !== 'feeling') };
    await werkplein.dataSource.transaction((tx) => questionnaires.publish(tx, next, LATER));
    expect(await routeOf(client)).toContain('feeling');
    await answer(client, option('feeling', 4));
    await werkplein.answering.finish(client.token, LATER);
    expect(await observedOf(client)).toEqual(['care.informal 1', 'wellbeing.general 4']);
  });

  describe('in somebody’s own words', () => {
    const inboxOf = ({ id }: Client) =>
      werkplein.dataSource.query<{ body: string; alerts: number }[]>(
        `select body, (select count(*)::int from crisis_alert where inbox_message_id = m.id) as alerts from inbox_message m where client_id = $1`,
        [id],
      );

    it('goes to the answers and nowhere else: no trait, no message', async () => {
      const client = await anAskedClient();
      expect(await answer(client, said('more', 'Koken'))).toEqual({ isCrisis: false });
      await werkplein.answering.finish(client.token, LATER);
      expect([await observedOf(client), await inboxOf(client)]).toEqual([[], []]);
    });

    it('is heard at once when it may mean danger: a message and an alert, once, before anything is sent', async () => {
      const client = await anAskedClient();
      const words = said('more', 'Ik wil niet meer leven');
      expect(await answer(client, words)).toEqual({ isCrisis: true });
      expect(await answer(client, words)).toEqual({ isCrisis: true });
      expect(await inboxOf(client)).toEqual([{ body: 'Ik wil niet meer leven', alerts: 1 }]);
      expect(await storedOf(client)).toEqual(['more Ik wil niet meer leven']);
      await werkplein.answering.finish(client.token, LATER);
      expect(await inboxOf(client)).toHaveLength(1);
      expect(await observedOf(client)).toEqual([]);
    });

    it('is heard too when somebody fills it in together with them', async () => {
      const client = await anAskedClient();
      const heard = await werkplein.answering.answerAll({ checkInId: client.checkInId }, [said('more', 'ik wil dood')], {}, LATER);
      expect([heard, (await inboxOf(client)).map(({ alerts }) => alerts)]).toEqual([{ isCrisis: true }, [1]]);
    });
  });
});
