import { aConversingWerkplein, type ConversingWerkplein } from '../support/conversation.js';

describe('a check-in by text message', () => {
  let office: ConversingWerkplein;
  beforeAll(async () => {
    office = await aConversingWerkplein();
  });
  afterEach(() => office.simulator.clearFaults());
  afterAll(() => office.close());

  it('asks one question at a time, three at most, and gives the link to what is left', async () => {
    const client = await office.anInvited();
    const [first] = office.textsTo(client);
    expect(first).toContain('Hoe gaat het met u?');
    expect(first).toContain('1 heel slecht');
    expect(first).toContain('0 = dat wil ik niet zeggen');
    expect(first).toMatch(/\/c\/\S+/);
    expect(first).toContain('STOP');

    expect(await office.says(client, '4 maar het gaat wel')).toContain('Kunt u Nederlands praten');
    expect(await office.says(client, 'een beetje')).toContain('naar werk reizen');
    const last = await office.says(client, '٣');
    expect(last).toMatch(/\/c\/\S+/);
    expect(last).toContain('2');

    expect(await office.answersOf(client)).toEqual({
      'wellbeing.general': '4 sms',
      'language.dutch_speaking': '2 sms',
      'mobility.transport': '3 sms',
    });
    expect((await office.observationsOf(client)).map(({ trait, said }) => [trait, said])).toEqual([
      ['wellbeing.general', '4'],
      ['language.dutch_speaking', '2'],
      ['mobility.transport', '3'],
    ]);
    expect(await office.conversationOf(client)).toMatchObject({ outcome: 'to_link', item: null });
    expect(await office.inboxOf(client)).toEqual([['remark', '4 maar het gaat wel']]);
    expect(office.textsTo(client)).toHaveLength(4);
  });
});
