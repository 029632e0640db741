import { PreferencesService } from '#libs/people';
import { localInstant } from '#libs/platform';
import { RulesService } from '#libs/rules';
import { randomBytes } from 'node:crypto';
import { aColleague } from './factories/caseload.js';
import { aPlannedClientOf } from './factories/planned-client.js';
import { aSimulator } from './messaging.js';
import { serveWeb } from './web.js';
import { aWorkerByHand } from './worker-by-hand.js';

export const QUESTIONS = ['wellbeing.general', 'language.dutch_speaking', 'mobility.transport', 'finance.debt', 'confidence.work'];

/** Monday 2 November 2026; the first messages of a round have left by a quarter past eleven. */
export const INVITED = ['2026-11-02', '11:15'] as const;

export interface ConversingClient {
  answerBy?: 'message' | 'link' | null;
  /** What the round asks. */
  items?: string[];
  mobile?: string;
  language?: string;
  birthDate?: string | null;
}

let people = 0;

/** The whole product with a telephone company, and people who answer by text message. Turn the clock: who answers has read first. */
export async function aConversingWerkplein() {
  const simulated = await aSimulator(() => web.url);
  const { simulator } = simulated;
  const web = await serveWeb({ settings: { ...simulated.settings, LOG_LEVEL: 'silent' } });
  await web.app.get(RulesService, { strict: false }).ensureStandard(web.clock.now());
  const coach = await aColleague(web);
  const worker = aWorkerByHand(web.app);
  const preferences = web.app.get(PreferencesService, { strict: false });

  const turnTo = async (day: string, time: string) => {
    web.clock.turnTo(localInstant(Temporal.PlainDate.from(day), time));
    await tick();
  };
  const tick = async () => {
    await worker.tick();
    await simulator.settled();
  };
  /** Everything that waits to leave, leaves, a minute later. */
  const aMinuteLater = async (minutes = 1) => {
    web.clock.turnTo(web.clock.now().add({ minutes }));
    await tick();
  };

  /** Somebody whose round opens now, and who answers by text message unless told otherwise. */
  async function aClient({
    answerBy = 'message',
    items = QUESTIONS,
    mobile = `+316${71_000_000 + (people += 1)}`,
    language = 'nl',
    birthDate = null,
  }: ConversingClient = {}) {
    web.clock.turnTo(localInstant(Temporal.PlainDate.from(INVITED[0]), '10:00'));
    const id = await aPlannedClientOf(web, coach, { contactPoints: [{ kind: 'mobile', address: mobile }], language });
    if (birthDate) await web.dataSource.query(`update client set birth_date = $2 where id = $1`, [id, birthDate]);
    await web.dataSource.query(`update check_in set items = $2 where client_id = $1`, [id, items]);
    const [{ checkInId }] = await web.dataSource.query<[{ checkInId: string }]>(
      `select id as "checkInId" from check_in where client_id = $1`,
      [id],
    );
    if (answerBy) await preferences.change(web.dataSource.manager, id, { answerBy }, { staffId: null, note: null }, web.clock.now());
    return { id, checkInId, mobile };
  }

  /** The same, and the invitation has arrived. */
  async function anInvited(given: ConversingClient = {}) {
    const client = await aClient(given);
    await turnTo(...INVITED);
    return client;
  }

  /** Somebody writes, and what it leads to arrives. */
  async function says({ mobile }: { mobile: string }, ...texts: string[]) {
    for (const text of texts) {
      web.clock.turnTo(web.clock.now().add({ minutes: 1 }));
      await simulator.reply(mobile, text);
      await tick();
    }
    return textsTo({ mobile }).at(-1) as string;
  }

  const textsTo = ({ mobile }: { mobile: string }) => simulator.messages(mobile).map(({ text }) => text);
  const sid = () => `SM${randomBytes(16).toString('hex')}`;

  async function answersOf({ checkInId }: { checkInId: string }) {
    const rows = await web.dataSource.query<{ item: string; said: string; channel: string; helped: string | null }[]>(
      `select item, coalesce(value::text, state) as said, channel, helped_by as helped from answer where check_in_id = $1`,
      [checkInId],
    );
    return Object.fromEntries(rows.map(({ item, said, channel }) => [item, `${said} ${channel}`]));
  }
  async function observationsOf({ id }: { id: string }) {
    return web.dataSource.query<{ trait: string; said: string; channel: string; helpedBy: string | null }[]>(
      `select trait, coalesce(value::text, state) as said, channel, helped_by as "helpedBy" from trait_observation where client_id = $1 order by id`,
      [id],
    );
  }
  async function conversationOf({ id }: { id: string }) {
    const [row] = await web.dataSource.query<{ item: string | null; asked: string[]; misses: number; outcome: string | null }[]>(
      `select item, asked, misses, outcome from conversation where client_id = $1 order by started_at desc limit 1`,
      [id],
    );
    return row ?? null;
  }
  async function inboxOf({ id }: { id: string }) {
    return (
      await web.dataSource.query<{ kind: string; body: string }[]>(
        `select kind, body from inbox_message where client_id = $1 order by id`,
        [id],
      )
    ).map(({ kind, body }) => [kind, body]);
  }
  async function outcomeOf({ checkInId }: { checkInId: string }) {
    const [row] = await web.dataSource.query<{ outcome: string | null }[]>(`select outcome from check_in where id = $1`, [checkInId]);
    return row!.outcome;
  }

  return {
    web,
    simulator,
    coach,
    tick,
    turnTo,
    aMinuteLater,
    aClient,
    anInvited,
    says,
    sid,
    textsTo,
    answersOf,
    observationsOf,
    conversationOf,
    inboxOf,
    outcomeOf,
    close: async () => {
      await simulator.close();
      await web.close();
    },
  };
}

export type ConversingWerkplein = Awaited<ReturnType<typeof aConversingWerkplein>>;
