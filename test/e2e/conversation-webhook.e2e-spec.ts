import { isSignedByTwilio } from '#libs/messaging';
import { localDate, readConfiguration } from '#libs/platform';
import { isPossibleAnswer, itemOf, STANDARD_QUESTIONNAIRE, type Item } from '#libs/questionnaires';
import fc from 'fast-check';
import { twilioSignature } from '../../apps/simulator/src/domain/signature.js';
import { aConversingWerkplein, type ConversingWerkplein } from '../support/conversation.js';

describe('the signature of a webhook', () => {
  // The examples of Twilio's own documentation and libraries.
  const url = 'https://mycompany.com/myapp.php?foo=1&bar=2';
  const fieldsOf = (number: string) => ({ CallSid: 'CA1234567890ABCDE', Caller: number, Digits: '1234', From: number, To: '+18005551212' });
  const vectors = [
    ['+14158675309', 'RSOYDt4T1cUTdK1PDd93/VVr8B8='],
    ['+12349013030', '0/KCTR6DLpKmkAf8muzZqo1nDgQ='],
  ] as const;

  it.each(vectors)('is the one that Twilio documents (%s)', (number, signature) => {
    expect(twilioSignature('12345', url, fieldsOf(number))).toBe(signature);
    expect(isSignedByTwilio({ authToken: '12345', signature, url, fields: fieldsOf(number) })).toBe(true);
  });

  it.each(vectors)('fits nothing else (%s)', (number, signature) => {
    const fields = fieldsOf(number);
    expect(isSignedByTwilio({ authToken: '12346', signature, url, fields })).toBe(false);
    expect(isSignedByTwilio({ authToken: '12345', signature, url: url.replace('https', 'http'), fields })).toBe(false);
    expect(isSignedByTwilio({ authToken: '12345', signature, url, fields: { ...fields, Digits: '1235' } })).toBe(false);
    expect(isSignedByTwilio({ authToken: '12345', signature: '', url, fields })).toBe(false);
  });
});

describe('a reply as it comes over the line', () => {
  let office: ConversingWerkplein;
  beforeAll(async () => {
    office = await aConversingWerkplein();
  });
  afterAll(() => office.close());

  const secret = readConfiguration({ DEMO: 'on' }).twilio!.authToken;
  async function post(fields: Record<string, string>, body = new URLSearchParams(fields).toString()): Promise<number> {
    const url = `${office.web.url}/webhooks/twilio/inbound`;
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'x-twilio-signature': twilioSignature(secret, url, fields), 'content-type': 'application/x-www-form-urlencoded' },
      body,
    });
    await response.arrayBuffer();
    return response.status;
  }
  const kept = (sid: string) =>
    office.web.dataSource.query<{ body: string }[]>(`select body from inbound_message where provider_message_id = $1`, [sid]);

  it('may be without text, or as long as ten messages', async () => {
    const client = await office.anInvited();
    const [picture, long] = [office.sid(), office.sid()];
    expect(await post({ MessageSid: picture, From: client.mobile, NumMedia: '1' })).toBe(204);
    expect(await kept(picture)).toEqual([{ body: '' }]);
    const story = `Ik wil u iets vertellen. ${'é'.repeat(1_570)}`;
    expect(await post({ MessageSid: long, From: client.mobile, Body: story })).toBe(204);
    expect(await kept(long)).toEqual([{ body: story }]);
    expect(await office.inboxOf(client)).toEqual([['message', story]]);
  });

  it('obeys and confirms nothing twice when the provider has done so', async () => {
    const client = await office.anInvited();
    const texts = office.textsTo(client).length;
    expect(await post({ MessageSid: office.sid(), From: client.mobile, Body: 'Stop', OptOutType: 'STOP' })).toBe(204);
    await office.aMinuteLater();
    expect(await office.conversationOf(client)).toMatchObject({ outcome: 'stopped' });
    expect(office.textsTo(client)).toHaveLength(texts);
  });

  it('from a number that is nobody’s hears once a day that nobody reads it, and is kept with nobody', async () => {
    const stranger = { mobile: '+31698765432' };
    const texts = async (body: string) => {
      expect(await post({ MessageSid: office.sid(), From: stranger.mobile, Body: body })).toBe(204);
      await office.aMinuteLater();
      return office.textsTo(stranger);
    };
    expect(await texts('Dit is mijn nieuwe nummer, groetjes Sam')).toEqual([expect.stringContaining('wij kennen dit nummer niet')]);
    expect(await texts('Hallo?')).toHaveLength(1);
    expect(await office.web.dataSource.query(`select from inbox_message where address = $1`, [stranger.mobile])).toHaveLength(0);
    expect((await texts('Ik wil dood')).at(-1)).toContain('113');
    expect(await office.web.dataSource.query(`select from inbox_message where address = $1`, [stranger.mobile])).toHaveLength(1);
  });

  it('of any kind makes nothing fall over, and is never kept as nonsense', async () => {
    const client = await office.anInvited();
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 120 }),
      fc.string({ unit: 'grapheme', maxLength: 1_600 }),
      fc.constantFrom(
        '\0',
        '4\0',
        '\0\0STOP',
        '\ud800',
        '4\ud800',
        '𝟜',
        "'; drop table answer; --",
        '%00',
        '{{link}}',
        '<script>',
        '4'.repeat(4_001),
      ),
      fc.array(fc.constantFrom('4', '2', 'nee', 'goed', '\n', ',', 'sorry', '👍', '٣'), { maxLength: 6 }).map((parts) => parts.join(' ')),
    );
    await fc.assert(
      fc.asyncProperty(text, async (body) => {
        const fields = { MessageSid: office.sid(), From: client.mobile, Body: body.toWellFormed() };
        const status = await post(fields);
        expect([204, 400, 422]).toContain(status);
        expect(await kept(fields.MessageSid)).toHaveLength(status === 204 ? 1 : 0);
      }),
      { numRuns: 120, seed: 4 },
    );
    const answers = await office.web.dataSource.query<{ item: string; state: 'answered'; value: number }[]>(
      `select item, state, value from answer where check_in_id = $1`,
      [client.checkInId],
    );
    const today = localDate(office.web.clock.now());
    for (const { item, ...answer } of answers)
      expect(isPossibleAnswer(itemOf(STANDARD_QUESTIONNAIRE, item) as Item, answer, today)).toBe(true);
  });

  it('with fields that repeat, lack or lie is refused, not stored', async () => {
    const client = await office.anInvited();
    const good = { MessageSid: office.sid(), From: client.mobile, Body: '4' };
    const count = async () => Number((await office.web.dataSource.query(`select count(*) from inbound_message`))[0].count);
    const before = await count();
    for (const [fields, body] of [
      [good, `MessageSid=${good.MessageSid}&From=%2B31612345678&From=%2B31687654321&Body=4`],
      [{ ...good, MessageSid: 'SM1' }],
      [{ ...good, From: '' }],
      [{ ...good, From: '+3161234\0' }],
      [{ ...good, Body: 'x'.repeat(4_001) }],
      [{ From: good.From, Body: '4' }],
    ] as [Record<string, string>, string?][]) {
      const status = await post(fields, body);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    }
    expect(await count()).toBe(before);
  });
});
