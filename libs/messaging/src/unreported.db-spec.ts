import { aPostOffice, type PostOffice } from '../../../test/support/messaging.js';
import { UnreportedService } from './unreported.service.js';

describe('a message that was handed over and never reported on', () => {
  let office: PostOffice;
  let unreported: UnreportedService;
  let begin: Temporal.Instant;
  beforeAll(async () => {
    office = await aPostOffice({ secondAccount: true, settings: { QUIET_HOURS: 'off' } });
    unreported = office.app.get(UnreportedService);
  });
  beforeEach(() => {
    begin = Temporal.Now.instant();
  });
  afterAll(() => office.close());

  /** Handed over; what became of it the provider knows, and could not tell. */
  async function aSilentMessage(fate: { status: 'delivered' | 'undelivered' | 'sent'; errorCode?: string }) {
    const id = await office.aMessage({ notBefore: begin, expiresAt: begin.add({ hours: 24 }) });
    await office.sendDue(begin);
    const { to } = await office.messageOf(id);
    Object.assign(office.simulator.messages(to)[0]!, fate);
    return id;
  }

  it('is asked after when it has been silent for an hour, not before', async () => {
    const id = await aSilentMessage({ status: 'delivered' });
    expect(await unreported.askAfterSilence(begin.add({ minutes: 59 }))).toBe(0);
    expect((await office.messageOf(id)).status).toBe('sent');
    expect(await unreported.askAfterSilence(begin.add({ minutes: 61 }))).toBe(1);
    expect((await office.messageOf(id)).status).toBe('delivered');
  });

  it('teaches what a receipt would have taught, and is not sent again', async () => {
    const id = await aSilentMessage({ status: 'undelivered', errorCode: '30005' });
    await unreported.askAfterSilence(begin.add({ minutes: 61 }));
    expect(await office.messageOf(id)).toMatchObject({ status: 'undelivered', failureReason: 'invalid_number' });
    await office.sendDue(begin.add({ minutes: 62 }));
    expect(office.simulator.messages((await office.messageOf(id)).to)).toHaveLength(1);
  });

  it('is asked after a few times, each time once, and not for ever', async () => {
    const id = await aSilentMessage({ status: 'sent' });
    const looks = async () => {
      const [{ look_ups }] = await office.dataSource.query(`select look_ups from message_attempt where message_id = $1`, [id]);
      return look_ups as number;
    };
    const later = begin.add({ minutes: 61 });
    await Promise.all([unreported.askAfterSilence(later), unreported.askAfterSilence(later), unreported.askAfterSilence(later)]);
    expect(await looks()).toBe(1);
    for (let hour = 1; hour <= 24 * 10; hour += 1) await unreported.askAfterSilence(later.add({ hours: hour }));
    expect(await looks()).toBeLessThanOrEqual(12);
    expect((await office.messageOf(id)).status).toBe('sent');
  });
});
