import { jest } from '@jest/globals';
import { localInstant } from '#libs/platform';
import { Logger } from '@nestjs/common';
import { ADMINISTRATOR, aWatch, type Watch } from '../../../test/support/watching.js';

const at = (time: string, day = '2026-11-02') => localInstant(Temporal.PlainDate.from(day), time);
const NOON = at('12:00');

describe('an alarm', () => {
  let watched: Watch;
  const said: string[] = [];
  beforeAll(async () => {
    watched = await aWatch(NOON);
    jest.spyOn(Logger.prototype, 'error').mockImplementation((message: unknown) => void said.push(String(message)));
  });
  afterAll(() => watched.close());
  beforeEach(async () => {
    said.length = 0;
    await watched.begin(NOON);
  });
  const looked = (moment?: Temporal.Instant) => watched.looked(moment);

  const aBreak = () => watched.office.aMessage({ notBefore: at('11:00') });

  it('is told once, in one mail and a line each, without a person', async () => {
    await aBreak();
    await watched.office.anEnrolment(await watched.office.aPlan({ name: 'Elke week' }), { nextDueOn: '2026-11-02' });
    await looked();
    await looked(at('12:01'));
    const [mail, ...others] = watched.mails();
    expect(others).toEqual([]);
    expect(mail!.subject).toBe('Werkplein Check-in: 2 meldingen');
    expect(mail!.text).toContain('Berichten per sms blijven liggen\n\n1 bericht had er al uit gemoeten, sinds 2 november 11:00.');
    expect(mail!.text).toContain('Check-ins van “Elke week” gaan niet open');
    expect(mail!.text).toContain('/beheer/verzending');
    expect(said).toHaveLength(2);
    for (const text of [mail!.text, ...said]) expect(text).not.toMatch(/Geheime|Klantnaam|\+316/);
  });

  it('is told once when two look at the same moment', async () => {
    await aBreak();
    // While the mail server thinks, the others must not begin.
    watched.simulator.fault({ kind: 'slow', address: ADMINISTRATOR, ms: 400 });
    await Promise.all([watched.watch.look(NOON, 'worker'), watched.watch.look(NOON, 'web'), watched.watch.look(NOON, 'web')]);
    expect(await watched.alarms.standing()).toHaveLength(1);
    expect(watched.mails()).toHaveLength(1);
    expect(said).toHaveLength(1);
  });

  it('is told again at the next look when the mail was refused', async () => {
    await aBreak();
    watched.simulator.fault({ kind: 'refuse', address: ADMINISTRATOR, code: '451', times: 1 });
    await looked();
    expect(watched.mails()).toEqual([]);
    expect(said).toContainEqual(expect.stringContaining('alarms could not be mailed'));
    await looked(at('12:01'));
    expect(watched.mails()).toHaveLength(1);
  });

  it('is told once an hour when it comes and goes', async () => {
    const id = await aBreak();
    await looked();
    for (const [minute, hold] of [
      [1, 'paused'],
      [2, null],
      [3, 'paused'],
      [70, null],
    ] as const) {
      await watched.dataSource.query(`update message set hold_reason = $2 where id = $1`, [id, hold]);
      await looked(NOON.add({ minutes: minute }));
      expect(watched.mails()).toHaveLength(minute === 70 ? 2 : 1);
    }
    expect(await watched.alarms.past(10)).toHaveLength(2);
  });
});
