import { jest } from '@jest/globals';
import { aComposer, aPostOffice, type PostOffice } from '../../../test/support/messaging.js';
import { LookUpService } from './look-up.service.js';

const TIMEOUT_MS = 2_000;

describe('a message nobody answered about', () => {
  let office: PostOffice;
  let lookUp: LookUpService;
  // What the provider has taken has the moment of the machine: the story happens now.
  let begin: Temporal.Instant;
  beforeAll(async () => {
    office = await aPostOffice({ timeoutMs: TIMEOUT_MS, secondAccount: true, settings: { QUIET_HOURS: 'off' } });
    lookUp = office.app.get(LookUpService);
  });
  beforeEach(async () => {
    begin = Temporal.Now.instant();
    await office.dataSource.query(`update message set status = 'canceled' where status in ('queued', 'unknown')`);
  });
  afterEach(() => {
    office.simulator.clearFaults();
    office.simulator.fault({ kind: 'no_receipts' });
  });
  afterAll(() => office.close());

  const soon = () => begin.add({ seconds: 8 });
  async function aMessage(given: Parameters<PostOffice['aMessage']>[0] = {}) {
    return office.aMessage({ notBefore: begin, expiresAt: begin.add({ hours: 24 }), ...given });
  }
  /** Taken by the provider, whose answer got lost. */
  async function aLostAnswer(given: Parameters<PostOffice['aMessage']>[0] = {}) {
    const id = await aMessage(given);
    office.simulator.fault({ kind: 'drop', times: 1 });
    await office.sendDue(begin);
    expect((await office.messageOf(id)).status).toBe('unknown');
    return id;
  }
  /** Written down as an attempt, and then the worker died before it called. */
  async function aLostRequest(given: Parameters<PostOffice['aMessage']>[0] = {}) {
    const id = await aMessage(given);
    office.simulator.fault({ kind: 'unavailable', times: 1 });
    await office.sendDue(begin);
    await office.dataSource.query(
      `with attempt as (update message_attempt set outcome = 'unknown', took_ms = null where message_id = $1)
       update message set status = 'unknown', failure_reason = 'interrupted', hold_reason = null where id = $1`,
      [id],
    );
    return id;
  }
  const arrived = async (id: string) => office.simulator.messages((await office.messageOf(id)).to);

  it('is found at its provider: recorded as if its receipt had come, and not sent again', async () => {
    const id = await aLostAnswer();
    Object.assign((await arrived(id))[0]!, { status: 'delivered' });
    expect(await lookUp.settleUnknown(soon())).toEqual({ found: 1, queuedAgain: 0, neverTaken: 0, cannotTell: 0 });
    const [taken] = await arrived(id);
    expect(await office.messageOf(id)).toMatchObject({ status: 'delivered', failureReason: null, providerMessageId: taken!.id });
    expect(await office.attemptsOf(id)).toMatchObject([{ outcome: 'accepted', reason: 'looked_up' }]);
    await office.sendDue(soon());
    expect(await arrived(id)).toHaveLength(1);
  });

  it('that was never taken goes again, and arrives once', async () => {
    const id = await aLostRequest();
    expect(await lookUp.settleUnknown(soon())).toEqual({ found: 0, queuedAgain: 1, neverTaken: 0, cannotTell: 0 });
    expect(await office.messageOf(id)).toMatchObject({ status: 'queued', failureReason: 'never_taken' });
    await office.sendDue(soon());
    expect(await office.messageOf(id)).toMatchObject({ status: 'sent', failureReason: null, attempts: 2 });
    expect(await office.attemptsOf(id)).toMatchObject([{ outcome: 'refused', reason: 'never_taken' }, { outcome: 'accepted' }]);
    expect(await arrived(id)).toHaveLength(1);
  });

  it('that was never taken and is too late has failed', async () => {
    const id = await aLostRequest({ expiresAt: begin.add({ seconds: 5 }) });
    expect(await lookUp.settleUnknown(soon())).toMatchObject({ neverTaken: 1 });
    expect(await office.messageOf(id)).toMatchObject({ status: 'failed', failureReason: 'never_taken' });
    expect(await arrived(id)).toEqual([]);
  });

  it('is not asked after while an answer may still come', async () => {
    const id = await aLostRequest();
    expect(await lookUp.settleUnknown(begin.add({ milliseconds: 4 * TIMEOUT_MS - 1 }))).toMatchObject({ queuedAgain: 0, cannotTell: 0 });
    expect((await office.messageOf(id)).status).toBe('unknown');
  });

  it('stays unknown while its provider cannot be asked, and is asked after ever more rarely', async () => {
    const id = await aLostAnswer();
    const { provider } = await office.messageOf(id);
    const asked = jest.spyOn(office.channels.named(provider!)!, 'lookUp').mockResolvedValue('cannot_tell');
    for (let minute = 1; minute <= 60; minute += 1) await lookUp.settleUnknown(begin.add({ minutes: minute }));
    // At 1, 2, 4, 8, 16 and 32 minutes, each pause twice the one before.
    expect(asked.mock.calls.length).toBe(6);
    for (let day = 1; day <= 30; day += 1) await lookUp.settleUnknown(begin.add({ hours: 24 * day }));
    expect(asked.mock.calls.length).toBe(12);
    asked.mockRestore();
    expect(await office.messageOf(id)).toMatchObject({ status: 'unknown', attempts: 1 });
  });

  it('by e-mail stays unknown: no mail server can be asked', async () => {
    const id = await aLostAnswer({ channel: 'email' });
    expect(await lookUp.settleUnknown(soon())).toEqual({ found: 0, queuedAgain: 0, neverTaken: 0, cannotTell: 0 });
    expect(await office.messageOf(id)).toMatchObject({ status: 'unknown' });
  });

  it('is one of several with the same text to the same number: each finds its own', async () => {
    const client = await office.aClient();
    const same = () => ({ text: 'U krijgt geen sms meer van ons.', stored: 'U krijgt geen sms meer van ons.' });
    const ids: string[] = [];
    for (let n = 0; n < 2; n += 1) {
      const id = await aMessage({ client });
      office.simulator.fault({ kind: 'drop', times: 1 });
      await office.sendDue(begin, same);
      ids.push(id);
    }
    await lookUp.settleUnknown(soon());
    await lookUp.settleUnknown(soon());
    const found = await Promise.all(ids.map(async (id) => (await office.messageOf(id)).providerMessageId));
    expect(new Set(found).size).toBe(2);
    expect(new Set(found)).toEqual(new Set(office.simulator.messages(client.mobile).map(({ id }) => id)));
  });

  it('is settled once, however many workers look at the same moment', async () => {
    const lost = [];
    for (let n = 0; n < 6; n += 1) lost.push(await (n % 2 ? aLostAnswer() : aLostRequest()));
    const looks = await Promise.all(Array.from({ length: 4 }, () => lookUp.settleUnknown(soon())));
    const sum = (key: 'found' | 'queuedAgain') => looks.reduce((total, look) => total + look[key], 0);
    expect([sum('found'), sum('queuedAgain')]).toEqual([3, 3]);
    await office.sendDue(soon());
    for (const id of lost) expect(await arrived(id)).toHaveLength(1);
  });

  it('is not sent by a machine that stood still after all: it was given to another', async () => {
    const id = await aMessage();
    // Between writing the attempt and calling the provider the machine slept for a minute.
    const moments = [begin, begin, begin.add({ minutes: 1 })];
    await office.dispatch.sendDue(
      [aComposer()],
      { now: () => moments.shift() ?? begin.add({ minutes: 1 }) },
      { signal: AbortSignal.timeout(0) },
    );
    expect(await arrived(id)).toEqual([]);
    expect(await office.attemptsOf(id)).toMatchObject([{ outcome: 'refused' }]);
  });

  it('whose receipt comes during the look is what the receipt says', async () => {
    const id = await aLostRequest();
    const { provider } = await office.messageOf(id);
    const asked = jest.spyOn(office.channels.named(provider!)!, 'lookUp').mockImplementation(async () => {
      await office.receipts.record(
        null,
        { provider: provider!, providerMessageId: `SM${'f'.repeat(32)}`, messageId: id, status: 'delivered', errorCode: null },
        soon(),
      );
      return 'absent';
    });
    await lookUp.settleUnknown(soon());
    asked.mockRestore();
    expect(await office.messageOf(id)).toMatchObject({ status: 'delivered', attempts: 1 });
  });
});
