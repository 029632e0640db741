import { AlreadyRunningError } from '#libs/interventions';
import { aSuggestingOffice } from '../../../test/support/suggesting.js';
import { NothingToStartError, SuggestionClosedError, SuggestionNotFoundError } from './rules.errors.js';

const NOW = Temporal.Instant.from('2026-03-03T09:00:00Z');
const later = (days: number) => NOW.add({ hours: days * 24 });
const asDate = (instant: Temporal.Instant) => new Date(instant.epochMilliseconds);
const startsOn = Temporal.PlainDate.from('2026-03-16');

describe('a decision', () => {
  let office: Awaited<ReturnType<typeof aSuggestingOffice>>;
  let clientId: string;
  let staffId: string;
  beforeAll(async () => {
    office = await aSuggestingOffice(NOW);
    staffId = await office.aCoach();
  });
  beforeEach(async () => {
    clientId = await office.aClient();
  });
  afterAll(() => office.close());

  /** A client with debts, and the suggestion that follows. */
  async function aSuggestion(answers: Record<string, number> = { 'finance.debt': 1 }): Promise<string> {
    await office.answer(clientId, answers, NOW);
    const [first] = await office.openFor(clientId);
    if (!first) throw new Error('nothing was suggested');
    return first.id;
  }
  const decisions = () =>
    office.dataSource.query(`select d.* from coach_decision d join suggestion s on s.id = d.suggestion_id where s.client_id = $1`, [
      clientId,
    ]);
  const interventions = () =>
    office.dataSource.query(`select id, type, starts_on, suggestion_id, planned_by, planned_at from intervention where client_id = $1`, [
      clientId,
    ]);
  const told = async () => (await office.openFor(clientId)).map(({ intervention }) => intervention);

  it('to accept starts what was suggested', async () => {
    const suggestionId = await aSuggestion();
    const interventionId = await office.decisions.accept(suggestionId, { staffId, startsOn }, later(1));
    expect(await interventions()).toEqual([
      {
        id: interventionId,
        type: 'DEBT_COUNSELLING',
        starts_on: '2026-03-16',
        suggestion_id: suggestionId,
        planned_by: staffId,
        planned_at: asDate(later(1)),
      },
    ]);
    expect(await decisions()).toMatchObject([
      {
        suggestion_id: suggestionId,
        staff_id: staffId,
        decision: 'accepted',
        reason: null,
        intervention_id: interventionId,
        decided_at: asDate(later(1)),
      },
    ]);
    expect(await office.suggestionsFor(clientId)).toMatchObject([{ decided_at: asDate(later(1)), withdrawn_at: null }]);
  });

  it('to adjust starts something else, with the reason', async () => {
    const suggestionId = await aSuggestion();
    const interventionId = await office.decisions.adjust(
      suggestionId,
      { staffId, startsOn, type: 'COACH_CALL', reason: ' Eerst praten. ' },
      NOW,
    );
    expect(await interventions()).toMatchObject([{ id: interventionId, type: 'COACH_CALL', suggestion_id: suggestionId }]);
    expect(await decisions()).toMatchObject([{ decision: 'adjusted', reason: 'Eerst praten.', intervention_id: interventionId }]);
  });

  it('to decline starts nothing, and keeps the reason', async () => {
    await office.decisions.decline(await aSuggestion(), { staffId, reason: 'Heeft al een bewindvoerder.' }, NOW);
    expect(await interventions()).toEqual([]);
    expect(await decisions()).toMatchObject([{ decision: 'declined', reason: 'Heeft al een bewindvoerder.', intervention_id: null }]);
  });

  it('to decline needs no words beside a reason of the short list, which is kept by its code', async () => {
    await office.decisions.decline(await aSuggestion(), { staffId, reasonCode: 'already_has_help' }, NOW);
    expect(await decisions()).toMatchObject([{ decision: 'declined', reason_code: 'already_has_help', reason: null }]);
    clientId = await office.aClient();
    const why = { reasonCode: 'other_first', reason: ' Eerst wonen. ' };
    await office.decisions.adjust(await aSuggestion(), { staffId, startsOn, type: 'HOUSING_HELP', ...why }, NOW);
    expect(await decisions()).toMatchObject([{ decision: 'adjusted', reason_code: 'other_first', reason: 'Eerst wonen.' }]);
  });

  it('without a needed reason, or for what does not exist, changes nothing and names every field', async () => {
    const suggestionId = await aSuggestion();
    const { decline, adjust } = {
      decline: (reason: string) => office.decisions.decline(suggestionId, { staffId, reason }, NOW),
      adjust: (type: string, reason: string) => office.decisions.adjust(suggestionId, { staffId, startsOn, type, reason }, NOW),
    };
    await expect(decline('  ')).rejects.toMatchObject({ code: 'invalid-input', fields: { reason: 'form.reason-needed' } });
    await expect(office.decisions.decline(suggestionId, { staffId, reasonCode: 'other' }, NOW)).rejects.toMatchObject({
      fields: { reason: 'form.reason-needed' },
    });
    await expect(office.decisions.decline(suggestionId, { staffId, reasonCode: 'lazy' }, NOW)).rejects.toMatchObject({
      fields: { reasonCode: 'form.unknown-reason' },
    });
    await expect(decline('x'.repeat(501))).rejects.toMatchObject({ fields: { reason: 'form.too-long' } });
    await expect(adjust('DEBT_COUNSELLING', '')).rejects.toMatchObject({
      fields: { type: 'form.same-intervention', reason: 'form.reason-needed' },
    });
    await expect(adjust('FINE', 'want')).rejects.toMatchObject({ fields: { type: 'form.unknown-intervention' } });
    expect(await decisions()).toEqual([]);
    expect(await told()).toEqual(['DEBT_COUNSELLING']);
  });

  it('by two coaches at once is taken by one; the other hears so', async () => {
    for (let round = 0; round < 5; round += 1) {
      clientId = await office.aClient();
      const suggestionId = await aSuggestion();
      const attempts = await Promise.allSettled([
        office.decisions.accept(suggestionId, { staffId, startsOn }, NOW),
        office.decisions.decline(suggestionId, { staffId, reason: 'nu niet' }, NOW),
        office.decisions.adjust(suggestionId, { staffId, startsOn, type: 'COACH_CALL', reason: 'eerst praten' }, NOW),
      ]);
      expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const attempt of attempts) if (attempt.status === 'rejected') expect(attempt.reason).toBeInstanceOf(SuggestionClosedError);
      const [decision] = await decisions();
      expect(await decisions()).toHaveLength(1);
      expect(await interventions()).toHaveLength(decision.decision === 'declined' ? 0 : 1);
    }
  });

  it('on what was withdrawn meanwhile is a conflict', async () => {
    const suggestionId = await aSuggestion();
    await office.answer(clientId, { 'finance.debt': 2 }, later(1));
    await expect(office.decisions.accept(suggestionId, { staffId, startsOn }, later(2))).rejects.toThrow(SuggestionClosedError);
    expect(await interventions()).toEqual([]);
  });

  it('on what runs already is a conflict, and leaves the suggestion to be decided', async () => {
    const suggestionId = await aSuggestion();
    await office.dataSource.query(
      `insert into intervention (client_id, type, starts_on, planned_by, planned_at) values ($1, 'DEBT_COUNSELLING', '2026-03-01', $2, $3)`,
      [clientId, staffId, NOW],
    );
    await expect(office.decisions.accept(suggestionId, { staffId, startsOn }, NOW)).rejects.toThrow(AlreadyRunningError);
    expect(await told()).toEqual(['DEBT_COUNSELLING']);
    await office.decisions.decline(suggestionId, { staffId, reason: 'Loopt al.' }, NOW);
  });

  it('on a caution can only set it aside', async () => {
    await aSuggestion({ 'health.self_rated': 2 });
    const caution = (await office.openFor(clientId)).find(({ stance }) => stance === 'advise_against');
    const id = caution?.id ?? '';
    await expect(office.decisions.accept(id, { staffId, startsOn }, NOW)).rejects.toThrow(NothingToStartError);
    await expect(office.decisions.adjust(id, { staffId, startsOn, type: 'COACH_CALL', reason: 'toch' }, NOW)).rejects.toThrow(
      NothingToStartError,
    );
    await office.decisions.decline(id, { staffId, reason: 'Gaat juist graag.' }, NOW);
    await office.answer(clientId, { 'wellbeing.general': 4 }, later(1));
    expect(await told()).toEqual(['WORK_CAPACITY_ASSESSMENT', 'JOB_APPLICATION_TRAINING']);
  });

  it('on what is not there is not found', async () => {
    await expect(office.decisions.decline(clientId, { staffId, reason: 'x' }, NOW)).rejects.toThrow(SuggestionNotFoundError);
  });

  it('to decline is respected: the same is not suggested again for ninety days', async () => {
    await office.decisions.decline(await aSuggestion(), { staffId, reason: 'nu niet' }, NOW);
    await office.answer(clientId, { 'finance.debt': 1 }, later(28));
    expect(await told()).toEqual([]);
    await office.answer(clientId, { 'finance.debt': 1 }, later(90));
    expect(await told()).toEqual(['DEBT_COUNSELLING']);
  });

  it('to choose something else is respected in the same way', async () => {
    await office.decisions.adjust(await aSuggestion(), { staffId, startsOn, type: 'HOUSING_HELP', reason: 'dit eerst' }, NOW);
    await office.answer(clientId, { 'finance.debt': 1 }, later(28));
    expect(await told()).toEqual([]);
  });

  it('does not silence the client: a new wish after it is suggested again', async () => {
    await office.decisions.decline(await aSuggestion({ 'wish.help': 1 }), { staffId, reason: 'nu niet' }, later(1));
    await office.answer(clientId, { 'wellbeing.general': 4 }, later(2));
    expect(await told()).toEqual([]);
    await office.answer(clientId, { 'wish.help': 1 }, later(28));
    expect(await told()).toEqual(['DEBT_COUNSELLING']);
  });

  it('beside a review at the same moment never leaves open what has just been started', async () => {
    for (let round = 0; round < 8; round += 1) {
      clientId = await office.aClient();
      const suggestionId = await aSuggestion();
      await Promise.all([
        office.decisions.accept(suggestionId, { staffId, startsOn }, later(1)),
        office.answer(clientId, { 'finance.making_ends_meet': 2 }, later(1)),
      ]);
      expect(await told()).toEqual([]);
    }
  });
});
