import { aPostOffice, NOON, type PostOffice } from '../../../test/support/messaging.js';
import { MAX_ATTEMPTS } from './domain/next-step.js';
import type { ComposedMessage, MessageToCompose } from './outbox.service.js';

const written: ComposedMessage = {
  text: 'Hoe gaat het met u? http://127.0.0.1:3000/c/geheim',
  stored: 'Hoe gaat het met u? […]',
  subject: 'Hoe gaat het?',
};
const compose = async () => written;

describe('the outbox', () => {
  let office: PostOffice;
  beforeAll(async () => {
    office = await aPostOffice();
  });
  afterEach(() => office.simulator.clearFaults());
  beforeEach(() => office.simulator.fault({ kind: 'no_receipts' }));
  afterAll(() => office.close());
  const received = async (id: string) => office.simulator.messages((await office.messageOf(id)).to);

  describe('enqueueing', () => {
    it('leaves a message and its job, at the moment from which it may go', async () => {
      const notBefore = NOON.add({ hours: 3 });
      const id = await office.aMessage({ notBefore });
      expect(await office.messageOf(id)).toMatchObject({ status: 'queued', attempts: 0, body: null });
      expect(await office.jobsOf(id)).toEqual([{ runAt: notBefore }]);
    });

    it('leaves neither when the story fails', async () => {
      const count = async () => (await office.dataSource.query<unknown[]>(`select from message`)).length;
      const before = await count();
      await expect(
        office.dataSource.transaction(async (tx) => {
          await office.outbox.enqueue(
            tx,
            { channel: 'sms', to: '+31611111111', purpose: 'x', language: 'nl', subjectId: null, notBefore: NOON, expiresAt: NOON },
            NOON,
          );
          throw new Error('the story failed');
        }),
      ).rejects.toThrow('the story failed');
      expect(await count()).toBe(before);
    });

    it('takes many at once and gives their ids in order', async () => {
      const messages = Array.from({ length: 300 }, (_, index) => ({
        channel: 'sms' as const,
        to: `+316${40_000_000 + index}`,
        purpose: 'invitation',
        language: 'en' as const,
        subjectId: null,
        notBefore: NOON.add({ seconds: index }),
        expiresAt: NOON.add({ hours: 1 }),
      }));
      const ids = await office.dataSource.transaction((tx) => office.outbox.enqueueAll(tx, messages, NOON));
      const last = messages.length - 1;
      expect(await office.messageOf(ids[last]!)).toMatchObject({ to: messages[last]!.to, language: 'en' });
      expect(await office.jobsOf(ids[last]!)).toEqual([{ runAt: messages[last]!.notBefore }]);
    });
  });

  describe('delivering', () => {
    it.each(['sms', 'email'] as const)('sends an %s once, and keeps its text without the secret of the link', async (channel) => {
      const id = await office.aMessage({ channel });
      const seen: MessageToCompose[] = [];
      const change = await office.outbox.deliver(id, NOON, async (_, message) => {
        seen.push(message);
        return written;
      });
      const message = await office.messageOf(id);
      expect(seen).toEqual([
        expect.objectContaining({ id, channel, to: message.to, purpose: 'invitation', language: 'nl', subjectId: null }),
      ]);
      expect(change).toEqual({ messageId: id, channel, toAddress: message.to, status: 'sent', failureReason: null });
      expect(message).toMatchObject({ status: 'sent', body: written.stored, attempts: 1, providerMessageId: expect.any(String) });
      expect((await received(id)).map(({ text }) => text.trim())).toEqual([written.text]);
    });

    it('calls the provider once when eight workers have the same message', async () => {
      const id = await office.aMessage();
      let composed = 0;
      const changes = await Promise.all(
        Array.from({ length: 8 }, () =>
          office.outbox.deliver(id, NOON, async () => {
            composed += 1;
            return written;
          }),
        ),
      );
      expect({ composed, changes: changes.filter(Boolean).length, received: (await received(id)).length }).toEqual({
        composed: 1,
        changes: 1,
        received: 1,
      });
    });

    it('holds no connection while the provider thinks, and has committed the attempt before it is asked', async () => {
      const narrow = await aPostOffice({ poolSize: 1 });
      try {
        const id = await narrow.aMessage();
        narrow.simulator.fault({ kind: 'slow', ms: 800 });
        const delivery = narrow.outbox.deliver(id, NOON, compose);
        let status = 'queued';
        while (status === 'queued') ({ status } = await narrow.messageOf(id));
        expect(status).toBe('sending');
        expect(narrow.simulator.messages()).toEqual([]);
        expect((await delivery)?.status).toBe('sent');
      } finally {
        await narrow.close();
      }
    });

    it('never sends what a worker was sending when it died', async () => {
      const id = await office.aMessage();
      await office.dataSource.query(`update message set status = 'sending' where id = $1`, [id]);
      expect(await office.outbox.deliver(id, NOON, compose)).toBeNull();
      expect(await received(id)).toEqual([]);
    });

    it('cancels what is too late', async () => {
      const id = await office.aMessage({ expiresAt: NOON });
      const change = await office.outbox.deliver(id, NOON, () => Promise.reject(new Error('nothing to write any more')));
      expect(change).toMatchObject({ status: 'canceled', failureReason: 'expired' });
      expect(await office.messageOf(id)).toMatchObject({ status: 'canceled', failureReason: 'expired', attempts: 0 });
    });

    it('cancels what there is no more reason to send', async () => {
      const id = await office.aMessage();
      expect(await office.outbox.deliver(id, NOON, async () => null)).toMatchObject({ status: 'canceled', failureReason: 'withdrawn' });
      expect(await received(id)).toEqual([]);
    });

    it('leaves a message that could not be written for another time', async () => {
      const id = await office.aMessage();
      await expect(office.outbox.deliver(id, NOON, () => Promise.reject(new Error('no text')))).rejects.toThrow('no text');
      expect(await office.messageOf(id)).toMatchObject({ status: 'queued', attempts: 0 });
      expect(await office.outbox.deliver(id, NOON, compose)).toMatchObject({ status: 'sent' });
    });

    it('fails without settings for the channel, before anything is written', async () => {
      const without = await aPostOffice({ withoutChannels: true });
      try {
        const id = await without.aMessage();
        const change = await without.outbox.deliver(id, NOON, () => Promise.reject(new Error('not to be written')));
        expect(change).toMatchObject({ status: 'failed', failureReason: 'channel_not_configured' });
      } finally {
        await without.close();
      }
    });
  });

  describe('when the provider does not take it', () => {
    it('tries again later, and says when', async () => {
      const id = await office.aMessage();
      const { to } = await office.messageOf(id);
      office.simulator.fault({ kind: 'too_many_requests', address: to, times: 1 });
      expect(await office.outbox.deliver(id, NOON, compose)).toMatchObject({ status: 'queued', failureReason: 'rate_limited' });
      const [job] = await office.jobsOf(id);
      const wait = job!.runAt.since(NOON).total('seconds');
      expect(wait).toBeGreaterThanOrEqual(5);
      expect(wait).toBeLessThanOrEqual(10);
      expect(await office.outbox.deliver(id, job!.runAt, compose)).toMatchObject({ status: 'sent' });
      expect(await office.messageOf(id)).toMatchObject({ attempts: 2, failureReason: null, errorCode: null });
    });

    it('gives up at last', async () => {
      const id = await office.aMessage();
      office.simulator.fault({ kind: 'unavailable', address: (await office.messageOf(id)).to });
      const statuses: (string | undefined)[] = [];
      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) statuses.push((await office.outbox.deliver(id, NOON, compose))?.status);
      expect(statuses).toEqual([...Array.from({ length: MAX_ATTEMPTS - 1 }, () => 'queued'), 'failed']);
      expect(await office.messageOf(id)).toMatchObject({ failureReason: 'provider_unreachable', errorCode: '20503' });
    });

    it('marks a number that can never work', async () => {
      const client = await office.aClient();
      const id = await office.aMessage({ to: client.mobile });
      office.simulator.fault({ kind: 'refuse', address: client.mobile, code: '21614' });
      expect(await office.outbox.deliver(id, NOON, compose)).toMatchObject({ status: 'failed', failureReason: 'landline' });
      expect(
        await office.dataSource.query(`select kind, state, state_reason from contact_point where client_id = $1 order by kind`, [
          client.id,
        ]),
      ).toEqual([
        { kind: 'email', state: 'unverified', state_reason: null },
        { kind: 'mobile', state: 'invalid', state_reason: 'landline' },
      ]);
    });

    it('believes the operator that somebody opted out', async () => {
      const client = await office.aClient();
      const id = await office.aMessage({ to: client.mobile });
      office.simulator.fault({ kind: 'refuse', address: client.mobile, code: '21610' });
      expect(await office.outbox.deliver(id, NOON, compose)).toMatchObject({ status: 'failed', failureReason: 'opted_out' });
      expect(await office.dataSource.query(`select channel, source from opt_out where client_id = $1`, [client.id])).toEqual([
        { channel: 'sms', source: 'provider' },
      ]);
    });

    it('does not know, and does not send again, when the provider took it and never answered', async () => {
      const impatient = await aPostOffice({ timeoutMs: 200 });
      try {
        const id = await impatient.aMessage();
        impatient.simulator.fault({ kind: 'timeout', ms: 5_000 });
        expect(await impatient.outbox.deliver(id, NOON, compose)).toMatchObject({ status: 'unknown', failureReason: 'timed_out' });
        expect(await impatient.outbox.deliver(id, NOON, compose)).toBeNull();
        expect(impatient.simulator.counts().accepted).toBe(1);
        const [taken] = impatient.simulator.messages();
        const receipt = { provider: 'twilio', providerMessageId: taken!.id, messageId: id, status: 'delivered', errorCode: null };
        expect(await impatient.receipts.record(null, receipt, NOON)).toMatchObject({
          messageId: id,
          status: 'delivered',
          failureReason: null,
        });
        expect(await impatient.messageOf(id)).toMatchObject({ status: 'delivered', providerMessageId: taken!.id });
      } finally {
        await impatient.close();
      }
    });
  });

  describe('after a worker died', () => {
    it('says of what it was sending that nobody knows, after ten minutes', async () => {
      const id = await office.aMessage();
      await office.dataSource.query(`update message set status = 'sending', attempted_at = $2, status_at = $2 where id = $1`, [id, NOON]);
      await office.outbox.settleAbandoned(NOON.add({ minutes: 9 }));
      expect((await office.messageOf(id)).status).toBe('sending');
      await office.outbox.settleAbandoned(NOON.add({ minutes: 10 }));
      expect(await office.messageOf(id)).toMatchObject({ status: 'unknown', failureReason: 'interrupted' });
    });

    it('gives a message whose job was lost a new one, in its old place in the queue', async () => {
      const id = await office.aMessage();
      await office.dataSource.query(`select graphile_worker.remove_job($1)`, [id]);
      await office.outbox.settleAbandoned(NOON.add({ minutes: 9 }));
      expect(await office.jobsOf(id)).toEqual([]);
      await office.outbox.settleAbandoned(NOON.add({ minutes: 11 }));
      expect(await office.jobsOf(id)).toEqual([{ runAt: NOON }]);
    });

    it('gives a message whose job is still locked by the dead worker a second one, which can go', async () => {
      const id = await office.aMessage();
      await office.dataSource.query(
        `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'a dead worker', attempts = 1 where key = $1`,
        [id],
      );
      await office.outbox.settleAbandoned(NOON.add({ minutes: 11 }));
      expect(await office.dataSource.query(`select locked_by from graphile_worker.jobs where key = $1`, [id])).toEqual([
        { locked_by: null },
      ]);
    });

    it('cancels what waited too long', async () => {
      const id = await office.aMessage({ expiresAt: NOON.add({ minutes: 5 }) });
      await office.outbox.settleAbandoned(NOON.add({ minutes: 5 }));
      expect(await office.messageOf(id)).toMatchObject({ status: 'canceled', failureReason: 'expired' });
    });
  });

  it('calls back what is queued for an address, and nothing else', async () => {
    const [mine, sent, others] = [
      await office.aMessage({ to: '+31655555555' }),
      await office.aMessage({ to: '+31655555555' }),
      await office.aMessage(),
    ];
    await office.outbox.deliver(sent, NOON, compose);
    expect(
      await office.dataSource.transaction((tx) =>
        office.outbox.callBack(tx, { channel: 'sms', address: '+31655555555' }, 'opted_out', NOON),
      ),
    ).toBe(1);
    expect(await office.messageOf(mine)).toMatchObject({ status: 'canceled', failureReason: 'opted_out' });
    expect([(await office.messageOf(sent)).status, (await office.messageOf(others)).status]).toEqual(['sent', 'queued']);
  });
});
