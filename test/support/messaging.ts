import { Test } from '@nestjs/testing';
import {
  Channels,
  ConfirmationsService,
  DispatchService,
  InboundService,
  MailServer,
  MessagingModule,
  OutboxService,
  PROVIDER_TIMEOUT_MS,
  ReceiptsService,
  type Composed,
  type Composer,
  type Dispatched,
  type Hearing,
  type MessageToCompose,
  type NewMessage,
} from '#libs/messaging';
import { createLog, NestLog, PlatformModule, readConfiguration, type Environment } from '#libs/platform';
import { DataSource } from 'typeorm';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.js';
import { aDatabase } from './database.js';

/** A simulator on free ports, and the settings with which the product finds it. @param publicUrl where what people write back is delivered; @param mailInPort where e-mail bounces to */
export async function aSimulator(
  publicUrl: string | (() => string) = 'http://127.0.0.1:9',
  mailInPort: () => number | null = () => null,
): Promise<{ simulator: Simulator; settings: Environment }> {
  const { twilio, twilio2: second } = readConfiguration({ DEMO: 'on' });
  const simulator = await startSimulator({ ...twilio!, second, port: 0, smtpPort: 0, publicUrl, mailInPort, receiptPaceMs: 0 });
  return { simulator, settings: { TWILIO_API_URL: simulator.url, SMTP_URL: simulator.smtpUrl } };
}

export const NOON = Temporal.Instant.from('2026-11-02T12:00:00+01:00');

export interface PostOfficeOptions {
  timeoutMs?: number;
  poolSize?: number;
  withoutChannels?: boolean;
  /** A second account at the operator. */
  secondAccount?: boolean;
  settings?: Environment;
}

