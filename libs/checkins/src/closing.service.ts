import { Injectable, Logger } from '@nestjs/common';
import { localDate } from '#libs/platform';
import { OutboxService } from '#libs/messaging';
import { DataSource } from 'typeorm';
import { findCheckIn } from './check-in.js';
import { CompletingService } from './completing.service.js';
import { GRACE, linkState } from './domain/link-state.js';

const BATCH = 500;

export interface Closed {
  partial: number;
  silent: number;
  unreachable: number;
  canceled: number;
}

/** Closes what its time has come for, and says what it was: partly answered, silent, never reached, or no longer to be asked. */
@Injectable()
export class ClosingService {
  private readonly log = new Logger(ClosingService.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly completing: CompletingService,
    private readonly outbox: OutboxService,
  ) {}

  /** May be called as often as you like, by several workers: each check-in is closed once. */
  async closeExpired(now: Temporal.Instant): Promise<Closed> {
    const canceled = await this.cancelPointless(now);
    const partial = await this.closePartial(now);
    const { silent, unreachable } = await this.closeUnanswered(now);
    return { partial, silent, unreachable, canceled };
  }

  /** Of who has died, and of who has no benefit any more and had not begun: nothing further goes out. Who had begun may finish. */
  private async cancelPointless(now: Temporal.Instant): Promise<number> {
    return this.dataSource.transaction(async (tx) => {
      const rows: { id: string }[] = await tx.query(
        `with pointless as (
           select c.id from check_in c join client on client.id = c.client_id
            where c.ended_at is null
              and (client.deceased_on is not null
                   or (c.started_at is null
                       and not exists (select from benefit_spell s where s.client_id = c.client_id and s.during @> $2::date)))
              for no key update of c skip locked),
         canceled as (
           update check_in set ended_at = $1, outcome = 'canceled' from pointless where check_in.id = pointless.id returning check_in.id)
         select id from canceled`,
        [now, localDate(now)],
      );
      const ids = rows.map(({ id }) => id);
      await this.outbox.withdraw(tx, ids, now);
      return ids.length;
    });
  }

  /** Answers of who stopped halfway count as much as any other. One transaction each: one that fails does not hold up the others. */
  private async closePartial(now: Temporal.Instant): Promise<number> {
    const answered: { id: string }[] = await this.dataSource.query(
      `select id from check_in c where ${EXPIRED} and exists (select from answer where check_in_id = c.id) order by closes_at, id`,
      [now, now.subtract(GRACE)],
    );
    let closed = 0;
    for (const { id } of answered) {
      try {
        closed += (await this.closeOne(id, now)) ? 1 : 0;
      } catch (error) {
        this.log.error(`check-in ${id} could not be closed; it is tried again at the next round of closing`, (error as Error).stack);
      }
    }
    return closed;
  }

  private async closeOne(checkInId: string, now: Temporal.Instant): Promise<boolean> {
    return this.dataSource.transaction(async (tx) => {
      const checkIn = await findCheckIn(tx, { checkInId }, 'lock');
      // Finished, or closed by another worker, while we waited for the row.
      if (!checkIn || checkIn.outcome !== null || linkState(checkIn, now) === 'open') return false;
      await this.completing.complete(tx, checkIn, 'partial', [], now);
      return true;
    });
  }

  /** Silent is who was asked and said nothing. To whom nothing arrived was not asked: that is `unreachable`. */
  private async closeUnanswered(now: Temporal.Instant): Promise<{ silent: number; unreachable: number }> {
    const total = { silent: 0, unreachable: 0 };
    for (;;) {
      const { taken, ...closed } = await this.closeUnansweredBatch(now);
      total.silent += closed.silent;
      total.unreachable += closed.unreachable;
      if (taken < BATCH) return total;
    }
  }

  private async closeUnansweredBatch(now: Temporal.Instant): Promise<{ taken: number; silent: number; unreachable: number }> {
    return this.dataSource.transaction(async (tx) => {
      const taken: { id: string }[] = await tx.query(
        `select id from check_in c
          where ${EXPIRED} and not exists (select from answer where check_in_id = c.id)
          order by closes_at, id limit $3 for no key update skip locked`,
        [now, now.subtract(GRACE), BATCH],
      );
      const ids = taken.map(({ id }) => id);
      // A statement of its own, now that the rows are held: an answer that came in just before is seen.
      const [closed] = await tx.query(
        `with judged as (
           select c.id, c.started_at is not null or exists (
                    select from message m where m.subject_id = c.id and m.status in ('sending', 'unknown', 'sent', 'delivered')) as was_asked
             from check_in c
            where c.id = any ($1::uuid[]) and not exists (select from answer where check_in_id = c.id)),
         closed as (
           update check_in c
              set ended_at = $2,
                  outcome = case when was_asked then 'silent' else 'unreachable' end,
                  unreachable_reason = case when was_asked then unreachable_reason else 'not_delivered' end
             from judged where c.id = judged.id
           returning c.outcome)
         select count(*) filter (where outcome = 'silent')::int as silent, count(*) filter (where outcome = 'unreachable')::int as unreachable from closed`,
        [ids, now],
      );
      await this.outbox.withdraw(tx, ids, now);
      return { taken: ids.length, ...closed };
    });
  }
}

/** `linkState` in SQL, of check-ins that are open: $1 is now, $2 is now minus the grace of who had begun. */
const EXPIRED = `c.ended_at is null and c.closes_at <= case when c.started_at is null then $1::timestamptz else $2::timestamptz end`;
