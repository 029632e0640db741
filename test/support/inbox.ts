import { Test } from '@nestjs/testing';
import {
  CrisisService,
  CrisisWordsService,
  DeputiesService,
  InboxModule,
  InboxService,
  ReadingService,
  RepliesService,
  WritingService,
  type NewInboxMessage,
  type NewReply,
} from '#libs/inbox';
import { ConfirmationsService, DispatchService, InboundService } from '#libs/messaging';
import { ClientsService, StaffService, type NewClient, type StaffRole } from '#libs/people';
import { createLog, localInstant, NestLog, PlatformModule, readConfiguration, type Environment } from '#libs/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { aDatabase } from './database.js';
import { aSimulator } from './messaging.js';

export const at = (time: string, day = '2026-11-02') => localInstant(Temporal.PlainDate.from(day), time);
/** A Monday. */
export const MORNING = at('10:00');

/** The inbox on a database of this spec file's own, with the real adapters on a simulator, and the alerts' mail in its post office. */
export async function anInbox(given: Environment = {}) {
  const [database, { simulator, settings }] = await Promise.all([aDatabase(), aSimulator()]);
  simulator.fault({ kind: 'no_receipts' });
  const environment = { DEMO: 'on', QUIET_HOURS: 'on', LOG_LEVEL: 'silent', ...settings, ...given };
  const configuration = { ...readConfiguration(environment), databaseUrl: database.url };
  const app = await Test.createTestingModule({ imports: [PlatformModule.with(configuration), InboxModule] })
    .setLogger(new NestLog(createLog('silent', 'test')))
    .compile();
  await app.init();
  const dataSource = app.get(DataSource);
  const [inbox, replies, reading, crisis] = [
    app.get(InboxService),
    app.get(RepliesService),
    app.get(ReadingService),
    app.get(CrisisService),
  ];
  const inTransaction = <T>(story: (tx: EntityManager) => Promise<T>) => dataSource.transaction(story);
  let number = 0;

  /** Somebody who works here. */
  async function aColleague(team: string | undefined, role: StaffRole = 'coach') {
    number += 1;
    const colleague = { name: `Collega ${number}`, email: `collega${number}@werkplein.example` };
    const { staffId } = await app.get(StaffService, { strict: false }).add({ ...colleague, role, teamName: team }, MORNING);
    return { ...colleague, id: staffId };
  }

  /** Somebody on a benefit with a mobile and a mailbox, of this coach. */
  async function aClient({
    team,
    coach = null,
    ...change
  }: { team: string; coach?: { name: string } | null; mobile?: string } & Partial<NewClient>) {
    number += 1;
    const { mobile = `+316${String(30_000_000 + number)}`, ...rest } = change;
    const client = { clientNumber: `I${number}`, mobile, email: `klant${number}@example.nl` };
    const registered = await inTransaction((tx) =>
      app.get(ClientsService, { strict: false }).register(
        tx,
        [
          {
            clientNumber: client.clientNumber,
            firstName: 'Geheime',
            lastName: 'Klantnaam',
            contactPoints: [
              { kind: 'mobile', address: client.mobile },
              { kind: 'email', address: client.email },
            ],
            spells: [{ scheme: 'PW', startsOn: Temporal.PlainDate.from('2024-03-01') }],
            teamName: team,
            coachName: coach?.name ?? null,
            assignedFrom: Temporal.PlainDate.from('2025-01-01'),
            ...rest,
          },
        ],
        MORNING,
      ),
    );
    return { ...client, id: registered.get(client.clientNumber) as string };
  }

  /** Something that came in, as whoever hears it passes it on. */
  async function comesIn(message: Partial<NewInboxMessage> & Pick<NewInboxMessage, 'clientId' | 'body'>, now = MORNING) {
    const { channel = 'sms' } = message;
    return inTransaction((tx) =>
      inbox.receive(
        tx,
        { channel, address: channel === 'app' ? null : '+31600000000', inboundId: null, kind: 'message', language: 'nl', ...message },
        now,
      ),
    );
  }

  /** An SMS of somebody, kept as it came in. @returns its id */
  async function anInboundSms(from: string, body: string, now = MORNING): Promise<string> {
    number += 1;
    const message = { channel: 'sms' as const, from, body, provider: 'twilio', providerMessageId: `SM${number}` };
    return (await app.get(InboundService, { strict: false }).receive(message, now)).id;
  }

  const writing = [app.get(WritingService), app.get(ConfirmationsService, { strict: false })];

  return {
    app,
    configuration,
    dataSource,
    simulator,
    inbox,
    reading,
    replies,
    crisis,
    words: app.get(CrisisWordsService),
    deputies: app.get(DeputiesService),
    inTransaction,
    aColleague,
    aClient,
    comesIn,
    anInboundSms,
    writes: (reply: NewReply, now = MORNING) => inTransaction((tx) => replies.write(tx, reply, now)),
    /** Everything that may leave at a moment leaves. */
    sendDue: (now = MORNING) => app.get(DispatchService, { strict: false }).sendDue(writing, { now: () => now }),
    /** What went to an address, or waits for it: purpose, status and why. */
    messagesTo: (address: string) =>
      dataSource.query<{ purpose: string; kind: string; status: string; reason: string | null; body: string | null; channel: string }[]>(
        `select purpose, kind, channel, status, failure_reason as reason, body from message where to_address = $1 order by id`,
        [address],
      ),
    /** Who was told of the alert under a message, as what. */
    toldOf: async (inboxMessageId: string): Promise<Record<string, string>> => {
      const rows = await dataSource.query<{ name: string; toldAs: string }[]>(
        `select staff.name, told_as as "toldAs" from crisis_notice notice
           join crisis_alert alert on alert.id = notice.alert_id join staff on staff.id = notice.staff_id where alert.inbox_message_id = $1`,
        [inboxMessageId],
      );
      return Object.fromEntries(rows.map(({ name, toldAs }) => [name, toldAs]));
    },
    /** The alert under a message. */
    alertOf: async (inboxMessageId: string): Promise<string> => {
      const [alert] = await dataSource.query<{ id: string }[]>(`select id from crisis_alert where inbox_message_id = $1`, [inboxMessageId]);
      return alert!.id;
    },
    close: async () => {
      await app.close();
      await simulator.close();
      await database.drop();
    },
  };
}

export type Inbox = Awaited<ReturnType<typeof anInbox>>;
