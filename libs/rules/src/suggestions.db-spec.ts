import { ObservationsService } from '#libs/profiles';
import type { EntityManager } from 'typeorm';
import { aSuggestingOffice } from '../../../test/support/suggesting.js';
import { SuggestionNotFoundError } from './rules.errors.js';

const NOW = Temporal.Instant.from('2026-03-03T09:00:00Z');
const later = (days: number) => NOW.add({ hours: days * 24 });
const asDate = (instant: Temporal.Instant) => new Date(instant.epochMilliseconds);
const CHECK_IN = '01900000-0000-7000-8000-000000000001';

describe('a review', () => {
  let office: Awaited<ReturnType<typeof aSuggestingOffice>>;
  let clientId: string;
  beforeAll(async () => {
    office = await aSuggestingOffice(NOW);
  });
  beforeEach(async () => {
    clientId = await office.aClient();
  });
  afterAll(() => office.close());
  const review = (now: Temporal.Instant) =>
    office.dataSource.transaction((tx) => office.suggestions.review(tx, { clientId, checkInId: null }, now));
  const told = async () => (await office.openFor(clientId)).map(({ stance, intervention }) => `${stance} ${intervention}`);

  it('makes suggestions of answers, with evidence in words', async () => {
    await office.answer(clientId, { 'health.self_rated': 2 }, NOW, CHECK_IN);
    const [first, ...others] = await office.openFor(clientId);
    expect(first).toMatchObject({
      intervention: 'WORK_CAPACITY_ASSESSMENT',
      stance: 'suggest',
      rank: 1,
      from_wish: false,
      check_in_id: CHECK_IN,
      made_at: asDate(NOW),
      confirmed_at: asDate(NOW),
      evidence: {
        for: [{ rule: 'feels-unhealthy', sentence: { nl: 'Regel "Voelt zich niet gezond" v2: gezondheid "slecht" op 3 maart 2026' } }],
        against: [],
      },
    });
    expect(others.map(({ stance, intervention }) => `${stance} ${intervention}`)).toEqual([
      'advise_against CV_WORKSHOP',
      'advise_against JOB_APPLICATION_TRAINING',
    ]);
    const [{ id }] = await office.dataSource.query(`select id from trait_observation where client_id = $1`, [clientId]);
    expect(first?.evidence.for[0]?.observations).toMatchObject([{ id, value: 2, observedAt: '2026-03-03T09:00:00Z' }]);
  });

  it('appears with the answers or not at all', async () => {
    await expect(
      office.dataSource.transaction(async (tx) => {
        await office.observe(tx, clientId, { 'health.self_rated': 1 }, NOW);
        await office.suggestions.review(tx, { clientId, checkInId: null }, NOW);
        throw new Error('the story failed');
      }),
    ).rejects.toThrow('the story failed');
    expect(await office.suggestionsFor(clientId)).toEqual([]);
  });

  it('reads a corrected answer as it is now: no fall from a value that was a mistake', async () => {
    await office.answer(clientId, { 'wellbeing.general': 5 }, NOW);
    await office.answer(clientId, { 'wellbeing.general': 3 }, later(28), CHECK_IN);
    expect(await told()).toContain('suggest COACH_CALL');
    const [{ id: observationId }] = await office.dataSource.query(`select id from trait_observation where client_id = $1 order by id`, [
      clientId,
    ]);
    const mistake = { clientId, observationId, state: 'answered' as const, value: 3, reason: 'verkeerd getikt' };
    const coachId = await office.aCoach();
    await office.dataSource.transaction(async (tx) => {
      await new ObservationsService().correct(tx, mistake, coachId, later(29));
      await office.suggestions.review(tx, { clientId, checkInId: null }, later(29));
    });
    expect(await told()).not.toContain('suggest COACH_CALL');
  });

  it('twice makes nothing new, and says that what stood still stands', async () => {
    await office.answer(clientId, { 'finance.debt': 1, 'wish.contact': 1 }, NOW, CHECK_IN);
    const before = await office.suggestionsFor(clientId);
    await review(NOW);
    expect(await office.suggestionsFor(clientId)).toEqual(before);
    await review(later(10));
    expect(await office.suggestionsFor(clientId)).toEqual(before);
  });

  it('keeps rank and evidence of what still holds up to date', async () => {
    await office.answer(clientId, { 'finance.debt': 1 }, NOW);
    await office.answer(clientId, { 'wish.help': 6 }, later(1));
    await office.answer(clientId, { 'finance.making_ends_meet': 2 }, later(2));
    const open = await office.openFor(clientId);
    expect(open.map(({ rank, intervention, from_wish }) => [rank, intervention, from_wish])).toEqual([
      [1, 'HOUSING_HELP', true],
      [2, 'DEBT_COUNSELLING', false],
    ]);
    expect(open[1]?.evidence.for.map(({ rule }) => rule)).toEqual(['debts', 'hard-to-make-ends-meet']);
    expect(open[1]?.made_at).toEqual(asDate(NOW));
  });

  it('withdraws what no longer holds, with the reason in words in both languages', async () => {
    await office.answer(clientId, { 'finance.debt': 1 }, NOW);
    await office.answer(clientId, { 'finance.debt': 2 }, later(30));
    expect(await office.suggestionsFor(clientId)).toMatchObject([
      {
        intervention: 'DEBT_COUNSELLING',
        withdrawn_at: asDate(later(30)),
        withdrawn_reason: 'De antwoorden zijn veranderd: schulden "geen schulden" op 2 april 2026.',
        evidence: { for: [{ rule: 'debts' }], withdrawn: { en: 'The answers have changed: debts "no debts" on 2 April 2026.' } },
      },
    ]);
  });

  it('withdraws after a refusal, without taking it for an answer', async () => {
    await office.answer(clientId, { 'care.childcare': 2 }, NOW);
    await office.answer(clientId, { 'care.childcare': 'refused' }, later(5));
    expect(await office.suggestionsFor(clientId)).toMatchObject([
      { withdrawn_reason: 'De antwoorden hierachter zijn te oud of niet meer bekend.' },
    ]);
  });

  it('makes a suggestion anew when it holds again', async () => {
    await office.answer(clientId, { 'finance.debt': 1 }, NOW);
    await office.answer(clientId, { 'finance.debt': 2 }, later(5));
    await office.answer(clientId, { 'finance.debt': 1 }, later(9));
    expect((await office.suggestionsFor(clientId)).map(({ made_at, withdrawn_at }) => [made_at, withdrawn_at])).toEqual([
      [asDate(later(9)), null],
      [asDate(NOW), asDate(later(5))],
    ]);
  });

  it('turns a suggestion around when a reason against it comes in', async () => {
    await office.answer(clientId, { 'workability.self': 7, 'confidence.work': 2, 'literacy.reading_nl': 1 }, NOW);
    expect(await told()).toEqual(['suggest CV_WORKSHOP', 'suggest JOB_APPLICATION_TRAINING']);
    await office.answer(clientId, { 'health.self_rated': 2 }, later(1));
    expect(await told()).toEqual([
      'suggest WORK_CAPACITY_ASSESSMENT',
      'advise_against CV_WORKSHOP',
      'advise_against JOB_APPLICATION_TRAINING',
    ]);
    const caution = (await office.openFor(clientId)).find(({ intervention }) => intervention === 'CV_WORKSHOP');
    expect(caution?.evidence).toMatchObject({
      for: [{ rule: 'able-but-unsure' }],
      against: [{ rule: 'feels-unhealthy' }],
      sureness: 'thin',
    });
  });

  it('sees a change over time', async () => {
    await office.answer(clientId, { 'wellbeing.general': 5 }, NOW);
    await office.answer(clientId, { 'wellbeing.general': 'refused' }, later(28));
    await office.answer(clientId, { 'wellbeing.general': 3 }, later(84));
    expect(await told()).toEqual(['suggest COACH_CALL']);
  });

  it('never rests on what is older than its validity, also when nothing new comes in', async () => {
    await office.answer(clientId, { 'finance.debt': 1 }, NOW);
    await office.reviews.reviewNightly(later(89));
    expect(await told()).toEqual(['suggest DEBT_COUNSELLING']);
    await office.reviews.reviewNightly(later(90));
    expect(await told()).toEqual([]);
  });

  it('knows nothing of what is observed later than its moment', async () => {
    await office.dataSource.transaction((tx) => office.observe(tx, clientId, { 'finance.debt': 1 }, later(10)));
    await review(later(9));
    expect(await told()).toEqual([]);
    await review(later(10));
    expect(await told()).toEqual(['suggest DEBT_COUNSELLING']);
  });

  it('of two check-ins that finish at once sees the answers of both', async () => {
    for (let round = 0; round < 5; round += 1) {
      const client = await office.aClient();
      const bothObserved = Promise.withResolvers<void>();
      let observed = 0;
      const finish = (answers: Record<string, number>) =>
        office.dataSource.transaction(async (tx) => {
          await office.observe(tx, client, answers, NOW);
          if ((observed += 1) === 2) bothObserved.resolve();
          await bothObserved.promise;
          await office.suggestions.review(tx, { clientId: client, checkInId: null }, NOW);
        });
      await Promise.all([finish({ 'workability.self': 7, 'literacy.reading_nl': 1, 'finance.debt': 1 }), finish({ 'confidence.work': 2 })]);
      expect((await office.openFor(client)).map(({ intervention }) => intervention)).toEqual([
        'DEBT_COUNSELLING',
        'CV_WORKSHOP',
        'JOB_APPLICATION_TRAINING',
      ]);
    }
  });

  it('many times at once makes each suggestion once', async () => {
    await office.dataSource.transaction((tx) => office.observe(tx, clientId, { 'health.self_rated': 1, 'wish.help': 3 }, NOW));
    await Promise.all(Array.from({ length: 8 }, () => review(NOW)));
    expect(await office.suggestionsFor(clientId)).toHaveLength(4);
  });

  it('asks the database three times, however much is known, and twice when nothing changes', async () => {
    await office.answer(clientId, { 'health.self_rated': 1, 'wish.help': 3, 'finance.debt': 1 }, NOW);
    const asked = async (answers: Record<string, number>) => {
      let count = 0;
      await office.dataSource.transaction(async (tx) => {
        await office.observe(tx, clientId, answers, later(1));
        const counting = { query: (...given: [string, unknown[]]) => ((count += 1), tx.query(...given)) } as unknown as EntityManager;
        await office.suggestions.review(counting, { clientId, checkInId: null }, later(1));
      });
      return count;
    };
    expect(await asked({})).toBe(2);
    expect(await asked({ 'care.childcare': 2 })).toBe(3);
  });

  it('belongs to a client, or to nobody', async () => {
    await office.answer(clientId, { 'finance.debt': 1 }, NOW);
    const [suggestion] = await office.openFor(clientId);
    const { manager } = office.dataSource;
    expect(await office.suggestions.clientOf(manager, suggestion?.id ?? '')).toBe(clientId);
    await expect(office.suggestions.clientOf(manager, clientId)).rejects.toThrow(SuggestionNotFoundError);
  });
});
