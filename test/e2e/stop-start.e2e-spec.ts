import { PreferencesService } from '#libs/people';
import { localInstant } from '#libs/platform';
import { RulesService } from '#libs/rules';
import type { Simulator } from '../../apps/simulator/src/simulator.js';
import { aColleague, type Colleague } from '../support/factories/caseload.js';
import { aPlannedClientOf } from '../support/factories/planned-client.js';
import { aSimulator } from '../support/messaging.js';
import { serveWeb, type ServedWeb } from '../support/web.js';
import { aWorkerByHand } from '../support/worker-by-hand.js';

let clients = 0;

/** With the worker's whole clock and signed webhooks. Monday 2 November 2026. */
describe('somebody who says stop, or start, or help', () => {
  let web: ServedWeb;
  let simulator: Simulator;
  let coach: Colleague;
  let worker: ReturnType<typeof aWorkerByHand>;
  beforeAll(async () => {
    const simulated = await aSimulator(() => web.url);
    ({ simulator } = simulated);
    web = await serveWeb({ settings: { ...simulated.settings, QUIET_HOURS: 'on', LOG_LEVEL: 'silent' } });
    await web.app.get(RulesService, { strict: false }).ensureStandard(web.clock.now());
    coach = await aColleague(web);
    worker = aWorkerByHand(web.app);
  });
  beforeEach(() => turnTo('02', '10:00', { tick: false }));
  afterEach(() => simulator.clearFaults());
  afterAll(async () => {
    await simulator.close();
    await web.close();
  });

  async function turnTo(day: string, time: string, { tick = true } = {}): Promise<void> {
    web.clock.turnTo(localInstant(Temporal.PlainDate.from(`2026-11-${day}`), time));
    if (!tick) return;
    await worker.tick();
    await simulator.settled();
  }
  async function tick(): Promise<void> {
    web.clock.advance({ seconds: 30 });
    await worker.tick();
    await simulator.settled();
  }
  /** Two weeks go by, twice a day. */
  async function twoWeeks(): Promise<void> {
    for (let day = 3; day <= 16; day += 1) for (const time of ['09:05', '15:00']) await turnTo(String(day).padStart(2, '0'), time);
  }
  /** Nothing leaves before eleven: the first messages of a round are spread over an hour. */
  async function somebodyAsked({ byMessage = false } = {}) {
    await turnTo('02', '10:00', { tick: false });
    const number = (clients += 1);
    const [mobile, email] = [`+316${73_000_000 + number}`, `stopt${number}@example.nl`];
    const contactPoints = [
      { kind: 'mobile' as const, address: mobile },
      { kind: 'email' as const, address: email },
    ];
    const id = await aPlannedClientOf(web, coach, { contactPoints });
    const preference = { channels: [], answerBy: 'message' as const, hours: null, language: null };
    if (byMessage)
      await web.dataSource.transaction((tx) =>
        web.app.get(PreferencesService, { strict: false }).change(tx, id, preference, { staffId: null, note: null }, web.clock.now()),
      );
    await turnTo('02', '11:05');
    expect(simulator.messages(mobile)).toHaveLength(1);
    return { id, mobile, email };
  }
  const textsTo = (address: string) => simulator.messages(address).map(({ text }) => text);
  const optOutsOf = (clientId: string) =>
    web.dataSource.query<unknown[]>(
      `select channel, source, undone_at is null as current from opt_out where client_id = $1 order by opted_out_at, id`,
      [clientId],
    );

  const conversationsOf = (clientId: string) =>
    web.dataSource.query<unknown[]>(`select outcome from conversation where client_id = $1`, [clientId]);
  const answersOf = (clientId: string) =>
    web.dataSource.query<unknown[]>(
      `select answer.item from answer join check_in on check_in.id = answer.check_in_id where check_in.client_id = $1`,
      [clientId],
    );

  it.each([{ byMessage: false }, { byMessage: true }])(
    'STOP in the middle of a check-in is the last word on that channel: %j',
    async (how) => {
      const { id, mobile } = await somebodyAsked(how);
      expect(await simulator.reply(mobile, 'Stop.')).toBe(204);
      await tick();
      expect(await optOutsOf(id)).toEqual([{ channel: 'sms', source: 'client_reply', current: true }]);
      expect(textsTo(mobile).slice(1)).toEqual([expect.stringContaining('U krijgt geen sms meer')]);
      expect(await conversationsOf(id)).toEqual(how.byMessage ? [{ outcome: 'stopped' }] : []);
      await twoWeeks();
      expect(textsTo(mobile)).toHaveLength(2);
    },
  );

  it('STOP after the first answer keeps that answer, and takes nothing more', async () => {
    const { id, mobile } = await somebodyAsked({ byMessage: true });
    await simulator.reply(mobile, '2');
    await tick();
    expect(textsTo(mobile)).toHaveLength(2);
    await simulator.reply(mobile, 'stoppen');
    await tick();
    expect(textsTo(mobile).at(-1)).toContain('U krijgt geen sms meer');
    expect(await answersOf(id)).toHaveLength(1);
    await twoWeeks();
    expect(textsTo(mobile)).toHaveLength(3);
  });

  it('HELP in the middle is answered, and the question still stands', async () => {
    const { id, mobile } = await somebodyAsked({ byMessage: true });
    await simulator.reply(mobile, 'help');
    await tick();
    expect(await conversationsOf(id)).toEqual([{ outcome: null }]);
    await simulator.reply(mobile, '2');
    await tick();
    expect(await answersOf(id)).toHaveLength(1);
  });

  it('STOP ALLES is the last word on every channel', async () => {
    const { id, mobile, email } = await somebodyAsked();
    await simulator.reply(mobile, 'stop alles!!');
    await tick();
    expect(await optOutsOf(id)).toEqual([{ channel: null, source: 'client_reply', current: true }]);
    await twoWeeks();
    expect(textsTo(mobile).slice(1)).toEqual([expect.stringContaining('geen e-mail meer')]);
    expect(textsTo(email)).toEqual([]);
  });

  it('STOP in their own language counts, and a sentence with the word in it does not', async () => {
    const [one, other] = [await somebodyAsked(), await somebodyAsked()];
    await simulator.reply(one.mobile, 'توقف');
    await simulator.reply(other.mobile, 'ik wil stoppen met roken');
    await tick();
    expect(await optOutsOf(one.id)).toHaveLength(1);
    expect(await optOutsOf(other.id)).toEqual([]);
  });

  it('STOP said twice, delivered twice and at the same moment, is confirmed once', async () => {
    const { id, mobile } = await somebodyAsked();
    const sid = `SM${'7'.repeat(32)}`;
    await Promise.all([simulator.reply(mobile, 'STOP', sid), simulator.reply(mobile, 'STOP', sid), simulator.reply(mobile, 'afmelden')]);
    await tick();
    await simulator.reply(mobile, 'STOP');
    await tick();
    expect(textsTo(mobile).slice(1)).toHaveLength(1);
    expect(await optOutsOf(id)).toHaveLength(1);
  });

  it('STOP while the provider is out of order: what was to be tried again is not', async () => {
    const number = (clients += 1);
    const mobile = `+316${73_000_000 + number}`;
    const id = await aPlannedClientOf(web, coach, { contactPoints: [{ kind: 'mobile', address: mobile }] });
    simulator.fault({ kind: 'unavailable', address: mobile });
    await turnTo('02', '11:05');
    await simulator.reply(mobile, 'STOP');
    simulator.clearFaults();
    for (let minute = 10; minute < 60; minute += 10) await turnTo('02', `11:${minute}`);
    expect(textsTo(mobile)).toEqual([expect.stringContaining('U krijgt geen sms meer')]);
    expect(await optOutsOf(id)).toHaveLength(1);
  });

  it('START opens the channel again, and says so', async () => {
    const { id, mobile } = await somebodyAsked();
    await simulator.reply(mobile, 'STOP');
    await tick();
    await simulator.reply(mobile, 'Start');
    await tick();
    expect(await optOutsOf(id)).toEqual([{ channel: 'sms', source: 'client_reply', current: false }]);
    expect(textsTo(mobile).at(-1)).toContain('U krijgt weer sms');
  });

  it('what the account itself read as STOP is obeyed, and not confirmed a second time; its START opens again', async () => {
    const { id, mobile } = await somebodyAsked();
    await simulator.reply(mobile, 'no more of this', undefined, 'STOP');
    await tick();
    expect(await optOutsOf(id)).toEqual([{ channel: 'sms', source: 'client_reply', current: true }]);
    expect(textsTo(mobile)).toHaveLength(1);
    await simulator.reply(mobile, 'yes', undefined, 'START');
    expect(await optOutsOf(id)).toEqual([{ channel: 'sms', source: 'client_reply', current: false }]);
  });

  it('who is blocked at the account has stopped here too, is reached otherwise, and can start again', async () => {
    const number = (clients += 1);
    const mobile = `+316${73_000_000 + number}`;
    const id = await aPlannedClientOf(web, coach, { contactPoints: [{ kind: 'mobile', address: mobile }] });
    simulator.fault({ kind: 'refuse', address: mobile, code: '21610' });
    await turnTo('02', '11:05');
    expect(await optOutsOf(id)).toEqual([{ channel: 'sms', source: 'provider', current: true }]);
    expect(textsTo(mobile)).toEqual([]);
    simulator.clearFaults();
    await simulator.reply(mobile, 'START', undefined, 'START');
    expect(await optOutsOf(id)).toEqual([{ channel: 'sms', source: 'provider', current: false }]);
  });

  it.each(['HELP', 'hulp?', 'Info', 'مساعدة'])('%s is answered at once, at night too, with the help lines', async (word) => {
    const { mobile } = await somebodyAsked();
    await turnTo('02', '23:30', { tick: false });
    await simulator.reply(mobile, word);
    await tick();
    await simulator.reply(mobile, word);
    await tick();
    expect(textsTo(mobile).slice(1)).toEqual([expect.stringMatching(/(?=.*112)(?=.*113)(?=.*STOP)(?=.*dag en nacht)/s)]);
  });

  it('of two people with one telephone both stop, and one confirmation comes', async () => {
    const mobile = '+31673999999';
    const ids = [];
    for (let person = 0; person < 2; person += 1)
      ids.push(await aPlannedClientOf(web, coach, { contactPoints: [{ kind: 'mobile', address: mobile }] }));
    await turnTo('02', '11:05');
    const before = textsTo(mobile).length;
    await simulator.reply(mobile, 'STOP');
    await tick();
    for (const id of ids) expect(await optOutsOf(id)).toEqual([{ channel: 'sms', source: 'client_reply', current: true }]);
    expect(textsTo(mobile).slice(before)).toEqual([expect.stringContaining('U krijgt geen sms meer')]);
  });

  it('a webhook with a keyword that is not signed changes nothing', async () => {
    const { id, mobile } = await somebodyAsked();
    const answer = await fetch(`${web.url}/webhooks/twilio/inbound`, {
      method: 'POST',
      headers: { 'x-twilio-signature': 'AAAA' },
      body: new URLSearchParams({ MessageSid: `SM${'8'.repeat(32)}`, From: mobile, Body: 'STOP', OptOutType: 'STOP' }),
    });
    expect(answer.status).toBe(403);
    expect(await optOutsOf(id)).toEqual([]);
  });
});
