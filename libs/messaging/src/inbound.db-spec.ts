import { randomBytes } from 'node:crypto';
import { aPostOffice, NOON, type PostOffice } from '../../../test/support/messaging.js';

describe('a reply', () => {
  let office: PostOffice;
  beforeAll(async () => {
    office = await aPostOffice();
  });
  afterAll(() => office.close());

  const receive = (from: string, body: string, providerMessageId = `SM${randomBytes(16).toString('hex')}`) =>
    office.inbound.receive({ channel: 'sms', from, body, provider: 'twilio', providerMessageId }, NOON);
  const optOutsOf = (clientId: string) =>
    office.dataSource.query<unknown[]>(
      `select channel, source, undone_at is null as current from opt_out where client_id = $1 order by opted_out_at, id`,
      [clientId],
    );
  const queuedFor = (to: string) =>
    office.dataSource.query<{ id: string; purpose: string; language: string }[]>(
      `select id, purpose, language from message where to_address = $1 and status = 'queued' order by id`,
      [to],
    );

  it('is kept as it came, once, however often it is delivered', async () => {
    const sid = `SM${'a'.repeat(32)}`;
    const { mobile } = await office.aClient();
    expect(await receive(mobile, ' 4, maar het gaat wel 👍', sid)).toMatchObject({ keyword: null, isNew: true });
    expect(await receive(mobile, ' 4, maar het gaat wel 👍', sid)).toMatchObject({ keyword: null, isNew: false });
    expect(
      await office.dataSource.query(`select from_address, body, keyword from inbound_message where provider_message_id = $1`, [sid]),
    ).toEqual([{ from_address: mobile, body: ' 4, maar het gaat wel 👍', keyword: null }]);
    expect(await queuedFor(mobile)).toEqual([]);
  });

  it('STOP opts out, calls back what is on its way, and is confirmed in the language we last wrote in', async () => {
    const client = await office.aClient();
    const waiting = await office.aMessage({ client, language: 'en', notBefore: NOON.add({ hours: 1 }) });
    expect(await receive(client.mobile, 'Stop.')).toMatchObject({ keyword: 'stop', isNew: true });
    expect(await optOutsOf(client.id)).toEqual([{ channel: 'sms', source: 'client_reply', current: true }]);
    expect(await office.messageOf(waiting)).toMatchObject({ status: 'canceled', failureReason: 'opted_out' });
    expect(await queuedFor(client.mobile)).toEqual([expect.objectContaining({ purpose: 'opt_out_confirmation', language: 'en' })]);
  });

  it('the confirmation goes out although its reader opted out', async () => {
    const client = await office.aClient();
    await receive(client.mobile, 'STOP');
    expect(await office.sendDue()).toMatchObject({ accepted: expect.any(Number) as number, canceled: 0 });
    expect(office.simulator.messages(client.mobile).map(({ text }) => text)).toEqual([expect.stringContaining('Antwoord START')]);
  });

  it('the confirmation of a STOP on Friday night goes at once; one that could not waits for Monday morning', async () => {
    const friday = Temporal.Instant.from('2026-11-06T23:10:00+01:00');
    const monday = Temporal.Instant.from('2026-11-09T09:00:00+01:00');
    const [awake, late] = [await office.aClient(), await office.aClient()];
    const stop = (from: string) => ({ channel: 'sms' as const, from, body: 'STOP', provider: 'twilio', providerMessageId: `SM${from}` });
    await office.inbound.receive(stop(awake.mobile), friday);
    await office.sendDue(friday.add({ minutes: 1 }));
    expect(office.simulator.messages(awake.mobile)).toHaveLength(1);

    await office.inbound.receive(stop(late.mobile), friday);
    const [confirmation] = await queuedFor(late.mobile);
    await office.sendDue(friday.add({ hours: 2 }));
    expect(await optOutsOf(late.id)).toHaveLength(1);
    expect(await office.messageOf(confirmation!.id)).toMatchObject({ holdReason: 'quiet_hours', notBefore: monday });
    await office.sendDue(monday);
    expect(office.simulator.messages(late.mobile)).toHaveLength(1);
  });

  it('STOP said three times, twice at the same moment and once again, is confirmed once', async () => {
    const client = await office.aClient();
    await Promise.all([receive(client.mobile, 'STOP'), receive(client.mobile, 'stoppen')]);
    await office.sendDue();
    await receive(client.mobile, 'STOP');
    expect(await queuedFor(client.mobile)).toEqual([]);
    expect(office.simulator.messages(client.mobile)).toHaveLength(1);
    expect(await optOutsOf(client.id)).toHaveLength(1);
  });

  it('START takes it back, and STOP after that counts again', async () => {
    const client = await office.aClient();
    await receive(client.mobile, 'STOP');
    expect(await receive(client.mobile, 'Start')).toMatchObject({ keyword: 'start', isNew: true });
    expect(await optOutsOf(client.id)).toEqual([{ channel: 'sms', source: 'client_reply', current: false }]);
    expect((await queuedFor(client.mobile)).map(({ purpose }) => purpose)).toContain('opt_in_confirmation');
    await receive(client.mobile, 'STOP');
    expect((await optOutsOf(client.id)).at(-1)).toEqual({ channel: 'sms', source: 'client_reply', current: true });
    expect((await queuedFor(client.mobile)).map(({ purpose }) => purpose)).toEqual(['opt_out_confirmation']);
  });

  it('STOP ALLES closes every channel', async () => {
    const client = await office.aClient();
    expect(await receive(client.mobile, 'STOP ALLES')).toMatchObject({ keyword: 'stop_all', isNew: true });
    expect(await optOutsOf(client.id)).toEqual([{ channel: null, source: 'client_reply', current: true }]);
    expect((await queuedFor(client.mobile)).map(({ purpose }) => purpose)).toEqual(['opt_out_all_confirmation']);
  });

  it('of somebody we do not know is kept, and not answered', async () => {
    expect(await receive('+31699999999', 'STOP')).toMatchObject({ keyword: 'stop', isNew: true });
    expect(await queuedFor('+31699999999')).toEqual([]);
  });

  it('that only contains the word opts nobody out', async () => {
    const client = await office.aClient();
    expect(await receive(client.mobile, 'Ik wil niet stoppen met werken')).toMatchObject({ keyword: null, isNew: true });
    expect(await optOutsOf(client.id)).toEqual([]);
  });

  it('STOP ALLES calls back what waits on every channel; STOP that of its own, at any number of theirs', async () => {
    const client = await office.aClient();
    const later = { client, notBefore: NOON.add({ hours: 1 }) };
    const sms = await office.aMessage(later);
    const otherNumber = await office.aMessage({ ...later, to: '+31687654399' });
    const mail = await office.aMessage({ ...later, channel: 'email' });
    const urgent = await office.aMessage({ ...later, kind: 'urgent' });
    const statusOf = async (id: string) => (await office.messageOf(id)).status;
    await receive(client.mobile, 'STOP');
    expect([await statusOf(sms), await statusOf(otherNumber), await statusOf(mail)]).toEqual(['canceled', 'canceled', 'queued']);
    await receive(client.mobile, 'STOP ALLES');
    expect([await statusOf(mail), await statusOf(urgent)]).toEqual(['canceled', 'queued']);
  });

  it('START right after STOP confirms the last only', async () => {
    const client = await office.aClient();
    await receive(client.mobile, 'STOP');
    await receive(client.mobile, 'START');
    expect((await queuedFor(client.mobile)).map(({ purpose }) => purpose)).toEqual(['opt_in_confirmation']);
  });

  it('STOP after STOP ALLES changes nothing and is not confirmed again', async () => {
    const client = await office.aClient();
    await receive(client.mobile, 'STOP ALLES');
    await receive(client.mobile, 'STOP');
    expect((await queuedFor(client.mobile)).map(({ purpose }) => purpose)).toEqual([]);
    expect(await optOutsOf(client.id)).toEqual([{ channel: null, source: 'client_reply', current: true }]);
  });

  it('STOP is confirmed anew when somebody else had undone the first', async () => {
    const client = await office.aClient();
    await receive(client.mobile, 'STOP');
    await office.sendDue();
    await office.dataSource.query(`update opt_out set undone_at = $2 where client_id = $1`, [client.id, NOON]);
    await receive(client.mobile, 'STOP');
    expect((await queuedFor(client.mobile)).map(({ purpose }) => purpose)).toEqual(['opt_out_confirmation']);
  });

  it('STOP counts for everybody who has the number, and is confirmed once', async () => {
    const mobile = '+31687654300';
    const [one, other] = [await office.aClient({ mobile }), await office.aClient({ mobile })];
    const taken = await receive(mobile, 'STOP');
    expect(taken).toMatchObject({ clientId: null, fromOtherAddress: false });
    expect(taken.holders.toSorted()).toEqual([one.id, other.id].toSorted());
    for (const { id } of [one, other]) expect(await optOutsOf(id)).toEqual([{ channel: 'sms', source: 'client_reply', current: true }]);
    expect(await queuedFor(mobile)).toHaveLength(1);
  });

  it('is from whose number it is now, not from who had it before', async () => {
    const mobile = '+31687654301';
    const [before, now] = [await office.aClient({ mobile }), await office.aClient()];
    await office.dataSource.query(`update contact_point set ended_at = $2 where client_id = $1`, [before.id, NOON]);
    expect(await receive(mobile, 'hallo')).toMatchObject({ clientId: null, holders: [] });
    await office.dataSource.query(`update contact_point set address = $2 where client_id = $1 and kind = 'mobile'`, [now.id, mobile]);
    expect(await receive(mobile, 'STOP')).toMatchObject({ clientId: now.id, holders: [now.id] });
    expect(await optOutsOf(before.id)).toEqual([]);
  });

  it('HELP is answered once an hour, to whoever asks, and goes although they opted out', async () => {
    const client = await office.aClient();
    await receive(client.mobile, 'STOP');
    await office.sendDue();
    expect(await receive(client.mobile, 'Hulp!')).toMatchObject({ keyword: 'help', clientId: client.id });
    await receive(client.mobile, 'INFO');
    await office.sendDue();
    const texts = office.simulator.messages(client.mobile).map(({ text }) => text);
    expect(texts.slice(1)).toEqual([expect.stringMatching(/112.*113/)]);
    await office.inbound.receive(
      { channel: 'sms', from: client.mobile, body: 'help', provider: 'twilio', providerMessageId: 'SMlater' },
      NOON.add({ minutes: 61 }),
    );
    expect(await queuedFor(client.mobile)).toHaveLength(1);
    await receive('+31699999998', 'HELP');
    expect(await queuedFor('+31699999998')).toHaveLength(1);
  });

  describe('of which the provider says that it is a keyword', () => {
    const told = (from: string, body: string, optOutType: 'STOP' | 'START' | 'HELP') =>
      office.inbound.receive(
        { channel: 'sms', from, body, provider: 'twilio', providerMessageId: `SM${randomBytes(16).toString('hex')}`, optOutType },
        NOON,
      );

    it('STOP is obeyed whatever the words are, and not confirmed by us: the provider did', async () => {
      const client = await office.aClient();
      expect(await told(client.mobile, 'genoeg', 'STOP')).toMatchObject({ keyword: 'stop' });
      expect(await optOutsOf(client.id)).toEqual([{ channel: 'sms', source: 'client_reply', current: true }]);
      expect(await queuedFor(client.mobile)).toEqual([]);
    });

    it('STOP ALLES closes every channel', async () => {
      const client = await office.aClient();
      expect(await told(client.mobile, 'stop alles', 'STOP')).toMatchObject({ keyword: 'stop_all' });
      expect(await optOutsOf(client.id)).toEqual([{ channel: null, source: 'client_reply', current: true }]);
    });

    it('START opens again after a block that it reported', async () => {
      const client = await office.aClient();
      office.simulator.fault({ kind: 'refuse', address: client.mobile, code: '21610', times: 1 });
      await office.aMessage({ client });
      await office.sendDue();
      expect(await optOutsOf(client.id)).toEqual([{ channel: 'sms', source: 'provider', current: true }]);
      expect(await told(client.mobile, 'yes', 'START')).toMatchObject({ keyword: 'start' });
      expect(await optOutsOf(client.id)).toEqual([{ channel: 'sms', source: 'provider', current: false }]);
      expect(await queuedFor(client.mobile)).toEqual([]);
    });

    it('START of who had not stopped is an answer to a question', async () => {
      const client = await office.aClient();
      expect(await told(client.mobile, 'yes', 'START')).toMatchObject({ keyword: null, isNew: true });
      expect(await told(client.mobile, 'start', 'START')).toMatchObject({ keyword: 'start' });
    });

    it('HELP is answered by us as well: the provider names no help lines', async () => {
      const client = await office.aClient();
      expect(await told(client.mobile, 'qué?', 'HELP')).toMatchObject({ keyword: 'help' });
      expect((await queuedFor(client.mobile)).map(({ purpose }) => purpose)).toEqual(['help']);
    });
  });

  it('START here while the provider still blocks is closed again by what the provider says', async () => {
    const client = await office.aClient();
    await receive(client.mobile, 'STOP');
    await office.sendDue();
    await receive(client.mobile, 'AANMELDEN');
    office.simulator.fault({ kind: 'refuse', address: client.mobile, code: '21610', times: 1 });
    await office.sendDue();
    expect((await optOutsOf(client.id)).at(-1)).toEqual({ channel: 'sms', source: 'provider', current: true });
  });

  it('with a zero or half a character in it is kept without', async () => {
    const { mobile } = await office.aClient();
    const { id } = await receive(mobile, 'goed\0 hoor \ud83d');
    expect(await office.dataSource.query(`select body from inbound_message where id = $1`, [id])).toEqual([{ body: 'goed hoor \ufffd' }]);
  });

  it('from a sender with a zero in it is kept without', async () => {
    const client = await office.aClient();
    expect(await receive(`${client.mobile}\0`, 'hoi', 'SM\0zero')).toMatchObject({ clientId: client.id, isNew: true });
    expect(await receive(client.mobile, 'hoi', 'SMzero')).toMatchObject({ isNew: false });
  });

  it('delivered twice at the same moment is taken once', async () => {
    const client = await office.aClient();
    const taken = await Promise.all([1, 2, 3].map(() => receive(client.mobile, 'STOP', 'SMtwice')));
    expect(taken.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(taken.map(({ id }) => id)).size).toBe(1);
    expect(await queuedFor(client.mobile)).toHaveLength(1);
  });
});
