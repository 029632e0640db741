import { MovedOnError } from '#libs/interventions';
import { aSuggestingOffice } from '../../../test/support/suggesting.js';
import { NothingToUndoError, SuggestionClosedError, SuggestionNotFoundError } from './rules.errors.js';

const NOW = Temporal.Instant.from('2026-03-03T09:00:00Z');
const later = (hours: number) => NOW.add({ seconds: Math.round(hours * 3600) });
const asDate = (instant: Temporal.Instant) => new Date(instant.epochMilliseconds);
const date = (text: string) => Temporal.PlainDate.from(text);
const startsOn = date('2026-03-16');

describe('to reconsider', () => {
  let office: Awaited<ReturnType<typeof aSuggestingOffice>>;
  let clientId: string;
  let staffId: string;
  let colleague: string;
  beforeAll(async () => {
    office = await aSuggestingOffice(NOW);
    [staffId, colleague] = [await office.aCoach(), await office.aCoach()];
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
  const rows = <T = Record<string, unknown>>(sql: string): Promise<T[]> => office.dataSource.query(sql, [clientId]);
  const decisions = () =>
    rows(
      `select d.decision, d.undone_at, d.undone_by from coach_decision d join suggestion s on s.id = d.suggestion_id where s.client_id = $1 order by d.decided_at, d.id`,
    );
  const interventions = () =>
    rows(`select id, type, state, outcome, stop_reason, ended_by, ended_at from intervention where client_id = $1`);
  const told = async () => (await office.openFor(clientId)).map(({ intervention }) => intervention);
  const undo = (suggestionId: string, hours: number, by = staffId) =>
    office.reconsidering.undo(suggestionId, { staffId: by }, later(hours));

  describe('by undoing', () => {
    it('opens the suggestion again; the decision stays, with who took it back', async () => {
      const suggestionId = await aSuggestion();
      await office.decisions.decline(suggestionId, { staffId, reasonCode: 'not_now' }, NOW);
      expect(await told()).toEqual([]);
      await undo(suggestionId, 2, colleague);
      expect(await told()).toEqual(['DEBT_COUNSELLING']);
      expect((await office.openFor(clientId))[0]?.id).toBe(suggestionId);
      expect(await decisions()).toEqual([{ decision: 'declined', undone_at: asDate(later(2)), undone_by: colleague }]);
    });

    it('ends what began from it as never started, and leaves nothing that cools off', async () => {
      const suggestionId = await aSuggestion();
      await office.decisions.adjust(suggestionId, { staffId, startsOn, type: 'HOUSING_HELP', reasonCode: 'other_first' }, NOW);
      await undo(suggestionId, 1);
      expect(await interventions()).toMatchObject([
        {
          type: 'HOUSING_HELP',
          state: 'ended',
          outcome: 'not_started',
          stop_reason: 'undone',
          ended_by: staffId,
          ended_at: asDate(later(1)),
        },
      ]);
      await office.answer(clientId, { 'finance.debt': 1 }, later(30));
      expect(await told()).toEqual(['DEBT_COUNSELLING']);
    });

    it('makes way for another decision, which can be undone in its turn', async () => {
      const suggestionId = await aSuggestion();
      await office.decisions.decline(suggestionId, { staffId, reasonCode: 'not_now' }, NOW);
      await undo(suggestionId, 1);
      await office.decisions.accept(suggestionId, { staffId, startsOn }, later(2));
      await undo(suggestionId, 3);
      await office.decisions.accept(suggestionId, { staffId, startsOn }, later(4));
      expect(await decisions()).toMatchObject([
        { decision: 'declined', undone_at: expect.any(Date) },
        { decision: 'accepted', undone_at: expect.any(Date) },
        { decision: 'accepted', undone_at: null },
      ]);
      expect(new Set((await interventions()).map(({ state }) => state))).toEqual(new Set(['accepted', 'ended']));
    });

    it('a day later is too late, and changes nothing', async () => {
      const suggestionId = await aSuggestion();
      await office.decisions.accept(suggestionId, { staffId, startsOn }, NOW);
      await expect(undo(suggestionId, 24)).rejects.toThrow(NothingToUndoError);
      expect(await interventions()).toMatchObject([{ ended_at: null }]);
      expect(await told()).toEqual([]);
      await undo(suggestionId, 23.999);
    });

    it.each([
      ['2026-03-28T15:00:00+01:00', '2026-03-29T15:59:59+02:00', '2026-03-29T16:00:00+02:00'],
      ['2026-10-24T15:00:00+02:00', '2026-10-25T13:59:59+01:00', '2026-10-25T14:00:00+01:00'],
    ])('lasts 24 hours over the night in which the clock is set, decided at %s', async (decided, inTime, tooLate) => {
      const at = Temporal.Instant.from(decided);
      await office.answer(clientId, { 'finance.debt': 1 }, at);
      const id = (await office.openFor(clientId))[0]?.id ?? '';
      await office.decisions.decline(id, { staffId, reasonCode: 'not_now' }, at);
      await expect(office.reconsidering.undo(id, { staffId }, Temporal.Instant.from(tooLate))).rejects.toThrow(NothingToUndoError);
      await office.reconsidering.undo(id, { staffId }, Temporal.Instant.from(inTime));
      expect(await told()).toEqual(['DEBT_COUNSELLING']);
    });

    it('is refused once a person has gone on with what began; that the clock began it is no reason', async () => {
      const suggestionId = await aSuggestion();
      const interventionId = await office.decisions.accept(suggestionId, { staffId, startsOn: date('2026-03-03') }, NOW);
      await office.dataSource.query(`insert into intervention_step (intervention_id, step, at) values ($1, 'started', $2)`, [
        interventionId,
        later(1),
      ]);
      const someone = `insert into intervention_step (intervention_id, step, staff_id, at) values ($1, 'paused', $2, $3)`;
      await office.dataSource.query(someone, [interventionId, colleague, later(2)]);
      await expect(undo(suggestionId, 3)).rejects.toThrow(MovedOnError);
      expect(await decisions()).toMatchObject([{ undone_at: null }]);
      expect(await told()).toEqual([]);

      clientId = await office.aClient();
      const other = await aSuggestion();
      const begun = await office.decisions.accept(other, { staffId, startsOn: date('2026-03-03') }, NOW);
      await office.dataSource.query(`update intervention set state = 'started' where id = $1`, [begun]);
      await office.dataSource.query(`insert into intervention_step (intervention_id, step, at) values ($1, 'started', $2)`, [
        begun,
        later(1),
      ]);
      await undo(other, 3);
      expect(await told()).toEqual(['DEBT_COUNSELLING']);
    });

    it('is refused once the end of what began was recorded', async () => {
      const suggestionId = await aSuggestion();
      const interventionId = await office.decisions.accept(suggestionId, { staffId, startsOn: date('2026-03-03') }, NOW);
      await office.dataSource.query(
        `update intervention set state = 'ended', outcome = 'found_work', ends_on = '2026-03-03', ended_by = $2, ended_at = $3 where id = $1`,
        [interventionId, colleague, later(1)],
      );
      await expect(undo(suggestionId, 2)).rejects.toThrow(MovedOnError);
    });

    it('what no longer holds by then is withdrawn with the reason, instead of standing open again', async () => {
      const suggestionId = await aSuggestion();
      await office.decisions.decline(suggestionId, { staffId, reasonCode: 'answer_is_wrong' }, NOW);
      await office.answer(clientId, { 'finance.debt': 2 }, later(1));
      await undo(suggestionId, 2);
      expect(await told()).toEqual([]);
      expect(await office.suggestionsFor(clientId)).toMatchObject([
        { id: suggestionId, withdrawn_reason: expect.stringContaining('veranderd') },
      ]);
    });

    it('leaves the one that was suggested anew meanwhile, once', async () => {
      const suggestionId = await aSuggestion({ 'wish.help': 1 });
      await office.decisions.decline(suggestionId, { staffId, reasonCode: 'not_now' }, NOW);
      await office.answer(clientId, { 'wish.help': 1 }, later(1));
      const [anew] = await office.openFor(clientId);
      expect(anew?.id).not.toBe(suggestionId);
      await undo(suggestionId, 2);
      expect((await office.openFor(clientId)).map(({ id }) => id)).toEqual([anew?.id]);
      const old = (await office.suggestionsFor(clientId)).find(({ id }) => id === suggestionId);
      expect(old).toMatchObject({
        withdrawn_reason: 'Dit is intussen opnieuw voorgesteld.',
        evidence: { withdrawn: { en: expect.any(String) } },
      });
      expect(await decisions()).toMatchObject([{ undone_at: asDate(later(2)) }]);
      // What was taken back cools nothing off: also when it is not the client who asks.
      await office.answer(clientId, { 'wish.help': 9, 'finance.debt': 1 }, later(48));
      expect(await told()).toEqual(['DEBT_COUNSELLING']);
    });

    it('by two coaches at once is done once; the other hears so', async () => {
      for (let round = 0; round < 5; round += 1) {
        clientId = await office.aClient();
        const suggestionId = await aSuggestion();
        await office.decisions.accept(suggestionId, { staffId, startsOn }, NOW);
        const attempts = await Promise.allSettled([undo(suggestionId, 1), undo(suggestionId, 1, colleague)]);
        expect(attempts.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
        for (const attempt of attempts) if (attempt.status === 'rejected') expect(attempt.reason).toBeInstanceOf(NothingToUndoError);
        expect(await told()).toEqual(['DEBT_COUNSELLING']);
      }
    });

    it('beside a review and another decision at the same moment leaves one standing decision, or an open suggestion', async () => {
      for (let round = 0; round < 8; round += 1) {
        clientId = await office.aClient();
        const suggestionId = await aSuggestion();
        await office.decisions.accept(suggestionId, { staffId, startsOn }, NOW);
        await Promise.allSettled([
          undo(suggestionId, 1),
          office.answer(clientId, { 'finance.debt': 1 }, later(1)),
          office.decisions.decline(suggestionId, { staffId: colleague, reasonCode: 'not_now' }, later(1)),
        ]);
        const standing = (await decisions()).filter((decision) => decision['undone_at'] === null).length;
        const open = (await told()).length;
        const running = (await interventions()).filter((intervention) => intervention['ended_at'] === null).length;
        expect([standing + open, running]).toEqual([1, 0]);
      }
    });

    it('of what was never decided, or is not there, is told', async () => {
      await expect(undo(await aSuggestion(), 1)).rejects.toThrow(NothingToUndoError);
      await expect(undo(clientId, 1)).rejects.toThrow(SuggestionNotFoundError);
    });
  });

  describe('later', () => {
    const putOff = (suggestionId: string, until: string, at = NOW) =>
      office.reconsidering.later(suggestionId, { staffId, until: date(until) }, at);
    const deferrals = () =>
      rows(
        `select d.until, d.rules, d.staff_id, d.at from suggestion_deferral d join suggestion s on s.id = d.suggestion_id where s.client_id = $1`,
      );

    it('keeps the suggestion open, with the day and the rules that spoke', async () => {
      const suggestionId = await aSuggestion();
      await putOff(suggestionId, '2026-03-10');
      expect(await deferrals()).toEqual([{ until: '2026-03-10', rules: [expect.any(String)], staff_id: staffId, at: asDate(NOW) }]);
      expect(await told()).toEqual(['DEBT_COUNSELLING']);
      await office.decisions.accept(suggestionId, { staffId, startsOn }, later(1));
    });

    it('is a day to come, and not so far that it means no', async () => {
      const suggestionId = await aSuggestion();
      await expect(putOff(suggestionId, '2026-03-03')).rejects.toMatchObject({ fields: { until: 'form.later-needed' } });
      await expect(putOff(suggestionId, '2026-07-01')).rejects.toMatchObject({ fields: { until: 'form.later-too-far' } });
      await expect(office.reconsidering.later(suggestionId, { staffId, until: null }, NOW)).rejects.toMatchObject({
        fields: { until: 'form.date-needed' },
      });
      expect(await deferrals()).toEqual([]);
    });

    it('is for what waits: not for what was decided, withdrawn or never there', async () => {
      const suggestionId = await aSuggestion();
      await office.decisions.decline(suggestionId, { staffId, reasonCode: 'not_now' }, NOW);
      await expect(putOff(suggestionId, '2026-03-10')).rejects.toThrow(SuggestionClosedError);
      await expect(putOff(clientId, '2026-03-10')).rejects.toThrow(SuggestionNotFoundError);
    });
  });
});
