import { Test } from '@nestjs/testing';
import {
  ConfirmationsService,
  InboundService,
  MessagingModule,
  OutboxService,
  PROVIDER_TIMEOUT_MS,
  ReceiptsService,
  type NewMessage,
} from '#libs/messaging';
import { createLog, NestLog, PlatformModule, readConfiguration, type Environment } from '#libs/platform';
import { DataSource } from 'typeorm';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.js';
import { aDatabase } from './database.js';

/** A simulator on free ports, and the settings with which the product finds it. @param publicUrl where what people write back is delivered */
export async function aSimulator(
  publicUrl: string | (() => string) = 'http://127.0.0.1:9',
): Promise<{ simulator: Simulator; settings: Environment }> {
  const { twilio } = readConfiguration({ DEMO: 'on' });
  const { accountSid, authToken } = twilio!;
  const simulator = await startSimulator({ port: 0, smtpPort: 0, publicUrl, accountSid, authToken, receiptPaceMs: 0 });
  return { simulator, settings: { TWILIO_API_URL: simulator.url, SMTP_URL: simulator.smtpUrl } };
}

export const NOON = Temporal.Instant.from('2026-11-02T12:00:00+01:00');

/** Messaging on a database of this spec file's own, with the real adapters on a simulator that makes no status callbacks by itself. */
export async function aPostOffice({ timeoutMs = 2_000, poolSize = 10, withoutChannels = false } = {}) {
  const [database, { simulator, settings }] = await Promise.all([aDatabase(), aSimulator()]);
  simulator.fault({ kind: 'no_receipts' });
  const configuration = { ...readConfiguration({ DEMO: 'on', LOG_LEVEL: 'silent', ...settings }), databaseUrl: database.url };
  if (withoutChannels) Object.assign(configuration, { twilio: null, smtp: null });
  const app = await Test.createTestingModule({ imports: [PlatformModule.with(configuration, undefined, poolSize), MessagingModule] })
    .overrideProvider(PROVIDER_TIMEOUT_MS)
    .useValue(timeoutMs)
    .setLogger(new NestLog(createLog('silent', 'test')))
    .compile();
  await app.init();
  const dataSource = app.get(DataSource);
  const outbox = app.get(OutboxService);
  let number = 0;

  /** Somebody with a mobile and a mailbox. */
  async function aClient() {
    number += 1;
    const client = { id: '', mobile: `+316${String(20_000_000 + number)}`, email: `klant${number}@example.nl` };
    [{ id: client.id }] = await dataSource.query(
      `insert into client (client_number, first_name, last_name) values ($1, 'Sam', 'Voorbeeld') returning id`,
      [`M${number}`],
    );
    await dataSource.query(
      `insert into contact_point (client_id, kind, address, state_since, created_at) values ($1, 'mobile', $2, $4, $4), ($1, 'email', $3, $4, $4)`,
      [client.id, client.mobile, client.email, NOON],
    );
    return client;
  }

  /** A message that waits, to a number of its own unless one is given. */
  async function aMessage(given: Partial<NewMessage> = {}): Promise<string> {
    number += 1;
    const message: NewMessage = {
      channel: 'sms',
      to: given.channel === 'email' ? `post${number}@example.nl` : `+316${String(30_000_000 + number)}`,
      purpose: 'invitation',
      language: 'nl',
      subjectId: null,
      clientId: null,
      notBefore: NOON,
      expiresAt: NOON.add({ hours: 72 }),
      ...given,
    };
    return dataSource.transaction((tx) => outbox.enqueue(tx, message, NOON));
  }

  async function messageOf(id: string): Promise<MessageRow> {
    const [row] = await dataSource.query<MessageRow[]>(
      `select channel, to_address as "to", status, failure_reason as "failureReason", error_code as "errorCode", body, attempts, purpose, language,
              provider, provider_message_id as "providerMessageId", not_before as "notBefore" from message where id = $1`,
      [id],
    );
    return row!;
  }

  async function jobsOf(id: string): Promise<{ runAt: Temporal.Instant }[]> {
    const rows = await dataSource.query<{ run_at: Date }[]>(`select run_at from graphile_worker.jobs where key = $1`, [id]);
    return rows.map(({ run_at }) => ({ runAt: run_at.toTemporalInstant() }));
  }

  return {
    app,
    dataSource,
    simulator,
    outbox,
    receipts: app.get(ReceiptsService),
    inbound: app.get(InboundService),
    confirmations: app.get(ConfirmationsService),
    aClient,
    aMessage,
    messageOf,
    jobsOf,
    close: async () => {
      await simulator.close();
      await app.close();
      await database.drop();
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
  notBefore: Date;
}
