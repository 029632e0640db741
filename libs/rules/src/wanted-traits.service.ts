import { Injectable } from '@nestjs/common';
import { findTrait } from '#libs/profiles';
import { InvalidInputError } from '#libs/platform';
import type { EntityManager } from 'typeorm';

/** By client and trait: who wants it asked again, and since when. */
export type WantedTraits = ReadonlyMap<string, ReadonlyMap<string, { by: 'rule' | 'coach'; at: Temporal.Instant }>>;

/** What a rule or a coach wants to know: it goes first in the next check-in that may ask it, and makes nothing be asked sooner. */
@Injectable()
export class WantedTraitsService {
  /**
   * A coach wants to know this of a client; asking twice is asking once. It stands until something is heard of it.
   * @throws InvalidInputError (field `trait`) for what is no trait
   */
  async want(
    tx: EntityManager,
    { clientId, trait, staffId }: { clientId: string; trait: string; staffId: string },
    now: Temporal.Instant,
  ): Promise<void> {
    if (!findTrait(trait)) throw new InvalidInputError({ trait: 'form.unknown-trait' });
    await tx.query(
      `insert into trait_wanted (client_id, trait, staff_id, wanted_at) values ($1, $2, $3, $4)
       on conflict (client_id, trait) do update set staff_id = excluded.staff_id, rule = null, wanted_at = excluded.wanted_at`,
      [clientId, trait, staffId, now],
    );
  }

  /** What is wanted of these clients, in one statement; whoever nothing is wanted of is not in it. */
  async of(tx: EntityManager, clientIds: readonly string[]): Promise<WantedTraits> {
    const rows: { clientId: string; trait: string; isRule: boolean; at: Date }[] = await tx.query(
      `select client_id as "clientId", trait, rule is not null as "isRule", wanted_at as at from trait_wanted where client_id = any ($1::uuid[])`,
      [clientIds],
    );
    const byClient = new Map<string, Map<string, { by: 'rule' | 'coach'; at: Temporal.Instant }>>();
    for (const { clientId, trait, isRule, at } of rows) {
      const wanted = byClient.get(clientId) ?? new Map<string, { by: 'rule' | 'coach'; at: Temporal.Instant }>();
      byClient.set(clientId, wanted.set(trait, { by: isRule ? 'rule' : 'coach', at: at.toTemporalInstant() }));
    }
    return byClient;
  }
}
