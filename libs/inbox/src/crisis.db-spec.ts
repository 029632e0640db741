import { jest } from '@jest/globals';
import { ConflictError, InvalidInputError, NotFoundError } from '#libs/platform';
import { Logger } from '@nestjs/common';
import { anInbox, at, MORNING, type Inbox } from '../../../test/support/inbox.js';

const DANGER = 'Ik wil dood';

describe('a message with a word that may mean danger', () => {
  let office: Inbox;
  const said: string[] = [];
  beforeAll(async () => {
    office = await anInbox();
    for (const level of ['log', 'warn', 'error'] as const)
      jest.spyOn(Logger.prototype, level).mockImplementation((message: unknown) => void said.push(String(message)));
  });
  beforeEach(async () => {
    said.length = 0;
    await office.dataSource.query(`update staff set deactivated_at = $1 where deactivated_at is null`, [MORNING]);
    await office.dataSource.query('delete from crisis_alert');
  });
  afterAll(() => office.close());

  const acknowledge = (alertId: string, staffId: string, note: string | null = null, now = MORNING) =>
    office.inTransaction((tx) => office.crisis.acknowledge(tx, alertId, { staffId, note }, now));
  const standingFor = async (staffId: string) =>
    (await office.crisis.standingFor(office.dataSource.manager, staffId)).map(({ id, toldAs }) => `${id} ${toldAs}`);

  it('is answered with the help lines, at any hour, past STOP, a pause and the end of a benefit', async () => {
    const client = await office.aClient({ team: 'Noord' });
    await office.dataSource.query(`insert into opt_out (client_id, channel, source, opted_out_at) values ($1, null, 'client_reply', $2)`, [
      client.id,
      MORNING,
    ]);
    await office.dataSource.query(`insert into pause (client_id, reason, paused_at) values ($1, 'illness', $2)`, [client.id, MORNING]);
    await office.dataSource.query(`delete from benefit_spell where client_id = $1`, [client.id]);
    const night = at('03:00', '2026-11-01');
    expect(await office.comesIn({ clientId: client.id, address: client.mobile, body: DANGER }, night)).toMatchObject({ isCrisis: true });
    await office.sendDue(night);
    expect(await office.messagesTo(client.mobile)).toMatchObject([{ purpose: 'crisis_help', kind: 'urgent', status: 'sent' }]);
    expect(office.simulator.messages(client.mobile)[0]!.text).toMatch(/113.*112/s);
  });

  it('is answered where it came from: by e-mail too, and by nothing but the page itself on a page', async () => {
    const client = await office.aClient({ team: 'Noord' });
    await office.comesIn({ clientId: client.id, channel: 'email', address: client.email.toUpperCase(), body: DANGER });
    expect(await office.comesIn({ clientId: client.id, channel: 'app', kind: 'remark', body: DANGER })).toMatchObject({ isCrisis: true });
    await office.sendDue();
    expect(await office.messagesTo(client.email)).toMatchObject([{ purpose: 'crisis_help', status: 'sent' }]);
    expect(await office.messagesTo(client.mobile)).toEqual([]);
    expect(office.simulator.messages(client.email)[0]!.text).toContain('113');
  });

  it('is answered once an hour at most, however often it comes, and told of every time', async () => {
    const coach = await office.aColleague('Noord');
    const client = await office.aClient({ team: 'Noord', coach });
    for (const minute of ['10:00', '10:20', '10:59', '11:05'])
      await office.comesIn({ clientId: client.id, address: client.mobile, body: DANGER }, at(minute));
    expect(await office.messagesTo(client.mobile)).toHaveLength(2);
    expect(await standingFor(coach.id)).toHaveLength(4);
  });

  it('goes unanswered with anything else: the help lines are not followed by a thank-you', async () => {
    const client = await office.aClient({ team: 'Noord' });
    await office.comesIn({ clientId: client.id, address: client.mobile, body: DANGER });
    expect((await office.messagesTo(client.mobile)).map(({ purpose }) => purpose)).toEqual(['crisis_help']);
  });

  it('is told to the coach of today and to who stands in for them, and to no other coach', async () => {
    const [former, coach, deputy, other] = [
      await office.aColleague('Zuid'),
      await office.aColleague('Zuid'),
      await office.aColleague('Zuid'),
      await office.aColleague('Zuid'),
    ];
    await office.aColleague('Zuid', 'team_lead');
    await office.aColleague(undefined, 'admin');
    const client = await office.aClient({ team: 'Zuid', coach: former });
    await office.dataSource.query(`update caseload_assignment set staff_id = $2 where client_id = $1`, [client.id, coach.id]);
    await office.inTransaction((tx) => office.deputies.appoint(tx, { staffId: coach.id, deputyId: other.id }, MORNING));
    await office.inTransaction((tx) => office.deputies.appoint(tx, { staffId: coach.id, deputyId: deputy.id }, MORNING));
    const { id } = await office.comesIn({ clientId: client.id, body: DANGER });
    expect(await office.toldOf(id)).toEqual({ [coach.name]: 'coach', [deputy.name]: 'deputy' });
  });

  it('is told to the team leads when nobody of the team can read it: no coach, one who left, or one who is only a name', async () => {
    const [gone, lead] = [await office.aColleague('West'), await office.aColleague('West', 'team_lead')];
    await office.aColleague('Oost', 'team_lead');
    await office.dataSource.query(`update staff set deactivated_at = $2 where id = $1`, [gone.id, MORNING]);
    const clients = [
      await office.aClient({ team: 'West' }),
      await office.aClient({ team: 'West', coachName: 'Alleen Een Naam' }),
      await office.aClient({ team: 'West', coach: gone }),
    ];
    for (const client of clients) {
      const { id } = await office.comesIn({ clientId: client.id, body: DANGER });
      expect(await office.toldOf(id)).toEqual({ [lead.name]: 'team_lead' });
    }
  });

  it('is told to the administrators when there is nobody else at all, and of a number that nobody knows', async () => {
    const admin = await office.aColleague(undefined, 'admin');
    const client = await office.aClient({ team: 'Verlaten' });
    for (const clientId of [client.id, null]) {
      const { id } = await office.comesIn({ clientId, body: DANGER });
      expect(await office.toldOf(id)).toEqual({ [admin.name]: 'admin' });
    }
  });

  it('from a number that more people have is told to the coaches of all of them, each once', async () => {
    const [one, other] = [await office.aColleague('Een'), await office.aColleague('Twee')];
    const lead = await office.aColleague('Drie', 'team_lead');
    const clients = [
      await office.aClient({ team: 'Een', coach: one }),
      await office.aClient({ team: 'Een', coach: one }),
      await office.aClient({ team: 'Twee', coach: other }),
      await office.aClient({ team: 'Drie' }),
    ];
    const { id } = await office.comesIn({ clientId: null, candidates: clients.map((client) => client.id), body: DANGER });
    expect(await office.toldOf(id)).toEqual({ [one.name]: 'coach', [other.name]: 'coach', [lead.name]: 'team_lead' });
  });

  it('that is delivered twice, or at the same moment, raises one alert', async () => {
    const client = await office.aClient({ team: 'Noord' });
    const inboundId = await office.anInboundSms(client.mobile, DANGER);
    const same = { clientId: client.id, address: client.mobile, inboundId, body: DANGER };
    const taken = await Promise.all([office.comesIn(same), office.comesIn(same), office.comesIn(same)]);
    expect(await office.comesIn(same)).toEqual(taken[0]);
    expect(new Set(taken.map(({ id }) => id)).size).toBe(1);
    expect(taken.every(({ isCrisis }) => isCrisis)).toBe(true);
    expect(await office.messagesTo(client.mobile)).toHaveLength(1);
  });

  it('stands for who was told until somebody takes it on, once; who was not told finds nothing', async () => {
    const [coach, deputy, stranger] = [
      await office.aColleague('Noord'),
      await office.aColleague('Noord'),
      await office.aColleague('Noord'),
    ];
    await office.inTransaction((tx) => office.deputies.appoint(tx, { staffId: coach.id, deputyId: deputy.id }, MORNING));
    const client = await office.aClient({ team: 'Noord', coach });
    const alertId = await office.alertOf((await office.comesIn({ clientId: client.id, body: DANGER })).id);
    expect(await standingFor(coach.id)).toEqual([`${alertId} coach`]);
    expect(await standingFor(deputy.id)).toEqual([`${alertId} deputy`]);
    expect(await standingFor(stranger.id)).toEqual([]);
    await expect(acknowledge(alertId, stranger.id)).rejects.toBeInstanceOf(NotFoundError);
    await expect(acknowledge(alertId, coach.id, 'x'.repeat(501))).rejects.toEqual(new InvalidInputError({ note: 'note-too-long' }));
    const outcomes = await Promise.allSettled([acknowledge(alertId, coach.id, 'Ik bel nu'), acknowledge(alertId, deputy.id, 'Ik bel nu')]);
    const lost = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as ConflictError] : []));
    const first = outcomes[0].status === 'fulfilled' ? coach : deputy;
    expect(lost).toEqual([expect.any(ConflictError)]);
    expect(lost[0]!.details).toEqual({ name: first.name });
    expect([...(await standingFor(coach.id)), ...(await standingFor(deputy.id))]).toEqual([]);
    // A button that is pressed twice is not somebody else.
    const [message] = await office.dataSource.query(
      `select read_by from inbox_message join crisis_alert on crisis_alert.inbox_message_id = inbox_message.id where crisis_alert.id = $1`,
      [alertId],
    );
    expect(message).toEqual({ read_by: first.id });
    await acknowledge(alertId, first.id, 'Nog eens', at('10:05'));
    const [row] = await office.dataSource.query(`select acknowledged_at, note from crisis_alert where id = $1`, [alertId]);
    expect(row).toMatchObject({ note: 'Ik bel nu', acknowledged_at: new Date(MORNING.epochMilliseconds) });
  });

  it('that nobody took on within half an hour of office hours is told to team leads and administrators, once', async () => {
    const [coach, lead, admin] = [
      await office.aColleague('Laat'),
      await office.aColleague('Laat', 'team_lead'),
      await office.aColleague(undefined, 'admin'),
    ];
    await office.aColleague('Anders', 'team_lead');
    const client = await office.aClient({ team: 'Laat', coach });
    const friday = at('19:45', '2026-11-06');
    const { id } = await office.comesIn({ clientId: client.id, body: DANGER }, friday);
    for (const tooSoon of [at('20:15', '2026-11-06'), at('12:00', '2026-11-08'), at('09:14', '2026-11-09')])
      expect(await office.crisis.escalateDue(tooSoon)).toBe(0);
    const due = at('09:15', '2026-11-09');
    const counts = await Promise.all([office.crisis.escalateDue(due), office.crisis.escalateDue(due), office.crisis.escalateDue(due)]);
    expect(counts.toSorted()).toEqual([0, 0, 1]);
    expect(await office.crisis.escalateDue(at('15:00', '2026-11-09'))).toBe(0);
    expect(await office.toldOf(id)).toEqual({ [coach.name]: 'coach', [lead.name]: 'team_lead', [admin.name]: 'admin' });
  });

  it('that somebody took on is told to nobody else; and who looks after the client by now is told of what stands', async () => {
    const [coach, next] = [await office.aColleague('Wissel'), await office.aColleague('Wissel')];
    await office.aColleague('Wissel', 'team_lead');
    const [client, other] = [await office.aClient({ team: 'Wissel', coach }), await office.aClient({ team: 'Wissel', coach })];
    const [taken, left] = [
      await office.comesIn({ clientId: client.id, body: DANGER }),
      await office.comesIn({ clientId: other.id, body: DANGER }),
    ];
    await acknowledge(await office.alertOf(taken.id), coach.id);
    await office.dataSource.query(`update caseload_assignment set staff_id = $2 where client_id = $1`, [other.id, next.id]);
    // Not only when it is late: whoever takes a client over takes over what stands.
    expect(await office.crisis.escalateDue(at('10:05'))).toBe(0);
    expect(await office.toldOf(left.id)).toEqual({ [coach.name]: 'coach', [next.name]: 'coach' });
    expect(await office.crisis.escalateDue(at('10:30'))).toBe(1);
    expect(await office.toldOf(taken.id)).toEqual({ [coach.name]: 'coach' });
    expect(await office.toldOf(left.id)).toMatchObject({ [coach.name]: 'coach', [next.name]: 'coach' });
  });

  it('leaves no name, number or word of it in the log', async () => {
    const coach = await office.aColleague('Noord');
    const client = await office.aClient({ team: 'Noord', coach });
    const alertId = await office.alertOf((await office.comesIn({ clientId: client.id, address: client.mobile, body: DANGER })).id);
    await office.crisis.escalateDue(at('10:30'));
    await acknowledge(alertId, coach.id, 'Met Geheime gebeld');
    expect(said).toEqual([
      `crisis alert raised: ${alertId} sms`,
      `crisis alert escalated: ${alertId}`,
      `crisis alert acknowledged: ${alertId}`,
    ]);
  });

  it('goes with its client: the alert, who was told, the message and its candidates', async () => {
    const coach = await office.aColleague('Noord');
    const client = await office.aClient({ team: 'Noord', coach });
    const inboundId = await office.anInboundSms(client.mobile, DANGER);
    const { id } = await office.comesIn({ clientId: client.id, address: client.mobile, inboundId, body: DANGER });
    const alertId = await office.alertOf(id);
    await office.inTransaction(async (tx) => {
      for (const table of ['contact_point', 'caseload_assignment', 'benefit_spell'])
        await tx.query(`delete from ${table} where client_id = $1`, [client.id]);
      await tx.query(`update message set client_id = null where client_id = $1`, [client.id]);
      await tx.query(`delete from client where id = $1`, [client.id]);
    });
    const left = await office.dataSource.query(
      `select id from crisis_alert where id = $1 union all select alert_id from crisis_notice where alert_id = $1
        union all select id from inbox_message where id = $2 union all select id from inbound_message where id = $3`,
      [alertId, id, inboundId],
    );
    expect(left).toEqual([]);
  });
});

