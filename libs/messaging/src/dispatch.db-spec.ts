import { aComposer as composer, aPostOffice, NOON, type PostOffice } from '../../../test/support/messaging.js';
import type { MessageToCompose } from './composer.js';
import { MAX_ATTEMPTS } from './domain/next-step.js';

describe('sending what is due', () => {
  let office: PostOffice;
  beforeAll(async () => {
    office = await aPostOffice();
  });
  beforeEach(async () => {
    office.simulator.clearFaults();
    office.simulator.fault({ kind: 'no_receipts' });
    await office.dataSource.query(`update message set status = 'canceled' where status = 'queued'`);
  });
  afterAll(() => office.close());
  const received = async (id: string) => office.simulator.messages((await office.messageOf(id)).to);

  it.each(['sms', 'email'] as const)('brings a message by %s, and keeps no secret', async (channel) => {
    const id = await office.aMessage({ channel, subjectId: '018f0000-0000-7000-8000-000000000001' });
    let given: MessageToCompose | undefined;
    const dispatched = await office.sendDue(NOON, (message) => {
      given = message;
      return { text: 'Hoe gaat het met u? http://127.0.0.1:3000/c/geheim', stored: 'Hoe gaat het met u? […]', subject: 'Hoe gaat het?' };
    });
    expect(dispatched).toEqual({ accepted: 1, refused: 0, unknown: 0, held: 0, canceled: 0 });
    const message = await office.messageOf(id);
    expect(given).toMatchObject({
      id,
      channel,
      to: message.to,
      purpose: 'invitation',
      language: 'nl',
      attempt: 1,
      subjectId: '018f0000-0000-7000-8000-000000000001',
    });
    expect(message).toMatchObject({
      status: 'sent',
      body: 'Hoe gaat het met u? […]',
      attempts: 1,
      provider: channel === 'sms' ? 'twilio' : 'smtp',
    });
    expect(message.handedOverAt?.toTemporalInstant()).toEqual(NOON);
    const [arrived] = await received(id);
    expect(arrived?.text).toContain('/c/geheim');
    const kept = await office.dataSource.query(
      `select json_agg(m)::text || (select json_agg(a)::text from message_attempt a) || (select json_agg(s)::text from state_change s) as kept from message m`,
    );
    expect(kept[0].kept).not.toContain('geheim');
    expect(await office.attemptsOf(id)).toEqual([{ number: 1, provider: message.provider, outcome: 'accepted', reason: null }]);
    expect(await office.storyOf(id)).toEqual(['queued: invitation', 'sending', 'sent']);
  });

  it('leaves what is not due yet', async () => {
    const id = await office.aMessage({ notBefore: NOON.add({ seconds: 1 }) });
    await office.sendDue();
    expect(await office.messageOf(id)).toMatchObject({ status: 'queued', attempts: 0 });
  });

  it('sends more than it takes at once, each once, while five send at the same time', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 130; index += 1) ids.push(await office.aMessage());
    const before = office.simulator.counts().accepted;
    const dispatched = await Promise.all(Array.from({ length: 5 }, () => office.sendDue()));
    expect(dispatched.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(130);
    expect(office.simulator.counts().accepted - before).toBe(130);
    for (const id of ids) expect((await received(id)).length).toBe(1);
  });

  it('holds no connection while the provider thinks, and has committed the attempt before it is asked', async () => {
    const narrow = await aPostOffice({ poolSize: 1 });
    try {
      const id = await narrow.aMessage();
      narrow.simulator.fault({ kind: 'slow', ms: 800 });
      const dispatch = narrow.sendDue();
      let status = 'queued';
      while (status === 'queued') ({ status } = await narrow.messageOf(id));
      expect(status).toBe('sending');
      expect(await narrow.attemptsOf(id)).toEqual([{ number: 1, provider: 'twilio', outcome: null, reason: null }]);
      expect(narrow.simulator.messages()).toEqual([]);
      expect((await dispatch).accepted).toBe(1);
    } finally {
      await narrow.close();
    }
  });

  it('keeps no text message waiting for a slow mail server', async () => {
    const [mail, text] = [await office.aMessage({ channel: 'email' }), await office.aMessage()];
    office.simulator.fault({ kind: 'slow', address: (await office.messageOf(mail)).to, ms: 1_000 });
    const dispatch = office.sendDue();
    while ((await office.messageOf(text)).status !== 'sent');
    expect(['queued', 'sending']).toContain((await office.messageOf(mail)).status);
    await dispatch;
    expect((await office.messageOf(mail)).status).toBe('sent');
  });

  it('takes nothing new when it is told to stop, and settles what is under way', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 20; index += 1) ids.push(await office.aMessage());
    office.simulator.fault({ kind: 'slow', ms: 300 });
    const stopping = new AbortController();
    const dispatch = office.dispatch.sendDue([composer()], { now: () => NOON }, { concurrency: 2, signal: stopping.signal });
    while ((await office.messageOf(ids[0]!)).status === 'queued');
    stopping.abort();
    const { accepted } = await dispatch;
    const statuses = await Promise.all(ids.map(async (id) => (await office.messageOf(id)).status));
    expect(accepted).toBeGreaterThan(0);
    expect(statuses.filter((status) => status === 'sent')).toHaveLength(accepted);
    expect(statuses.filter((status) => status === 'queued')).toHaveLength(20 - accepted);
    expect(accepted).toBeLessThan(20);
  });

  it('sends nothing after the hours that waited for a free line until then', async () => {
    const [first, second] = [await office.aMessage(), await office.aMessage()];
    const evening = Temporal.Instant.from('2026-11-02T19:59:59+01:00');
    office.simulator.fault({ kind: 'slow', ms: 1_000 });
    let now = evening;
    const dispatch = office.dispatch.sendDue([composer()], { now: () => now }, { concurrency: 1 });
    while ((await office.messageOf(first)).status === 'queued');
    // The first is on its way, the second waits for the line.
    await new Promise((resolve) => setTimeout(resolve, 300));
    now = evening.add({ seconds: 1 });
    await dispatch;
    expect(await received(first)).toHaveLength(1);
    expect(await received(second)).toEqual([]);
    await office.sendDue((await office.messageOf(second)).notBefore);
    const morning = Temporal.Instant.from('2026-11-03T09:00:00+01:00');
    expect(await office.messageOf(second)).toMatchObject({ status: 'queued', holdReason: 'quiet_hours', notBefore: morning });
  });

  it('never sends what a worker was sending when it died', async () => {
    const id = await office.aMessage();
    await office.dataSource.query(`update message set status = 'sending' where id = $1`, [id]);
    expect(await office.sendDue()).toMatchObject({ accepted: 0 });
    expect(await received(id)).toEqual([]);
  });

  describe('what is written', () => {
    it('is not written when it is too late', async () => {
      const id = await office.aMessage({ expiresAt: NOON });
      expect(await office.sendDue(NOON, () => Promise.reject(new Error('nothing to write any more')))).toMatchObject({ canceled: 1 });
      expect(await office.messageOf(id)).toMatchObject({ status: 'canceled', failureReason: 'expired', attempts: 0 });
    });

    it('is withdrawn when there is no more reason to send it', async () => {
      const id = await office.aMessage();
      await office.sendDue(NOON, () => null);
      expect(await office.messageOf(id)).toMatchObject({ status: 'canceled', failureReason: 'withdrawn', body: null });
      expect(await received(id)).toEqual([]);
    });

    it('is canceled or held by whoever writes it, never into the past and never beyond its end', async () => {
      const [canceled, held, past, beyond] = [
        await office.aMessage(),
        await office.aMessage(),
        await office.aMessage(),
        await office.aMessage(),
      ];
      await office.sendDue(NOON, ({ id }) => {
        if (id === canceled) return { cancel: 'plan_ended' };
        const holdUntil = id === held ? NOON.add({ hours: 2 }) : id === past ? NOON.subtract({ hours: 2 }) : NOON.add({ hours: 72 });
        return { holdUntil, because: 'budget_used' };
      });
      expect(await office.messageOf(canceled)).toMatchObject({ status: 'canceled', failureReason: 'plan_ended' });
      expect(await office.messageOf(held)).toMatchObject({
        status: 'queued',
        holdReason: 'budget_used',
        notBefore: NOON.add({ hours: 2 }),
      });
      expect(await office.messageOf(past)).toMatchObject({ status: 'queued', notBefore: NOON.add({ minutes: 1 }) });
      expect(await office.messageOf(beyond)).toMatchObject({ status: 'canceled', failureReason: 'expired' });
    });

    it('stops nobody else when it cannot be written: that one waits, in 2,016 ticks nothing is sent twice, and at last it is too late', async () => {
      const stuck = await office.aMessage();
      const others = [await office.aMessage(), await office.aMessage()];
      const compose = ({ id }: MessageToCompose) => {
        if (id === stuck) throw new Error('no text');
        return { text: 'Hoi', stored: 'Hoi' };
      };
      for (let tick = 0; tick < 2_016; tick += 1) await office.sendDue(NOON.add({ minutes: 5 * tick }), compose);
      for (const id of others) expect(await received(id)).toHaveLength(1);
      expect(await office.messageOf(stuck)).toMatchObject({ status: 'canceled', failureReason: 'expired', attempts: 0 });
    });

    it('rolls back what a composer wrote beside a message that could not be written', async () => {
      const [stuck, fine] = [await office.aMessage(), await office.aMessage()];
      await office.dataSource.query('create table if not exists written (id uuid)');
      await office.dispatch.sendDue(
        [
          {
            ...composer(),
            compose: async (tx, messages) => {
              for (const { id } of messages) {
                await tx.query('insert into written values ($1)', [id]);
                if (id === stuck) await tx.query('select from nowhere');
              }
              return new Map(messages.map(({ id }) => [id, { text: 'Hoi', stored: 'Hoi' }]));
            },
          },
        ],
        { now: () => NOON },
      );
      expect(await office.dataSource.query('select id from written')).toEqual([{ id: fine }]);
      expect([(await office.messageOf(stuck)).status, (await office.messageOf(fine)).status]).toEqual(['queued', 'sent']);
    });

    it('is canceled, with a line in the log, when nobody writes messages for its purpose', async () => {
      const id = await office.aMessage({ purpose: 'newsletter' });
      await office.sendDue();
      expect(await office.messageOf(id)).toMatchObject({ status: 'canceled', failureReason: 'withdrawn' });
    });

    it('fails without settings for the channel', async () => {
      const without = await aPostOffice({ withoutChannels: true });
      try {
        const id = await without.aMessage();
        await without.sendDue(NOON, () => Promise.reject(new Error('not to be written')));
        expect(await without.messageOf(id)).toMatchObject({ status: 'failed', failureReason: 'channel_not_configured', attempts: 0 });
      } finally {
        await without.close();
      }
    });
  });

  describe('when the provider does not take it', () => {
    it('tries again later, says when and why it waits, and does not move the moment from which the delay is counted', async () => {
      const id = await office.aMessage();
      const { to } = await office.messageOf(id);
      office.simulator.fault({ kind: 'too_many_requests', address: to, times: 1 });
      expect(await office.sendDue()).toMatchObject({ refused: 1 });
      const waiting = await office.messageOf(id);
      expect(waiting).toMatchObject({ status: 'queued', failureReason: 'rate_limited', holdReason: 'provider_down', dueAt: NOON });
      const wait = waiting.notBefore.since(NOON).total('seconds');
      expect(wait).toBeGreaterThanOrEqual(5);
      expect(wait).toBeLessThanOrEqual(10);
      expect(await office.sendDue(NOON.add({ seconds: 4 }))).toMatchObject({ accepted: 0 });
      expect(await office.sendDue(waiting.notBefore)).toMatchObject({ accepted: 1 });
      expect(await office.messageOf(id)).toMatchObject({
        attempts: 2,
        failureReason: null,
        errorCode: null,
        holdReason: null,
        dueAt: NOON,
      });
      expect(await office.attemptsOf(id)).toMatchObject([
        { number: 1, outcome: 'refused', reason: 'rate_limited' },
        { number: 2, outcome: 'accepted', reason: null },
      ]);
      expect(await office.storyOf(id)).toEqual(['queued: invitation', 'sending', 'queued: provider_down', 'sending', 'sent']);
    });

    it('gives up at last', async () => {
      const id = await office.aMessage();
      office.simulator.fault({ kind: 'unavailable', address: (await office.messageOf(id)).to });
      for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
        expect(await office.messageOf(id)).toMatchObject({ status: 'queued', attempts: attempt - 1 });
        await office.sendDue((await office.messageOf(id)).notBefore);
      }
      expect(await office.messageOf(id)).toMatchObject({ status: 'failed', failureReason: 'provider_unreachable', errorCode: '20503' });
      expect(await office.attemptsOf(id)).toHaveLength(MAX_ATTEMPTS);
    });

    it('does not try again at night what was refused in the evening', async () => {
      const evening = Temporal.Instant.from('2026-11-02T19:59:58+01:00');
      const id = await office.aMessage({ notBefore: evening });
      office.simulator.fault({ kind: 'unavailable', address: (await office.messageOf(id)).to, times: 1 });
      await office.sendDue(evening);
      const again = (await office.messageOf(id)).notBefore;
      expect(await office.sendDue(again)).toMatchObject({ accepted: 0, held: 1 });
      const morning = Temporal.Instant.from('2026-11-03T09:00:00+01:00');
      expect(await office.messageOf(id)).toMatchObject({
        status: 'queued',
        holdReason: 'quiet_hours',
        notBefore: morning,
        dueAt: evening,
        failureReason: 'provider_unreachable',
      });
      expect(await office.sendDue(morning)).toMatchObject({ accepted: 1 });
    });

    it('marks a number that can never work', async () => {
      const client = await office.aClient();
      const id = await office.aMessage({ client });
      office.simulator.fault({ kind: 'refuse', address: client.mobile, code: '21614' });
      await office.sendDue();
      expect(await office.messageOf(id)).toMatchObject({ status: 'failed', failureReason: 'landline' });
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
      const id = await office.aMessage({ client });
      office.simulator.fault({ kind: 'refuse', address: client.mobile, code: '21610' });
      await office.sendDue();
      expect(await office.messageOf(id)).toMatchObject({ status: 'failed', failureReason: 'opted_out' });
      expect(await office.dataSource.query(`select channel, source from opt_out where client_id = $1`, [client.id])).toEqual([
        { channel: 'sms', source: 'provider' },
      ]);
    });

    it('does not know, and does not send again, when the provider took it and never answered', async () => {
      const impatient = await aPostOffice({ timeoutMs: 200 });
      try {
        const id = await impatient.aMessage();
        impatient.simulator.fault({ kind: 'timeout', ms: 5_000 });
        expect(await impatient.sendDue()).toMatchObject({ unknown: 1 });
        expect(await impatient.messageOf(id)).toMatchObject({ status: 'unknown', failureReason: 'timed_out' });
        expect(await impatient.sendDue(NOON.add({ hours: 1 }))).toMatchObject({ accepted: 0, unknown: 0 });
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
});
