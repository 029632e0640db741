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
});
