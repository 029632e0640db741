import { InvalidInputError, TooManyAttemptsError } from '#libs/platform';
import { aWerkplein, at, type Werkplein } from '../../../test/support/check-ins.js';
import { LinkExpiredError, LinkUnknownError } from './checkins.errors.js';
import { TellingService, WORD_LENGTH, WORDS_A_DAY } from './telling.service.js';

const SENT = at('2026-03-02', '10:00');
const LATER = at('2026-03-02', '10:05');
const IN_DUTCH = { language: 'nl' } as const;

describe('telling the coach something after the questions', () => {
  let werkplein: Werkplein;
  let telling: TellingService;
  beforeAll(async () => {
    werkplein = await aWerkplein();
    telling = werkplein.app.get(TellingService);
  });
  afterAll(() => werkplein.close());

  async function whoHasSent() {
    const client = await werkplein.anInvitedClient();
    const [item] = (await werkplein.checkInsOf(client))[0]!.items;
    await werkplein.answering.answerAll({ token: client.token }, [{ item: item!, state: 'refused', value: null }], {}, SENT);
    return client;
  }
  const inboxOf = ({ id }: { id: string }) =>
    werkplein.dataSource.query<{ body: string; channel: string; kind: string; checkInId: string }[]>(
      `select body, channel, kind, check_in_id as "checkInId" from inbox_message where client_id = $1 order by received_at, id`,
      [id],
    );
  const alertsOf = async ({ id }: { id: string }) =>
    (await werkplein.dataSource.query<unknown[]>(`select id from crisis_alert where client_id = $1`, [id])).length;

  it('puts it in the inbox, with the check-in it came after', async () => {
    const client = await whoHasSent();
    expect(await telling.tell(client.token, '  Ik zoek een fiets.\r\nTweedehands mag. ', IN_DUTCH, LATER)).toMatchObject({
      isCrisis: false,
    });
    expect(await inboxOf(client)).toEqual([
      { body: 'Ik zoek een fiets.\nTweedehands mag.', channel: 'app', kind: 'message', checkInId: client.checkInId },
    ]);
    expect(await alertsOf(client)).toBe(0);
  });

  it('says at once when somebody may be in danger, and people are told', async () => {
    const client = await whoHasSent();
    expect(await telling.tell(client.token, 'ik wil dood', IN_DUTCH, LATER)).toMatchObject({ isCrisis: true });
    expect(await alertsOf(client)).toBe(1);
    // The page shows whom to call: nothing else goes out.
    expect(await werkplein.dataSource.query(`select id from message where client_id = $1 and kind = 'urgent'`, [client.id])).toEqual([]);
  });

  it('keeps the same words once, however often they come, also at the same moment', async () => {
    const client = await whoHasSent();
    const told = await Promise.all(Array.from({ length: 4 }, () => telling.tell(client.token, 'ik wil dood', IN_DUTCH, LATER)));
    expect(told.map(({ isCrisis }) => isCrisis)).toEqual([true, true, true, true]);
    expect(await inboxOf(client)).toHaveLength(1);
    expect(await alertsOf(client)).toBe(1);
  });

  it('takes five a day, also when more come at the same moment; a cry for help always', async () => {
    const client = await whoHasSent();
    const words = Array.from({ length: WORDS_A_DAY + 2 }, (_, n) => `Bericht ${n}`);
    const told = await Promise.allSettled(words.map((word) => telling.tell(client.token, word, IN_DUTCH, LATER)));
    const refused = told.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(refused).toHaveLength(2);
    for (const reason of refused) expect(reason).toBeInstanceOf(TooManyAttemptsError);
    expect(await inboxOf(client)).toHaveLength(WORDS_A_DAY);

    expect(await telling.tell(client.token, 'ik wil niet meer leven', IN_DUTCH, LATER)).toMatchObject({ isCrisis: true });
    expect(await inboxOf(client)).toHaveLength(WORDS_A_DAY + 1);
  });

  it.each([
    ['nothing', '', 'empty'],
    ['only white space', ' \n\t ', 'empty'],
    ['nothing but a null character', '\u0000', 'empty'],
    ['a character too many', 'x'.repeat(WORD_LENGTH + 1), 'too-long'],
  ])('refuses %s', async (_, words, problem) => {
    const client = await whoHasSent();
    const refusal = await telling.tell(client.token, words, IN_DUTCH, LATER).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(InvalidInputError);
    expect((refusal as InvalidInputError).fields).toEqual({ word: problem });
    expect(await inboxOf(client)).toEqual([]);
  });

  it('counts as people do, and leaves out what no database takes', async () => {
    const client = await whoHasSent();
    await telling.tell(client.token, '🙂'.repeat(WORD_LENGTH - 1) + '\u0000!', IN_DUTCH, LATER);
    const [{ body } = { body: '' }] = await inboxOf(client);
    expect(body).toBe('🙂'.repeat(WORD_LENGTH - 1) + '!');
  });

  it('is for who has sent, until a day later', async () => {
    const client = await whoHasSent();
    await telling.tell(client.token, 'Nog net', IN_DUTCH, SENT.add({ hours: 23, minutes: 59 }));
    await expect(telling.tell(client.token, 'Te laat', IN_DUTCH, SENT.add({ hours: 24 }))).rejects.toThrow(LinkExpiredError);
    const asked = await werkplein.anInvitedClient();
    await expect(telling.tell(asked.token, 'Te vroeg', IN_DUTCH, LATER)).rejects.toThrow(LinkExpiredError);
    await expect(telling.tell('0123456789abcdef', 'Wie?', IN_DUTCH, LATER)).rejects.toThrow(LinkUnknownError);
    expect((await inboxOf(client)).map(({ body }) => body)).toEqual(['Nog net']);
    expect(await inboxOf(asked)).toEqual([]);
  });
});
