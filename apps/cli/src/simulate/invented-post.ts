import { InvitingService } from '#libs/checkins';
import { DispatchService, ReceiptsService } from '#libs/messaging';
import { localInstant } from '#libs/platform';
import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Story } from './story.js';

/** An invitation on its way. */
interface Leaving {
  id: string;
  clientId: string;
  checkInId: string;
  items: string[];
  channel: string;
  at: Date;
}

/** Brings the invitations round, day by day. */
export class InventedPost {
  private readonly dataSource: DataSource;
  private readonly inviting: InvitingService;
  private readonly dispatch: DispatchService;
  private readonly receipts: ReceiptsService;
  /** Check-ins of which it is settled that somebody answers: a reminder makes nobody answer twice. */
  private readonly answered = new Set<string>();

  constructor(
    app: INestApplicationContext,
    private readonly story: Story,
  ) {
    this.dataSource = app.get(DataSource);
    this.inviting = app.get(InvitingService);
    this.dispatch = app.get(DispatchService);
    this.receipts = app.get(ReceiptsService);
  }

  /** Everything that may leave today leaves; most of it arrives, and some of that is answered, today or in the days after. */
  async deliver(today: Temporal.PlainDate): Promise<void> {
    const queued = await this.dataSource.query<Leaving[]>(
      `select message.id, check_in.client_id as "clientId", check_in.id as "checkInId", items, message.channel, not_before as at
         from message join check_in on check_in.id = subject_id
        where status = 'queued' and not_before < $1
        order by check_in.client_id`,
      [localInstant(today, '20:00')],
    );
    if (queued.length === 0) return;
    // A real worker sends each at its own moment; here what is due on a day leaves together, when the last of it is.
    const leaving = new Date(Math.max(...queued.map(({ at }) => at.getTime())));
    await this.dispatch.sendDue([this.inviting], { now: () => leaving.toTemporalInstant() });
    const sent = await this.dataSource.query<{ id: string }[]>(`select id from message where id = any ($1::uuid[]) and status = 'sent'`, [
      queued.map(({ id }) => id),
    ]);
    const isSent = new Set(sent.map(({ id }) => id));
    const left = queued.filter(({ id }) => isSent.has(id)).map((one) => ({ ...one, at: leaving }));
    const arrived = await this.receive(left);
    for (const { clientId, checkInId, items, at } of arrived) {
      const life = this.story.lives.get(clientId)!;
      if (this.answered.has(checkInId) || !life.chance.happens(life.person.answers)) continue;
      this.answered.add(checkInId);
      const finishes = life.chance.happens(0.95);
      const minutes = life.chance.happens(0.6) ? life.chance.between(3, 300) : life.chance.between(600, 4_000);
      const happening = { kind: 'answers' as const, life, checkInId, items: finishes ? items : items.slice(0, 3), finishes };
      this.story.agenda.write(at.toTemporalInstant().add({ minutes }), happening);
    }
  }

  /** The receipts of a day: a phone that is off for days, and now and then a number that is no longer anybody's. @returns what arrived */
  private async receive(left: readonly Leaving[]): Promise<Leaving[]> {
    const texts = left.filter(({ channel }) => channel === 'sms');
    const rows = await this.dataSource.query<{ id: string; sid: string }[]>(
      `select id, provider_message_id as sid from message where id = any ($1::uuid[])`,
      [texts.map(({ id }) => id)],
    );
    const sidOf = new Map(rows.map(({ id, sid }) => [id, sid]));
    const lost = new Set<string>();
    await this.dataSource.transaction(async (tx) => {
      for (const { id, clientId, at } of texts) {
        const fate = this.story.lives.get(clientId)!.chance.weighted({ delivered: 960, '30003': 32, '30005': 8 });
        const told = fate === 'delivered' ? { status: fate, errorCode: null } : { status: 'undelivered', errorCode: fate };
        const receivedAt = at.toTemporalInstant().add({ seconds: 4 });
        await this.receipts.record(tx, { provider: 'twilio', providerMessageId: sidOf.get(id)!, ...told }, receivedAt);
        if (fate !== 'delivered') lost.add(id);
      }
    });
    return left.filter(({ id }) => !lost.has(id));
  }
}
