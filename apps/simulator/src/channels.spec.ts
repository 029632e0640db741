import { SmtpChannel, TwilioChannel, type Channel, type LookUpQuestion, type Outcome } from '#libs/messaging';
import { createHash } from 'node:crypto';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { startSimulator, type Simulator } from './simulator.js';

const ACCOUNT = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'the secret of a test' };
const SECOND = { accountSid: `AC${'2'.repeat(32)}`, authToken: 'the other secret' };
const NUMBER = '+31612345678';
const MAILBOX = 'anna@example.nl';
const TIMEOUT_MS = 1_500;

/** The same promises for every channel: the real adapters, over the real protocols, against the simulator. */
describe('a channel', () => {
  let simulator: Simulator;
  const open: Channel[] = [];
  beforeAll(async () => {
    simulator = await startSimulator({
      ...ACCOUNT,
      second: SECOND,
      port: 0,
      smtpPort: 0,
      publicUrl: 'http://127.0.0.1:9',
      receiptPaceMs: 0,
    });
  });
  beforeEach(() => simulator.fault({ kind: 'no_receipts' }));
  afterEach(() => {
    for (const channel of open.splice(0)) channel.close();
    simulator.clearFaults();
  });
  afterAll(() => simulator.close());

  const opened = (channel: Channel) => {
    open.push(channel);
    return channel;
  };
  const twilio = (apiUrl = simulator.url, authToken = ACCOUNT.authToken) =>
    opened(new TwilioChannel({ ...ACCOUNT, authToken, from: '+3197010240000', apiUrl }, () => 'http://127.0.0.1:9', TIMEOUT_MS));
  const twilio2 = (apiUrl = simulator.url, authToken = SECOND.authToken) =>
    opened(new TwilioChannel({ ...SECOND, authToken, from: '+3197010240002', apiUrl }, () => 'http://127.0.0.1:9', TIMEOUT_MS, 'twilio-2'));
  const smtp = (url = simulator.smtpUrl) => opened(new SmtpChannel({ url, from: 'Werkplein <werkplein@werkplein.example>' }, TIMEOUT_MS));
  const channels = [
    ['sms', NUMBER, twilio],
    ['sms by the second account', NUMBER, twilio2],
    ['email', MAILBOX, smtp],
  ] as const;
  let sequence = 0;
  const send = (channel: Channel, to: string): Promise<Outcome> => {
    sequence += 1;
    const messageId = `00000000-0000-7000-8000-${String(sequence).padStart(12, '0')}`;
    return channel.send({ messageId, to, text: `Tekst ${sequence}`, html: `<p>Tekst <b>${sequence}</b></p>`, subject: 'Hoe gaat het?' });
  };
  const received = (to: string) => simulator.messages(to).length;

  describe.each(channels)('%s', (_, to, channelTo) => {
    it('hands a message over, and gives each its own id', async () => {
      const before = received(to);
      const channel = channelTo();
      const [one, other] = await Promise.all([send(channel, to), send(channel, to)]);
      expect([one.kind, other.kind]).toEqual(['accepted', 'accepted']);
      expect(one).not.toEqual(other);
      expect(received(to)).toBe(before + 2);
    });

    it('knows that nothing left when nobody is there', async () => {
      const port = await aFreePort();
      expect(await send(channelTo(to === NUMBER ? `http://127.0.0.1:${port}` : `smtp://127.0.0.1:${port}`), to)).toMatchObject({
        kind: 'refused',
        reason: 'provider_unreachable',
        permanent: false,
      });
    });

    it('may try again when it is too busy there, or out of order', async () => {
      const before = received(to);
      const channel = channelTo();
      simulator.fault({ kind: 'too_many_requests', address: to, times: 1 });
      expect(await send(channel, to)).toMatchObject({ kind: 'refused', permanent: false });
      simulator.fault({ kind: 'unavailable', address: to, times: 1 });
      expect(await send(channel, to)).toMatchObject({ kind: 'refused', reason: 'provider_unreachable', permanent: false });
      expect(received(to)).toBe(before);
      expect((await send(channel, to)).kind).toBe('accepted');
    });

    it('does not know whether it left when nobody answers in time', async () => {
      const before = received(to);
      simulator.fault({ kind: 'timeout', address: to, ms: 5_000, times: 1 });
      expect(await send(channelTo(), to)).toMatchObject({ kind: 'unknown', reason: 'timed_out' });
      expect(received(to)).toBe(before + 1);
    });

    it('does not know whether it left when the line goes dead, and does not try again by itself', async () => {
      const before = received(to);
      const channel = channelTo();
      await send(channel, to);
      simulator.fault({ kind: 'drop', address: to, times: 1 });
      expect(await send(channel, to)).toMatchObject({ kind: 'unknown', reason: 'interrupted' });
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(received(to)).toBe(before + 2);
    });

    it('waits for a slow answer', async () => {
      simulator.fault({ kind: 'slow', address: to, ms: 100, times: 1 });
      expect((await send(channelTo(), to)).kind).toBe('accepted');
    });
  });

  it.each([
    ['21211', 'invalid_number'],
    ['21610', 'opted_out'],
    ['21635', 'landline'],
    ['21408', 'no_route'],
    ['12345', 'refused'],
  ])('sms refused with %s will not try again: %s', async (code, reason) => {
    simulator.fault({ kind: 'refuse', address: NUMBER, code, times: 1 });
    expect(await send(twilio(), NUMBER)).toEqual({ kind: 'refused', reason, code, permanent: true });
  });

  it('sms does not know when something in between answers instead of Twilio', async () => {
    simulator.fault({ kind: 'bad_gateway', address: NUMBER, times: 1 });
    expect(await send(twilio(), NUMBER)).toMatchObject({ kind: 'unknown', code: '502' });
  });

  it('sms with a wrong secret waits for an administrator', async () => {
    expect(await send(twilio(simulator.url, 'wrong'), NUMBER)).toMatchObject({
      kind: 'refused',
      reason: 'provider_credentials',
      permanent: false,
    });
  });

  it('sms of each account comes from its own number, by its own account', async () => {
    for (const channel of [twilio(), twilio2()]) await send(channel, '+31687654321');
    expect(simulator.messages('+31687654321').map(({ carrier, office }) => [carrier, office])).toEqual([
      ['twilio', '+3197010240000'],
      ['twilio-2', '+3197010240002'],
    ]);
  });

  it('sms by one account does not notice what goes wrong with the other', async () => {
    simulator.fault({ kind: 'unavailable', account: 'twilio' });
    expect((await send(twilio(), NUMBER)).kind).toBe('refused');
    expect((await send(twilio2(), NUMBER)).kind).toBe('accepted');
  });

  it('sms goes wrong once in so many messages when asked', async () => {
    const channel = twilio();
    simulator.fault({ kind: 'unavailable', every: 3 });
    const kinds = [];
    for (let n = 0; n < 6; n += 1) kinds.push((await send(channel, NUMBER)).kind);
    expect(kinds).toEqual(['accepted', 'accepted', 'refused', 'accepted', 'accepted', 'refused']);
  });

  describe('sms that nobody answered about', () => {
    const TO = '+31611111111';
    const anHourAgo = Temporal.Now.instant().subtract({ hours: 1 });
    const lookUp = (channel: TwilioChannel, text: string, more: Partial<LookUpQuestion> = {}) =>
      channel.lookUp({ to: TO, textHash: createHash('sha256').update(text).digest(), attemptedAt: anHourAgo, taken: new Set(), ...more });
    const sent = (channel: Channel, text: string) => channel.send({ messageId: '0199aaaa-0000-7000-8000-000000000001', to: TO, text });

    it('is found by its number and its text, with what became of it', async () => {
      const channel = twilio() as TwilioChannel;
      simulator.fault({ kind: 'drop', times: 1 });
      expect(await sent(channel, 'Eén')).toMatchObject({ kind: 'unknown' });
      const { id } = simulator.messages(TO).at(-1)!;
      expect(await lookUp(channel, 'Eén')).toEqual({ found: id, status: 'queued', errorCode: null });
      Object.assign(simulator.messages(TO).at(-1)!, { status: 'undelivered', errorCode: '30003' });
      expect(await lookUp(channel, 'Eén')).toEqual({ found: id, status: 'undelivered', errorCode: '30003' });
    });

    it('is absent when it never came, when it came by the other account, before the attempt, or when it is another one', async () => {
      const channel = twilio() as TwilioChannel;
      expect(await lookUp(channel, 'Nooit verstuurd')).toBe('absent');
      await sent(twilio2(), 'Langs de ander');
      expect(await lookUp(channel, 'Langs de ander')).toBe('absent');
      await sent(channel, 'Twee');
      expect(await lookUp(channel, 'Twee', { attemptedAt: Temporal.Now.instant().add({ hours: 1 }) })).toBe('absent');
      expect(await lookUp(channel, 'Twee', { taken: new Set(simulator.messages(TO).map(({ id }) => id)) })).toBe('absent');
      expect(await lookUp(channel, 'Twee')).toMatchObject({ status: 'queued' });
    });

    it('cannot be told when nobody is there, or not in time', async () => {
      const port = await aFreePort();
      expect(await lookUp(twilio(`http://127.0.0.1:${port}`) as TwilioChannel, 'Drie')).toBe('cannot_tell');
      expect(await lookUp(twilio(simulator.url, 'wrong') as TwilioChannel, 'Drie')).toBe('cannot_tell');
    });
  });

  it('sms carries our own id in the address of its receipts', async () => {
    simulator.clearFaults();
    const asked: string[] = [];
    const listener = await aListener((request) => asked.push(request));
    const channel = opened(
      new TwilioChannel(
        { ...ACCOUNT, from: 'Werkplein', apiUrl: simulator.url },
        () => `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
        TIMEOUT_MS,
      ),
    );
    await channel.send({ messageId: '0199aaaa-0000-7000-8000-000000000001', to: NUMBER, text: 'Hallo' });
    await simulator.settled();
    listener.close();
    expect(asked[0]).toContain('POST /webhooks/twilio/status?message=0199aaaa-0000-7000-8000-000000000001');
  });

  it.each([
    ['550', 'hard_bounce', true],
    ['552', 'mailbox_full', true],
    ['452', 'mailbox_full', false],
    ['554', 'filtered', true],
  ])('email refused with %s: %s', async (code, reason, permanent) => {
    simulator.fault({ kind: 'refuse', address: MAILBOX, code, times: 1 });
    expect(await send(smtp(), MAILBOX)).toEqual({ kind: 'refused', reason, code, permanent });
  });

  it('email has a plain text beside the HTML, and says that a machine wrote it', async () => {
    await send(smtp(), 'bob@example.nl');
    const [mail] = simulator.messages('bob@example.nl');
    expect(mail).toMatchObject({ subject: 'Hoe gaat het?', office: expect.stringContaining('werkplein@werkplein.example') });
    expect(mail?.text).toMatch(/^Tekst \d+\s*$/);
    expect(mail?.html).toMatch(/<p>Tekst <b>\d+<\/b><\/p>/);
  });

  it('email says to programs where it is answered and stopped, by one header line each, and in which language it is', async () => {
    const mailIn = { address: 'bounce@in.example', replyAddress: 'antwoord@in.example' };
    const channel = opened(
      new SmtpChannel({ url: simulator.smtpUrl, from: 'Werkplein <werkplein@werkplein.example>' }, TIMEOUT_MS, mailIn),
    );
    const unsubscribeUrl = `https://checkin.een-gemeente-met-een-lange-naam.example/afmelden/${'a'.repeat(43)}`;
    const outgoing = { messageId: '0199aaaa-0000-7000-8000-000000000009', to: 'cor@example.nl', text: 'Hoi', subject: 'Hoi' };
    await channel.send({ ...outgoing, kind: 'personal', language: 'ar', unsubscribeUrl });
    await channel.send(outgoing);
    expect(simulator.messages('cor@example.nl').map(({ marks }) => marks)).toEqual([
      {
        messageId: `<${outgoing.messageId}@werkplein.example>`,
        replyTo: `antwoord+${outgoing.messageId}@in.example`,
        unsubscribeUrl,
        isOneClick: true,
        autoSubmitted: null,
        language: 'ar',
      },
      expect.objectContaining({ replyTo: null, unsubscribeUrl: null, isOneClick: false, autoSubmitted: 'auto-generated', language: null }),
    ]);
  });

  it('email over a pooled connection that the server closed in the meantime has surely not left', async () => {
    const elsewhere = await startSimulator({ ...ACCOUNT, port: 0, smtpPort: 0, publicUrl: 'http://127.0.0.1:9' });
    const channel = smtp(elsewhere.smtpUrl);
    expect((await send(channel, MAILBOX)).kind).toBe('accepted');
    await elsewhere.close();
    expect(await send(channel, MAILBOX)).toMatchObject({ kind: 'refused', reason: 'provider_unreachable', permanent: false });
  });
});

async function aFreePort(): Promise<number> {
  const server = await aListener(() => undefined);
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function aListener(hear: (request: string) => void): Promise<Server> {
  const server = createServer((socket) =>
    socket.once('data', (bytes) => {
      hear(bytes.toString());
      socket.end('HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n');
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
