import { AnsweringService } from '#libs/checkins';
import { localInstant } from '#libs/platform';
import { RulesService } from '#libs/rules';
import type { Simulator } from '../../apps/simulator/src/simulator.js';
import { aSimulator } from '../support/messaging.js';
import { aColleague, type Colleague } from '../support/factories/caseload.js';
import { aPlannedClientOf } from '../support/factories/planned-client.js';
import { serveWeb, type ServedWeb } from '../support/web.js';
import { aWorkerByHand } from '../support/worker-by-hand.js';

let clients = 0;

/** With the worker's whole clock, the real adapters and a telephone company that does as it is told. Monday 2 November 2026. */
describe('somebody who is not reached the first time', () => {
  let web: ServedWeb;
  let simulator: Simulator;
  let coach: Colleague;
  let worker: ReturnType<typeof aWorkerByHand>;
  beforeAll(async () => {
    const simulated = await aSimulator(() => web.url);
    ({ simulator } = simulated);
    web = await serveWeb({ settings: { ...simulated.settings, LOG_LEVEL: 'silent' } });
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
  /** Nothing leaves before eleven: the first messages of a round are spread over an hour. */
  async function aClient() {
    const number = (clients += 1);
    const [mobile, email] = [`+316${70_000_000 + number}`, `bereikt${number}@example.nl`];
    const id = await aPlannedClientOf(web, coach, {
      contactPoints: [
        { kind: 'mobile', address: mobile },
        { kind: 'email', address: email },
      ],
    });
    return { id, mobile, email };
  }
  const stepsOf = async (id: string) =>
    (
      await web.dataSource.query<{ rung: string; channel: string | null; cause: string }[]>(
        `select rung, channel, cause from contact_step where client_id = $1 order by at, id`,
        [id],
      )
    ).map(({ rung, channel, cause }) => [rung, channel, cause]);
  const linkIn = (text: string | undefined) => /\/c\/(\S+)/.exec(text ?? '')![1] as string;

  it('gets e-mail the next day when the number does not exist; the coach gets the task, and an answer by that link proves the address', async () => {
    const { id, mobile, email } = await aClient();
    simulator.fault({ kind: 'undelivered', address: mobile, code: '30005' });
    await turnTo('02', '11:05');
    await turnTo('02', '15:00');
    expect(simulator.messages(email)).toHaveLength(0);
    await turnTo('03', '08:55');
    expect(simulator.messages(email)).toHaveLength(0);
    await turnTo('03', '09:05');
    await turnTo('03', '10:10');
    expect(simulator.messages(mobile)).toHaveLength(1);
    expect(simulator.messages(email)).toHaveLength(1);
    await web.app
      .get(AnsweringService, { strict: false })
      .answerAll(
        { token: linkIn(simulator.messages(email)[0]!.text) },
        [{ item: 'wellbeing.general', state: 'answered', value: 3 }],
        { channel: 'email', language: 'nl' },
        web.clock.now(),
      );
    for (const day of ['04', '05', '06']) await turnTo(day, '10:10');
    expect(simulator.messages(email)).toHaveLength(1);
    expect(await stepsOf(id)).toEqual([
      ['invitation', 'sms', 'round'],
      ['other_channel', 'email', 'invalid_number'],
    ]);
    expect(await web.dataSource.query(`select kind, state from contact_point where client_id = $1 order by kind`, [id])).toEqual([
      { kind: 'email', state: 'verified' },
      { kind: 'mobile', state: 'invalid' },
    ]);
    expect(await web.dataSource.query(`select kind, cause, result from follow_up_task where client_id = $1`, [id])).toEqual([
      { kind: 'repair_address', cause: 'invalid_number', result: null },
    ]);
  });

  it('is reminded once after three days, and not when an answer came first', async () => {
    const [silent, quick] = [await aClient(), await aClient()];
    await turnTo('02', '11:05');
    await web.app
      .get(AnsweringService, { strict: false })
      .answerAll(
        { token: linkIn(simulator.messages(quick.mobile)[0]!.text) },
        [{ item: 'wellbeing.general', state: 'answered', value: 3 }],
        { channel: 'sms', language: 'nl' },
        web.clock.now(),
      );
    await turnTo('04', '15:00');
    expect(simulator.messages(silent.mobile)).toHaveLength(1);
    await turnTo('05', '09:05');
    for (const [day, time] of [
      ['05', '10:10'],
      ['05', '16:00'],
      ['06', '10:00'],
    ] as const)
      await turnTo(day, time);
    expect(simulator.messages(silent.mobile)).toHaveLength(2);
    expect(
      simulator
        .messages(silent.mobile)
        .map(({ text }) => text)
        .join(),
    ).toContain('Het mag, het hoeft niet');
    expect(simulator.messages(quick.mobile)).toHaveLength(1);
    expect(simulator.messages(silent.email)).toHaveLength(0);
  });

  it('hears nothing more after STOP, by whatever rung', async () => {
    const { id, mobile, email } = await aClient();
    await turnTo('02', '11:05');
    await simulator.reply(mobile, 'STOP ALLES');
    await simulator.settled();
    for (const day of ['03', '05', '06']) {
      await turnTo(day, '09:05');
      await turnTo(day, '10:10');
    }
    expect(simulator.messages(mobile).filter(({ text }) => text.includes('/c/'))).toHaveLength(1);
    expect(simulator.messages(email)).toHaveLength(0);
    expect(await stepsOf(id)).toHaveLength(1);
  });
});
