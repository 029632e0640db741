import { createTransport } from 'nodemailer';
import type Mail from 'nodemailer/lib/mailer/index.js';
import { aPostOffice, NOON, type PostOffice } from '../../../test/support/messaging.js';
import type { InboundMessage } from './inbound-message.js';

describe('an answer by e-mail', () => {
  let office: PostOffice;
  let port: number;
  let isDown = false;
  const heard: InboundMessage[] = [];
  beforeAll(async () => {
    office = await aPostOffice();
    port = await office.takeMail(async (reply) => {
      if (isDown) throw new Error('the database is not there');
      heard.push(reply);
      await office.inbound.receive(reply, NOON);
    });
  });
  beforeEach(() => heard.splice(0));
  afterAll(() => office.close());

  async function aSentMail() {
    const client = await office.aClient();
    const id = await office.aMessage({ channel: 'email', client });
    await office.sendDue();
    return { id, client, to: `antwoord+${id}@werkplein.example` };
  }
  let number = 0;
  const answer = async (to: string, given: Mail.Options = {}) => {
    number += 1;
    const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
    return transport
      .sendMail({
        from: 'klant@elders.nl',
        to,
        subject: 'Re: Hoe gaat het?',
        text: 'Het gaat wel.',
        messageId: `<${number}@mail.elders.nl>`,
        ...given,
      })
      .then(
        () => 250,
        (error: { responseCode?: number }) => error.responseCode ?? 0,
      );
  };
  const keptOf = (clientId: string | null) =>
    office.dataSource.query<unknown[]>(
      `select from_address as "from", body, keyword, subject, answers_id as "answersId" from inbound_message
        where client_id is not distinct from $1 and channel = 'email' order by received_at, id`,
      [clientId],
    );
  const optOutsOf = (clientId: string) =>
    office.dataSource.query<unknown[]>(`select channel, source, undone_at is null as current from opt_out where client_id = $1`, [
      clientId,
    ]);
  const queuedFor = (to: string) =>
    office.dataSource.query<{ purpose: string }[]>(
      `select purpose, kind from message where to_address = $1 and status = 'queued' order by id`,
      [to],
    );

  it('belongs to who got the mail, whatever address it comes from, and once however often it is brought', async () => {
    const { id, client, to } = await aSentMail();
    expect(await answer(to, { from: client.email, messageId: '<one@mail.elders.nl>' })).toBe(250);
    expect(await answer(to, { from: client.email, messageId: '<one@mail.elders.nl>' })).toBe(250);
    expect(await keptOf(client.id)).toEqual([
      { from: client.email, body: 'Het gaat wel.', keyword: null, subject: 'Re: Hoe gaat het?', answersId: id },
    ]);
  });

  it('from another address is taken as that', async () => {
    const { client, to } = await aSentMail();
    await answer(to, { from: 'iemand@elders.nl' });
    const taken = await office.inbound.receive({ ...heard[0]!, providerMessageId: 'again' }, NOON);
    expect(taken).toMatchObject({ clientId: client.id, holders: [client.id], fromOtherAddress: true });
    expect(await office.inbound.receive({ ...heard[0]!, from: client.email.toUpperCase(), providerMessageId: 'own' }, NOON)).toMatchObject({
      clientId: client.id,
      fromOtherAddress: false,
    });
  });

  it('that only its sender speaks for is nobody’s: anybody can write any sender', async () => {
    const { client } = await aSentMail();
    await answer('antwoord@werkplein.example', { from: client.email });
    expect(await keptOf(client.id)).toEqual([]);
    expect(await office.inbound.receive({ ...heard[0]!, providerMessageId: 'bare' }, NOON)).toMatchObject({
      clientId: null,
      holders: [client.id],
      fromOtherAddress: false,
    });
  });

  it('to a message that is not there is kept without one', async () => {
    expect(await answer('antwoord+0199aaaa-0000-7000-8000-00000000ffff@werkplein.example', { from: 'wie@elders.nl' })).toBe(250);
    expect(await keptOf(null)).toContainEqual(expect.objectContaining({ from: 'wie@elders.nl', answersId: null }));
  });

  it.each([{ text: 'Stop.' }, { text: '', subject: 'STOP' }, { text: 'Beste coach,\n\nSTOP\n\nMet vriendelijke groet,\nSam' }])(
    'STOP stops the e-mail of who got it, confirmed once: %j',
    async (mail) => {
      const { client, to } = await aSentMail();
      const waiting = await office.aMessage({ channel: 'email', client, notBefore: NOON.add({ hours: 1 }) });
      await answer(to, { from: client.email, ...mail });
      expect(await optOutsOf(client.id)).toEqual([{ channel: 'email', source: 'client_reply', current: true }]);
      expect(await office.messageOf(waiting)).toMatchObject({ status: 'canceled', failureReason: 'opted_out' });
      expect(await queuedFor(client.email)).toEqual([{ purpose: 'opt_out_confirmation', kind: 'answer' }]);
      await answer(to, { from: client.email, ...mail });
      expect(await queuedFor(client.email)).toHaveLength(1);
    },
  );

  it('STOP from another address is confirmed where we know the client', async () => {
    const { client, to } = await aSentMail();
    await answer(to, { from: 'vreemd@elders.nl', text: 'stop' });
    expect(await optOutsOf(client.id)).toHaveLength(1);
    expect(await queuedFor('vreemd@elders.nl')).toEqual([]);
    expect(await queuedFor(client.email)).toHaveLength(1);
  });

  it('HELP is answered to whom we know, not to a sender that anybody can forge', async () => {
    const { client } = await aSentMail();
    await answer('antwoord@werkplein.example', { from: client.email, text: 'Help' });
    await answer('antwoord@werkplein.example', { from: 'slachtoffer@elders.nl', text: 'Help' });
    expect(await queuedFor(client.email)).toEqual([{ purpose: 'help', kind: 'answer' }]);
    expect(await queuedFor('slachtoffer@elders.nl')).toEqual([]);
  });

  it.each([
    ['a holiday', { headers: { 'Auto-Submitted': 'auto-replied' } }],
    ['a list', { headers: { Precedence: 'list' } }],
  ])('of %s is nothing: it is taken, and left', async (_, mail) => {
    const { client, to } = await aSentMail();
    expect(await answer(to, { from: client.email, text: 'STOP', ...mail })).toBe(250);
    expect(heard).toEqual([]);
    expect(await keptOf(client.id)).toEqual([]);
    expect(await optOutsOf(client.id)).toEqual([]);
  });

  it('with photographs loses those only', async () => {
    const { client, to } = await aSentMail();
    expect(await answer(to, { from: client.email, attachments: [{ filename: 'foto.jpg', content: Buffer.alloc(3_000_000, 7) }] })).toBe(
      250,
    );
    expect(await keptOf(client.id)).toEqual([expect.objectContaining({ body: 'Het gaat wel.\n\n[bijlage niet bewaard]' })]);
  });

  it('is brought again when it could not be kept', async () => {
    const { client, to } = await aSentMail();
    isDown = true;
    expect(await answer(to, { from: client.email })).toBe(451);
    isDown = false;
    expect(await answer(to, { from: client.email })).toBe(250);
    expect(await keptOf(client.id)).toHaveLength(1);
  });

  it('to any other address is refused', async () => {
    for (const other of ['antwoord@elders.example', 'antwoord+x@werkplein.example', 'klant1@example.nl'])
      expect(await answer(other)).toBe(550);
  });
});
