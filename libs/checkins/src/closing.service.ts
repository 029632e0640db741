import { Injectable, Logger } from '@nestjs/common';
import { localDate } from '#libs/platform';
import { OutboxService, type FailureReason } from '#libs/messaging';
import { PausesService } from '#libs/people';
import { DataSource } from 'typeorm';
import { findCheckIn } from './check-in.js';
import { CompletingService } from './completing.service.js';
import { linkState } from './domain/link-state.js';

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
    private readonly pauses: PausesService,
  ) {}

  /** May be called as often as you like, by several workers: each check-in is closed once. */
  async closeExpired(now: Temporal.Instant): Promise<Closed> {
    const canceled = await this.cancelPointless(now);
    const partial = await this.closePartial(now);
    const { silent, unreachable } = await this.closeUnanswered(now);
    return { partial, silent, unreachable, canceled };
  }

  /**
   * What there is no more reason to ask: of who has died; of who had not begun and has no benefit any more or left the plan; and under a
   * plan that is paused, of whom nothing has reached yet. What waits to leave for them is withdrawn. Who had begun may finish.
   * @returns how many
   */
  async cancelPointless(now: Temporal.Instant): Promise<number> {
    return this.dataSource.transaction(async (tx) => {
      const pausedPlans = [...(await this.pauses.current(tx, now)).plans.keys()];
      const rows: { id: string; cause: PointlessCause }[] = await tx.query(
        `with pointless as (
           select c.id, ${CAUSE} as cause
             from check_in c join client on client.id = c.client_id join enrolment on enrolment.id = c.enrolment_id
            where c.ended_at is null and ${CAUSE} is not null
              for no key update of c skip locked),
         canceled as (
           update check_in set ended_at = $1, outcome = 'canceled', cause = pointless.cause, next_step_at = null
             from pointless where check_in.id = pointless.id returning check_in.id, check_in.cause)
         select id, cause from canceled`,
        [now, localDate(now), pausedPlans],
      );
      for (const [cause, about] of Map.groupBy(rows, (row) => row.cause)) {
        const ids = about.map(({ id }) => id);
        await this.outbox.withdraw(tx, ids, now, REASON[cause]);
      }
      return rows.length;
    });
  }

  /** Answers of who stopped halfway count as much as any other. One transaction each: one that fails does not hold up the others. */
  private async closePartial(now: Temporal.Instant): Promise<number> {
    const answered: { id: string }[] = await this.dataSource.query(
      `select id from check_in c where ${EXPIRED} and exists (${SAID}) order by closes_at, id`,
      [now],
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
          where ${EXPIRED} and not exists (${SAID})
          order by closes_at, id limit $2 for no key update skip locked`,
        [now, BATCH],
      );
      const ids = taken.map(({ id }) => id);
      // A statement of its own, now that the rows are held: an answer that came in just before is seen.
      const [closed] = await tx.query(
        `with judged as (
           select c.id, c.started_at is not null or exists (
                    select from message m where m.subject_id = c.id and m.status in ('sending', 'unknown', 'sent', 'delivered')) as was_asked
             from check_in c
            where c.id = any ($1::uuid[]) and not exists (${SAID})),
         closed as (
           update check_in c
              set ended_at = $2, next_step_at = null,
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

/** Who passed every question over was asked and has said nothing. */
const SAID = `select from answer where check_in_id = c.id and state <> 'skipped'`;

type PointlessCause = 'deceased' | 'no_benefit' | 'left_audience' | 'event_gone' | 'plan_ended' | 'paused';

/** Why there is no more reason to ask, or null; $2 is today, $3 the plans that are paused. */
const CAUSE = `case
  when client.deceased_on is not null then 'deceased'
  when c.started_at is not null then null
  when not exists (select from benefit_spell s where s.client_id = c.client_id and s.during @> $2::date) then 'no_benefit'
  when enrolment.ended_at is not null then enrolment.ended_reason
  when enrolment.plan_id = any ($3::uuid[])
       and not exists (select from message m where m.subject_id = c.id and m.status in ('sending', 'unknown', 'sent', 'delivered')) then 'paused'
  end`;

/** What is kept with the messages that do not go out for it. */
const REASON: Record<PointlessCause, FailureReason> = {
  deceased: 'deceased',
  no_benefit: 'no_benefit',
  left_audience: 'withdrawn',
  event_gone: 'withdrawn',
  plan_ended: 'plan_ended',
  paused: 'paused',
};

/** When somebody last did something; only of who has begun. */
const LAST_ACTIVE = `greatest(c.started_at, (select max(answered_at) from answer where check_in_id = c.id))`;

/**
 * `linkState` in SQL, of check-ins that are open: $1 is now (a property in closing.db-spec.ts keeps the two the same). The first lines let
 * the indexes find the few that can be meant.
 */
const EXPIRED = `c.ended_at is null
  and (c.closes_at <= $1::timestamptz or (c.started_at <= $1::timestamptz and c.hours_of_inactivity is not null))
  and case when c.started_at is null or c.started_at >= c.closes_at then c.closes_at
           else greatest(least(greatest(c.closes_at, c.started_at + make_interval(hours => c.hours_to_finish)),
                               ${LAST_ACTIVE} + make_interval(hours => c.hours_of_inactivity)),
                         ${LAST_ACTIVE} + interval '1 hour') end <= $1::timestamptz`;
