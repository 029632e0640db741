import { InvitingService } from '#libs/checkins';
import { HearingService } from '#libs/conversations';
import { CrisisService, DeputiesService, RepliesService, WritingService } from '#libs/inbox';
import { ConfirmationsService, DispatchService, ReceiptsService } from '#libs/messaging';
import { DAY_PARTS, PreferencesService, type PreferenceChange } from '#libs/people';
import { localInstant } from '#libs/platform';
import type { INestApplicationContext } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { DataSource } from 'typeorm';
import { INVENTED_TEAMS } from './invented-office.js';

interface Client {
  id: string;
  mobile: string;
}

interface Words {
  daysAgo: number;
  time: string;
  /** Which of the coach's clients with a mobile, in the order of their client numbers. */
  who: number;
  text: string;
  /** What the coach wrote back on the next morning. */
  reply?: string;
  /** A signal: who looked and what was done about it. */
  note?: string;
}

/** What the clients of the demo coach wrote in the last weeks. What has no reply waits to be read. */
const WORDS: readonly Words[] = [
  {
    daysAgo: 16,
    time: '14:10',
    who: 2,
    text: 'Hoi, kan de afspraak van donderdag naar vrijdag? Mijn dochter is dan jarig.',
    reply: 'Ja hoor, vrijdag om 10 uur is goed. Fijne dag met uw dochter!',
  },
  {
    daysAgo: 12,
    time: '11:32',
    who: 7,
    text: 'Wanneer hoor ik iets over de taalcursus?',
    reply: 'De cursus begint in de eerste week van de maand. Ik bel u deze week, dan spreken we het door.',
  },
  {
    daysAgo: 9,
    time: '16:05',
    who: 4,
    text: 'Ik wil zo niet meer leven.',
    note: 'Meteen gebeld. Samen met de huisarts gesproken, die is langs geweest. Morgen weer contact.',
  },
  { daysAgo: 3, time: '17:40', who: 9, text: 'Vandaag een proefdag gehad bij de bakker! Ging goed 😊' },
  { daysAgo: 2, time: '09:15', who: 12, text: 'Kunt u mij bellen over de opvang? Graag na 3 uur.' },
  { daysAgo: 1, time: '13:20', who: 2, text: 'Ik snap de brief over de toeslag niet. Kan iemand mij helpen?' },
];

/** How some of them want to be reached. */
const WISHES: readonly { who: number; wish: PreferenceChange }[] = [
  { who: 0, wish: { answerBy: 'message' } },
  { who: 2, wish: { answerBy: 'message', channels: ['sms', 'email'] } },
  { who: 3, wish: { answerBy: 'message', hours: DAY_PARTS.evening } },
  { who: 5, wish: { answerBy: 'message' } },
  { who: 8, wish: { channels: ['email', 'sms'] } },
  { who: 9, wish: { answerBy: 'message' } },
  { who: 11, wish: { hours: DAY_PARTS.morning } },
];
const DAYS_SINCE_WISHES = 20;

/** What people write in their own words, how they want to be asked, and what their coach wrote back: in the last weeks, where somebody looks. */
export class InventedWords {
  private readonly dataSource: DataSource;
  private readonly services;
  /** Chosen once: who leaves in the meantime does not make somebody else the writer of their words. */
  private chosen: Client[] | null = null;

  constructor(app: INestApplicationContext) {
    this.dataSource = app.get(DataSource);
    this.services = {
      hearing: app.get(HearingService),
      replies: app.get(RepliesService),
      crisis: app.get(CrisisService),
      deputies: app.get(DeputiesService),
      preferences: app.get(PreferencesService),
      dispatch: app.get(DispatchService),
      receipts: app.get(ReceiptsService),
      composers: [app.get(InvitingService), app.get(ConfirmationsService), app.get(WritingService)],
    };
  }

