import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import view from '@fastify/view';
import { ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { createLog, NestLog, PROJECT_ROOT, type LogLevel } from '#libs/platform';
import Handlebars from 'handlebars';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { BouncesService } from './bounces.service.js';
import { Faults, type Fault } from './faults.js';
import { MailAnswersService, type AnsweringMail } from './mail-answers.service.js';
import { MailServer } from './mail-server.js';
import { NotFoundFilter } from './not-found.filter.js';
import type { SimulatorOptions } from './options.js';
import { SimulatorModule } from './simulator.module.js';
import { TwilioApi } from './twilio-api.js';
import { Traffic, type SimulatedMessage } from './traffic.js';
import { WebhooksService } from './webhooks.service.js';

const HOME = path.join(PROJECT_ROOT, 'apps/simulator');

/** A running simulator, and what a test wants of one in its own process. */
export interface Simulator {
  url: string;
  smtpUrl: string;
  /** Every message to a client that was taken, oldest first; with an address, only to that client. */
  messages(address?: string): SimulatedMessage[];
  counts(): ReturnType<Traffic['counts']>;
  fault(fault: Fault): void;
  clearFaults(): void;
  /**
   * Somebody writes back. @param id the same one again is a webhook delivered twice.
   * @param optOutType what the account itself read it as. @returns the HTTP status of the web application
   */
  reply(from: string, body: string, id?: string, optOutType?: string): Promise<number>;
  /** Somebody answers a mail; without one, the last they got. @returns whether the Werkplein took it */
  answerMail(address: string, body: string, given?: AnsweringMail & { mail?: SimulatedMessage }): Promise<boolean>;
  /** Somebody presses "unsubscribe" in their program for e-mail. @returns the HTTP status of the web application, 0 for none */
  unsubscribe(mail: SimulatedMessage): Promise<number>;
  /** Resolves when every status callback has been made and every bounce handed over. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** @throws when a port is taken: EADDRINUSE with the `port` that is */
export async function startSimulator(options: SimulatorOptions, logLevel: LogLevel = 'silent'): Promise<Simulator> {
  const app = await createApp(options, logLevel);
  try {
    await app.init();
    // Not through Nest, which would log a taken port before anybody can say it in a sentence.
    await app.getHttpAdapter().getInstance().listen({ port: options.port, host: '127.0.0.1' });
    const smtpPort = await app.get(MailServer).listen();
    return simulatorOf(app, smtpPort);
  } catch (error) {
    await app.close();
    throw error;
  }
}

async function createApp(options: SimulatorOptions, logLevel: LogLevel): Promise<NestFastifyApplication> {
  // What is Twilio's is answered in front of the framework (see TwilioApi); it is there before the first request is.
  let twilio: TwilioApi | null = null;
  const serverFactory = (pages: RequestListener) =>
    createServer((request, response) => void (twilio?.answer(request, response) || pages(request, response)));
  const app = await NestFactory.create<NestFastifyApplication>(
    SimulatorModule.with(options),
    new FastifyAdapter({ forceCloseConnections: true, serverFactory }),
    {
      logger: new NestLog(createLog(logLevel, 'simulator')),
      abortOnError: false,
    },
  );
  twilio = app.get(TwilioApi);
  app.useGlobalPipes(new ValidationPipe({ whitelist: true, transform: true }));
  app.useGlobalFilters(new NotFoundFilter());
  refuseOtherSites(app);
  await app.register(helmet as never, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        frameSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    hsts: false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginEmbedderPolicy: false,
  });
  await app.register(view, {
    engine: { handlebars: withEquality() },
    root: path.join(HOME, 'views'),
    viewExt: 'hbs',
    production: true,
    // Without preventIndent every line of a message is indented with the page around it.
    options: { partials: { page: 'page.hbs' }, compileOptions: { strict: true, preventIndent: true } },
  });
  // The letters that many machines lack are those of the product.
  const root = [path.join(HOME, 'assets'), path.join(PROJECT_ROOT, 'dist/assets/fonts')];
  await app.register(fastifyStatic as never, { root, prefix: '/assets/', index: false });
  return app;
}

function withEquality(): typeof Handlebars {
  const handlebars = Handlebars.create();
  handlebars.registerHelper('eq', (a: unknown, b: unknown) => a === b);
  return handlebars;
}

/** Another web site, open in the same browser, has no business here. */
function refuseOtherSites(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', async (request, reply) => {
      if (request.method !== 'GET' && request.headers['sec-fetch-site'] === 'cross-site') await reply.status(403).send();
    });
}

function simulatorOf(app: NestFastifyApplication, smtpPort: number): Simulator {
  const traffic = app.get(Traffic);
  const faults = app.get(Faults);
  const webhooks = app.get(WebhooksService);
  const bounces = app.get(BouncesService);
  const answers = app.get(MailAnswersService);
  const { port } = app.getHttpServer().address() as AddressInfo;
  const toClients = (address?: string) =>
    traffic
      .all()
      .toReversed()
      .filter((message) => message.direction === 'to_client' && (address === undefined || message.address === address.toLowerCase()));
  return {
    url: `http://127.0.0.1:${port}`,
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    messages: toClients,
    counts: () => traffic.counts(),
    fault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    reply: (from, body, id, optOutType) => webhooks.reply(from, body, { id, optOutType }),
    answerMail: async (address, body, { mail = toClients(address).at(-1), ...given } = {}) =>
      mail !== undefined && answers.answer(mail, body, given),
    unsubscribe: (mail) => answers.unsubscribe(mail),
    settled: async () => {
      await webhooks.settled();
      await bounces.settled();
    },
    close: () => app.close(),
  };
}
