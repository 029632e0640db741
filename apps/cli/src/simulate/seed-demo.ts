import { CatalogueService } from '#libs/interventions';
import { Channels } from '#libs/messaging';
import { ReportsService } from '#libs/outflow';
import { DEMO_ACCOUNTS, DEMO_DEPUTY, DEMO_PASSWORD, StaffService } from '#libs/people';
import { Clock, createLog, localInstant, NestLog, SentenceError, TIME_ZONE, type Configuration } from '#libs/platform';
import { QuestionnairesService } from '#libs/questionnaires';
import { ReviewsService, RulesService } from '#libs/rules';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { correctInvented } from './invented-corrections.js';
import { recordInventedGround } from './invented-modules.js';
import { writeInventedRule } from './invented-rules.js';
import { writeInventedOffer } from './invented-offer.js';
import { INVENTED_TEAMS } from './invented-office.js';
import { ringPhones } from './ring-phones.js';
import { SilentCarrier } from './silent-carrier.js';
import { Simulation, type SimulationOptions } from './simulation.js';
import { SimulationModule } from './simulation.module.js';

/** The demo as everybody gets it. */
export const DEMO_SIMULATION = { clients: 360, months: 18, seed: 7 };

type WithDatabase = Configuration & { databaseUrl: string };
type Tell = (line: string) => void;

/** Fills a new database with the demo Werkplein. */
export async function seedDemo(configuration: WithDatabase, tell: Tell): Promise<void> {
  const { clients, months } = DEMO_SIMULATION;
  tell(`De demo wordt gevuld: ${clients} verzonnen mensen, ${months} maanden. Dit gebeurt alleen de eerste keer.`);
  await inSimulation(configuration, (app) => simulate(app, DEMO_SIMULATION, tell));
}

/**
 * Before the demo opens its doors: a database that is still empty is filled, and some telephones ring.
 * @throws SentenceError when a database of somebody's own holds people who are not the demo's: accounts with a known password stay out of it
 */
export async function openDemo(configuration: WithDatabase, isOurOwnServer: boolean, tell: Tell): Promise<void> {
  const state = await inSimulation(configuration, stateOf);
  if (state === 'empty') await seedDemo(configuration, tell);
  await inSimulation(configuration, async (app) => {
    if (state === 'somebody else’s') {
      if (!isOurOwnServer)
        throw new SentenceError(
          'DATABASE_URL: in deze database staan mensen die niet van de demo zijn. Zet DEMO op "off", of neem een lege database.',
        );
      // Somebody imported a file before the first start: then these are the people to try the product with.
      await openDemoAccounts(app, app.get(Clock).now());
    }
    await ringPhones(app);
  });
}

/**
 * `werkplein simulate`: an invented Werkplein in an empty database.
 * @throws SentenceError when somebody has worked in this database: invented people never mix with real ones
 */
export async function simulateInEmpty(configuration: WithDatabase, options: Omit<SimulationOptions, 'until'>, tell: Tell): Promise<void> {
  await inSimulation(configuration, async (app) => {
    if ((await stateOf(app)) !== 'empty')
      throw new SentenceError('In deze database staan al gegevens. Verzonnen mensen komen alleen in een lege database.');
    await simulate(app, options, tell);
  });
}

async function inSimulation<T>(configuration: WithDatabase, work: (app: INestApplicationContext) => Promise<T>): Promise<T> {
  // Chatter about eighteen invented months would hide the progress; what goes wrong still comes out as an error.
  const log = createLog('fatal', 'simulation');
  const app = await NestFactory.createApplicationContext(SimulationModule.with(configuration), {
    logger: new NestLog(log),
    abortOnError: false,
  });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

/** The demo accounts are made last: where there are people without them, it is not the demo, or only half of it. */
async function stateOf(app: INestApplicationContext): Promise<'empty' | 'demo' | 'somebody else’s'> {
  const [{ people, accounts }] = await app.get(DataSource).query<[{ people: boolean; accounts: boolean }]>(
    `select exists (select from staff) or exists (select from client) as people,
            exists (select from staff where email = $1 and password_hash is not null) as accounts`,
    [DEMO_ACCOUNTS[0]!.email],
  );
  if (!people) return 'empty';
  return accounts ? 'demo' : 'somebody else’s';
}

async function simulate(app: INestApplicationContext, options: Omit<SimulationOptions, 'until'>, tell: Tell): Promise<void> {
  const until = lastDayOfAsking(app.get(Clock).now());
  const start = localInstant(until.subtract({ months: options.months }), '08:00');
  await app.get(QuestionnairesService).ensureStandard(start);
  await recordInventedGround(app, start);
  await app.get(CatalogueService).ensureStandard(start);
  await app.get(RulesService).ensureStandard(start);
  app.get(Channels).replaceBy([new SilentCarrier('sms'), new SilentCarrier('email')]);
  let told = 0;
  const simulation = new Simulation(app, { ...options, until });
  await simulation.begin();
  // Before anything happens: who is to be told of something urgent needs an account.
  await openDemoAccounts(app, start);
  await writeInventedOffer(app, start);
  await simulation.live((share) => {
    if (share < told + 0.1) return;
    told = Math.floor(share * 10) / 10;
    tell(`  ${Math.round(told * 100)}%`);
  });
  await correctInvented(app, app.get(Clock).now());
  await writeInventedRule(app, app.get(Clock).now());
  // What has become too old since the last invented day carries no suggestion any more.
  await app.get(ReviewsService).reviewNightly(app.get(Clock).now());
  await settleInvented(app);
  // The first who opens the outflow finds figures and a monthly report.
  await app.get(ReportsService).makeDue(app.get(Clock).now());
}

/** The story ends on the latest morning on which people were asked, so that whoever opens the demo, even in the weekend, finds something fresh. */
function lastDayOfAsking(now: Temporal.Instant): Temporal.PlainDate {
  const morningIsOver = now.toZonedDateTimeISO(TIME_ZONE).subtract({ hours: 10, minutes: 15 }).toPlainDate();
  return morningIsOver.subtract({ days: Math.max(0, morningIsOver.dayOfWeek - 5) });
}

async function openDemoAccounts(app: INestApplicationContext, now: Temporal.Instant): Promise<void> {
  const staff = app.get(StaffService);
  for (const { email, name, role } of [...DEMO_ACCOUNTS, DEMO_DEPUTY]) {
    const teamName = role === 'coach' || role === 'team_lead' ? INVENTED_TEAMS[0]!.name : undefined;
    const { passwordToken } = await staff.add({ email, name, role, teamName }, now);
    await staff.setPassword(passwordToken, DEMO_PASSWORD, now);
  }
}

/** The jobs of messages that left in the simulation have nothing left to do; fresh statistics make the first page as fast as the second. */
async function settleInvented(app: INestApplicationContext): Promise<void> {
  const dataSource = app.get(DataSource);
  await dataSource.query(
    `select count(*) from graphile_worker.complete_jobs(array(
       select job.id
         from graphile_worker.jobs job
        where job.key is not null
          and not exists (select from message where message.id::text = job.key and message.status = 'queued')))`,
  );
  await dataSource.query('analyze');
}
