import { AnsweringService } from '#libs/checkins';
import { HearingService } from '#libs/conversations';
import { PreferencesService } from '#libs/people';
import { aConversingWerkplein, type ConversingWerkplein } from '../support/conversation.js';

describe('a check-in by text message and whatever else happens', () => {
  let office: ConversingWerkplein;
  let hearing: HearingService;
  let answering: AnsweringService;
  beforeAll(async () => {
    office = await aConversingWerkplein();
    hearing = office.web.app.get(HearingService, { strict: false });
    answering = office.web.app.get(AnsweringService, { strict: false });
  });
  afterAll(() => office.close());

  const now = () => office.web.clock.now();
  const reply = ({ mobile }: { mobile: string }, body: string, providerMessageId = office.sid()) =>
    hearing.hear({ channel: 'sms', from: mobile, body, provider: 'twilio', providerMessageId }, now());
  const tokenIn = (text: string | undefined) => /\/c\/(\S+)/.exec(text ?? '')![1] as string;

  it('begins by SMS, goes on in the browser and ends with the coach: one set of answers', async () => {
    const client = await office.anInvited();
    await office.says(client, '4', '2');
    const token = tokenIn(office.textsTo(client)[0]);
    // What was answered by message shows on the page, and can be changed there.
    expect(Object.fromEntries((await answering.find(token, now())).answers)).toEqual({
      'wellbeing.general': { state: 'answered', value: 4, said: null },
      'language.dutch_speaking': { state: 'answered', value: 2, said: null },
    });
    await answering.answer(token, { item: 'mobility.transport', state: 'answered', value: 3, channel: 'app' }, now());
    await answering.answer(token, { item: 'wellbeing.general', state: 'answered', value: 3, channel: 'app' }, now());
    const rest = [
      { item: 'finance.debt', state: 'refused', value: null },
      { item: 'confidence.work', state: 'answered', value: 2 },
    ] as const;
    const manner = { channel: 'face_to_face', helpedBy: office.coach.staffId } as const;
    await answering.answerAll({ checkInId: client.checkInId }, rest, manner, now());
    await office.aMinuteLater();

    expect(await office.answersOf(client)).toEqual({
      'wellbeing.general': '3 app',
      'language.dutch_speaking': '2 sms',
      'mobility.transport': '3 app',
      'finance.debt': 'refused face_to_face',
      'confidence.work': '2 face_to_face',
    });
    const observed = await office.observationsOf(client);
    expect(observed.map(({ trait, said }) => `${trait} ${said}`).toSorted()).toEqual([
      'confidence.work 2',
      'finance.debt refused',
      'language.dutch_speaking 2',
      'mobility.transport 3',
      'wellbeing.general 3',
      'wellbeing.general 4',
    ]);
    expect(
      observed
        .filter(({ helpedBy }) => helpedBy === office.coach.staffId)
        .map(({ trait }) => trait)
        .toSorted(),
    ).toEqual(['confidence.work', 'finance.debt']);
    expect(await office.outcomeOf(client)).toBe('finished');
    expect(await office.conversationOf(client)).toMatchObject({ outcome: 'answered', item: null });
  });

  it('asks on from what was answered on the page in the meantime', async () => {
    const client = await office.anInvited();
    await answering.answer(
      tokenIn(office.textsTo(client)[0]),
      { item: 'language.dutch_speaking', state: 'answered', value: 1, channel: 'app' },
      now(),
    );
    expect(await office.says(client, '4')).toContain('naar werk reizen');
  });

  it('does not ask what was answered on the page while the question waited to leave', async () => {
    const client = await office.anInvited();
    office.web.clock.turnTo(now().add({ minutes: 1 }));
    await reply(client, '4');
    await answering.answer(
      tokenIn(office.textsTo(client)[0]),
      { item: 'language.dutch_speaking', state: 'answered', value: 1, channel: 'app' },
      now(),
    );
    await office.tick();
    expect(office.textsTo(client).at(-1)).toContain('naar werk reizen');
    expect(await office.conversationOf(client)).toMatchObject({
      item: 'mobility.transport',
      asked: ['wellbeing.general', 'mobility.transport'],
    });
  });

  it('asks nothing more by message of who wishes for the link from now on', async () => {
    const client = await office.anInvited();
    office.web.clock.turnTo(now().add({ minutes: 1 }));
    await reply(client, '4');
    const preferences = office.web.app.get(PreferencesService, { strict: false });
    await preferences.change(office.web.dataSource.manager, client.id, { answerBy: 'link' }, { staffId: null, note: null }, now());
    await office.tick();
    expect(office.textsTo(client)).toHaveLength(1);
  });

  it('takes a reply once, however often and in whatever order it is delivered', async () => {
    const client = await office.anInvited();
    const [first, second] = [office.sid(), office.sid()];
    office.web.clock.turnTo(now().add({ minutes: 1 }));
    const times = await Promise.all([reply(client, '4', first), reply(client, '4', first), reply(client, '4', first)]);
    expect(times.map(({ as }) => as).toSorted()).toEqual(['again', 'again', 'answer']);
    await office.aMinuteLater();
    office.web.clock.turnTo(now().add({ minutes: 1 }));
    expect((await reply(client, '2', second)).as).toBe('answer');
    // The first one once more, after the second.
    expect((await reply(client, '4', first)).as).toBe('again');
    await office.aMinuteLater();
    expect(await office.answersOf(client)).toEqual({ 'wellbeing.general': '4 sms', 'language.dutch_speaking': '2 sms' });
    expect(office.textsTo(client)).toHaveLength(3);
  });

  it('reads two replies at once in turn: the second, before the next question left, changes the first', async () => {
    const client = await office.anInvited();
    office.web.clock.turnTo(now().add({ minutes: 1 }));
    await Promise.all([reply(client, '4'), reply(client, '3')]);
    await office.tick();
    const { item, asked } = (await office.conversationOf(client))!;
    expect({ item, asked }).toEqual({ item: 'language.dutch_speaking', asked: ['wellbeing.general', 'language.dutch_speaking'] });
    expect(Object.keys(await office.answersOf(client))).toEqual(['wellbeing.general']);
    expect(await office.observationsOf(client)).toHaveLength(2);
    // One next question, not two.
    expect(office.textsTo(client)).toHaveLength(2);
  });

  it('is not lost when the client finishes in the browser at the same moment', async () => {
    for (let round = 0; round < 6; round += 1) {
      const client = await office.anInvited();
      const token = tokenIn(office.textsTo(client)[0]);
      await answering.answer(token, { item: 'mobility.transport', state: 'answered', value: 1, channel: 'app' }, now());
      office.web.clock.turnTo(now().add({ minutes: 1 }));
      const [heard] = await Promise.all([reply(client, '4'), answering.finish(token, now())]);
      expect(await office.outcomeOf(client)).toBe('finished');
      const answers = await office.answersOf(client);
      const kept = answers['wellbeing.general'] === '4 sms' || (await office.inboxOf(client)).some(([kind]) => kind === 'late_answer');
      expect([heard.as, kept]).toEqual([answers['wellbeing.general'] ? 'answer' : 'message', true]);
      expect((await office.observationsOf(client)).length).toBe(Object.keys(answers).length);
      await office.aMinuteLater();
      expect(office.textsTo(client).filter((text) => text.includes('Kunt u Nederlands'))).toEqual([]);
    }
  });

  describe('on a number', () => {
    it("that is somebody else's now takes nothing along", async () => {
      const before = await office.anInvited();
      await office.web.dataSource.query(`update contact_point set ended_at = $2 where client_id = $1`, [before.id, now()]);
      const after = await office.aClient({ answerBy: 'link', mobile: before.mobile });
      await office.web.dataSource.query(`update message set status = 'canceled' where status = 'queued'`);
      office.web.clock.turnTo(office.web.clock.now().add({ hours: 2 }));
      expect((await reply(after, '4')).as).toBe('message');
      expect(await office.answersOf(before)).toEqual({});
      expect(await office.inboxOf(before)).toEqual([]);
      expect(await office.inboxOf(after)).toEqual([['message', '4']]);
      await office.tick();
      expect(await office.conversationOf(before)).toMatchObject({ outcome: 'closed' });
    });

    it("that came back after it was gone begins with nothing: in between it may have been anybody's", async () => {
      const client = await office.anInvited();
      await office.web.dataSource.query(
        `with gone as (update contact_point set ended_at = $2 where client_id = $1 returning client_id, kind, address)
         insert into contact_point (client_id, kind, address, state_since, created_at) select client_id, kind, address, $2, $2 from gone`,
        [client.id, now()],
      );
      expect((await reply(client, '4')).as).toBe('message');
      expect(await office.answersOf(client)).toEqual({});
    });

    it('that two people have, nobody is asked by message; who writes is asked once, and known by a year of birth', async () => {
      const mobile = '+31672000001';
      const one = await office.aClient({ mobile, birthDate: '1980-05-01' });
      const other = await office.aClient({ mobile, birthDate: '1991-05-01' });
      await office.turnTo('2026-11-02', '11:15');
      expect(office.textsTo(one).join()).not.toContain('Hoe gaat het met u?');
      expect(await office.conversationOf(one)).toBeNull();
      const asked = await office.says(one, 'Ik kom morgen later');
      expect(asked).toContain('geboortejaar');
      const texts = office.textsTo(one).length;
      await office.says(one, 'en ook overmorgen kom ik later');
      expect(office.textsTo(one).slice(texts).join()).not.toContain('geboortejaar');
      expect(await office.inboxOf(one)).toEqual([]);
      await office.says(one, '1975');
      expect(await office.inboxOf(other)).toEqual([]);
      await office.says(one, '1991');
      expect(await office.inboxOf(one)).toEqual([]);
      expect((await office.inboxOf(other)).map(([, body]) => body)).toEqual([
        'Ik kom morgen later',
        'en ook overmorgen kom ik later',
        '1975',
      ]);
      expect(await office.web.dataSource.query(`select distinct client_id from inbox_candidate where client_id = $1`, [one.id])).toEqual(
        [],
      );
    });

    it('that two people of one year have, the year says nothing: it stays with both of their coaches', async () => {
      const mobile = '+31672000003';
      const [one, other] = [
        await office.aClient({ mobile, birthDate: '1980-05-01' }),
        await office.aClient({ mobile, birthDate: '1980-11-30' }),
      ];
      await office.turnTo('2026-11-02', '11:15');
      expect(await office.says(one, 'Ik kom morgen later')).toContain('geboortejaar');
      await office.says(one, '1980');
      expect([await office.inboxOf(one), await office.inboxOf(other)]).toEqual([[], []]);
      const candidates = await office.web.dataSource.query(
        `select distinct candidate.client_id as id from inbox_candidate candidate join inbox_message m on m.id = inbox_message_id where m.address = $1 order by 1`,
        [mobile],
      );
      expect(candidates).toEqual([one, other].map(({ id }) => ({ id })).toSorted((a, b) => (a.id < b.id ? -1 : 1)));
    });

    it('that two people have, danger is told to the coaches of both', async () => {
      const mobile = '+31672000002';
      const people = [await office.aClient({ mobile }), await office.aClient({ mobile })];
      await office.turnTo('2026-11-02', '11:15');
      const help = await office.says(people[0]!, 'ik wil dood');
      expect(help).toContain('113');
      const [alert] = await office.web.dataSource.query(
        `select (select array_agg(client_id order by client_id) from inbox_candidate where inbox_message_id = a.inbox_message_id) as candidates
           from crisis_alert a join inbox_message m on m.id = a.inbox_message_id where m.address = $1`,
        [mobile],
      );
      expect(alert.candidates).toEqual(people.map(({ id }) => id).toSorted());
    });

    it('dies with its client, and whoever gets the number next begins with nothing', async () => {
      const client = await office.anInvited();
      expect(await office.conversationOf(client)).not.toBeNull();
      const { dataSource } = office.web;
      await dataSource.query(`delete from check_in_link where check_in_id = $1`, [client.checkInId]);
      await dataSource.query(`delete from message_attempt where message_id in (select id from message where client_id = $1)`, [client.id]);
      for (const table of ['contact_step', 'message', 'check_in', 'enrolment', 'contact_point', 'benefit_spell', 'caseload_assignment'])
        await dataSource.query(`delete from ${table} where client_id = $1`, [client.id]);
      await dataSource.query(`delete from client where id = $1`, [client.id]);
      expect(await office.conversationOf(client)).toBeNull();
      const next = await office.aClient({ mobile: client.mobile, answerBy: 'link' });
      expect((await reply(next, '2')).as).toBe('message');
      expect(await office.answersOf(next)).toEqual({});
    });
  });

  it('keeps the old questions when the questionnaire changes in the middle', async () => {
    const client = await office.anInvited();
    await office.web.dataSource.query(
      `insert into questionnaire_version (questionnaire_id, number, definition, published_at)
       select questionnaire_id, number + 1, jsonb_set(definition, '{items}', '[]'), published_at + interval '1 second' from questionnaire_version order by number desc limit 1`,
    );
    expect(await office.says(client, '4')).toContain('Kunt u Nederlands praten');
  });
});
