import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Clock, type Configuration } from '#libs/platform';
import { createTransport } from 'nodemailer';
import { aPostOffice, NOON, type PostOffice } from '../../../test/support/messaging.js';
import { BouncesService } from './bounces.service.js';
import { MailServer } from './mail-server.js';

/** A report as it is without a tag in the address: all there is to go by is the mail it brings back. */
const report = (messageId: string, type = 'message/rfc822') => `From: postmaster@voorbeeld.nl
Auto-Submitted: auto-replied
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Undelivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.voorbeeld.nl

Final-Recipient: rfc822; klant@voorbeeld.nl
Action: failed
Status: 5.1.1

--b
Content-Type: ${type}

Message-ID: <${messageId}@werkplein.example>
Subject: Hoe gaat het?

--b--
`;

const HOLIDAY = `From: klant@voorbeeld.nl
Subject: Re: Hoe gaat het?
Auto-Submitted: auto-replied

Ik ben er tot maandag niet.
`;

describe('e-mail that comes back', () => {
  let office: PostOffice;
  beforeAll(async () => {
    office = await aPostOffice();
    await office.takeMail();
  });
  afterEach(() => office.simulator.clearFaults());
  afterAll(() => office.close());

  async function aSentMail() {
    const client = await office.aClient();
    const id = await office.aMessage({ channel: 'email', client });
    await office.sendDue();
    await office.simulator.settled();
    return { id, client };
  }
  const stateOf = async (clientId: string) => {
    const [{ state }] = await office.dataSource.query(`select state from contact_point where client_id = $1 and kind = 'email'`, [
      clientId,
    ]);
    return state as string;
  };
  const receive = (content: string, to = 'bounce@werkplein.example') =>
    office.app.get(BouncesService).receive(Buffer.from(content.replaceAll('\n', '\r\n')), [to], NOON);

  it.each([
    [undefined, '5.1.1', 'hard_bounce', 'invalid'],
    ['552', '5.2.2', 'mailbox_full', 'unverified'],
    ['554', '5.7.1', 'filtered', 'unverified'],
  ])('with %s is undelivered, says why, and leaves the address as it should be', async (code, errorCode, failureReason, state) => {
    office.simulator.fault({ kind: 'bounce', code });
    const { id, client } = await aSentMail();
    expect(await office.messageOf(id)).toMatchObject({ status: 'undelivered', failureReason, errorCode });
    expect(await stateOf(client.id)).toBe(state);
    expect((await office.storyOf(id)).at(-1)).toBe(`undelivered: ${failureReason}`);
  });

  it('is known by the mail it brings when the address does not tell, however often it comes', async () => {
    const { id } = await aSentMail();
    expect((await office.messageOf(id)).status).toBe('sent');
    expect(await receive(report(id))).toBe(true);
    expect(await office.messageOf(id)).toMatchObject({ status: 'undelivered', failureReason: 'hard_bounce' });
    expect(await receive(report(id, 'text/rfc822-headers'))).toBe(true);
    const kept = await office.dataSource.query<unknown[]>(`select from delivery_receipt where provider_message_id = $1`, [
      (await office.messageOf(id)).providerMessageId,
    ]);
    expect(kept).toHaveLength(1);
  });

  it('settles a mail whose fate was unknown', async () => {
    const { id } = await aSentMail();
    await office.dataSource.query(`update message set status = 'unknown', provider_message_id = null where id = $1`, [id]);
    expect(await receive(report(id))).toBe(true);
    expect(await office.messageOf(id)).toMatchObject({ status: 'undelivered', providerMessageId: `<${id}@werkplein.example>` });
  });

  it('that is the reply of somebody on holiday, or about nothing of ours, changes nothing; the log names nobody', async () => {
    const { id } = await aSentMail();
    const sms = await office.aMessage();
    await office.sendDue();
    const told: unknown[] = [];
    const tell = (text: unknown) => void told.push(text);
    Logger.overrideLogger({ log: tell, warn: tell, error: tell });
    expect(await receive(HOLIDAY, `bounce+${id}@werkplein.example`)).toBe(false);
    expect(await receive(report('018f0000-0000-7000-8000-000000000001'))).toBe(false);
    expect(await receive(report(sms))).toBe(false);
    Logger.overrideLogger(false);
    expect((await office.messageOf(id)).status).toBe('sent');
    expect((await office.messageOf(sms)).status).toBe('sent');
    expect(told).toHaveLength(3);
    expect(told.join(' ')).not.toMatch(/@|klant/);
  });

  describe('arrives at a server that', () => {
    const send = async (to: string, raw: string) => {
      const port = await office.takeMail();
      const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
      return transport.sendMail({ envelope: { from: '', to }, raw }).then(
        () => 250,
        (error: { responseCode?: number }) => error.responseCode ?? 0,
      );
    };

    it('takes mail for its own address only', async () => {
      expect(await send('bounce@werkplein.example', HOLIDAY)).toBe(250);
      expect(await send('BOUNCE@werkplein.example', HOLIDAY)).toBe(250);
      expect(await send('bounce+018f0000-0000-7000-8000-000000000001@werkplein.example', HOLIDAY)).toBe(250);
      for (const other of ['iemand@werkplein.example', 'bounce@elders.example', 'bounce+x@werkplein.example'])
        expect(await send(other, HOLIDAY)).toBe(550);
    });

    it('takes nothing big', async () => {
      expect(await send('bounce@werkplein.example', `${HOLIDAY}${'x'.repeat(1000)}\n`.repeat(2000))).toBe(552);
    });

    it('stands on one port for all workers of a machine: another takes over when it stops', async () => {
      const port = await office.takeMail();
      const mailIn = { address: 'bounce@werkplein.example', replyAddress: null, port };
      const onReply = () => Promise.resolve();
      const another = () => new MailServer({ demo: true, mailIn } as Configuration, office.app.get(BouncesService), office.app.get(Clock));
      const [second, third] = [another(), another()];
      expect(await second.listen({ onReply })).toBeNull();
      await office.app.get(MailServer).onApplicationShutdown();
      expect(await second.listen({ onReply })).toBe(port);
      expect(await second.listen({ onReply })).toBe(port);
      expect(await third.listen({ onReply })).toBeNull();
      await second.onApplicationShutdown();
      await third.onApplicationShutdown();
    });

    it('asks whoever brings it to come back when it cannot be kept', async () => {
      const bounces = office.app.get(BouncesService);
      const receiving = jest.spyOn(bounces, 'receive').mockRejectedValue(new Error('the database is not there'));
      expect(await send('bounce@werkplein.example', HOLIDAY)).toBe(451);
      receiving.mockRestore();
    });
  });
});
