import type { EntityManager } from 'typeorm';

/** One at a time of all that writes clients or their benefits by the thousand: two imports at once would each make the same new coach. */
export async function lockClients(tx: EntityManager): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('werkplein-clients'))`);
}
