import { ConflictError } from '#libs/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { BenefitScheme, EndReason } from './domain/end-reasons.js';

/** Benefit spells one at a time, as things happen; an import brings them by the thousand. */
@Injectable()
export class SpellsService {
  /** @throws ConflictError when the client is on a benefit on that day or later */
  async begin(
    tx: EntityManager,
    clientId: string,
    scheme: BenefitScheme,
    startsOn: Temporal.PlainDate,
    now: Temporal.Instant,
  ): Promise<void> {
    const rows = (await tx.query(
      `insert into benefit_spell (client_id, scheme, during, recorded_at)
       select $1, $2, daterange($3, null), $4
        where not exists (select from benefit_spell where client_id = $1 and during && daterange($3, null))
       returning id`,
      [clientId, scheme, startsOn, now],
    )) as unknown[];
    if (rows.length === 0) throw new ConflictError('this client is on a benefit then already');
  }

  /**
   * @param endsOn the first day without the benefit
   * @throws ConflictError when no benefit runs, or it began on that day or later
   */
  async end(tx: EntityManager, clientId: string, endsOn: Temporal.PlainDate, reason: EndReason, now: Temporal.Instant): Promise<void> {
    const [, ended] = (await tx.query(
      `update benefit_spell set during = daterange(lower(during), $2), end_reason = $3, recorded_at = $4
        where client_id = $1 and upper_inf(during) and lower(during) < $2`,
      [clientId, endsOn, reason, now],
    )) as [unknown, number];
    if (ended === 0) throw new ConflictError('no benefit runs on that day');
    if (reason === 'DECEASED') await tx.query(`update client set deceased_on = $2, updated_at = $3 where id = $1`, [clientId, endsOn, now]);
  }
}
