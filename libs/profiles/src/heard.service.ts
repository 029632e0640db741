import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Heard } from './domain/derived/series.js';

/** So many of the latest observations of a trait tell what is usual for somebody: twelve answers, with room for refusals and corrections. */
const MOST_OF_A_TRAIT = 24;

/** What was heard lately of many clients at once: for who decides what to ask them next. */
@Injectable()
export class HeardService {
  /**
   * The latest observations of each of these traits of each of these clients, in one statement: one descent of the index for each pair.
   * @returns by client, by trait; at most twenty-four of a pair, in no order that counts. Whoever nothing was heard of is not in it
   */
  async lately(
    tx: EntityManager,
    clientIds: readonly string[],
    traits: readonly string[],
    now: Temporal.Instant,
  ): Promise<Map<string, Map<string, Heard[]>>> {
    if (clientIds.length === 0 || traits.length === 0) return new Map();
    const rows: (Omit<Heard, 'observedAt'> & { clientId: string; observedAt: Date })[] = await tx.query(
      `select client.id as "clientId", wanted.trait, o.id, o.state, o.value, o.source, o.observed_at as "observedAt"
         from unnest($1::uuid[]) as client (id)
        cross join unnest($2::text[]) as wanted (trait)
        cross join lateral (
          select id, state, value, source, observed_at from trait_observation
           where client_id = client.id and trait = wanted.trait and observed_at <= $3
           order by observed_at desc, id desc
           limit ${MOST_OF_A_TRAIT}) as o`,
      [[...new Set(clientIds)], traits, now],
    );
    const byClient = new Map<string, Map<string, Heard[]>>();
    for (const { clientId, observedAt, ...row } of rows) {
      const heard = { ...row, observedAt: observedAt.toTemporalInstant() };
      const traitsOf = byClient.get(clientId) ?? new Map<string, Heard[]>();
      byClient.set(clientId, traitsOf.set(row.trait, [...(traitsOf.get(row.trait) ?? []), heard]));
    }
    return byClient;
  }
}
