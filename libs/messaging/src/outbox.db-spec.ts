import { aPostOffice, NOON, type PostOffice } from '../../../test/support/messaging.js';

describe('the outbox', () => {
  let office: PostOffice;
  beforeAll(async () => {
    office = await aPostOffice();
  });
  afterAll(() => office.close());

  const message = {
    channel: 'sms',
    to: '+31611111111',
    purpose: 'invitation',
    language: 'en',
    subjectId: null,
    clientId: null,
    notBefore: NOON,
    expiresAt: NOON.add({ hours: 1 }),
  } as const;

  describe('enqueueing', () => {
    it('leaves a message, due from the moment on which it may go; there is no job that could be lost', async () => {
      const notBefore = NOON.add({ hours: 3 });
      const id = await office.aMessage({ notBefore });
      expect(await office.messageOf(id)).toMatchObject({ status: 'queued', attempts: 0, body: null, notBefore, dueAt: notBefore });
      expect(await office.dataSource.query('select count(*)::int as n from graphile_worker.jobs')).toEqual([{ n: 0 }]);
      expect(await office.storyOf(id)).toEqual(['queued: invitation']);
    });

    it('leaves nothing when the story fails', async () => {
      const count = async () => (await office.dataSource.query<unknown[]>(`select from message`)).length;
      const before = await count();
      await expect(
        office.dataSource.transaction(async (tx) => {
          await office.outbox.enqueue(tx, message, NOON);
          throw new Error('the story failed');
        }),
      ).rejects.toThrow('the story failed');
      expect(await count()).toBe(before);
    });

    it('takes many at once and gives their ids in order', async () => {
      const messages = Array.from({ length: 300 }, (_, index) => ({
        ...message,
        to: `+316${40_000_000 + index}`,
        notBefore: NOON.add({ seconds: index }),
      }));
      const ids = await office.dataSource.transaction((tx) => office.outbox.enqueueAll(tx, messages, NOON));
      expect((await office.messageOf(ids[299]!)).to).toBe('+31640000299');
      expect((await office.messageOf(ids[0]!)).notBefore).toEqual(NOON);
      expect(await office.dataSource.transaction((tx) => office.outbox.enqueueAll(tx, [], NOON))).toEqual([]);
    });
  });

  describe('calling back', () => {
    it('what is queued for an address is canceled, and nothing else', async () => {
      const client = await office.aClient();
      const sent = await office.aMessage({ client });
      await office.sendDue();
      const [mine, others] = [await office.aMessage({ client }), await office.aMessage({ notBefore: NOON.add({ hours: 1 }) })];
      const calledBack = await office.dataSource.transaction((tx) =>
        office.outbox.callBack(tx, { channel: 'sms', address: client.mobile }, 'opted_out', NOON),
      );
      expect(calledBack).toBe(1);
      expect(await office.messageOf(mine)).toMatchObject({ status: 'canceled', failureReason: 'opted_out' });
      expect([(await office.messageOf(sent)).status, (await office.messageOf(others)).status]).toEqual(['sent', 'queued']);
    });

    it('what is queued about a subject is withdrawn, with the reason that is given, and not what left', async () => {
      const subjectId = '018f0000-0000-7000-8000-000000000001';
      const client = await office.aClient();
      const sent = await office.aMessage({ client, subjectId });
      await office.sendDue();
      const queued = await office.aMessage({ client, subjectId });
      expect(await office.dataSource.transaction((tx) => office.outbox.withdraw(tx, [subjectId], NOON, 'found_work'))).toBe(1);
      expect(await office.messageOf(queued)).toMatchObject({ status: 'canceled', failureReason: 'found_work' });
      expect(await office.storyOf(queued)).toEqual(['queued: invitation', 'canceled: found_work']);
      expect((await office.messageOf(sent)).status).toBe('sent');
    });
  });

  describe('after a worker died', () => {
    it('says of what it was sending that nobody knows, after four times as long as a provider may think', async () => {
      const id = await office.aMessage();
      await office.dataSource.query(
        `with attempt as (insert into message_attempt (message_id, number, provider, text_hash, attempted_at) values ($1, 1, 'twilio', '', $2))
         update message set status = 'sending', attempts = 1, attempted_at = $2, status_at = $2 where id = $1`,
        [id, NOON],
      );
      await office.outbox.settleAbandoned(NOON.add({ milliseconds: 7_999 }));
      expect((await office.messageOf(id)).status).toBe('sending');
      expect(await office.outbox.settleAbandoned(NOON.add({ milliseconds: 8_000 }))).toEqual({ unknown: 1, expired: 0 });
      expect(await office.messageOf(id)).toMatchObject({ status: 'unknown', failureReason: 'interrupted' });
      expect(await office.attemptsOf(id)).toEqual([{ number: 1, provider: 'twilio', outcome: 'unknown', reason: 'interrupted' }]);
      await office.sendDue(NOON.add({ hours: 1 }));
      expect(office.simulator.messages((await office.messageOf(id)).to)).toEqual([]);
    });

    it('cancels what waited too long', async () => {
      const id = await office.aMessage({ expiresAt: NOON.add({ minutes: 5 }) });
      await office.outbox.settleAbandoned(NOON.add({ minutes: 5 }));
      expect(await office.messageOf(id)).toMatchObject({ status: 'canceled', failureReason: 'expired' });
    });
  });
});
