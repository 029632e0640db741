import { OutboxService } from '#libs/messaging';
import { readConfiguration } from '#libs/platform';
import { twilioSignature } from '../../apps/simulator/src/domain/signature.js';
import type { Simulator } from '../../apps/simulator/src/simulator.js';
import { aSimulator } from '../support/messaging.js';
import { serveWeb, type ServedWeb } from '../support/web.js';

const FIRST_SID = `SM${'1'.repeat(32)}`;

describe('what two accounts tell', () => {
  let web: ServedWeb;
  let simulator: Simulator;
  const { twilio: first, twilio2: second } = readConfiguration({ DEMO: 'on' });
  beforeAll(async () => {
    const simulated = await aSimulator(() => web.url);
    ({ simulator } = simulated);
    web = await serveWeb({ settings: { ...simulated.settings, TWILIO_2_API_URL: simulator.url } });
  });
  afterAll(async () => {
    await simulator.close();
    await web.close();
  });

  async function tell(path: string, fields: Record<string, string>, authToken: string): Promise<number> {
    const response = await fetch(`${web.url}${path}`, {
      method: 'POST',
      headers: { 'x-twilio-signature': twilioSignature(authToken, `${web.url}${path}`, fields) },
      body: new URLSearchParams(fields),
    });
    return response.status;
  }
  const receipt = (accountSid: string, sid = FIRST_SID) => ({ AccountSid: accountSid, MessageSid: sid, MessageStatus: 'delivered' });
  const traces = async () =>
    Number(
      (await web.dataSource.query(`select (select count(*) from delivery_receipt) + (select count(*) from inbound_message) as count`))[0]
        .count,
    );

  it('is kept by the account that signed', async () => {
    expect(await tell('/webhooks/twilio/status', receipt(first!.accountSid), first!.authToken)).toBe(204);
    expect(await tell('/webhooks/twilio/status', receipt(second!.accountSid), second!.authToken)).toBe(204);
    expect(
      await web.dataSource.query(`select provider from delivery_receipt where provider_message_id = $1 order by id`, [FIRST_SID]),
    ).toEqual([{ provider: 'twilio' }, { provider: 'twilio-2' }]);
  });

  it.each([
    ['that speaks for the other account', second!.accountSid, first!.authToken],
    ['that speaks for the first with the secret of the second', first!.accountSid, second!.authToken],
    ['that speaks for an account of somebody else', `AC${'9'.repeat(32)}`, first!.authToken],
    ['that speaks for nobody in particular, with a secret of nobody', '', 'geen van beide'],
  ])('is refused and leaves no trace when it is a webhook %s', async (_, accountSid, authToken) => {
    const before = await traces();
    const sid = `SM${'2'.repeat(32)}`;
    expect(await tell('/webhooks/twilio/status', receipt(accountSid, sid), authToken)).toBe(403);
    expect(
      await tell('/webhooks/twilio/inbound', { AccountSid: accountSid, MessageSid: sid, From: '+31612345678', Body: 'STOP' }, authToken),
    ).toBe(403);
    expect(await traces()).toBe(before);
  });

  it('finds its message: sent by the second, received by the second, delivered', async () => {
    const now = web.clock.now();
    const to = '+31655555555';
    const outbox = web.app.get(OutboxService, { strict: false });
    const id = await web.dataSource.transaction((tx) =>
      outbox.enqueue(
        tx,
        {
          channel: 'sms',
          to,
          purpose: 'invitation',
          language: 'nl',
          subjectId: null,
          clientId: null,
          notBefore: now,
          expiresAt: now.add({ hours: 72 }),
        },
        now,
      ),
    );
    await web.dataSource.query(
      `update message set status = 'sending', provider = 'twilio-2', attempts = 1, attempted_at = $2, status_at = $2 where id = $1`,
      [id, now],
    );
    await fetch(`${simulator.url}/2010-04-01/Accounts/${second!.accountSid}/Messages.json`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${second!.accountSid}:${second!.authToken}`)}` },
      body: new URLSearchParams({
        To: to,
        From: second!.from,
        Body: 'Hoi',
        StatusCallback: `${web.url}/webhooks/twilio/status?message=${id}`,
      }),
    });
    await simulator.settled();
    const [message] = await web.dataSource.query(`select status, provider, provider_message_id as sid from message where id = $1`, [id]);
    expect(message).toEqual({ status: 'delivered', provider: 'twilio-2', sid: simulator.messages(to)[0]!.id });
  });

  it('is a reply to whoever wrote last: to the number of that account, signed by it', async () => {
    const to = '+31655555555';
    expect(await simulator.reply(to, 'Gaat wel')).toBe(204);
    expect(await web.dataSource.query(`select provider, body from inbound_message where from_address = $1`, [to])).toEqual([
      { provider: 'twilio-2', body: 'Gaat wel' },
    ]);
  });
});
