import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Heard } from './domain/derived/series.js';

/** So many of the latest observations of a trait tell what is usual for somebody: twelve answers, with room for refusals and corrections. */
const MOST_OF_A_TRAIT = 16;

/** What was heard lately of many clients at once: for who decides what to ask them next. */
@Injectable()
export class HeardService {
  /**
   * The latest observations of each of these traits of each of these clients, in one statement: one descent of the index for each pair.
   * @returns by client, by trait; at most sixteen of a pair, in no order that counts. Whoever nothing was heard of is not in it
   */
  async lately(
    tx: EntityManager,
    clientIds: readonly string[],
    traits: readonly string[],
    now: Temporal.Instant,
  ): Promise<Map<string, Map<string, Heard[]>>> {
    if (clientIds.length === 0 || traits.length === 0) return new Map();
    // A row for each client and JSON in it: a hundred thousand rows of their own cost four times as much to read.
    const rows: { clientId: string; heard: (Omit<Heard, 'observedAt' | 'trait'> & { trait: number; at: number })[] }[] = await tx.query(
      `select client.id as "clientId",
              json_agg(json_build_object('trait', wanted.n, 'id', o.id::text, 'state', o.state, 'value', o.value, 'source', o.source,
                                         'at', extract(epoch from o.observed_at) * 1000)) as heard
         from unnest($1::uuid[]) as client (id)
        cross join unnest($2::text[]) with ordinality as wanted (trait, n)
        cross join lateral (
          select id, state, value, source, observed_at from trait_observation
           where client_id = client.id and trait = wanted.trait and observed_at <= $3
           order by observed_at desc, id desc
           limit ${MOST_OF_A_TRAIT}) as o
        group by client.id`,
      [[...new Set(clientIds)], traits, now],
    );
    const byClient = new Map<string, Map<string, Heard[]>>();
    for (const { clientId, heard } of rows) {
      const all = heard.map(({ trait, at, ...rest }) => ({
        ...rest,
        trait: traits[trait - 1] as string,
        observedAt: Temporal.Instant.fromEpochMilliseconds(Math.floor(at)),
      }));
      byClient.set(
        clientId,
        Map.groupBy(all, ({ trait }) => trait),
      );
    }
    return byClient;
  }
}
