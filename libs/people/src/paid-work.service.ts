import { ConflictError, InvalidInputError } from '#libs/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { MOST_HOURS, type PaidWorkKind } from './domain/paid-work.js';

export interface NewPaidWork {
  kind: PaidWorkKind;
  startsOn: Temporal.PlainDate;
  /** The first day without it; left out: it goes on. */
  endsOn?: Temporal.PlainDate;
  /** Left out: not known, which is not none. */
  hoursPerWeek?: number;
}

/** Paid work beside a benefit or after it, one at a time, as things happen: no employer and no earnings (least data). */
@Injectable()
export class PaidWorkService {
  /**
   * @throws ConflictError when other paid work is known of a day of it: the hours of two jobs stand together in one row
   * @throws InvalidInputError (fields `endsOn`, `hoursPerWeek`)
   */
  async begin(tx: EntityManager, clientId: string, work: NewPaidWork, now: Temporal.Instant): Promise<void> {
    const { kind, startsOn, endsOn, hoursPerWeek } = work;
    if (endsOn && Temporal.PlainDate.compare(endsOn, startsOn) <= 0) throw new InvalidInputError({ endsOn: 'form.end-before-start' });
    if (hoursPerWeek !== undefined && !(hoursPerWeek > 0 && hoursPerWeek <= MOST_HOURS))
      throw new InvalidInputError({ hoursPerWeek: 'form.impossible' });
    const rows = (await tx.query(
      `insert into paid_work (client_id, during, kind, hours_per_week, recorded_at)
       select $1, daterange($2, $3), $4, $5, $6
        where not exists (select from paid_work where client_id = $1 and during && daterange($2, $3))
       returning id`,
      [clientId, startsOn, endsOn ?? null, kind, hoursPerWeek ?? null, now],
    )) as unknown[];
    if (rows.length === 0) throw new ConflictError('other paid work of this client is known then');
  }

  /**
   * @param endsOn the first day without it
   * @throws ConflictError when no paid work runs, or it began on that day or later
   */
  async end(tx: EntityManager, clientId: string, endsOn: Temporal.PlainDate, now: Temporal.Instant): Promise<void> {
    const [, ended] = (await tx.query(
      `update paid_work set during = daterange(lower(during), $2), recorded_at = $3
        where client_id = $1 and upper_inf(during) and lower(during) < $2`,
      [clientId, endsOn, now],
    )) as [unknown, number];
    if (ended === 0) throw new ConflictError('no paid work runs on that day');
  }
}