describe('the mail about an alert', () => {
  let office: Inbox;
  beforeAll(async () => void (office = await anInbox()));
  afterAll(() => office.close());
  beforeAll(() => void jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined));
  beforeEach(async () => {
    office.simulator.clearFaults();
    office.simulator.fault({ kind: 'no_receipts' });
    await office.dataSource.query('delete from crisis_alert');
  });
  const mailsTo = ({ email }: { email: string }) => office.simulator.messages(email);

  it('is one to each who was told, with where to read it, and no name or word of it', async () => {
    const [coach, deputy] = [await office.aColleague('Post'), await office.aColleague('Post')];
    await office.inTransaction((tx) => office.deputies.appoint(tx, { staffId: coach.id, deputyId: deputy.id }, MORNING));
    const client = await office.aClient({ team: 'Post', coach });
    await office.comesIn({ clientId: client.id, address: client.mobile, body: DANGER });
    await office.comesIn({ clientId: client.id, address: client.mobile, body: DANGER });
    expect(await office.crisis.mailDue(MORNING)).toBe(2);
    expect(await office.crisis.mailDue(at('10:05'))).toBe(0);
    for (const colleague of [coach, deputy]) {
      const [mail, ...others] = mailsTo(colleague);
      expect(others).toEqual([]);
      expect(mail!.subject).toBe('Er zijn 2 berichten die u nu moet lezen');
      expect(mail!.text).toContain(`${office.configuration.publicUrl}/signalen`);
      expect(`${mail!.subject} ${mail!.text}`).not.toMatch(/Geheime|Klantnaam|\+316|dood/);
    }
  });

  it('goes at any hour, and not to who left', async () => {
    const [coach, deputy] = [await office.aColleague('Nacht'), await office.aColleague('Nacht')];
    await office.inTransaction((tx) => office.deputies.appoint(tx, { staffId: coach.id, deputyId: deputy.id }, MORNING));
    const client = await office.aClient({ team: 'Nacht', coach });
    const night = at('03:00', '2026-11-01');
    await office.comesIn({ clientId: client.id, body: DANGER }, night);
    await office.dataSource.query(`update staff set deactivated_at = $2 where id = $1`, [deputy.id, MORNING]);
    expect(await office.crisis.mailDue(night)).toBe(1);
    expect(mailsTo(coach)[0]!.subject).toBe('Er is een bericht dat u nu moet lezen');
    expect(mailsTo(deputy)).toEqual([]);
  });

  it('is sent once when two look at the same moment', async () => {
    const coach = await office.aColleague('Twee');
    const client = await office.aClient({ team: 'Twee', coach });
    await office.comesIn({ clientId: client.id, body: DANGER });
    // While the mail server thinks, the others must not begin.
    office.simulator.fault({ kind: 'slow', address: coach.email, ms: 300 });
    await Promise.all([
      office.crisis.mailDue(MORNING),
      office.crisis.mailDue(MORNING),
      office.crisis.mailDue(at('10:00').add({ seconds: 20 })),
    ]);
    expect(mailsTo(coach)).toHaveLength(1);
  });

  it('is tried again when it was refused, until somebody takes the alert on', async () => {
    const [coach, other] = [await office.aColleague('Weer'), await office.aColleague('Weer')];
    const [client, another] = [await office.aClient({ team: 'Weer', coach }), await office.aClient({ team: 'Weer', coach: other })];
    const first = await office.comesIn({ clientId: client.id, body: DANGER });
    await office.comesIn({ clientId: another.id, body: DANGER });
    for (const { email } of [coach, other]) office.simulator.fault({ kind: 'refuse', address: email, code: '451', times: 1 });
    expect(await office.crisis.mailDue(MORNING)).toBe(0);
    const alertId = await office.alertOf(first.id);
    await office.inTransaction((tx) => office.crisis.acknowledge(tx, alertId, { staffId: coach.id, note: null }, MORNING));
    expect(await office.crisis.mailDue(at('10:01'))).toBe(1);
    expect(mailsTo(coach)).toEqual([]);
    expect(mailsTo(other)).toHaveLength(1);
  });
});
