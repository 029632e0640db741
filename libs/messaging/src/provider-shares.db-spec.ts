import { aPostOffice, NOON, type PostOffice } from '../../../test/support/messaging.js';
import { ProviderSharesService } from './provider-shares.service.js';

/** Long: a machine that is busy must not make the account that is well look slow. And its third is no whole number. */
const TIMEOUT_MS = 6_002;
const MESSAGES = 40;

describe('two accounts for text messages', () => {
  let office: PostOffice;
  let shares: ProviderSharesService;
  let now = NOON;
  beforeEach(async () => {
    office = await aPostOffice({ timeoutMs: TIMEOUT_MS, secondAccount: true, settings: { QUIET_HOURS: 'off' } });
    shares = office.app.get(ProviderSharesService);
    now = NOON;
    await shares.weigh(now);
  });
  afterEach(() => office.close());

  const later = (minutes: number) => (now = now.add({ minutes }));
  async function weigh() {
    await shares.weigh(now);
    return held();
  }
  const held = () => Object.fromEntries(office.channels.sharesOf('sms').map(({ provider, share }) => [provider, share]));
  const rows = () =>
    office.dataSource.query<{ provider: string; share: number; reason: string }[]>(
      `select provider, share, reason from provider_share where channel = 'sms' order by id`,
    );

  /** A round of messages that leave at this moment. */
  async function send(count = MESSAGES) {
    const ids: string[] = [];
    for (let n = 0; n < count; n += 1) ids.push(await office.aMessage({ notBefore: now, expiresAt: now.add({ hours: 24 }) }));
    await office.sendDue(now);
    return ids;
  }
  async function carriers(ids: readonly string[]) {
    const numbers = await Promise.all(ids.map(async (id) => (await office.messageOf(id)).to));
    const taken = numbers.map((to) => office.simulator.messages(to).map(({ carrier }) => carrier));
    return {
      arrived: taken.filter((each) => each.length === 1).length,
      twice: taken.filter((each) => each.length > 1).length,
      by: taken.flat(),
    };
  }
  const usedBy = (carriersOf: readonly string[], carrier: string) =>
    carriersOf.filter((each) => each === carrier).length / carriersOf.length;

  it('share the work while both are well', async () => {
    const { arrived, by } = await carriers(await send());
    expect(arrived).toBe(MESSAGES);
    expect(usedBy(by, 'twilio')).toBeGreaterThan(0.1);
    expect(usedBy(by, 'twilio-2')).toBeGreaterThan(0.1);
    expect(await weigh()).toEqual({ twilio: 50, 'twilio-2': 50 });
    expect(await rows()).toEqual([
      { provider: 'twilio', share: 50, reason: 'start' },
      { provider: 'twilio-2', share: 50, reason: 'start' },
    ]);
  });

  it('write to a client by the same one every time while both are well', async () => {
    for (let n = 0; n < 3; n += 1) {
      const client = await office.aClient();
      for (let times = 0; times < 4; times += 1) await office.aMessage({ client, notBefore: now, expiresAt: now.add({ hours: 24 }) });
      await office.sendDue(now);
      expect(new Set(office.simulator.messages(client.mobile).map(({ office: from }) => from)).size).toBe(1);
      expect(office.simulator.messages(client.mobile)).toHaveLength(4);
    }
  });

  it('are led around the one that becomes slow, and back in steps when it has recovered', async () => {
    office.simulator.fault({ kind: 'slow', account: 'twilio', ms: TIMEOUT_MS * 0.4 });
    await send();
    later(1);
    expect(await weigh()).toEqual({ twilio: 5, 'twilio-2': 95 });
    expect((await rows()).slice(2)).toEqual([
      { provider: 'twilio', share: 5, reason: 'slow' },
      { provider: 'twilio-2', share: 95, reason: 'took_over' },
    ]);
    office.simulator.clearFaults();
    office.simulator.fault({ kind: 'no_receipts' });
    const { by } = await carriers(await send());
    expect(usedBy(by, 'twilio-2')).toBeGreaterThan(0.75);
    const seen = [];
    for (let minute = 0; minute < 20; minute += 1) {
      later(1);
      seen.push((await weigh())['twilio']);
    }
    expect([...new Set(seen)]).toEqual([5, 20, 35, 50]);
    expect((await rows()).at(-1)).toEqual({ provider: 'twilio-2', share: 50, reason: 'recovered' });
  });

  it('carry everything once when one goes down: what it refused goes by the other', async () => {
    office.simulator.fault({ kind: 'unavailable', account: 'twilio' });
    const first = await send();
    const refused = (await Promise.all(first.map((id) => office.messageOf(id)))).filter(({ status }) => status === 'queued').length;
    expect(refused).toBeGreaterThan(4);
    later(1);
    expect(await weigh()).toEqual({ twilio: 5, 'twilio-2': 95 });
    const second = await send();
    for (let tries = 0; tries < 10; tries += 1) {
      later(1);
      await office.sendDue(now);
    }
    const { arrived, twice, by } = await carriers([...first, ...second]);
    expect([arrived, twice]).toEqual([2 * MESSAGES, 0]);
    expect(new Set(by)).toEqual(new Set(['twilio-2']));
    const tried = (await Promise.all(first.map((id) => office.attemptsOf(id)))).find(({ length }) => length > 1);
    expect(tried).toMatchObject([
      { provider: 'twilio', outcome: 'refused', reason: 'provider_unreachable' },
      { provider: 'twilio-2', outcome: 'accepted' },
    ]);
  });

  it('take over from each other message by message, before anybody has looked', async () => {
    office.simulator.fault({ kind: 'unavailable', account: 'twilio' });
    const ids = await send();
    later(1);
    await office.sendDue(now);
    expect(held()).toEqual({ twilio: 50, 'twilio-2': 50 });
    expect(await carriers(ids)).toMatchObject({ arrived: MESSAGES, twice: 0 });
  });

  it('are followed by every process: the table is the truth', async () => {
    await office.dataSource.query(
      `insert into provider_share (channel, provider, share, reason, since)
       values ('sms', 'twilio', 5, 'failing', $1), ('sms', 'twilio-2', 95, 'took_over', $1)`,
      [NOON],
    );
    await shares.follow(NOON.add({ seconds: 1 }));
    await shares.follow(NOON.add({ seconds: 10 }));
    expect(held()).toEqual({ twilio: 5, 'twilio-2': 95 });
  });

  it('are decided about once, by however many workers at the same moment', async () => {
    office.simulator.fault({ kind: 'unavailable', account: 'twilio' });
    await send();
    later(1);
    const changes = await Promise.all([1, 2, 3, 4].map(() => shares.weigh(now)));
    expect(changes.filter((changed) => changed === 1)).toHaveLength(1);
    expect(changes.filter((changed) => changed === 0)).toHaveLength(3);
    expect(await rows()).toHaveLength(4);
  });

  it('are not judged by what a worker left behind when it died', async () => {
    await send();
    await office.dataSource.query(
      `update message_attempt set outcome = 'unknown', reason = 'interrupted', took_ms = null where provider = 'twilio'`,
    );
    later(1);
    expect(await weigh()).toEqual({ twilio: 50, 'twilio-2': 50 });
  });

  it('begin anew when an account is taken away or comes back', async () => {
    office.channels.replaceBy(
      ['twilio', 'smtp'].map((provider) => office.channels.named(provider)!).map((channel) => ({ ...stub, ...nameOf(channel) })),
    );
    expect(await weigh()).toEqual({ twilio: 100 });
    expect((await rows()).slice(2)).toEqual([
      { provider: 'twilio', share: 100, reason: 'start' },
      { provider: 'twilio-2', share: 0, reason: 'removed' },
    ]);
    later(1);
    expect(await weigh()).toEqual({ twilio: 100 });
    expect(await rows()).toHaveLength(4);
  });
});

const stub = { send: async () => ({ kind: 'accepted' as const, providerMessageId: 'x' }), close: () => undefined };
const nameOf = ({ channel, provider }: { channel: 'sms' | 'email'; provider: string }) => ({ channel, provider });
