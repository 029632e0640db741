import { SmtpChannel, TwilioChannel, type Channel, type Outcome } from '#libs/messaging';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { startSimulator, type Simulator } from './simulator.js';

const ACCOUNT = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'the secret of a test' };
const NUMBER = '+31612345678';
const MAILBOX = 'anna@example.nl';
const TIMEOUT_MS = 1_500;

/** The same promises for every channel: the real adapters, over the real protocols, against the simulator. */
describe('a channel', () => {
  let simulator: Simulator;
  const open: Channel[] = [];
  beforeAll(async () => {
    simulator = await startSimulator({ ...ACCOUNT, port: 0, smtpPort: 0, publicUrl: 'http://127.0.0.1:9', receiptPaceMs: 0 });
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
  const smtp = (url = simulator.smtpUrl) => opened(new SmtpChannel({ url, from: 'Werkplein <werkplein@werkplein.example>' }, TIMEOUT_MS));
  const channels = [
    ['sms', NUMBER, twilio],
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
