import { OptOutsService } from '#libs/people';
import { InvalidInputError, NotFoundError } from '#libs/platform';
import { anInbox, at, MORNING, type Inbox } from '../../../test/support/inbox.js';

const NOBODY = '018f0000-0000-7000-8000-000000000000';

describe('what a coach writes back', () => {
  let office: Inbox;
  let coach: Awaited<ReturnType<Inbox['aColleague']>>;
  beforeAll(async () => {
    office = await anInbox();
    coach = await office.aColleague('Noord');
  });
  afterAll(() => office.close());
  const aClient = () => office.aClient({ team: 'Noord', coach });
  const refused = (reason: string) => new InvalidInputError({ body: reason });
  const optsOut = (clientId: string, channel: 'sms' | 'email' | null) =>
    office.inTransaction((tx) => office.app.get(OptOutsService, { strict: false }).optOut(tx, clientId, channel, 'staff', MORNING));

  it('goes to where the client last wrote from, in their own words, and reads what waited', async () => {
    const client = await aClient();
    await office.comesIn({ clientId: client.id, channel: 'sms', address: client.mobile, body: 'Hallo', kind: 'remark' }, at('09:30'));
    await office.comesIn({ clientId: client.id, channel: 'email', address: client.email, body: 'Nog iets', kind: 'remark' }, at('09:40'));
    await office.comesIn({ clientId: client.id, channel: 'app', body: 'Op de pagina', kind: 'remark' }, at('09:50'));
    const { channel } = await office.writes({
      clientId: client.id,
      staffId: coach.id,
      body: ' Ik bel u vanmiddag.\r\nTot dan! {{link}} <b>',
    });
    expect(channel).toBe('email');
    await office.sendDue();
    const [mail] = office.simulator.messages(client.email);
    expect(mail!.text).toContain('Ik bel u vanmiddag.\nTot dan! {{link}} <b>');
    expect(await office.reading.unread(office.dataSource.manager, coach.id)).toBe(0);
  });

  it('is kept once, with who wrote it: the message that left holds none of it', async () => {
    const client = await aClient();
    const { id, messageId } = await office.writes({ clientId: client.id, staffId: coach.id, body: 'Ik bel u vanmiddag' });
    await office.sendDue();
    expect(office.simulator.messages(client.mobile)[0]!.text).toContain('Ik bel u vanmiddag');
    const [sent] = await office.messagesTo(client.mobile);
    expect(sent).toMatchObject({ purpose: 'coach_reply', kind: 'personal', status: 'sent' });
    expect(sent!.body).not.toContain('bel');
    const [row] = await office.dataSource.query(`select staff_id, channel, body, message_id from coach_reply where id = $1`, [id]);
    expect(row).toEqual({ staff_id: coach.id, channel: 'sms', body: 'Ik bel u vanmiddag', message_id: messageId });
  });

  it('goes by the channel that was chosen; without a message of theirs by the one they prefer', async () => {
    const client = await aClient();
    expect(await office.writes({ clientId: client.id, staffId: coach.id, body: 'Dag', channel: 'email' })).toMatchObject({
      channel: 'email',
    });
    expect(await office.writes({ clientId: client.id, staffId: coach.id, body: 'Dag' })).toMatchObject({ channel: 'sms' });
    await office.dataSource.query(`insert into contact_preference (client_id, channels, changed_at) values ($1, '{email,sms}', $2)`, [
      client.id,
      MORNING,
    ]);
    expect(await office.writes({ clientId: client.id, staffId: coach.id, body: 'Dag' })).toMatchObject({ channel: 'email' });
  });

  it('never goes to an address that is not theirs, or not any more, but by the same channel to one that is', async () => {
    const client = await aClient();
    const wrote = (channel: 'sms' | 'email', address: string, when: Temporal.Instant) =>
      office.comesIn({ clientId: client.id, channel, address, fromOtherAddress: channel === 'email', body: 'Hallo', kind: 'remark' }, when);
    await wrote('email', 'buurvrouw@example.nl', MORNING);
    expect(await office.writes({ clientId: client.id, staffId: coach.id, body: 'Dag' }, at('10:01'))).toMatchObject({ channel: 'email' });
    await wrote('sms', '+31633333333', at('10:02'));
    expect(await office.writes({ clientId: client.id, staffId: coach.id, body: 'Dag' }, at('10:05'))).toMatchObject({ channel: 'sms' });
    await office.sendDue(at('10:05'));
    await office.sendDue(at('10:06'));
    for (const address of [client.email, client.mobile])
      expect(await office.messagesTo(address)).toMatchObject([{ purpose: 'coach_reply', status: 'sent' }]);
    expect([...(await office.messagesTo('+31633333333')), ...(await office.messagesTo('buurvrouw@example.nl'))]).toEqual([]);
  });

  it('reaches who is paused or without a benefit, and waits for the hours', async () => {
    const client = await aClient();
    await office.dataSource.query(`insert into pause (client_id, reason, paused_at) values ($1, 'illness', $2)`, [client.id, MORNING]);
    await office.dataSource.query(`delete from benefit_spell where client_id = $1`, [client.id]);
    await office.writes({ clientId: client.id, staffId: coach.id, body: 'Beterschap' }, at('21:00', '2026-11-06'));
    await office.sendDue(at('21:00', '2026-11-06'));
    await office.sendDue(at('12:00', '2026-11-08'));
    expect(await office.messagesTo(client.mobile)).toMatchObject([{ status: 'queued' }]);
    await office.sendDue(at('09:00', '2026-11-09'));
    expect(await office.messagesTo(client.mobile)).toMatchObject([{ status: 'sent' }]);
  });

  it('does not leave when the client says STOP before it does', async () => {
    const [one, other] = [await aClient(), await aClient()];
    for (const client of [one, other]) await office.writes({ clientId: client.id, staffId: coach.id, body: 'Dag' }, at('08:00'));
    await office.anInboundSms(one.mobile, 'STOP', at('08:10'));
    await optsOut(other.id, null);
    await office.sendDue(at('09:05'));
    const replies = [...(await office.messagesTo(one.mobile)), ...(await office.messagesTo(other.mobile))].filter(
      ({ purpose }) => purpose === 'coach_reply',
    );
    expect(replies.map(({ status, reason }) => `${status} ${reason}`)).toEqual(['canceled opted_out', 'canceled opted_out']);
  });

  it.each([
    ['nothing', ' \n ', 'reply-missing'],
    ['more than three text messages', 'x'.repeat(481), 'reply-too-long'],
  ])('is refused when it is %s', async (_, body, reason) => {
    const client = await aClient();
    await expect(office.writes({ clientId: client.id, staffId: coach.id, body })).rejects.toEqual(refused(reason));
    await office.writes({ clientId: client.id, staffId: coach.id, body: 'x'.repeat(480) });
  });

  it('is refused with the reason why nothing can reach this client', async () => {
    const reasons: [string, (id: string) => Promise<unknown>][] = [
      ['reply-opted-out', (id) => optsOut(id, null)],
      ['reply-deceased', (id) => office.dataSource.query(`update client set deceased_on = '2026-11-01' where id = $1`, [id])],
      [
        'reply-no-contact-point',
        (id) => office.dataSource.query(`update contact_point set ended_at = $2 where client_id = $1`, [id, MORNING]),
      ],
      [
        'reply-invalid-contact-point',
        (id) => office.dataSource.query(`update contact_point set state = 'invalid' where client_id = $1`, [id]),
      ],
    ];
    for (const [reason, happens] of reasons) {
      const client = await aClient();
      await happens(client.id);
      await expect(office.writes({ clientId: client.id, staffId: coach.id, body: 'Dag' })).rejects.toEqual(refused(reason));
      expect(await office.messagesTo(client.mobile)).toEqual([]);
    }
    await expect(office.writes({ clientId: NOBODY, staffId: coach.id, body: 'Dag' })).rejects.toBeInstanceOf(NotFoundError);
  });

  it('goes by the other channel for who stopped one of them, unless that one was chosen', async () => {
    const client = await aClient();
    await office.comesIn({ clientId: client.id, channel: 'sms', address: client.mobile, body: 'Hallo', kind: 'remark' });
    await optsOut(client.id, 'sms');
    expect(await office.writes({ clientId: client.id, staffId: coach.id, body: 'Dag' })).toMatchObject({ channel: 'email' });
    await expect(office.writes({ clientId: client.id, staffId: coach.id, body: 'Dag', channel: 'sms' })).rejects.toEqual(
      refused('reply-opted-out'),
    );
    expect(await office.replies.where(office.dataSource.manager, client.id, 'sms', MORNING)).toEqual({ unreachable: 'opted_out' });
  });
});
