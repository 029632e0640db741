import { DispatchService } from '#libs/messaging';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { aCarrier } from '../../../test/support/carrier.js';
import { at, aWerkplein, type Werkplein } from '../../../test/support/check-ins.js';

const MONDAY = at('2026-03-02', '09:00');
const LATER = at('2026-03-02', '10:00');

/** Takes e-mail, and keeps it as it came. */
async function aMailServer(): Promise<{ url: string; mails: string[]; server: SMTPServer }> {
  const mails: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _, done) {
      let mail = '';
      stream.on('data', (chunk: Buffer) => (mail += chunk.toString()));
      stream.on('end', () => {
        mails.push(mail);
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, mails, server };
}

describe('inviting', () => {
  let werkplein: Werkplein;
  let carrier: Awaited<ReturnType<typeof aCarrier>>;
  let post: Awaited<ReturnType<typeof aMailServer>>;
  beforeAll(async () => {
    [carrier, post] = [await aCarrier(), await aMailServer()];
    werkplein = await aWerkplein({ TWILIO_API_URL: carrier.url, SMTP_URL: post.url, PUBLIC_URL: 'https://checkin.werkplein.example' });
  });
  afterAll(async () => {
    await werkplein.close();
    await carrier.close();
    await new Promise<void>((resolve) => post.server.close(() => resolve()));
  });
  beforeEach(async () => {
    await werkplein.dataSource.query('truncate check_in, enrolment, plan, message, opt_out cascade');
    carrier.texts.length = 0;
    post.mails.length = 0;
  });
  /** Everything that is due leaves. */
  const send = async (now = LATER) =>
    werkplein.app.get(DispatchService, { strict: false }).sendDue([werkplein.inviting], { now: () => now });
  const linksIn = (text: string) =>
    [...text.matchAll(/https:\/\/checkin\.werkplein\.example\/c\/([0-9a-z]+)/g)].map(([, token]) => token as string);

  it('sends a text message with a link that leads to this check-in, and stores only the hash of it', async () => {
    const client = await werkplein.aPlannedClient();
    await werkplein.rounds.openDue(MONDAY);
    expect(await send()).toMatchObject({ accepted: 1 });
    expect((await werkplein.messagesOf(client))[0]).toMatchObject({ status: 'sent', channel: 'sms' });
    expect(carrier.texts).toHaveLength(1);
    const [token] = linksIn(carrier.texts[0]!.Body);
    expect(token).toMatch(/^[0-9a-hjkmnp-tv-z]{16}$/);
    const [checkIn] = await werkplein.checkInsOf(client);
    expect(await werkplein.answering.find(token!, LATER)).toMatchObject({ checkInId: checkIn?.id, state: 'open' });
    const [message] = await werkplein.messagesOf(client);
    expect(message?.body).toBe(carrier.texts[0]!.Body.replace(token!, '…'));
    const everything = await werkplein.dataSource.query(
      `select json_agg(m)::text || (select json_agg(l)::text from check_in_link l) as rows from message m`,
    );
    expect(everything[0].rows).not.toContain(token);
  });

  it('sends an e-mail in two forms, in the language of the client', async () => {
    await werkplein.aPlannedClient({ mobile: null, email: 'sam@voorbeeld.example', language: 'en' });
    await werkplein.rounds.openDue(MONDAY);
    await send();
    expect(post.mails).toHaveLength(1);
    const mail = post.mails[0]!.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=');
    expect(mail).toContain('Subject: A few questions from the Werkplein');
    expect(mail).toContain('multipart/alternative');
    expect(new Set(linksIn(mail)).size).toBe(1);
    expect(mail).not.toContain('Noor');
  });

  it('writes many at once, each with a link of its own', async () => {
    const clients = [
      await werkplein.aPlannedClient(),
      await werkplein.aPlannedClient(),
      await werkplein.aPlannedClient({ language: 'en' }),
    ];
    await werkplein.rounds.openDue(MONDAY);
    await send();
    const tokens = carrier.texts.flatMap(({ Body }) => linksIn(Body));
    expect(new Set(tokens).size).toBe(clients.length);
    const opened = await Promise.all(tokens.map((token) => werkplein.answering.find(token, LATER)));
    const checkIns = await Promise.all(clients.map((client) => werkplein.checkInsOf(client)));
    expect(new Set(opened.map((found) => found?.checkInId))).toEqual(new Set(checkIns.map(([checkIn]) => checkIn?.id)));
  });

  it('sends once, however many workers send', async () => {
    await werkplein.aPlannedClient();
    await werkplein.rounds.openDue(MONDAY);
    await Promise.all(Array.from({ length: 5 }, () => send()));
    await send();
    expect(carrier.texts).toHaveLength(1);
    expect(await werkplein.dataSource.query('select count(*)::int as n from check_in_link')).toEqual([{ n: 1 }]);
  });

  it.each<[string, string, (client: { id: string; checkInId: string }) => Promise<unknown>]>([
    [
      'said STOP',
      'opted_out',
      ({ id }) =>
        werkplein.dataSource.query(
          `insert into opt_out (client_id, channel, source, opted_out_at) values ($1, 'sms', 'client_reply', '2026-03-02')`,
          [id],
        ),
    ],
    ['has died', 'deceased', ({ id }) => werkplein.dataSource.query(`update client set deceased_on = '2026-03-02' where id = $1`, [id])],
    [
      'has no benefit any more',
      'no_benefit',
      ({ id }) => werkplein.dataSource.query(`delete from benefit_spell where client_id = $1`, [id]),
    ],
    [
      'has another number',
      'address_not_current',
      ({ id }) => werkplein.dataSource.query(`update contact_point set address = '+31699999999' where client_id = $1`, [id]),
    ],
    [
      'answered already',
      'withdrawn',
      ({ checkInId }) =>
        werkplein.answering.answerAll({ checkInId }, [{ item: 'wellbeing.general', state: 'answered', value: 4 }], {}, LATER),
    ],
  ])('does not invite who %s in the meantime: %s', async (_, failureReason, meanwhile) => {
    const client = await werkplein.anInvitedClient();
    await meanwhile(client);
    await send();
    expect(carrier.texts).toEqual([]);
    expect((await werkplein.messagesOf(client))[0]).toMatchObject({ status: 'canceled', failureReason, body: null });
  });

  it('does not ring in the evening what could not leave by day', async () => {
    const client = await werkplein.aPlannedClient();
    await werkplein.rounds.openDue(MONDAY);
    await send(at('2026-03-02', '20:00'));
    await send(at('2026-03-03', '09:00'));
    expect(carrier.texts).toEqual([]);
    expect((await werkplein.messagesOf(client))[0]).toMatchObject({ status: 'canceled', failureReason: 'expired' });
  });
});
