import { ConfirmationsService, DispatchService, OutboxService } from '#libs/messaging';
import { readConfiguration } from '#libs/platform';
import type { Simulator } from '../../apps/simulator/src/simulator.js';
import { twilioSignature } from '../../apps/simulator/src/domain/signature.js';
import { aComposer, aSimulator } from '../support/messaging.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

const SID = `SM${'0'.repeat(31)}`;

describe('a message and what comes back', () => {
  let web: ServedWeb;
  let simulator: Simulator;
  let outbox: OutboxService;
  let number = 0;
  beforeAll(async () => {
    const simulated = await aSimulator(() => web.url);
    ({ simulator } = simulated);
    web = await serveWeb({ settings: simulated.settings });
    outbox = web.app.get(OutboxService, { strict: false });
  });
  afterEach(() => simulator.clearFaults());
  afterAll(async () => {
    await simulator.close();
    await web.close();
  });

  async function aClient(): Promise<{ id: string; mobile: string }> {
    number += 1;
    const mobile = `+316${String(50_000_000 + number)}`;
    const [{ id }] = await web.dataSource.query(
      `with c as (insert into client (client_number, first_name, last_name) values ($1, 'Sam', 'Voorbeeld') returning id),
            spell as (insert into benefit_spell (client_id, scheme, during, recorded_at) select id, 'PW', daterange('2020-01-01', null), now() from c)
       insert into contact_point (client_id, kind, address, state_since, created_at) select id, 'mobile', $2, now(), now() from c returning client_id as id`,
      [`E${number}`, mobile],
    );
    return { id, mobile };
  }

  async function send({ id: clientId, mobile: to }: { id: string; mobile: string }): Promise<string> {
    const now = web.clock.now();
    const message = {
      channel: 'sms',
      to,
      purpose: 'invitation',
      language: 'nl',
      subjectId: null,
      clientId,
      notBefore: now,
      expiresAt: now.add({ hours: 72 }),
    } as const;
    const id = await web.dataSource.transaction((tx) => outbox.enqueue(tx, message, now));
    await sendDue();
    return id;
  }
  async function sendDue(): Promise<void> {
    const composers = [
      aComposer(() => ({ text: 'Hoe gaat het met u?', stored: 'Hoe gaat het met u?' })),
      web.app.get(ConfirmationsService, { strict: false }),
    ];
    await web.app.get(DispatchService, { strict: false }).sendDue(composers, web.clock);
  }
  const statusOf = async (id: string) => {
    const [row] = await web.dataSource.query(
      `select status, failure_reason as "failureReason", error_code as "errorCode", provider_message_id as sid from message where id = $1`,
      [id],
    );
    return row as { status: string; failureReason: string | null; errorCode: string | null; sid: string | null };
  };
  const countOf = async (table: 'delivery_receipt' | 'inbound_message' | 'opt_out') =>
    Number((await web.dataSource.query(`select count(*) from ${table}`))[0].count);

  /** A webhook as anybody could make it; signed with the real secret unless another signature is given. */
  async function call(path: string, fields: Record<string, string>, signature?: string | null): Promise<Response> {
    const secret = readConfiguration({ DEMO: 'on' }).twilio!.authToken;
    const signed = signature === undefined ? twilioSignature(secret, `${web.url}${path}`, fields) : signature;
    return fetch(`${web.url}${path}`, {
      method: 'POST',
      headers: signed === null ? {} : { 'x-twilio-signature': signed },
      body: new URLSearchParams(fields),
    });
  }

  it('travels: over the real SDK to the telephone, and its receipts come back signed', async () => {
    const client = await aClient();
    const { mobile } = client;
    const id = await send(client);
    await simulator.settled();
    expect(simulator.messages(mobile).map(({ text }) => text)).toEqual(['Hoe gaat het met u?']);
    expect(await statusOf(id)).toMatchObject({ status: 'delivered', failureReason: null, sid: simulator.messages(mobile)[0]!.id });
    const kept = await web.dataSource.query(`select status from delivery_receipt where provider_message_id = $1 order by id`, [
      (await statusOf(id)).sid,
    ]);
    expect(kept).toEqual([{ status: 'queued' }, { status: 'sent' }, { status: 'delivered' }]);
  });

  it.each([['double_receipts'], ['reverse_receipts']] as const)('ends in the same state with %s', async (kind) => {
    const client = await aClient();
    const { mobile } = client;
    simulator.fault({ kind, address: mobile });
    const id = await send(client);
    await simulator.settled();
    expect(await statusOf(id)).toMatchObject({ status: 'delivered', failureReason: null });
  });

  it('that never arrives says why, and a number that does not exist is not tried again', async () => {
    const client = await aClient();
    simulator.fault({ kind: 'undelivered', address: client.mobile, code: '30005' });
    simulator.fault({ kind: 'double_receipts', address: client.mobile });
    simulator.fault({ kind: 'reverse_receipts', address: client.mobile });
    const id = await send(client);
    await simulator.settled();
    expect(await statusOf(id)).toMatchObject({ status: 'undelivered', failureReason: 'invalid_number', errorCode: '30005' });
    expect(await web.dataSource.query(`select state, state_reason from contact_point where client_id = $1`, [client.id])).toEqual([
      { state: 'invalid', state_reason: 'invalid_number' },
    ]);
  });

  it('whose answer got lost is unknown until its receipt comes, and is there once', async () => {
    const client = await aClient();
    const { mobile } = client;
    simulator.fault({ kind: 'drop', address: mobile });
    simulator.fault({ kind: 'no_receipts', address: mobile });
    const id = await send(client);
    expect(await statusOf(id)).toMatchObject({ status: 'unknown', sid: null });
    const [taken] = simulator.messages(mobile);
    const answer = await call(`/webhooks/twilio/status?message=${id}`, { MessageSid: taken!.id, MessageStatus: 'delivered' });
    expect(answer.status).toBe(204);
    expect(await statusOf(id)).toMatchObject({ status: 'delivered', sid: taken!.id });
    expect(simulator.messages(mobile)).toHaveLength(1);
  });

  describe('a webhook', () => {
    const receipt = { MessageSid: SID, MessageStatus: 'delivered' };
    const reply = { MessageSid: SID, From: '+31612345678', Body: 'STOP' };
    const forgeries: [string, string, Record<string, string>, string | null][] = [
      ['without a signature', '/webhooks/twilio/status', receipt, null],
      ['with a wrong signature', '/webhooks/twilio/status', receipt, 'AAAAAAAAAAAAAAAAAAAAAAAAAAA='],
      ['signed with another secret', '/webhooks/twilio/inbound', reply, 'other'],
      ['whose fields were changed on the way', '/webhooks/twilio/inbound', reply, 'changed'],
      ['that was signed for another address', '/webhooks/twilio/inbound', reply, 'elsewhere'],
      ['without fields', '/webhooks/twilio/inbound', {}, ''],
    ];

    it.each(forgeries)('%s is refused and leaves no trace', async (_, path, fields, how) => {
      const secret = readConfiguration({ DEMO: 'on' }).twilio!.authToken;
      const signatures: Record<string, string> = {
        other: twilioSignature('another secret', `${web.url}${path}`, fields),
        changed: twilioSignature(secret, `${web.url}${path}`, { ...fields, Body: 'START' }),
        elsewhere: twilioSignature(secret, `https://elsewhere.example${path}`, fields),
      };
      const before = [await countOf('delivery_receipt'), await countOf('inbound_message'), await countOf('opt_out')];
      const answer = await call(path, fields, how === null ? null : (signatures[how] ?? how));
      expect(answer.status).toBe(403);
      expect([await countOf('delivery_receipt'), await countOf('inbound_message'), await countOf('opt_out')]).toEqual(before);
    });

    it('about a message we do not know is taken, so that it does not come again', async () => {
      const answer = await call('/webhooks/twilio/status', { ...receipt, MessageSid: `SM${'1'.repeat(32)}` });
      expect(answer.status).toBe(204);
      expect(await answer.text()).toBe('');
    });

    it('with a status Twilio has yet to invent is taken as well', async () => {
      expect(
        (await call('/webhooks/twilio/status', { MessageSid: `SM${'2'.repeat(32)}`, MessageStatus: 'teleported', ErrorCode: '' })).status,
      ).toBe(204);
    });

    it('asks no cookie and sets none', async () => {
      const answer = await call('/webhooks/twilio/status', { ...receipt, MessageSid: `SM${'3'.repeat(32)}` });
      expect(answer.headers.get('set-cookie')).toBeNull();
    });
  });

  describe('a reply', () => {
    it('STOP is obeyed and confirmed once, however often its webhook is delivered', async () => {
      const client = await aClient();
      await send(client);
      const sid = `SM${'b'.repeat(32)}`;
      expect(await Promise.all([simulator.reply(client.mobile, 'Stop!', sid), simulator.reply(client.mobile, 'Stop!', sid)])).toEqual([
        204, 204,
      ]);
      expect(
        await web.dataSource.query(`select channel, source from opt_out where client_id = $1 and undone_at is null`, [client.id]),
      ).toEqual([{ channel: 'sms', source: 'client_reply' }]);
      const waiting = await web.dataSource.query<{ id: string }[]>(`select id from message where to_address = $1 and status = 'queued'`, [
        client.mobile,
      ]);
      expect(waiting).toHaveLength(1);
      await sendDue();
      expect(simulator.messages(client.mobile).map(({ text }) => text)).toEqual([
        'Hoe gaat het met u?',
        expect.stringMatching(/^U krijgt geen sms meer .* START\.$/),
      ]);
    });

    it('with anything else is kept, with its letters as they were', async () => {
      const client = await aClient();
      const { mobile } = client;
      await send(client);
      expect(await simulator.reply(mobile, 'Ça va, 4! 👍 + & =')).toBe(204);
      expect(await web.dataSource.query(`select body, keyword from inbound_message where from_address = $1`, [mobile])).toEqual([
        { body: 'Ça va, 4! 👍 + & =', keyword: null },
      ]);
    });
  });
});
