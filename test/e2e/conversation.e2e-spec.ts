import { LanguagesService } from '#libs/wording';
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

  it('asks an unreadable answer once more, and the second time gives the link and tells the coach', async () => {
    const client = await office.anInvited();
    expect(await office.says(client, '3 of 4')).toContain('Hoe gaat het met u?');
    const link = await office.says(client, '👍');
    expect(link).toMatch(/\/c\/\S+/);
    expect(link).not.toContain('Hoe gaat het met u?');
    expect(await office.conversationOf(client)).toMatchObject({ outcome: 'to_link', misses: 2 });
    expect(await office.inboxOf(client)).toEqual([
      ['not_understood', '3 of 4'],
      ['not_understood', '👍'],
    ]);
    expect(await office.answersOf(client)).toEqual({});
  });

  it('goes on after one that was not understood', async () => {
    const client = await office.anInvited();
    expect(await office.says(client, '9', '4')).toContain('Kunt u Nederlands praten');
    expect(await office.conversationOf(client)).toMatchObject({ misses: 0, item: 'language.dutch_speaking' });
  });

  it('gives words to the coach, and keeps the question open', async () => {
    const client = await office.anInvited();
    const texts = office.textsTo(client).length;
    await office.says(client, 'Kunt u mij bellen over de cursus?');
    expect(await office.inboxOf(client)).toEqual([['message', 'Kunt u mij bellen over de cursus?']]);
    // Somebody reads it: that is said once, and the question is not asked again.
    expect(office.textsTo(client)).toHaveLength(texts + 1);
    expect(await office.says(client, '2')).toContain('Kunt u Nederlands praten');
    expect(await office.answersOf(client)).toEqual({ 'wellbeing.general': '2 sms' });
  });

  it('changes the answer before, and observes what changed only', async () => {
    const client = await office.anInvited();
    await office.says(client, '4', 'sorry 3', 'nee, 3');
    expect(await office.answersOf(client)).toEqual({ 'wellbeing.general': '3 sms' });
    expect((await office.observationsOf(client)).map(({ said }) => said)).toEqual(['4', '3']);
    expect(await office.says(client, '2')).toContain('naar werk reizen');
    expect(office.textsTo(client)).toHaveLength(3);
  });

  it('takes several answers at once', async () => {
    const client = await office.anInvited();
    expect(await office.says(client, '4, 2, 1')).toMatch(/\/c\/\S+/);
    expect(await office.answersOf(client)).toEqual({
      'wellbeing.general': '4 sms',
      'language.dutch_speaking': '2 sms',
      'mobility.transport': '1 sms',
    });
  });

  it('thanks, and is finished, when nothing is left', async () => {
    const client = await office.anInvited({ items: ['wellbeing.general', 'workability.self'] });
    expect(await office.says(client, 'goed')).toContain('NEE = dat wil ik niet zeggen');
    expect(await office.says(client, '0')).toContain('bewaard');
    expect(await office.outcomeOf(client)).toBe('finished');
    expect(await office.answersOf(client)).toEqual({ 'wellbeing.general': '4 sms', 'workability.self': '0 sms' });
    expect((await office.observationsOf(client)).map(({ said }) => said)).toEqual(['4', '0']);
    expect(await office.conversationOf(client)).toMatchObject({ outcome: 'answered' });
  });

  it('never asks in a text message what is too personal for one', async () => {
    const client = await office.anInvited({ items: ['finance.debt', 'health.mental', 'mobility.transport'] });
    expect(office.textsTo(client)[0]).toContain('naar werk reizen');
    await office.says(client, '1');
    expect(office.textsTo(client).join()).not.toMatch(/schulden|stress/);
    const [onlyPersonal] = [await office.anInvited({ items: ['finance.debt'] })];
    expect(office.textsTo(onlyPersonal)[0]).toContain('Werkplein: wilt u een paar vragen beantwoorden?');
    expect(await office.conversationOf(onlyPersonal)).toBeNull();
  });

  it('sends a link to who did not ask for questions by message', async () => {
    for (const answerBy of [null, 'link'] as const) {
      const client = await office.anInvited({ answerBy });
      expect(office.textsTo(client)[0]).not.toContain('Hoe gaat het met u?');
      await office.says(client, '4');
      expect(await office.answersOf(client)).toEqual({});
      expect(await office.inboxOf(client)).toEqual([['message', '4']]);
    }
  });

  it('STOP ends it at any moment, before anything else', async () => {
    const client = await office.anInvited();
    await office.says(client, '4', 'Stop.');
    expect(await office.conversationOf(client)).toMatchObject({ outcome: 'stopped', item: null });
    const texts = office.textsTo(client).length;
    await office.turnTo('2026-11-05', '10:10');
    await office.turnTo('2026-11-06', '10:10');
    expect(office.textsTo(client)).toHaveLength(texts);
  });

  it('danger ends it too: the help lines, a person, and no question after that', async () => {
    const client = await office.anInvited();
    const help = await office.says(client, 'ik wil niet meer leven');
    expect(help).toContain('113');
    expect(await office.conversationOf(client)).toMatchObject({ outcome: 'handed_over', item: null });
    const texts = office.textsTo(client).length;
    await office.says(client, '4');
    expect(await office.answersOf(client)).toEqual({});
    expect((await office.inboxOf(client)).map(([, body]) => body)).toEqual(['ik wil niet meer leven', '4']);
    expect(office.textsTo(client).slice(texts).join()).not.toContain('Kunt u');
  });

  it('reminds once, of the question that waits', async () => {
    const client = await office.anInvited();
    await office.says(client, '4');
    await office.turnTo('2026-11-05', '09:05');
    await office.turnTo('2026-11-05', '10:10');
    const texts = office.textsTo(client);
    expect(texts).toHaveLength(3);
    expect(texts[2]).toContain('Kunt u Nederlands praten');
    expect(texts[2]).toContain('Het mag, het hoeft niet');
    await office.turnTo('2026-11-06', '10:10');
    expect(office.textsTo(client)).toHaveLength(3);
    expect(await office.says(client, '1')).toContain('naar werk reizen');
  });

  it('takes an answer that is late, while the check-in is open; and too late gives it to the coach', async () => {
    const client = await office.anInvited();
    await office.turnTo('2026-11-05', '10:10');
    await office.turnTo('2026-11-08', '12:00');
    expect(await office.conversationOf(client)).toMatchObject({ outcome: 'expired' });
    expect(await office.says(client, '2')).toMatch(/\/c\/\S+/);
    expect(await office.answersOf(client)).toEqual({ 'wellbeing.general': '2 sms' });
    await office.turnTo('2026-11-20', '12:00');
    expect(await office.outcomeOf(client)).toBe('partial');
    const observed = await office.observationsOf(client);
    expect(observed).toHaveLength(1);
    expect(await office.says(client, '4')).toContain('gesloten');
    const texts = office.textsTo(client).length;
    await office.says(client, '5');
    expect(office.textsTo(client)).toHaveLength(texts);
    expect(await office.answersOf(client)).toEqual({ 'wellbeing.general': '2 sms' });
    expect(await office.inboxOf(client)).toEqual([
      ['late_answer', '4'],
      ['late_answer', '5'],
    ]);
  });

  it('writes Dutch in a language that nobody has looked at, and still understands it', async () => {
    const client = await office.anInvited({ language: 'ar' });
    expect(office.textsTo(client)[0]).toContain('Hoe gaat het met u?');
    await office.says(client, 'جيد');
    expect(await office.answersOf(client)).toEqual({ 'wellbeing.general': '4 sms' });
  });

  it('speaks a language that somebody has looked at, and understands its words and digits', async () => {
    const languages = office.web.app.get(LanguagesService, { strict: false });
    const { staffId } = office.coach;
    await office.web.dataSource.transaction((tx) =>
      languages.review(tx, { language: 'ar', reviewedBy: 'N. Haddad', staffId }, office.web.clock.now()),
    );
    const client = await office.anInvited({ language: 'ar' });
    expect(office.textsTo(client)[0]).toContain('كيف حالك؟');
    expect(await office.says(client, '٤ لكن أنا متعب')).toMatch(/[\u0600-\u06FF]/);
    await office.says(client, 'قليلا', '٠');
    expect(await office.answersOf(client)).toEqual({
      'wellbeing.general': '4 sms',
      'language.dutch_speaking': '2 sms',
      'mobility.transport': 'refused sms',
    });
    const seen = await office.web.dataSource.query<{ language: string }[]>(
      `select distinct language from trait_observation where client_id = $1`,
      [client.id],
    );
    expect(seen).toEqual([{ language: 'ar' }]);
  });
});
