import { Injectable } from '@nestjs/common';
import { localInstant } from '#libs/platform';
import type { EntityManager } from 'typeorm';
import { KNOWN_FOR } from './domain/definition.js';
import { OUTFLOW_TRAITS } from './domain/groups.js';
import { addPeople, widenKnown } from './known-then.js';

/** The step somebody stands on is always kept: whether it became higher is an outcome. */
export const LADDER = 'participation.ladder';
/** What is kept of everybody who is on a benefit on the first of a month. */
export const BASELINE_TRAITS: readonly string[] = [...new Set([...OUTFLOW_TRAITS.map(({ key }) => key), LADDER])];

/**
 * What was known of people on the first day of a month: observed and recorded before it, in the half year before it. A byte for each trait
 * (the codes of cohort.ts).
 */
@Injectable()
export class BaselinesService {
  /**
   * Sees to it that what was known is kept of everybody who was on a benefit that day. What is kept never changes, whatever is observed, recorded or corrected
   * afterwards; who turns out to have been on a benefit then, and a trait that is new in the product, are added, as they were known then.
   * @returns the traits, in the order of the bytes
   */
  async ensure(tx: EntityManager, month: Temporal.PlainDate, now: Temporal.Instant): Promise<readonly string[]> {
    const kept = await this.keptTraits(tx, month, now);
    const [since, until] = [localInstant(month.subtract(KNOWN_FOR), '00:00'), localInstant(month, '00:00')];
    // Two million observations are sorted once, in memory: that takes a quarter of the time it takes on disk.
    await tx.query(`set local work_mem = '256MB'`);
    const traits = [...kept, ...BASELINE_TRAITS.filter((trait) => !kept.includes(trait))];
    if (traits.length > kept.length) await widenKnown(tx, { month, since, until, traits: traits.slice(kept.length) });
    await addPeople(tx, { month, since, until, traits });
    return traits;
  }

  private async keptTraits(tx: EntityManager, month: Temporal.PlainDate, now: Temporal.Instant): Promise<string[]> {
    await tx.query(`insert into outflow_baseline_month (month, traits, made_at) values ($1, $2, $3) on conflict (month) do nothing`, [
      month,
      BASELINE_TRAITS,
      now,
    ]);
    const [{ traits }] = await tx.query<[{ traits: string[] }]>(`select traits from outflow_baseline_month where month = $1 for update`, [
      month,
    ]);
    return traits;
  }
}
