import { DispatchService, ReceiptsService } from '#libs/messaging';
import { InvalidInputError, localInstant } from '#libs/platform';
import { ReconsideringService } from '#libs/rules';
import { ObjectionsService, ResponsesService, SharingComposer, SharingService } from '#libs/sharing';
import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { INVENTED_TEAMS } from './invented-office.js';

const SHARED_DAYS_AGO = 3;
const SAID_DAYS_AGO = 1;
/** So many links; one more suggestion is put off. */
const SHARED = 4;

interface Open {
  id: string;
  clientId: string;
}

/** What the demo coach shared behind a link in the last days, and what came back: for whoever opens the demo. */
export class InventedSharing {
  private readonly dataSource: DataSource;
  private readonly services;

  constructor(app: INestApplicationContext) {
    this.dataSource = app.get(DataSource);
    this.services = {
      sharing: app.get(SharingService),
      responses: app.get(ResponsesService),
      objections: app.get(ObjectionsService),
      reconsidering: app.get(ReconsideringService),
      composer: app.get(SharingComposer),
      dispatch: app.get(DispatchService),
      receipts: app.get(ReceiptsService),
    };
  }

  /** @param daysLeft until the last day of the story */
  async live(today: Temporal.PlainDate, daysLeft: number): Promise<void> {
    if (daysLeft === SHARED_DAYS_AGO) await this.share(today);
    if (daysLeft === SAID_DAYS_AGO) await this.speak(localInstant(today, '19:10'));
  }

  private async share(today: Temporal.PlainDate): Promise<void> {
    const now = localInstant(today, '10:20');
    const staffId = await this.coach();
    if (!staffId) return;
    let shared = 0;
    for (const { id, clientId } of await this.open(staffId, today)) {
      if (shared === SHARED) {
        await this.services.reconsidering.later(id, { staffId, until: today.add({ weeks: 2 }) }, now);
        break;
      }
      if (await this.isShared({ id, clientId }, staffId, now)) shared += 1;
    }
    await this.carry(now);
  }

  /** Whoever cannot be written to is talked to. */
  private async isShared({ id, clientId }: Open, staffId: string, now: Temporal.Instant): Promise<boolean> {
    try {
      await this.dataSource.transaction((tx) =>
        this.services.sharing.share(tx, { clientId, suggestionIds: [id], how: 'link', staffId }, now),
      );
      return true;
    } catch (error) {
      if (error instanceof InvalidInputError) return false;
      throw error;
    }
  }

  /** One would like it, one would rather do something else, one does not agree, and of one nothing is heard. */
  private async speak(now: Temporal.Instant): Promise<void> {
    const shared = await this.dataSource.query<{ id: string }[]>(
      `select suggestion_id as id from suggestion_share where how = 'link' and withdrawn_at is null order by shared_at, id`,
    );
    const [willing, other, against] = shared.map(({ id: suggestionId }) => ({ suggestionId, staffId: null }));
    await this.dataSource.transaction(async (tx) => {
      const { responses, objections } = this.services;
      if (willing) await responses.respond(tx, { ...willing, response: 'yes', words: 'Graag. Ik kan op dinsdag en donderdag.' }, now);
      if (other) await responses.respond(tx, { ...other, response: 'something_else', words: 'Ik wil er liever eerst over praten.' }, now);
      if (against) await objections.object(tx, { ...against, words: 'Dit gaat over vorig jaar. Het gaat nu beter met mij.' }, now);
    });
  }

  /** What waits leaves, and arrives. */
  private async carry(now: Temporal.Instant): Promise<void> {
    await this.services.dispatch.sendDue([this.services.composer], { now: () => now });
    const sent = await this.dataSource.query<{ providerMessageId: string }[]>(
      `select provider_message_id as "providerMessageId" from message where status = 'sent' and channel = 'sms' and attempted_at = $1`,
      [now],
    );
    for (const { providerMessageId } of sent)
      await this.services.receipts.record(null, { provider: 'twilio', providerMessageId, status: 'delivered', errorCode: null }, now);
  }

  private async coach(): Promise<string | undefined> {
    const rows = await this.dataSource.query<{ id: string }[]>(`select id from staff where name = $1`, [INVENTED_TEAMS[0]!.coaches[0]]);
    return rows[0]?.id;
  }

  /** What waits for this coach, one of each client. */
  private open(staffId: string, today: Temporal.PlainDate): Promise<Open[]> {
    return this.dataSource.query<Open[]>(
      `select distinct on (client.client_number) suggestion.id, client.id as "clientId"
         from suggestion
         join client on client.id = suggestion.client_id
         join caseload_assignment assignment on assignment.client_id = client.id and assignment.during @> $2::date and assignment.staff_id = $1
        where stance = 'suggest' and withdrawn_at is null and decided_at is null
        order by client.client_number, rank
        limit 12`,
      [staffId, today],
    );
  }
}
