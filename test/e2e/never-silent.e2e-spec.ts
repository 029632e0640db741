import { PlansService } from '#libs/planning';
import { RoundsService } from '#libs/checkins';
import { ConfirmationsService, DispatchService, OutboxService } from '#libs/messaging';
import { AlarmsService, WatchService } from '#libs/operations';
import { localInstant } from '#libs/platform';
import { QuestionnairesService, STANDARD_KEY } from '#libs/questionnaires';
import { RulesService } from '#libs/rules';
import type { Simulator } from '../../apps/simulator/src/simulator.js';
import { keepWatching } from '../../apps/web/src/operations/watching.js';
import { aColleague, aClientOf } from '../support/factories/caseload.js';
import { aSimulator } from '../support/messaging.js';
import { aVisitor } from '../support/visitor.js';
import { serveWeb, type ServedWeb } from '../support/web.js';
import { aWorkerByHand } from '../support/worker-by-hand.js';

const MONDAY = Temporal.PlainDate.from('2026-11-02');
const at = (time: string, day = MONDAY) => localInstant(day, time);
const TOKEN = 'een-lang-geheim-van-Prometheus';

describe('what silently does not go out', () => {
  let web: ServedWeb;
  let simulator: Simulator;
  const get = <T>(type: abstract new (...args: never[]) => T): T => web.app.get(type as never, { strict: false });

  beforeAll(async () => {
    const simulated = await aSimulator(() => web.url);
    ({ simulator } = simulated);
    web = await serveWeb({
      now: at('08:00').toString(),
      settings: { ...simulated.settings, QUIET_HOURS: 'on', METRICS_TOKEN: TOKEN, ALARM_EMAIL: 'beheer@gemeente.example' },
    });
    await get(QuestionnairesService).ensureStandard(web.clock.now());
    await get(RulesService).ensureStandard(web.clock.now());
    const coach = await aColleague(web);
    await aClientOf(web, coach);
    await get(PlansService).add(
      { all: true },
      { questionnaireKey: STANDARD_KEY, everyDays: 28, channel: null, startsOn: MONDAY },
      web.clock.now(),
    );
  });
  afterAll(async () => {
    await simulator.close();
    await web.close();
  });

  const standing = async () => (await get(AlarmsService).standing()).map(({ kind, about }) => [kind, about].filter(Boolean).join(' '));
  async function looked(time: string, day = MONDAY): Promise<string[]> {
    web.clock.turnTo(at(time, day));
    await get(WatchService).look(web.clock.now(), 'worker');
    return standing();
  }
  const metrics = (authorization?: string) =>
    web.app.inject({ url: '/metrics', headers: { accept: 'text/html', ...(authorization ? { authorization } : {}) } });

  it('is a plan whose rounds never open, until they do', async () => {
    expect(await looked('09:20')).toEqual([]);
    expect(await looked('09:31')).toEqual(['rounds_not_opened']);
    await get(RoundsService).openDue(web.clock.now());
    expect(await looked('09:32')).toEqual([]);
  });

  it('is an invitation that nobody sends, until it is sent', async () => {
    expect(await looked('11:00')).toEqual(['messages_not_sent']);
    web.clock.turnTo(at('11:01'));
    await aWorkerByHand(web.app).tick();
    expect(await looked('11:02')).toEqual([]);
  });

  it('is a kind of message that nobody writes', async () => {
    const message = { channel: 'sms', to: '+31611111111', language: 'nl', subjectId: null, clientId: null, purpose: 'newsletter' } as const;
    const times = { notBefore: at('11:30'), expiresAt: at('20:00') };
    await web.dataSource.transaction((tx) => get(OutboxService).enqueue(tx, { ...message, ...times }, at('11:30')));
    web.clock.turnTo(at('11:30'));
    await get(DispatchService).sendDue([get(ConfirmationsService)], web.clock);
    expect(await looked('11:31')).toEqual(['purpose_not_sent newsletter']);
  });

  it('is in the metrics, for who shows the token', async () => {
    await looked('11:32');
    const { statusCode, headers, body } = await metrics(`Bearer ${TOKEN}`);
    expect([statusCode, headers['content-type']]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
    expect(body).toContain('werkplein_up 1\n');
    expect(body).toContain('werkplein_alarm{kind="purpose_not_sent"} 1\n');
    expect(body).toContain('werkplein_alarm{kind="messages_not_sent"} 0\n');
    expect(body).toMatch(/werkplein_messages_24h\{channel="sms",status="(sent|delivered)"\} 1\n/);
    expect(body).not.toMatch(/\+316|Voorbeeld|Noor|@/);
  });

  it.each([undefined, '', 'Bearer', 'Bearer een-ander-geheim', `Basic ${TOKEN}`, TOKEN])(
    'is nothing to whoever shows %j',
    async (authorization) => {
      const { statusCode, body } = await metrics(authorization);
      expect(statusCode).toBe(404);
      expect(body).not.toContain('werkplein_');
    },
  );

  it('was mailed past the outbox, once each', async () => {
    const mails = simulator.messages('beheer@gemeente.example');
    expect(mails.map(({ subject }) => subject)).toEqual(
      [
        'Werkplein Check-in: Check-ins van “Elke 28 dagen” gaan niet open',
        'Werkplein Check-in: Berichten per sms blijven liggen',
        'Werkplein Check-in: Er gaan geen berichten van de soort “newsletter” weg',
      ].map((subject, index) => (index === 0 ? expect.stringMatching(/^Werkplein Check-in: Check-ins van “.+” gaan niet open$/) : subject)),
    );
  });

  it('is noticed by the web when the worker has died', async () => {
    web.clock.turnTo(at('11:45'));
    const stop = keepWatching(web.app, 20);
    for (let patience = 0; patience < 200 && !(await standing()).includes('worker_silent'); patience += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    await stop();
    expect(await standing()).toContain('worker_silent');
    const admin = await aColleague(web, 'admin');
    expect((await aVisitor(web, admin.session).get('/beheer')).html).toContain('De verzending staat stil');
  });
});
