import { aComposer, aPostOffice, NOON, type PostOffice } from '../../../test/support/messaging.js';

const [ONE, OTHER] = ['018f0000-0000-7000-8000-000000000001', '018f0000-0000-7000-8000-000000000002'] as const;
const DAY = 24;

describe('what the gate knows when it is asked', () => {
  let office: PostOffice;
  beforeAll(async () => {
    office = await aPostOffice();
  });
  beforeEach(async () => void (await office.dataSource.query(`update message set status = 'canceled' where status = 'queued'`)));
  afterAll(() => office.close());
  const later = (hours: number) => NOON.add({ hours });
  const expiresAt = NOON.add({ hours: 40 * DAY });

  it('who died, opted out, lost the benefit or has another number is not written to, with the reason', async () => {
    const { dataSource } = office;
    const meanwhile: [string, (id: string) => Promise<unknown>][] = [
      ['deceased', (id) => dataSource.query(`update client set deceased_on = '2026-11-01' where id = $1`, [id])],
      ['no_benefit', (id) => dataSource.query(`delete from benefit_spell where client_id = $1`, [id])],
      [
        'opted_out',
        (id) =>
          dataSource.query(`insert into opt_out (client_id, channel, source, opted_out_at) values ($1, null, 'staff', $2)`, [id, NOON]),
      ],
      ['address_not_current', (id) => dataSource.query(`update contact_point set ended_at = $2 where client_id = $1`, [id, NOON])],
      ['address_not_current', (id) => dataSource.query(`update contact_point set state = 'invalid' where client_id = $1`, [id])],
      [
        'found_work',
        (id) => dataSource.query(`insert into pause (client_id, reason, paused_at) values ($1, 'found_work', $2)`, [id, NOON]),
      ],
      ['paused', (id) => dataSource.query(`insert into pause (client_id, reason, paused_at) values ($1, 'illness', $2)`, [id, NOON])],
    ];
    for (const [failureReason, happens] of meanwhile) {
      const client = await office.aClient();
      const id = await office.aMessage({ client });
      await happens(client.id);
      expect(await office.sendDue()).toMatchObject({ canceled: 1, accepted: 0 });
      expect(await office.messageOf(id)).toMatchObject({ status: 'canceled', failureReason, attempts: 0, body: null });
      expect(await office.storyOf(id)).toEqual(['queued: invitation', `canceled: ${failureReason}`]);
    }
  });

  it('who is paused until a day is written to on that day', async () => {
    const client = await office.aClient();
    const id = await office.aMessage({ client, expiresAt });
    await office.dataSource.query(`insert into pause (client_id, reason, paused_at, until) values ($1, 'holiday', $2, '2026-11-05')`, [
      client.id,
      NOON,
    ]);
    await office.sendDue();
    const thursday = Temporal.Instant.from('2026-11-05T09:00:00+01:00');
    expect(await office.messageOf(id)).toMatchObject({ status: 'queued', holdReason: 'paused', notBefore: thursday, dueAt: thursday });
    expect(await office.sendDue(thursday)).toMatchObject({ accepted: 1 });
  });

  it('while everybody is paused everything waits, until somebody resumes', async () => {
    const id = await office.aMessage();
    await office.dataSource.query(`insert into pause (reason, paused_at) values ('maintenance', $1)`, [NOON]);
    await office.sendDue();
    expect(await office.messageOf(id)).toMatchObject({ status: 'queued', holdReason: 'paused', notBefore: NOON.add({ minutes: 15 }) });
    await office.sendDue(NOON.add({ minutes: 15 }));
    await office.dataSource.query(`update pause set resumed_at = $1 where client_id is null`, [NOON.add({ minutes: 16 })]);
    await office.sendDue(NOON.add({ minutes: 30 }));
    expect(await office.messageOf(id)).toMatchObject({ status: 'sent', holdReason: null });
    expect(await office.storyOf(id)).toEqual(['queued: invitation', 'queued: paused', 'sending', 'sent']);
  });

  it('nobody is asked about two check-ins in a week, not even when both are due in the same second and five send at once', async () => {
    const client = await office.aClient();
    const ids = [
      await office.aMessage({ client, subjectId: ONE, expiresAt }),
      await office.aMessage({ client, subjectId: OTHER, expiresAt }),
    ];
    await Promise.all(Array.from({ length: 5 }, () => office.sendDue()));
    const found = await Promise.all(ids.map((id) => office.messageOf(id)));
    expect(found.map(({ status }) => status).toSorted()).toEqual(['queued', 'sent']);
    const nextMonday = Temporal.Instant.from('2026-11-09T09:00:00+01:00');
    expect(found.find(({ status }) => status === 'queued')).toMatchObject({ holdReason: 'budget_used', notBefore: nextMonday });
    expect(await office.sendDue(nextMonday)).toMatchObject({ accepted: 1 });
    expect(office.simulator.messages(client.mobile)).toHaveLength(2);
  });

  it('two who hold messages for the same client decide one after the other', async () => {
    const client = await office.aClient();
    const [first, between, beside, second] = [
      await office.aMessage({ client, subjectId: ONE, expiresAt }),
      await office.aMessage({ notBefore: NOON.add({ seconds: 1 }) }),
      await office.aMessage({ notBefore: NOON.add({ seconds: 2 }) }),
      await office.aMessage({ client, subjectId: OTHER, notBefore: NOON.add({ seconds: 3 }), expiresAt }),
    ];
    // Each takes two, and the first thinks long about what to write: the other has the second message of the same client in hand by then.
    const slowly = aComposer(async ({ id }) => {
      if (id === first) await new Promise((resolve) => setTimeout(resolve, 500));
      return { text: 'Hoi', stored: 'Hoi' };
    });
    const sendDue = () => office.dispatch.sendDue([slowly], { now: () => NOON.add({ seconds: 4 }) }, { concurrency: 1 });
    const one = sendDue();
    await new Promise((resolve) => setTimeout(resolve, 150));
    await Promise.all([one, sendDue()]);
    expect(await office.messageOf(second)).toMatchObject({ status: 'queued', holdReason: 'budget_used' });
    for (const id of [first, between, beside]) expect((await office.messageOf(id)).status).toBe('sent');
  });

  it('a reminder about the same check-in may go, by another channel too, and does not move the week of the next', async () => {
    const client = await office.aClient();
    await office.aMessage({ client, subjectId: ONE });
    await office.sendDue();
    await office.aMessage({ client, subjectId: ONE, channel: 'email', notBefore: later(4 * DAY), expiresAt });
    expect(await office.sendDue(later(4 * DAY))).toMatchObject({ accepted: 1 });
    await office.aMessage({ client, subjectId: OTHER, notBefore: later(7 * DAY), expiresAt });
    expect(await office.sendDue(later(7 * DAY))).toMatchObject({ accepted: 1, held: 0 });
  });

  it('the budget of a week is over all channels, and what did not arrive is no part of it', async () => {
    const client = await office.aClient();
    const about = { client, subjectId: ONE, expiresAt };
    office.simulator.fault({ kind: 'refuse', address: client.mobile, code: '30007', times: 1 });
    await office.aMessage(about);
    expect(await office.sendDue()).toMatchObject({ refused: 1 });
    for (let hour = 1; hour <= 5; hour += 1) {
      await office.aMessage({ ...about, channel: hour % 2 === 0 ? 'email' : 'sms', notBefore: later(hour) });
      expect(await office.sendDue(later(hour))).toMatchObject({ accepted: 1 });
    }
    const sixth = await office.aMessage({ ...about, notBefore: later(6) });
    expect(await office.sendDue(later(6))).toMatchObject({ held: 1, accepted: 0 });
    expect(await office.messageOf(sixth)).toMatchObject({ holdReason: 'budget_used', notBefore: later(7 * DAY + 1) });
    expect(await office.sendDue(later(7 * DAY + 1))).toMatchObject({ accepted: 1 });
  });

  it('a second try is not kept back by the first', async () => {
    const id = await office.aMessage({ subjectId: ONE });
    office.simulator.fault({ kind: 'unavailable', address: (await office.messageOf(id)).to, times: 6 });
    for (let attempt = 0; attempt < 7; attempt += 1) await office.sendDue((await office.messageOf(id)).notBefore);
    expect(await office.messageOf(id)).toMatchObject({ status: 'sent', attempts: 7 });
  });

  it('what rings at noon here waits where it is night', async () => {
    const client = await office.aClient({ timeZone: 'America/Paramaribo' });
    const morning = Temporal.Instant.from('2026-11-02T10:00:00+01:00');
    const id = await office.aMessage({ client, notBefore: morning });
    await office.sendDue(morning);
    expect(await office.messageOf(id)).toMatchObject({
      holdReason: 'quiet_hours',
      notBefore: Temporal.Instant.from('2026-11-02T09:00:00-03:00'),
    });
  });

  it('a trial installation writes to its guests, and to nobody else, not even to answer', async () => {
    const trial = await aPostOffice({ settings: { GUEST_LIST: '+31699999999,gast@example.nl' } });
    try {
      const [guest, stranger] = [await trial.aClient({ mobile: '+31699999999', email: 'gast@example.nl' }), await trial.aClient()];
      const theirs = [await trial.aMessage({ client: guest }), await trial.aMessage({ client: guest, channel: 'email' })];
      const others = [await trial.aMessage({ client: stranger }), await trial.aMessage({ client: stranger, channel: 'email' })];
      await trial.inbound.receive(
        { channel: 'sms', from: stranger.mobile, body: 'STOP', provider: 'twilio', providerMessageId: 'SM1' },
        NOON,
      );
      await trial.sendDue();
      for (const id of theirs) expect((await trial.messageOf(id)).status).toBe('sent');
      expect(await trial.messageOf(others[1]!)).toMatchObject({ status: 'canceled', failureReason: 'not_on_guest_list' });
      expect(trial.simulator.counts().accepted).toBe(2);
      expect(trial.simulator.messages(stranger.mobile)).toEqual([]);
    } finally {
      await trial.close();
    }
  });
});