  /** @param daysLeft until the last day of the story */
  async say(today: Temporal.PlainDate, daysLeft: number): Promise<void> {
    if (daysLeft === DAYS_SINCE_WISHES) await this.wish(today);
    for (const words of WORDS.filter(({ daysAgo }) => daysAgo === daysLeft)) await this.write(words, today);
    for (const words of WORDS.filter(({ daysAgo }) => daysAgo === daysLeft + 1)) await this.answer(words, today);
  }

  private async wish(today: Temporal.PlainDate): Promise<void> {
    const now = localInstant(today, '12:00');
    const clients = await this.clients(today);
    await this.dataSource.transaction(async (tx) => {
      for (const { who, wish } of WISHES) {
        const client = clients[who];
        if (client) await this.services.preferences.change(tx, client.id, wish, { staffId: null, note: null }, now);
      }
      const [coach, colleague] = await this.coaches();
      if (!coach || !colleague) return;
      await this.services.deputies.appoint(tx, { staffId: coach, deputyId: colleague }, now);
      await this.services.deputies.appoint(tx, { staffId: colleague, deputyId: coach }, now);
    });
  }

  private async write({ time, who, text }: Words, today: Temporal.PlainDate): Promise<void> {
    const client = (await this.clients(today))[who];
    if (!client) return;
    const now = localInstant(today, time);
    const providerMessageId = `SM${createHash('md5').update(`${client.id} ${text}`).digest('hex')}`;
    await this.services.hearing.hear({ channel: 'sms', from: client.mobile, body: text, provider: 'twilio', providerMessageId }, now);
    await this.carry(now);
  }

  private async answer({ who, reply, note }: Words, today: Temporal.PlainDate): Promise<void> {
    const [client, [staffId]] = [(await this.clients(today))[who], await this.coaches()];
    if (!client || !staffId) return;
    const now = localInstant(today, '09:40');
    if (reply)
      await this.dataSource.transaction((tx) => this.services.replies.write(tx, { clientId: client.id, staffId, body: reply }, now));
    if (note) await this.takeOn(client.id, staffId, note, now);
    await this.carry(now);
  }

  private async takeOn(clientId: string, staffId: string, note: string, now: Temporal.Instant): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const alerts = (await this.services.crisis.standingFor(tx, staffId)).filter((alert) => alert.clientId === clientId);
      for (const { id } of alerts) await this.services.crisis.acknowledge(tx, id, { staffId, note }, now);
    });
  }

  /** What waits leaves, and arrives. */
  private async carry(now: Temporal.Instant): Promise<void> {
    await this.services.dispatch.sendDue(this.services.composers, { now: () => now });
    const sent = await this.dataSource.query<{ providerMessageId: string }[]>(
      `select provider_message_id as "providerMessageId" from message where status = 'sent' and channel = 'sms' and attempted_at = $1`,
      [now],
    );
    for (const { providerMessageId } of sent)
      await this.services.receipts.record(null, { provider: 'twilio', providerMessageId, status: 'delivered', errorCode: null }, now);
  }

  /** The coach with the demo account and a colleague of the same team, by id. */
  private async coaches(): Promise<string[]> {
    const names = INVENTED_TEAMS[0]!.coaches.slice(0, 2);
    const rows = await this.dataSource.query<{ id: string; name: string }[]>(`select id, name from staff where name = any ($1)`, [names]);
    return names.flatMap((name) => rows.find((row) => row.name === name)?.id ?? []);
  }

  /** The clients of the demo coach who can be texted and are on a benefit. */
  private async clients(today: Temporal.PlainDate): Promise<Client[]> {
    const [coach] = await this.coaches();
    return (this.chosen ??= await this.dataSource.query<Client[]>(
      `select client.id, min(point.address) as mobile
         from client
         join caseload_assignment assignment on assignment.client_id = client.id and upper_inf(during) and staff_id = $1
         join contact_point point on point.client_id = client.id and point.kind = 'mobile' and point.ended_at is null and point.state <> 'invalid'
        where exists (select from benefit_spell where client_id = client.id and during @> $2::date)
          and not exists (select from opt_out where client_id = client.id and undone_at is null)
        group by client.id
        order by client.client_number`,
      [coach ?? null, today],
    ));
  }
}
