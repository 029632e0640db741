import { anInbox, at, type Inbox } from '../../../test/support/inbox.js';
import { CaseloadReadModel } from './caseload.read-model.js';
import { EXCHANGE, ExchangeReadModel } from './exchange.read-model.js';
import { InboxReadModel, SHARED, THREADS, THREADS_OF } from './inbox.read-model.js';
import { SignalsReadModel } from './signals.read-model.js';

const NOON = at('12:00');

describe('what clients write, as it stands on the screens', () => {
  let office: Inbox;
  let inbox: InboxReadModel;
  let exchange: ExchangeReadModel;
  let signals: SignalsReadModel;
  beforeAll(async () => {
    office = await anInbox();
    [inbox, exchange, signals] = [
      new InboxReadModel(office.dataSource),
      new ExchangeReadModel(office.dataSource),
      new SignalsReadModel(office.dataSource),
    ];
  });
  afterAll(() => office.close());

  async function aCoach() {
    const coach = await office.aColleague('Team Noord');
    return { coach, aClient: (mobile?: string) => office.aClient({ team: 'Team Noord', coach, ...(mobile ? { mobile } : {}) }) };
  }
  const bodies = async (clientId: string) => (await exchange.of(clientId)).map(({ body }) => body);

  it('are one line a client: what waits first, then newest first, whatever was read in between', async () => {
    const { coach, aClient } = await aCoach();
    const [waits, waitsLonger, read, silent] = [await aClient(), await aClient(), await aClient(), await aClient()];
    await office.comesIn({ clientId: waits.id, body: 'een' }, at('10:00'));
    await office.comesIn({ clientId: waits.id, body: 'twee' }, at('11:00'));
    await office.comesIn({ clientId: waitsLonger.id, body: 'drie' }, at('09:30'));
    await office.comesIn({ clientId: read.id, body: 'vier' }, at('11:30'));
    await office.writes({ clientId: read.id, staffId: coach.id, body: 'Goed' }, at('11:40'));
    expect(silent.id).not.toBeNull();
    const threads = await inbox.threads(coach.id, 1, NOON);
    expect(threads.map(({ clientId, unread, words }) => [clientId, unread, words])).toEqual([
      [waits.id, 2, 'twee'],
      [waitsLonger.id, 1, 'drie'],
      [read.id, 0, 'vier'],
    ]);
    expect(Temporal.Instant.from(threads[0]!.since!).equals(at('10:00'))).toBe(true);
    expect(threads[2]).toMatchObject({ since: null });
    expect(Temporal.Instant.from(threads[2]!.answeredAt!).equals(at('11:40'))).toBe(true);
  });

  it('go on where a page ends, and show no more than the first words', async () => {
    const { coach, aClient } = await aCoach();
    for (let number = 0; number < THREADS + 2; number++)
      await office.comesIn({ clientId: (await aClient()).id, body: `${number} ${'x'.repeat(400)}` }, at('10:00').add({ seconds: number }));
    const first = await inbox.threads(coach.id, 1, NOON);
    const second = await inbox.threads(coach.id, 2, NOON);
    expect([first.length, second.length]).toEqual([THREADS + 1, 2]);
    expect(second[0]?.clientId).toBe(first.at(-1)?.clientId);
    expect(first[0]?.words).toHaveLength(160);
  });

  it('leave with the client: a former coach sees nothing more', async () => {
    const { coach, aClient } = await aCoach();
    const client = await aClient();
    await office.comesIn({ clientId: client.id, body: 'van mij' });
    expect(await inbox.threads(coach.id, 1, NOON)).toHaveLength(1);
    await office.dataSource.query(
      `update caseload_assignment set during = daterange(lower(during), '2026-11-01') where client_id = $1 and upper_inf(during)`,
      [client.id],
    );
    expect(await inbox.threads(coach.id, 1, NOON)).toEqual([]);
  });

  it('stand apart when more people have the number, until somebody says whose they are', async () => {
    const [{ coach, aClient }, { coach: other, aClient: anotherClient }] = [await aCoach(), await aCoach()];
    const [mine, alsoMine, theirs] = [await aClient(), await aClient(), await anotherClient()];
    const { id } = await office.comesIn({ clientId: null, candidates: [mine.id, alsoMine.id, theirs.id], body: 'Met mij' });
    const [shared, ...rest] = await inbox.shared(coach.id, NOON);
    expect(rest).toEqual([]);
    expect(shared).toMatchObject({ id, body: 'Met mij', others: 1, isUrgent: false });
    expect(shared?.mine.map(({ clientId }) => clientId).toSorted()).toEqual([mine.id, alsoMine.id].toSorted());
    expect(await inbox.shared(other.id, NOON)).toMatchObject([{ id, others: 2 }]);
    expect(await bodies(mine.id)).toEqual([]);
    await office.inTransaction((tx) => office.reading.assign(tx, id, mine.id, coach.id, NOON));
    expect(await inbox.shared(other.id, NOON)).toEqual([]);
    expect(await bodies(mine.id)).toEqual(['Met mij']);
    expect(await bodies(theirs.id)).toEqual([]);
  });

  it('are a conversation with what we wrote, each message once: the words of a coach and not what is kept of the message', async () => {
    const { coach, aClient } = await aCoach();
    const client = await aClient();
    const inboundId = await office.anInboundSms(client.mobile, 'Belt u mij?', at('10:00'));
    await office.comesIn({ clientId: client.id, inboundId, address: client.mobile, body: 'Belt u mij?' }, at('10:00'));
    await office.comesIn({ clientId: client.id, channel: 'app', body: 'Op de pagina', kind: 'remark' }, at('10:30'));
    await office.writes({ clientId: client.id, staffId: coach.id, body: 'Om tien uur' }, at('11:00'));
    await office.sendDue(at('11:01'));
    await office.anInboundSms(client.mobile, '4', at('11:10'));
    const all = await exchange.of(client.id);
    expect(all.map(({ direction, channel, body, purpose }) => [direction, channel, purpose ?? body])).toEqual([
      ['in', 'sms', 'Belt u mij?'],
      ['in', 'app', 'Op de pagina'],
      ['out', 'sms', 'message_received'],
      ['out', 'sms', 'coach_reply'],
      ['in', 'sms', '4'],
    ]);
    expect(all[3]).toMatchObject({ body: 'Om tien uur', writtenBy: coach.name });
    expect(all[0]).toMatchObject({ readBy: coach.name, kind: 'message' });
    expect(all[4]).toMatchObject({ kind: null, inboxId: null });
  });

  it('hold what was said while the number was theirs: STOP and its answer too, nothing of an earlier or later owner', async () => {
    const { aClient } = await aCoach();
    const first = await aClient('+31677777701');
    await office.anInboundSms('+31677777701', 'stop', at('09:00'));
    await office.dataSource.query(`update contact_point set ended_at = $2 where client_id = $1`, [first.id, at('10:00')]);
    await office.anInboundSms('+31677777701', 'van niemand', at('10:30'));
    const second = await aClient('+31677777701');
    await office.dataSource.query(`update contact_point set created_at = $2 where client_id = $1`, [second.id, at('11:00')]);
    await office.anInboundSms('+31677777701', 'van de tweede', at('11:30'));
    const said = (await exchange.of(first.id)).map(({ body, purpose }) => purpose ?? body);
    expect(said).toEqual(['stop', 'opt_out_confirmation']);
    expect(await bodies(second.id)).toEqual(['van de tweede']);
  });
  it('show STOP from a number of more people to each of them, for it counts for each', async () => {
    const { aClient } = await aCoach();
    const [one, other] = [await aClient('+31677777702'), await aClient('+31677777702')];
    await office.anInboundSms('+31677777702', 'stop', at('11:00'));
    await office.anInboundSms('+31677777702', 'iets persoonlijks', at('11:05'));
    for (const { id } of [one, other]) {
      const said = (await exchange.of(id)).filter(({ direction }) => direction === 'in');
      expect(said.map(({ body, keyword }) => [body, keyword])).toEqual([['stop', 'stop']]);
    }
    const later = await aClient('+31677777702');
    await office.dataSource.query(`update contact_point set created_at = $2 where client_id = $1`, [later.id, at('11:30')]);
    expect(await exchange.of(later.id)).toEqual([]);
    await office.dataSource.query(`update contact_point set ended_at = $2 where client_id = $1`, [one.id, at('11:30')]);
    await office.anInboundSms('+31677777702', 'start', at('11:40'));
    expect((await bodies(one.id)).includes('start')).toBe(false);
    expect((await bodies(later.id)).includes('start')).toBe(true);
  });

  it('raise a signal that only who was told can find, and that the caseload and the file know of until it is taken on', async () => {
    const { coach, aClient } = await aCoach();
    const stranger = await office.aColleague('Team Zuid');
    const client = await aClient();
    const caseload = async () =>
      (await new CaseloadReadModel(office.dataSource).forCoach(coach.id, NOON)).find(({ id }) => id === client.id);
    expect(await caseload()).toMatchObject({ signalAt: null, unreadAt: null });
    const { id } = await office.comesIn({ clientId: client.id, body: 'ik wil niet meer leven', address: client.mobile }, at('10:00'));
    const alertId = await office.alertOf(id);
    expect(await caseload()).toMatchObject({
      signalAt: at('10:00').epochMilliseconds / 1000,
      unreadAt: at('10:00').epochMilliseconds / 1000,
    });
    expect(await signals.toldTo(coach.id, NOON)).toMatchObject([
      { id: alertId, toldAs: 'coach', acknowledgedAt: null, people: [{ clientId: client.id }] },
    ]);
    expect(await signals.toldTo(stranger.id, NOON)).toEqual([]);
    expect(await signals.signal(alertId, stranger.id, NOON)).toBeNull();
    expect(await signals.signal(alertId, coach.id, NOON)).toMatchObject({
      body: 'ik wil niet meer leven',
      help: { channel: 'sms', status: 'queued' },
      people: [{ phones: [{ address: client.mobile, isInvalid: false }], isMine: true, coach: coach.name }],
      told: [{ name: coach.name, toldAs: 'coach' }],
    });
    await office.inTransaction((tx) => office.crisis.acknowledge(tx, alertId, { staffId: coach.id, note: 'Gebeld' }, at('10:10')));
    expect(await caseload()).toMatchObject({ signalAt: null });
    expect(await signals.signal(alertId, coach.id, NOON)).toMatchObject({ acknowledgedBy: coach.name, note: 'Gebeld' });
    const later = at('10:10').add({ hours: 14 * 24 });
    expect(await signals.signal(alertId, coach.id, later.subtract({ seconds: 1 }))).not.toBeNull();
    expect(await signals.signal(alertId, coach.id, later)).toBeNull();
    expect(await signals.toldTo(coach.id, later)).toEqual([]);
    expect((await exchange.of(client.id))[0]).toMatchObject({ alertId, alertTakenBy: coach.name });
  });

  it('are found by their indexes, whatever the size of the tables', async () => {
    const { coach, aClient } = await aCoach();
    const client = await aClient();
    const plan = (statement: string, parameters: unknown[]) =>
      office.dataSource.transaction(async (tx) => {
        // A test's few rows are read faster without any index.
        await tx.query(`set local enable_seqscan = off`);
        const lines = await tx.query<{ 'QUERY PLAN': string }[]>(`explain ${statement}`, parameters);
        return lines.map((line) => line['QUERY PLAN']).join('\n');
      });
    for (const text of [
      await plan(THREADS_OF, [coach.id, '2026-11-02', 26, 0]),
      await plan(SHARED, [coach.id, '2026-11-02']),
      await plan(EXCHANGE, [client.id, 300]),
    ])
      expect(text).not.toMatch(/Seq Scan on (message|inbound_message|inbox_message|inbox_candidate|coach_reply|contact_point)/);
  });
});
