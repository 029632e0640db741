import { InvalidInputError, type Language } from '#libs/platform';
import { SuggestionsService } from '#libs/rules';
import { jest } from '@jest/globals';
import { at, aWerkplein, type Werkplein } from '../../../test/support/check-ins.js';
import { AnswerNotPossibleError, LinkExpiredError, LinkSpentError, LinkUnknownError, NothingAnsweredError } from './checkins.errors.js';

const LATER = at('2026-03-02', '12:00');
const CLOSES = at('2026-03-09', '00:00');
const good = { item: 'wellbeing.general', state: 'answered', value: 4 } as const;
const refused = { item: 'health.self_rated', state: 'refused', value: null } as const;
const unknown = { item: 'finance.debt', state: 'unknown', value: null } as const;

describe('answering a check-in', () => {
  let werkplein: Werkplein;
  beforeAll(async () => void (werkplein = await aWerkplein()));
  afterAll(() => werkplein.close());
  afterEach(() => void jest.restoreAllMocks());

  const observationsOf = async ({ id }: { id: string }) =>
    werkplein.dataSource.query(
      `select trait, state, value, channel, language, source, check_in_id as "checkInId", observed_at as at from trait_observation where client_id = $1 order by id`,
      [id],
    );
  const review = () => jest.spyOn(werkplein.app.get(SuggestionsService, { strict: false }), 'review');

  it('begins where the client is: nothing answered, the first question next', async () => {
    const { token, checkInId } = await werkplein.anInvitedClient();
    const view = await werkplein.answering.find(token, LATER);
    expect(view).toMatchObject({
      checkInId,
      state: 'open',
      language: 'nl',
      nextItem: 'wellbeing.general',
      startedAt: null,
      channel: 'sms',
    });
    expect(view.items.map(({ key }) => key)).toEqual([
      'wellbeing.general',
      'health.self_rated',
      'health.physical',
      'health.mental',
      'finance.making_ends_meet',
      'finance.debt',
    ]);
    expect(view.answers.size).toBe(0);
    expect(view.definition.title.nl).toBe('Hoe gaat het met u?');
  });

  it('changes nothing by looking, however often a scanner looks', async () => {
    const client = await werkplein.anInvitedClient();
    const before = await werkplein.checkInsOf(client);
    for (let look = 0; look < 5; look += 1) await werkplein.answering.find(client.token, LATER);
    expect(await werkplein.checkInsOf(client)).toEqual(before);
    expect(await observationsOf(client)).toEqual([]);
  });

  it('keeps every answer at once, goes on from there on another device, and lets the client think again', async () => {
    const { token } = await werkplein.anInvitedClient();
    await werkplein.answering.start(token, { language: 'en' }, LATER);
    await werkplein.answering.answer(token, { ...good, channel: 'app' }, LATER.add({ minutes: 1 }));
    await werkplein.answering.answer(token, refused, LATER.add({ minutes: 2 }));
    expect(await werkplein.answering.find(token, LATER)).toMatchObject({ language: 'en', nextItem: 'health.physical', startedAt: LATER });
    await werkplein.answering.answer(token, { ...good, value: 2 }, LATER.add({ minutes: 3 }));
    const { answers, nextItem } = await werkplein.answering.find(token, LATER);
    expect(Object.fromEntries(answers)).toEqual({
      'wellbeing.general': { state: 'answered', value: 2, said: null },
      'health.self_rated': { state: 'refused', value: null, said: null },
    });
    expect(nextItem).toBe('health.physical');
  });

  it('makes observations of the answers when it is finished: refusals as refusals, and of what was not answered nothing', async () => {
    const client = await werkplein.anInvitedClient();
    const reviewed = review();
    await werkplein.answering.start(client.token, { language: 'en' }, LATER);
    await werkplein.answering.answer(client.token, good, LATER.add({ minutes: 1 }));
    await werkplein.answering.answer(client.token, { ...refused, language: 'nl', channel: 'app' }, LATER.add({ minutes: 2 }));
    await werkplein.answering.answer(client.token, unknown, LATER.add({ minutes: 3 }));
    expect(await observationsOf(client)).toEqual([]);
    await werkplein.answering.finish(client.token, LATER.add({ minutes: 5 }));
    const common = { source: 'self_report', checkInId: client.checkInId };
    const when = (minutes: number) => new Date(LATER.add({ minutes }).epochMilliseconds);
    expect(await observationsOf(client)).toHaveLength(3);
    expect(await observationsOf(client)).toEqual(
      expect.arrayContaining([
        { ...common, trait: 'wellbeing.general', state: 'answered', value: 4, channel: 'sms', language: 'en', at: when(1) },
        { ...common, trait: 'health.self_rated', state: 'refused', value: null, channel: 'app', language: 'nl', at: when(2) },
        { ...common, trait: 'finance.debt', state: 'unknown', value: null, channel: 'sms', language: 'en', at: when(3) },
      ]),
    );
    expect((await werkplein.checkInsOf(client))[0]).toMatchObject({ outcome: 'finished', endedAt: when(5), startedAt: when(0) });
    expect(reviewed).toHaveBeenCalledTimes(1);
    expect(reviewed.mock.calls[0]?.[1]).toEqual({ clientId: client.id, checkInId: client.checkInId });
  });

  it('is all or nothing: when the rules fail, nothing was finished or observed, and it can be done again', async () => {
    const client = await werkplein.anInvitedClient();
    await werkplein.answering.answer(client.token, good, LATER);
    review().mockRejectedValueOnce(new Error('a rule is broken'));
    await expect(werkplein.answering.finish(client.token, LATER)).rejects.toThrow('a rule is broken');
    expect(await observationsOf(client)).toEqual([]);
    expect(await werkplein.answering.find(client.token, LATER)).toMatchObject({ state: 'open', nextItem: 'health.self_rated' });
    await werkplein.answering.finish(client.token, LATER);
    expect(await observationsOf(client)).toHaveLength(1);
  });

  it('is spent by finishing: from then on nothing changes', async () => {
    const client = await werkplein.anInvitedClient();
    await werkplein.answering.answerAll({ token: client.token }, [good], {}, LATER);
    const before = [await observationsOf(client), await werkplein.checkInsOf(client)];
    await expect(werkplein.answering.answer(client.token, { ...good, value: 1 }, LATER)).rejects.toThrow(LinkSpentError);
    await expect(werkplein.answering.finish(client.token, LATER)).rejects.toThrow(LinkSpentError);
    await expect(werkplein.answering.start(client.token, { language: 'en' }, LATER)).rejects.toThrow(LinkSpentError);
    expect([await observationsOf(client), await werkplein.checkInsOf(client)]).toEqual(before);
    expect((await werkplein.answering.find(client.token, LATER)).state).toBe('spent');
  });

  it('takes an answer from a page that looked a moment ago, but not when it was finished since', async () => {
    const client = await werkplein.anInvitedClient();
    const view = await werkplein.answering.find(client.token, LATER);
    await werkplein.answering.answer(view, good, LATER);
    await expect(werkplein.answering.answer(view, { ...good, value: 6 }, LATER)).rejects.toThrow(AnswerNotPossibleError);
    await werkplein.answering.finish(client.token, LATER);
    await expect(werkplein.answering.answer(view, refused, LATER)).rejects.toThrow(LinkSpentError);
    await expect(werkplein.answering.answer(await werkplein.answering.find(client.token, LATER), refused, LATER)).rejects.toThrow(
      LinkSpentError,
    );
    expect(await observationsOf(client)).toHaveLength(1);
    expect((await werkplein.checkInsOf(client))[0]?.startedAt).toEqual(new Date(LATER.epochMilliseconds));
  });

  it('has one answer set when two devices finish at once: the other hears that it was done', async () => {
    for (let round = 0; round < 10; round += 1) {
      const client = await werkplein.anInvitedClient();
      await werkplein.answering.answer(client.token, good, LATER);
      const results = await Promise.allSettled(Array.from({ length: 4 }, () => werkplein.answering.finish(client.token, LATER)));
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const result of results) if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(LinkSpentError);
      expect(await observationsOf(client)).toHaveLength(1);
    }
  });

  it('loses no answer that was given while another device finished: it is in, or it was refused', async () => {
    for (let round = 0; round < 10; round += 1) {
      const client = await werkplein.anInvitedClient();
      await werkplein.answering.answer(client.token, good, LATER);
      const [answered] = await Promise.allSettled([
        werkplein.answering.answer(client.token, refused, LATER),
        werkplein.answering.finish(client.token, LATER),
      ]);
      const traits = (await observationsOf(client)).map(({ trait }: { trait: string }) => trait).toSorted();
      expect(traits).toEqual(answered.status === 'fulfilled' ? ['health.self_rated', 'wellbeing.general'] : ['wellbeing.general']);
    }
  });

  it('takes several answers at once, beside those that were given before, and then it is finished', async () => {
    const client = await werkplein.anInvitedClient();
    await werkplein.answering.answer(client.token, good, LATER);
    await werkplein.answering.answerAll(
      { checkInId: client.checkInId },
      [refused, { ...good, value: 1 }, { ...good, value: 3 }],
      { channel: 'app', language: 'en' },
      LATER,
    );
    expect((await observationsOf(client)).map(({ trait, value }: { trait: string; value: number }) => [trait, value]).toSorted()).toEqual([
      ['health.self_rated', null],
      ['wellbeing.general', 3],
    ]);
  });

  it('keeps several answers of who stops halfway', async () => {
    const client = await werkplein.anInvitedClient();
    await werkplein.answering.answerAll({ checkInId: client.checkInId }, [good, refused], { finish: false }, LATER);
    expect(await werkplein.answering.find(client.token, LATER)).toMatchObject({
      state: 'open',
      nextItem: 'health.physical',
      startedAt: LATER,
    });
    expect(await observationsOf(client)).toEqual([]);
  });

  it('calls back the invitation that still waits', async () => {
    const client = await werkplein.anInvitedClient();
    expect((await werkplein.messagesOf(client))[0]?.status).toBe('queued');
    await werkplein.answering.answerAll({ token: client.token }, [good], {}, LATER);
    expect((await werkplein.messagesOf(client))[0]).toMatchObject({ status: 'canceled', failureReason: 'withdrawn' });
  });

  it.each([
    ['an item that is not asked', { item: 'wish.help', state: 'answered', value: 1 }],
    ['an item that does not exist', { item: 'person.nationality', state: 'answered', value: 1 }],
    ['a value that is not on the scale', { ...good, value: 6 }],
    ['an answer without a value', { ...good, value: null }],
    ['a refusal with a value', { ...refused, value: 1 }],
    ['"weet ik niet" where that is no option', { ...good, state: 'unknown', value: null }],
  ] as const)('does not take %s', async (_, answer) => {
    const client = await werkplein.anInvitedClient();
    await expect(werkplein.answering.answer(client.token, answer, LATER)).rejects.toThrow(AnswerNotPossibleError);
    await expect(werkplein.answering.answerAll({ token: client.token }, [refused, answer], {}, LATER)).rejects.toThrow(
      AnswerNotPossibleError,
    );
    expect((await werkplein.answering.find(client.token, LATER)).answers.size).toBe(0);
  });

  it('is not spent by finishing with nothing, as a scanner does that submits forms', async () => {
    const client = await werkplein.anInvitedClient();
    const before = await werkplein.checkInsOf(client);
    await expect(werkplein.answering.finish(client.token, LATER)).rejects.toThrow(NothingAnsweredError);
    await expect(werkplein.answering.start(client.token, { language: '' as Language }, LATER)).rejects.toThrow(InvalidInputError);
    expect(await werkplein.checkInsOf(client)).toEqual(before);
  });

  it('reads a link as people type it, and knows no other', async () => {
    const { token, checkInId } = await werkplein.anInvitedClient();
    const typed = ` ${token.toUpperCase().replaceAll('0', 'O').replaceAll('1', 'l')}. `;
    expect((await werkplein.answering.find(typed, LATER)).checkInId).toBe(checkInId);
    for (const other of ['', 'x', '0000000000000000', checkInId, `${token}0`])
      await expect(werkplein.answering.find(other, LATER)).rejects.toThrow(LinkUnknownError);
  });

  it('ends with its last day, but lets who is typing at the deadline finish', async () => {
    const [typing, late] = [await werkplein.anInvitedClient(), await werkplein.anInvitedClient()];
    await werkplein.answering.answer(typing.token, good, CLOSES.subtract({ minutes: 1 }));
    await werkplein.answering.answer(typing.token, refused, CLOSES.add({ minutes: 30 }));
    await werkplein.answering.finish(typing.token, CLOSES.add({ minutes: 59 }));
    expect(await observationsOf(typing)).toHaveLength(2);
    await expect(werkplein.answering.answer(late.token, good, CLOSES)).rejects.toThrow(LinkExpiredError);
    expect((await werkplein.answering.find(late.token, CLOSES)).state).toBe('expired');
  });

  it('lets who does not want to be asked any more say so on the page, also when the link is spent', async () => {
    const client = await werkplein.anInvitedClient();
    await werkplein.answering.answerAll({ token: client.token }, [good], {}, LATER);
    await werkplein.answering.optOut(client.token, { every: false }, LATER);
    await werkplein.answering.optOut(client.token, { every: true }, LATER);
    expect(
      await werkplein.dataSource.query(`select channel, source from opt_out where client_id = $1 order by channel`, [client.id]),
    ).toEqual([
      { channel: 'sms', source: 'client_page' },
      { channel: null, source: 'client_page' },
    ]);
  });

  describe('with answers that count at once', () => {
    const now = (checkInId: string, answers: Parameters<typeof werkplein.answering.answerNow>[2], at: Temporal.Instant) =>
      werkplein.dataSource.transaction((tx) =>
        werkplein.answering.answerNow(tx, checkInId, answers, { channel: 'sms', language: 'nl' }, at),
      );
    const saidOf = async (client: { id: string }) =>
      (await observationsOf(client)).map(
        ({ trait, state, value }: { trait: string; state: string; value: number | null }) => `${trait} ${value ?? state}`,
      );

    it('stores, observes and reviews in one story, and says what is left', async () => {
      const client = await werkplein.anInvitedClient();
      const reviewed = review();
      expect(await now(client.checkInId, [good, refused], LATER)).toEqual([
        'health.physical',
        'health.mental',
        'finance.making_ends_meet',
        'finance.debt',
      ]);
      expect(await saidOf(client)).toEqual(['wellbeing.general 4', 'health.self_rated refused']);
      expect(reviewed).toHaveBeenCalledTimes(1);
      expect(await werkplein.checkInsOf(client)).toMatchObject([{ outcome: null }]);
    });

    it('observes again only what changed; and closing adds only what was not observed', async () => {
      const client = await werkplein.anInvitedClient();
      await now(client.checkInId, [good, refused], LATER);
      await now(client.checkInId, [good], LATER.add({ minutes: 1 }));
      expect(await saidOf(client)).toEqual(['wellbeing.general 4', 'health.self_rated refused']);
      await now(client.checkInId, [{ ...good, value: 2 }], LATER.add({ minutes: 2 }));
      await werkplein.answering.answer(client.token, { ...refused, state: 'answered', value: 3 }, LATER.add({ minutes: 3 }));
      await werkplein.answering.answer(client.token, { item: 'health.mental', state: 'answered', value: 1 }, LATER.add({ minutes: 3 }));
      await werkplein.answering.answer(client.token, { ...good, value: 2 }, LATER.add({ minutes: 4 }));
      expect(await saidOf(client)).toHaveLength(3);
      await werkplein.closing.closeExpired(CLOSES.add({ hours: 24 * 30 }));
      expect((await saidOf(client)).slice(3).toSorted()).toEqual(['health.mental 1', 'health.self_rated 3']);
      expect(await werkplein.checkInsOf(client)).toMatchObject([{ outcome: 'partial' }]);
    });

    it('is finished by the last answer, and takes none after it', async () => {
      const client = await werkplein.anInvitedClient();
      await werkplein.dataSource.query(`update check_in set items = $2 where id = $1`, [client.checkInId, [good.item]]);
      expect(await now(client.checkInId, [good], LATER)).toEqual([]);
      expect(await werkplein.checkInsOf(client)).toMatchObject([{ outcome: 'finished' }]);
      await expect(now(client.checkInId, [good], LATER)).rejects.toThrow(LinkSpentError);
      expect(await saidOf(client)).toEqual(['wellbeing.general 4']);
    });

    it('keeps nothing of an answer that cannot be, or that comes too late', async () => {
      const client = await werkplein.anInvitedClient();
      await expect(now(client.checkInId, [good, { ...good, item: 'health.mental', value: 9 }], LATER)).rejects.toThrow(
        AnswerNotPossibleError,
      );
      await expect(now(client.checkInId, [good], CLOSES)).rejects.toThrow(LinkExpiredError);
      expect(await saidOf(client)).toEqual([]);
      expect(await werkplein.checkInsOf(client)).toMatchObject([{ startedAt: null }]);
    });
  });

  it('completes the version it was opened with, also when another was published since', async () => {
    const client = await werkplein.anInvitedClient();
    const [{ id: old }] = await werkplein.dataSource.query(
      `insert into questionnaire_version (questionnaire_id, number, definition, published_at)
       select questionnaire_id, number + 1, jsonb_set(definition, '{items}', (definition -> 'items') - 0), '2026-03-02' from questionnaire_version
        order by number desc limit 1 returning (select questionnaire_version_id from check_in where id = '${client.checkInId}') as id`,
    );
    await werkplein.answering.answerAll({ token: client.token }, [good], {}, LATER);
    expect(
      await werkplein.dataSource.query(`select questionnaire_version_id as id from trait_observation where client_id = $1`, [client.id]),
    ).toEqual([{ id: old }]);
  });
});
