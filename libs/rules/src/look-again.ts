import { localDate } from '#libs/platform';
import type { EntityManager } from 'typeorm';

/** The rules or the catalogue changed: the review of the night is done over, within the half hour, inside the caller's story. */
export async function lookAtEverybodyAgain(tx: EntityManager, now: Temporal.Instant): Promise<void> {
  await tx.query(`delete from nightly_review where on_day >= $1`, [localDate(now)]);
}