/** Messaging on a database of this spec file's own, with the real adapters on a simulator that makes no status callbacks by itself. */
export async function aPostOffice({
  timeoutMs = 2_000,
  poolSize = 10,
  withoutChannels = false,
  secondAccount = false,
  settings: given = {},
}: PostOfficeOptions = {}) {
  let mailInPort: number | null = null;
  const [database, { simulator, settings }] = await Promise.all([aDatabase(), aSimulator(undefined, () => mailInPort)]);
  simulator.fault({ kind: 'no_receipts' });
  if (secondAccount) settings['TWILIO_2_API_URL'] = simulator.url;
  const configuration = {
    ...readConfiguration({ DEMO: 'on', LOG_LEVEL: 'silent', QUIET_HOURS: 'on', ...settings, ...given }),
    databaseUrl: database.url,
  };
  // Any free port.
  Object.assign(configuration.mailIn!, { port: 0 });
  if (withoutChannels) Object.assign(configuration, { twilio: null, smtp: null });
  const app = await Test.createTestingModule({ imports: [PlatformModule.with(configuration, undefined, poolSize), MessagingModule] })
    .overrideProvider(PROVIDER_TIMEOUT_MS)
    .useValue(timeoutMs)
    .setLogger(new NestLog(createLog('silent', 'test')))
    .compile();
  await app.init();
  const dataSource = app.get(DataSource);
  const outbox = app.get(OutboxService);
  const dispatch = app.get(DispatchService);
  const confirmations = app.get(ConfirmationsService);
  let number = 0;

  /** Somebody on a benefit with a mobile and a mailbox. */
  async function aClient(given: { mobile?: string; email?: string; timeZone?: string } = {}) {
    number += 1;
    const client = { id: '', mobile: `+316${String(20_000_000 + number)}`, email: `klant${number}@example.nl`, ...given };
    [{ id: client.id }] = await dataSource.query(
      `insert into client (client_number, first_name, last_name, time_zone) values ($1, 'Sam', 'Voorbeeld', $2) returning id`,
      [`M${number}`, given.timeZone ?? 'Europe/Amsterdam'],
    );
    await dataSource.query(
      `with spell as (insert into benefit_spell (client_id, scheme, during, recorded_at) values ($1, 'PW', daterange('2020-01-01', null), $4))
       insert into contact_point (client_id, kind, address, state_since, created_at) values ($1, 'mobile', $2, $4, $4), ($1, 'email', $3, $4, $4)`,
      [client.id, client.mobile, client.email, NOON],
    );
    return client;
  }

  /** A message that waits, to a client of its own unless one is given. */
  async function aMessage({
    client,
    ...given
  }: Partial<NewMessage> & { client?: Awaited<ReturnType<typeof aClient>> } = {}): Promise<string> {
    const to = given.to && (given.channel === 'email' ? { email: given.to } : { mobile: given.to });
    const receiver = client ?? (await aClient(to || {}));
    const message: NewMessage = {
      channel: 'sms',
      to: given.channel === 'email' ? receiver.email : receiver.mobile,
      purpose: 'invitation',
      language: 'nl',
      subjectId: null,
      clientId: receiver.id,
      notBefore: NOON,
      expiresAt: NOON.add({ hours: 72 }),
      ...given,
    };
    return dataSource.transaction((tx) => outbox.enqueue(tx, message, NOON));
  }

  /** Everything that is due at a moment leaves: what asks is written by `compose`, confirmations as in the product. */
  async function sendDue(at: Temporal.Instant = NOON, compose: Compose = write): Promise<Dispatched> {
    return dispatch.sendDue([aComposer(compose), confirmations], { now: () => at });
  }

  async function messageOf(id: string): Promise<MessageRow> {
    const [row] = await dataSource.query<(Omit<MessageRow, 'notBefore' | 'dueAt'> & { notBefore: Date; dueAt: Date })[]>(
      `select channel, to_address as "to", status, failure_reason as "failureReason", error_code as "errorCode", body, attempts, purpose, language,
              provider, provider_message_id as "providerMessageId", not_before as "notBefore", due_at as "dueAt",
              handed_over_at as "handedOverAt", hold_reason as "holdReason" from message where id = $1`,
      [id],
    );
    return { ...row!, notBefore: row!.notBefore.toTemporalInstant(), dueAt: row!.dueAt.toTemporalInstant() };
  }

  async function attemptsOf(id: string): Promise<{ number: number; provider: string; outcome: string | null; reason: string | null }[]> {
    return dataSource.query(`select number, provider, outcome, reason from message_attempt where message_id = $1 order by number`, [id]);
  }

  /** How a message got where it is, in the words that are kept of it. */
  async function storyOf(id: string): Promise<string[]> {
    const rows = await dataSource.query<{ state: string; cause: string | null }[]>(
      `select state, cause from state_change where subject = 'message' and subject_id = $1 order by id`,
      [id],
    );
    return rows.map(({ state, cause }) => (cause ? `${state}: ${cause}` : state));
  }

  return {
    app,
    dataSource,
    simulator,
    outbox,
    receipts: app.get(ReceiptsService),
    inbound: app.get(InboundService),
    dispatch,
    channels: app.get(Channels),
    confirmations,
    sendDue,
    /** Mail that bounces comes back from now on, and so does what people answer. */
    takeMail: async (onReply: Hearing['onReply'] = (reply, now) => app.get(InboundService).receive(reply, now)) =>
      (mailInPort = await app.get(MailServer).listen({ onReply })) as number,
    aClient,
    aMessage,
    messageOf,
    attemptsOf,
    storyOf,
    close: async () => {
      await simulator.close();
      await app.close();
      await database.drop();
    },
  };
}

/** What writes one message; null: there is no more reason to. */
export type Compose = (message: MessageToCompose) => Promise<Composed | null> | Composed | null;

const write: Compose = ({ id }) => ({
  text: `Hoe gaat het met u? http://127.0.0.1:3000/c/geheim-${id}`,
  stored: 'Hoe gaat het met u? […]',
  subject: 'Hoe gaat het?',
});

/** Somebody who writes messages for the purpose `invitation`, one at a time. */
export function aComposer(compose: Compose = write): Composer {
  return {
    purposes: ['invitation'],
    compose: async (_, messages) => {
      const written = new Map<string, Composed>();
      for (const message of messages) {
        const composed = await compose(message);
        if (composed) written.set(message.id, composed);
      }
      return written;
    },
  };
}

export type PostOffice = Awaited<ReturnType<typeof aPostOffice>>;

interface MessageRow {
  channel: string;
  to: string;
  status: string;
  failureReason: string | null;
  errorCode: string | null;
  body: string | null;
  attempts: number;
  purpose: string;
  language: string;
  provider: string | null;
  providerMessageId: string | null;
  notBefore: Temporal.Instant;
  dueAt: Temporal.Instant;
  handedOverAt: Date | null;
  holdReason: string | null;
}
