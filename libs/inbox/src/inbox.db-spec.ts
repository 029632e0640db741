import { ConflictError, InvalidInputError, NotFoundError } from '#libs/platform';
import { anInbox, at, MORNING, type Inbox } from '../../../test/support/inbox.js';
import { UNREAD } from './reading.service.js';

const NOBODY = '018f0000-0000-7000-8000-000000000000';

describe('what somebody writes', () => {
  let office: Inbox;
  beforeAll(async () => void (office = await anInbox()));
  afterAll(() => office.close());

  const purposesTo = async (address: string) => (await office.messagesTo(address)).map(({ purpose, status }) => `${purpose} ${status}`);

  it('is kept with where it came from, and confirmed at once, even in the evening', async () => {
    const client = await office.aClient({ team: 'Noord' });
    const inboundId = await office.anInboundSms(client.mobile, 'Kan ik morgen bellen?', at('21:30'));
    const message = { clientId: client.id, address: client.mobile, inboundId, body: 'Kan ik morgen bellen?\0' };
    const { id, isCrisis } = await office.comesIn(message, at('21:30'));
    expect(isCrisis).toBe(false);
    const [row] = await office.dataSource.query(
      `select client_id, channel, address, kind, body, read_at, inbound_id from inbox_message where id = $1`,
      [id],
    );
    expect(row).toEqual({
      client_id: client.id,
      channel: 'sms',
      address: client.mobile,
      kind: 'message',
      body: 'Kan ik morgen bellen?',
      read_at: null,
      inbound_id: inboundId,
    });
    await office.sendDue(at('21:31'));
    expect(await office.messagesTo(client.mobile)).toMatchObject([{ purpose: 'message_received', kind: 'answer', status: 'sent' }]);
    expect(office.simulator.messages(client.mobile)[0]!.text).toMatch(/Uw coach leest het.*niet dag en nacht/);
  });

  it('is confirmed once a day, on whichever channel, and again the next day', async () => {
    const client = await office.aClient({ team: 'Noord' });
    const by = (channel: 'sms' | 'email') => ({
      clientId: client.id,
      channel,
      address: channel === 'sms' ? client.mobile : client.email,
      body: 'Hallo',
    });
    await Promise.all([office.comesIn(by('sms')), office.comesIn(by('email')), office.comesIn(by('sms'))]);
    await office.comesIn(by('sms'), at('23:59'));
    const today = [...(await purposesTo(client.mobile)), ...(await purposesTo(client.email))];
    expect(today).toEqual(['message_received queued']);
    await office.comesIn(by('email'), at('00:00', '2026-11-03'));
    expect([...(await purposesTo(client.mobile)), ...(await purposesTo(client.email))]).toHaveLength(2);
  });

  it('is confirmed to each of two people, and of a number that more have once for the number', async () => {
    const [one, other] = [await office.aClient({ team: 'Noord' }), await office.aClient({ team: 'Noord' })];
    for (const client of [one, other]) await office.comesIn({ clientId: client.id, address: client.mobile, body: 'Hallo' });
    expect(await purposesTo(one.mobile)).toHaveLength(1);
    expect(await purposesTo(other.mobile)).toHaveLength(1);
    const shared = { clientId: null, candidates: [one.id, other.id], address: '+31611111111', body: 'Hallo' };
    await office.comesIn(shared);
    await office.comesIn(shared);
    expect(await purposesTo('+31611111111')).toHaveLength(1);
  });

  it.each([
    ['a remark', { kind: 'remark' }],
    ['something said on a page', { channel: 'app' }],
    ['what is answered in other words', { confirm: false }],
    ['what nobody would read', { clientId: null }],
  ] as const)('is not confirmed when it is %s', async (_, change) => {
    const client = await office.aClient({ team: 'Noord' });
    await office.comesIn({ clientId: client.id, address: client.mobile, body: 'Hallo', ...change });
    expect(await office.messagesTo(client.mobile)).toEqual([]);
  });

  it('that is said in other words by whoever calls still has the help lines when it must', async () => {
    const client = await office.aClient({ team: 'Noord' });
    expect(await office.comesIn({ clientId: client.id, address: client.mobile, body: 'ik wil dood', confirm: false })).toMatchObject({
      isCrisis: true,
    });
    expect(await purposesTo(client.mobile)).toEqual(['crisis_help queued']);
  });

  it('is in Dutch as long as nobody has looked at the texts of its language, and in the language when it is English', async () => {
    const client = await office.aClient({ team: 'Noord' });
    await office.comesIn({ clientId: client.id, address: client.mobile, body: 'Hello', language: 'en' });
    const other = await office.aClient({ team: 'Noord' });
    await office.comesIn({ clientId: other.id, address: other.mobile, body: 'Merhaba', language: 'tr' });
    await office.sendDue();
    expect(office.simulator.messages(client.mobile)[0]!.text).toContain('coach reads');
    expect(office.simulator.messages(other.mobile)[0]!.text).toContain('coach leest');
  });

  it('waits for its coach until a person reads it: once, and only what was there', async () => {
    const [coach, other] = [await office.aColleague('Noord'), await office.aColleague('Noord')];
    const client = await office.aClient({ team: 'Noord', coach });
    const unread = (staffId: string) => office.reading.unread(office.dataSource.manager, staffId);
    const first = await office.comesIn({ clientId: client.id, body: 'Een' });
    await office.comesIn({ clientId: client.id, body: 'Twee' });
    expect([await unread(coach.id), await unread(other.id)]).toEqual([2, 0]);
    expect(await office.inTransaction((tx) => office.reading.markMessageRead(tx, first.id, coach.id, MORNING))).toBe(true);
    expect(await office.inTransaction((tx) => office.reading.markMessageRead(tx, first.id, other.id, MORNING))).toBe(false);
    expect(await office.inTransaction((tx) => office.reading.markRead(tx, client.id, coach.id, at('11:00')))).toBe(1);
    expect(await unread(coach.id)).toBe(0);
    const [row] = await office.dataSource.query(`select read_by, read_at from inbox_message where id = $1`, [first.id]);
    expect(row).toEqual({ read_by: coach.id, read_at: new Date(MORNING.epochMilliseconds) });
    await office.comesIn({ clientId: client.id, body: 'Drie' });
    expect(await unread(coach.id)).toBe(1);
  });

  it('from a number that more people have waits for each of their coaches, once, until one says whose it is', async () => {
    const [coach, other, third] = [await office.aColleague('Noord'), await office.aColleague('Zuid'), await office.aColleague('Oost')];
    const clients = [
      await office.aClient({ team: 'Noord', coach }),
      await office.aClient({ team: 'Noord', coach }),
      await office.aClient({ team: 'Zuid', coach: other }),
      await office.aClient({ team: 'Oost', coach: third }),
    ];
    const [mine, , theirs, stranger] = clients as [(typeof clients)[0], (typeof clients)[0], (typeof clients)[0], (typeof clients)[0]];
    const unread = async () => Promise.all([coach, other, third].map(({ id }) => office.reading.unread(office.dataSource.manager, id)));
    const assign = (inboxMessageId: string, clientId: string) =>
      office.inTransaction((tx) => office.reading.assign(tx, inboxMessageId, clientId, other.id, at('11:00')));
    const inboundId = await office.anInboundSms('+31622222222', 'ik wil dood');
    const { id } = await office.comesIn({
      clientId: null,
      candidates: clients.slice(0, 3).map((client) => client.id),
      address: '+31622222222',
      inboundId,
      body: 'ik wil dood',
    });
    expect(await unread()).toEqual([1, 1, 0]);
    await expect(assign(id, stranger.id)).rejects.toEqual(new InvalidInputError({ client: 'client-has-other-number' }));
    await expect(assign(NOBODY, mine.id)).rejects.toBeInstanceOf(NotFoundError);
    const outcomes = await Promise.allSettled([assign(id, theirs.id), assign(id, mine.id)]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))).toEqual([expect.any(ConflictError)]);
    const owner = outcomes[0].status === 'fulfilled' ? theirs : mine;
    // Saying the same again is no conflict.
    await assign(id, owner.id);
    expect(await unread()).toEqual([0, 0, 0]);
    const owners = await office.dataSource.query(
      `select client_id as id from inbox_message where id = $1 union all select client_id from crisis_alert where inbox_message_id = $1
        union all select client_id from inbound_message where id = $2`,
      [id, inboundId],
    );
    expect(owners).toEqual([{ id: owner.id }, { id: owner.id }, { id: owner.id }]);
    expect(await office.dataSource.query(`select from inbox_candidate where inbox_message_id = $1`, [id])).toEqual([]);
  });

  it('that waits is counted without reading what is read, however much that is', async () => {
    const coach = await office.aColleague('Druk');
    const clients = [];
    for (let count = 0; count < 5; count += 1) clients.push(await office.aClient({ team: 'Druk', coach }));
    await office.dataSource.query(
      `insert into inbox_message (client_id, channel, kind, body, received_at, read_at, read_by)
       select id, 'sms', 'message', 'Hallo', $2, $2, $3 from client cross join generate_series(1, 2000) where id = any ($1::uuid[])`,
      [clients.map(({ id }) => id), MORNING, coach.id],
    );
    await office.comesIn({ clientId: clients[0]!.id, body: 'Nieuw' });
    await office.dataSource.query('analyze inbox_message, inbox_candidate, caseload_assignment');
    const plan = await office.dataSource.query<{ 'QUERY PLAN': string }[]>(
      `explain (analyze, buffers, timing off) ${UNREAD.replaceAll('$1', `'${coach.id}'`)}`,
    );
    const text = plan.map((row) => row['QUERY PLAN']).join('\n');
    expect(await office.reading.unread(office.dataSource.manager, coach.id)).toBe(1);
    expect(text).toContain('inbox_message_unread_idx');
    expect(text).not.toContain('Seq Scan on inbox_message');
    expect(Number(/Buffers: shared hit=(\d+)/.exec(text)?.[1])).toBeLessThan(60);
  });
});
