import { Logger } from '@nestjs/common';
import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { aPostOffice, NOON, type PostOffice } from '../../../test/support/messaging.js';
import type { Receipt } from './receipts.service.js';

describe('a receipt', () => {
  let office: PostOffice;
  beforeAll(async () => {
    office = await aPostOffice();
  });
  afterAll(() => office.close());

  async function aSentMessage(client?: Awaited<ReturnType<PostOffice['aClient']>>) {
    const id = await office.aMessage(client ? { client } : {});
    await office.sendDue();
    const { providerMessageId } = await office.messageOf(id);
    return { id, providerMessageId: providerMessageId as string };
  }
  const record = (receipt: Partial<Receipt>) =>
    office.receipts.record(null, { provider: 'twilio', providerMessageId: newSid(), status: 'sent', errorCode: null, ...receipt }, NOON);
  const newSid = () => `SM${randomBytes(16).toString('hex')}`;

  it('becomes the status of its message, and tells once what changed', async () => {
    const { id, providerMessageId } = await aSentMessage();
    const delivered = { providerMessageId, status: 'delivered' };
    const { to } = await office.messageOf(id);
    expect(await record(delivered)).toEqual({ messageId: id, channel: 'sms', toAddress: to, status: 'delivered', failureReason: null });
    expect(await record(delivered)).toBeNull();
    expect((await office.messageOf(id)).status).toBe('delivered');
  });

  it('leads to the same end in any order, and however often it comes', async () => {
    const story = [
      { status: 'queued', errorCode: null },
      { status: 'sent', errorCode: null },
      { status: 'undelivered', errorCode: '30003' },
      { status: 'delivered', errorCode: null },
    ];
    const orders = fc.shuffledSubarray([...story, ...story], { minLength: story.length * 2 });
    await fc.assert(
      fc.asyncProperty(orders, async (receipts) => {
        const { id, providerMessageId } = await aSentMessage();
        for (const receipt of receipts) await record({ providerMessageId, ...receipt });
        expect(await office.messageOf(id)).toMatchObject({ status: 'delivered', failureReason: null, errorCode: null });
        const kept = await office.dataSource.query<unknown[]>(`select from delivery_receipt where provider_message_id = $1`, [
          providerMessageId,
        ]);
        expect(kept.length).toBe(story.length);
      }),
      { numRuns: 12 },
    );
  });

  it('leads to the same end when all come at the same moment', async () => {
    const { id, providerMessageId } = await aSentMessage();
    const statuses = ['queued', 'sent', 'delivered', 'sent', 'delivered', 'queued', 'delivered'];
    const changes = await Promise.all(statuses.map((status) => record({ providerMessageId, status })));
    expect(changes.filter(Boolean)).toHaveLength(1);
    expect((await office.messageOf(id)).status).toBe('delivered');
  });

  it('that overtakes the answer of the provider is not overwritten by it', async () => {
    const id = await office.aMessage();
    const { to } = await office.messageOf(id);
    office.simulator.fault({ kind: 'timeout', ms: 300, address: to, times: 1 });
    const delivery = office.sendDue();
    while (office.simulator.messages(to).length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    const providerMessageId = office.simulator.messages(to)[0]!.id;
    expect(await record({ providerMessageId, messageId: id, status: 'delivered' })).toMatchObject({ status: 'delivered' });
    await delivery;
    expect(await office.messageOf(id)).toMatchObject({ status: 'delivered', providerMessageId });
  });

  it('of a message that waits for another try shows that it had left: it is not sent again', async () => {
    const id = await office.aMessage();
    const { to } = await office.messageOf(id);
    office.simulator.fault({ kind: 'unavailable', address: to, times: 1 });
    await office.sendDue();
    expect((await office.messageOf(id)).status).toBe('queued');
    await record({ messageId: id, status: 'sent' });
    expect(await office.sendDue(NOON.add({ hours: 1 }))).toMatchObject({ accepted: 0 });
    expect(office.simulator.messages(to)).toEqual([]);
  });

  it('settles a message whose fate was unknown', async () => {
    const id = await office.aMessage();
    await office.dataSource.query(`update message set status = 'unknown', failure_reason = 'interrupted' where id = $1`, [id]);
    const providerMessageId = newSid();
    expect(await record({ providerMessageId, messageId: id, status: 'undelivered', errorCode: '30007' })).toMatchObject({
      status: 'undelivered',
      failureReason: 'filtered',
    });
    expect(await office.messageOf(id)).toMatchObject({ status: 'undelivered', errorCode: '30007', providerMessageId });
  });

  it("does not touch a message that is another one at the provider's", async () => {
    const { id, providerMessageId } = await aSentMessage();
    expect(await record({ messageId: id, status: 'delivered' })).toBeNull();
    expect(await office.messageOf(id)).toMatchObject({ status: 'sent', providerMessageId });
  });

  it('for a message that is not ours is kept and changes nothing; the log names nobody', async () => {
    const warnings: unknown[] = [];
    const silence = () => undefined;
    Logger.overrideLogger({ log: silence, error: silence, warn: (text: unknown) => void warnings.push(text) });
    const providerMessageId = newSid();
    expect(await record({ providerMessageId, status: 'delivered' })).toBeNull();
    expect(await record({ providerMessageId: (await aSentMessage()).providerMessageId, status: 'read-aloud' })).toBeNull();
    Logger.overrideLogger(false);
    expect(warnings).toEqual(['receipt for a message we do not know (twilio)', 'receipt with a status we do not know (twilio)']);
    expect(
      await office.dataSource.query(`select status from delivery_receipt where provider_message_id = $1`, [providerMessageId]),
    ).toEqual([{ status: 'delivered' }]);
  });

  it.each([
    ['30005', 'invalid_number', 'invalid', 0],
    ['30006', 'landline', 'invalid', 0],
    ['30007', 'filtered', 'unverified', 0],
    ['21610', 'opted_out', 'unverified', 1],
  ])(
    'with code %s (%s) leaves the number %s and makes %i opt-outs, in the same transaction',
    async (errorCode, failureReason, state, optOuts) => {
      const client = await office.aClient();
      const { providerMessageId } = await aSentMessage(client);
      const receipt: Receipt = { provider: 'twilio', providerMessageId, status: 'undelivered', errorCode };
      const found = async () => {
        const [point] = await office.dataSource.query(`select state from contact_point where client_id = $1 and kind = 'mobile'`, [
          client.id,
        ]);
        const opted = await office.dataSource.query<unknown[]>(`select from opt_out where client_id = $1`, [client.id]);
        return [point.state, opted.length];
      };
      await expect(
        office.dataSource.transaction(async (tx) => {
          await office.receipts.record(tx, receipt, NOON);
          throw new Error('the story failed');
        }),
      ).rejects.toThrow('the story failed');
      expect(await found()).toEqual(['unverified', 0]);
      expect(await office.receipts.record(null, receipt, NOON)).toMatchObject({ status: 'undelivered', failureReason });
      expect(await found()).toEqual([state, optOuts]);
    },
  );

  describe('that a telephone was off', () => {
    const off = { status: 'undelivered', errorCode: '30003' };

    it('has it tried again after two hours, then after four, and no more', async () => {
      const { id, providerMessageId: first } = await aSentMessage();
      expect(await record({ providerMessageId: first, ...off })).toMatchObject({ status: 'queued', failureReason: 'phone_off' });
      expect(await office.messageOf(id)).toMatchObject({
        status: 'queued',
        notBefore: NOON.add({ hours: 2 }),
        providerMessageId: null,
        dueAt: NOON,
      });
      await office.sendDue(NOON.add({ hours: 2 }));
      const { providerMessageId: second } = await office.messageOf(id);
      expect(second).not.toBe(first);
      expect(
        await office.receipts.record(null, { provider: 'twilio', providerMessageId: second!, ...off }, NOON.add({ hours: 2 })),
      ).toMatchObject({
        status: 'queued',
      });
      const third = NOON.add({ hours: 6 });
      expect((await office.messageOf(id)).notBefore).toEqual(third);
      await office.sendDue(third);
      const { providerMessageId: last } = await office.messageOf(id);
      expect(await record({ providerMessageId: last!, ...off })).toMatchObject({ status: 'undelivered', failureReason: 'phone_off' });
      await office.sendDue(third.add({ hours: 24 }));
      expect(await office.attemptsOf(id)).toEqual(
        [1, 2, 3].map((number) => ({ number, provider: 'twilio', outcome: 'accepted', reason: 'phone_off' })),
      );
    });

    it('and says so twice, or late, or after an older word: it is tried again once', async () => {
      const { id, providerMessageId } = await aSentMessage();
      await record({ providerMessageId, ...off });
      for (const status of ['sent', 'undelivered', 'failed', 'queued'])
        expect(await record({ providerMessageId, ...off, status })).toBeNull();
      expect(await office.messageOf(id)).toMatchObject({ status: 'queued', notBefore: NOON.add({ hours: 2 }) });
      await office.sendDue(NOON.add({ hours: 2 }));
      expect(await record({ providerMessageId, messageId: id, ...off })).toBeNull();
      expect(await office.messageOf(id)).toMatchObject({ status: 'sent', attempts: 2 });
    });

    it('and arrived after all is delivered, and is not tried again', async () => {
      const { id, providerMessageId } = await aSentMessage();
      await record({ providerMessageId, ...off });
      expect(await record({ providerMessageId, status: 'delivered' })).toMatchObject({ status: 'delivered' });
      await office.sendDue(NOON.add({ hours: 2 }));
      expect(await office.messageOf(id)).toMatchObject({ status: 'delivered', attempts: 1, providerMessageId });
    });

    it('before the provider answered us is tried again as well, and its answer changes nothing', async () => {
      const id = await office.aMessage();
      const { to } = await office.messageOf(id);
      office.simulator.fault({ kind: 'timeout', ms: 300, address: to, times: 1 });
      const sending = office.sendDue();
      while (office.simulator.messages(to).length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      const providerMessageId = office.simulator.messages(to)[0]!.id;
      expect(await record({ providerMessageId, messageId: id, ...off })).toMatchObject({ status: 'queued' });
      await sending;
      expect(await office.messageOf(id)).toMatchObject({ status: 'queued', failureReason: 'phone_off', providerMessageId: null });
      await office.sendDue(NOON.add({ hours: 2 }));
      expect(await office.messageOf(id)).toMatchObject({ status: 'sent', attempts: 2 });
    });

    it('in the evening is not tried again at night, where the client is', async () => {
      const evening = Temporal.Instant.from('2026-11-02T19:30:00+01:00');
      const [here, there] = [await office.aClient(), await office.aClient({ timeZone: 'America/Paramaribo' })];
      for (const [client, morning] of [
        [here, '2026-11-03T09:00:00+01:00'],
        [there, '2026-11-02T17:30:00-03:00'],
      ] as const) {
        const id = await office.aMessage({ client, notBefore: evening });
        await office.sendDue(evening);
        const { providerMessageId } = await office.messageOf(id);
        await office.receipts.record(null, { provider: 'twilio', providerMessageId: providerMessageId!, ...off }, evening);
        expect((await office.messageOf(id)).notBefore).toEqual(Temporal.Instant.from(morning));
      }
    });

    it('too late to try again leaves it undelivered', async () => {
      const id = await office.aMessage({ expiresAt: NOON.add({ hours: 2 }) });
      await office.sendDue();
      const { providerMessageId } = await office.messageOf(id);
      expect(await record({ providerMessageId: providerMessageId!, ...off })).toMatchObject({
        status: 'undelivered',
        failureReason: 'phone_off',
      });
    });
  });
});
