import { Logger } from '@nestjs/common';
import { SuggestionsService } from '#libs/rules';
import { jest } from '@jest/globals';
import fc from 'fast-check';
import { at, aWerkplein, type Werkplein } from '../../../test/support/check-ins.js';
import { findCheckIn } from './check-in.js';
import { linkState } from './domain/link-state.js';

const LATER = at('2026-03-02', '12:00');
const CLOSES = at('2026-03-09', '00:00');
const AFTER = CLOSES.add({ hours: 2 });
const good = { item: 'wellbeing.general', state: 'answered', value: 4 } as const;

describe('closing what its time has come for', () => {
  let werkplein: Werkplein;
  beforeAll(async () => void (werkplein = await aWerkplein()));
  afterAll(() => werkplein.close());
  beforeEach(() => werkplein.dataSource.query('truncate check_in, enrolment, plan, message, trait_observation cascade'));
  afterEach(() => void jest.restoreAllMocks());

  const outcomeOf = async (client: { id: string }) => (await werkplein.checkInsOf(client))[0]?.outcome;
  const traitsOf = async ({ id }: { id: string }) =>
    (await werkplein.dataSource.query(`select trait from trait_observation where client_id = $1`, [id])).map(
      ({ trait }: { trait: string }) => trait,
    );
  const messageIs = (client: { id: string }, status: string) =>
    werkplein.dataSource.query(`update message set status = $2 where subject_id in (select id from check_in where client_id = $1)`, [
      client.id,
      status,
    ]);
  const nothing = { partial: 0, silent: 0, unreachable: 0, canceled: 0 };

  it('leaves open what is not over', async () => {
    const client = await werkplein.anInvitedClient();
    expect(await werkplein.closing.closeExpired(CLOSES.subtract({ seconds: 1 }))).toEqual(nothing);
    expect(await outcomeOf(client)).toBeNull();
  });

  it('makes observations of the answers of who stopped halfway, and has the rules reviewed', async () => {
    const client = await werkplein.anInvitedClient();
    const review = jest.spyOn(werkplein.app.get(SuggestionsService, { strict: false }), 'review');
    await werkplein.answering.answer(client.token, good, LATER);
    expect(await werkplein.closing.closeExpired(AFTER)).toEqual({ ...nothing, partial: 1 });
    expect(await outcomeOf(client)).toBe('partial');
    expect(await traitsOf(client)).toEqual(['wellbeing.general']);
    expect(review.mock.calls.map(([, what]) => what)).toEqual([{ clientId: client.id, checkInId: client.checkInId }]);
    const [observed] = await werkplein.dataSource.query(`select observed_at, recorded_at from trait_observation`);
    expect(observed).toEqual({ observed_at: new Date(LATER.epochMilliseconds), recorded_at: new Date(AFTER.epochMilliseconds) });
  });

  it('gives who began in time a day to finish, and an hour more to who is still typing then', async () => {
    const [left, typing] = [await werkplein.anInvitedClient(), await werkplein.anInvitedClient()];
    const begun = CLOSES.subtract({ minutes: 1 });
    for (const { token } of [left, typing]) await werkplein.answering.answer(token, good, begun);
    await werkplein.answering.answer(typing.token, { ...good, value: 3 }, begun.add({ hours: 23, minutes: 50 }));
    expect(await werkplein.closing.closeExpired(begun.add({ hours: 24 }).subtract({ seconds: 1 }))).toEqual(nothing);
    expect(await werkplein.closing.closeExpired(begun.add({ hours: 24 }))).toEqual({ ...nothing, partial: 1 });
    expect(await Promise.all([left, typing].map(outcomeOf))).toEqual(['partial', null]);
    await werkplein.answering.finish(typing.token, begun.add({ hours: 24, minutes: 49 }));
    expect(await outcomeOf(typing)).toBe('finished');
  });

  it.each([
    ['delivered', 'silent', null],
    ['sent', 'silent', null],
    ['unknown', 'silent', null],
    ['queued', 'unreachable', 'not_delivered'],
    ['undelivered', 'unreachable', 'not_delivered'],
    ['failed', 'unreachable', 'not_delivered'],
    ['canceled', 'unreachable', 'not_delivered'],
  ])('calls it silence only when something can have arrived: a message that is %s makes it %s', async (status, outcome, reason) => {
    const client = await werkplein.anInvitedClient();
    await messageIs(client, status);
    await werkplein.closing.closeExpired(AFTER);
    expect((await werkplein.checkInsOf(client))[0]).toMatchObject({ outcome, unreachableReason: reason });
    expect(await traitsOf(client)).toEqual([]);
    expect((await werkplein.messagesOf(client))[0]?.status).toBe(status === 'queued' ? 'canceled' : status);
  });

  it('knows that who opened it and answered nothing was reached', async () => {
    const client = await werkplein.anInvitedClient();
    await werkplein.answering.start(client.token, { language: 'nl' }, LATER);
    await werkplein.closing.closeExpired(AFTER);
    expect(await outcomeOf(client)).toBe('silent');
  });

  it('cancels at once what has no more reason: who died, and who found work and had not begun', async () => {
    const [died, works, began, stays] = [
      await werkplein.anInvitedClient(),
      await werkplein.anInvitedClient(),
      await werkplein.anInvitedClient(),
      await werkplein.anInvitedClient(),
    ];
    await werkplein.answering.answer(died.token, good, LATER);
    await werkplein.answering.answer(began.token, good, LATER);
    await werkplein.dataSource.query(`update client set deceased_on = '2026-03-03' where id = $1`, [died.id]);
    await werkplein.dataSource.query(
      `update benefit_spell set during = daterange('2020-01-01', '2026-03-03'), end_reason = 'WORK_EMPLOYED' where client_id = any ($1)`,
      [[works.id, began.id]],
    );
    expect(await werkplein.closing.closeExpired(at('2026-03-03', '12:00'))).toEqual({ ...nothing, canceled: 2 });
    expect(await Promise.all([died, works, began, stays].map(outcomeOf))).toEqual(['canceled', 'canceled', null, null]);
    expect((await werkplein.messagesOf(works))[0]).toMatchObject({ status: 'canceled', failureReason: 'no_benefit' });
    expect((await werkplein.messagesOf(stays))[0]?.status).toBe('queued');
    await werkplein.answering.finish(began.token, at('2026-03-03', '12:01'));
    expect(await traitsOf(began)).toEqual(['wellbeing.general']);
  });

  it('closes in SQL exactly what `linkState` calls expired', async () => {
    const client = await werkplein.anInvitedClient();
    const item = 'wellbeing.general';
    const open = (await findCheckIn(werkplein.dataSource.manager, { checkInId: client.checkInId }))!;
    await fc.assert(
      fc.asyncProperty(someTimes, async ({ begun, answered, hoursToFinish, hoursOfInactivity, near, minutes }) => {
        const startedAt = begun === null ? null : CLOSES.subtract({ minutes: begun });
        const lastAnsweredAt = startedAt === null || answered === null ? null : startedAt.add({ minutes: answered });
        // Around the moments that matter: elsewhere the two agree by chance.
        const lastActive = lastAnsweredAt ?? startedAt ?? CLOSES;
        const moments = {
          closes: CLOSES,
          finish: (startedAt ?? CLOSES).add({ hours: hoursToFinish }),
          inactive: lastActive.add({ hours: hoursOfInactivity ?? 0 }),
          grace: lastActive.add({ hours: 1 }),
        };
        const now = moments[near].add({ minutes });
        await werkplein.dataSource.query(`delete from answer where check_in_id = $1`, [client.checkInId]);
        await werkplein.dataSource.query(
          `update check_in set outcome = null, ended_at = null, started_at = $2, hours_to_finish = $3, hours_of_inactivity = $4 where id = $1`,
          [client.checkInId, startedAt, hoursToFinish, hoursOfInactivity],
        );
        if (lastAnsweredAt)
          await werkplein.dataSource.query(
            `insert into answer (check_in_id, item, state, value, channel, language, answered_at) values ($1, $2, 'answered', 4, 'app', 'nl', $3)`,
            [client.checkInId, item, lastAnsweredAt],
          );
        await werkplein.closing.closeExpired(now);
        const state = linkState({ ...open, startedAt, lastAnsweredAt, hoursToFinish, hoursOfInactivity }, now);
        expect((await outcomeOf(client)) === null).toBe(state === 'open');
      }),
      { numRuns: 150 },
    );
  });

  it('closes each once, by however many workers', async () => {
    for (let index = 0; index < 12; index += 1) {
      const client = await werkplein.anInvitedClient();
      await messageIs(client, 'delivered');
      if (index % 2 === 0) await werkplein.answering.answer(client.token, good, LATER);
    }
    const closed = await Promise.all(Array.from({ length: 4 }, () => werkplein.closing.closeExpired(AFTER)));
    const total = (key: 'partial' | 'silent') => closed.reduce((sum, each) => sum + each[key], 0);
    expect([total('partial'), total('silent')]).toEqual([6, 6]);
    expect(await werkplein.dataSource.query('select count(*)::int as n from trait_observation')).toEqual([{ n: 6 }]);
  });

  it('is one of the two: closed or finished, when both come at the same moment', async () => {
    for (let round = 0; round < 8; round += 1) {
      const client = await werkplein.anInvitedClient();
      await werkplein.answering.answer(client.token, good, CLOSES.subtract({ minutes: 1 }));
      const [finished] = await Promise.allSettled([
        werkplein.answering.finish(client.token, CLOSES.add({ hours: 23, minutes: 58 })),
        werkplein.closing.closeExpired(CLOSES.add({ hours: 23, minutes: 59 })),
      ]);
      expect(await outcomeOf(client)).toBe(finished.status === 'fulfilled' ? 'finished' : 'partial');
      expect(await traitsOf(client)).toEqual(['wellbeing.general']);
    }
  });

  it('is not held up by one that fails', async () => {
    const [broken, fine] = [await werkplein.anInvitedClient(), await werkplein.anInvitedClient()];
    for (const { token } of [broken, fine]) await werkplein.answering.answer(token, good, LATER);
    const said = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    jest.spyOn(werkplein.app.get(SuggestionsService, { strict: false }), 'review').mockRejectedValueOnce(new Error('a rule is broken'));
    expect(await werkplein.closing.closeExpired(AFTER)).toEqual({ ...nothing, partial: 1 });
    expect(said).toHaveBeenCalledTimes(1);
    expect(await werkplein.closing.closeExpired(AFTER)).toEqual({ ...nothing, partial: 1 });
    expect([await outcomeOf(broken), await outcomeOf(fine)]).toEqual(['partial', 'partial']);
  });
});

/** In minutes around the moment at which it closes. */
const someTimes = fc.record({
  begun: fc.option(fc.integer({ min: -60, max: 9_000 }), { freq: 5 }),
  answered: fc.option(fc.integer({ min: 0, max: 3_000 })),
  hoursToFinish: fc.integer({ min: 0, max: 60 }),
  hoursOfInactivity: fc.option(fc.integer({ min: 1, max: 48 })),
  near: fc.constantFrom('closes' as const, 'finish' as const, 'inactive' as const, 'grace' as const),
  minutes: fc.oneof(fc.constantFrom(-1, 0, 1), fc.integer({ min: -90, max: 90 })),
});
