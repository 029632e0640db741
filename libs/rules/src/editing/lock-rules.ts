import { NotAllowedError } from '#libs/platform';
import type { EntityManager } from 'typeorm';

/** One change of rules at a time, whichever rule: they are few, and a set is approved as one. */
export async function lockRules(tx: EntityManager): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('change rules'))`);
}

/** Their name, if they may write and approve rules. @throws NotAllowedError */
export async function administratorsName(tx: EntityManager, staffId: string): Promise<string> {
  const [staff] = await tx.query(`select name, role from staff where id = $1 and deactivated_at is null`, [staffId]);
  if (staff?.role !== 'admin') throw new NotAllowedError('only an administrator writes or approves rules');
  return staff.name;
}
