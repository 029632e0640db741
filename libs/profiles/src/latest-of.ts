import type { EntityManager } from 'typeorm';
import type { ObservationState } from './domain/observation.js';

/** The latest that is known of one trait, and what was known of it at an earlier moment. */
export interface LatestWithBefore {
  state: ObservationState;
  value: number | null;
  observedAt: Temporal.Instant;
  /** null: nothing had been observed by then. */
  before: { state: ObservationState; value: number | null } | null;
}

export interface CaseloadMoments {
  /** The moment to compare with: the latest observation at or before it. */
  since: Temporal.Instant;
  /** The profile as it was true just before this moment; null: by all there is. */
  until?: Temporal.Instant | null;
}

/**
 * Two descents of the key for each client and trait, and never the table behind it: the key carries state and value. Written so that the years after
 * `until` are not even looked at (`coalesce`: of an `or` PostgreSQL cannot tell beforehand). Exported for the bench,
 * which asks PostgreSQL the same without us.
 */
export const LATEST_OF = `
  select wanted.client_id, registered.trait, latest.state, latest.value, latest.observed_at,
         earlier.state as before_state, earlier.value as before_value
    from unnest($1::uuid[]) as wanted (client_id)
   cross join unnest($2::text[]) as registered (trait)
   cross join lateral (
     select state, value, observed_at from trait_observation
      where client_id = wanted.client_id and trait = registered.trait and observed_at < coalesce($4::timestamptz, 'infinity')
      order by observed_at desc, id desc limit 1) as latest
    left join lateral (
     select state, value from trait_observation
      where client_id = wanted.client_id and trait = registered.trait and observed_at <= $3
      order by observed_at desc, id desc limit 1) as earlier on true`;

interface LatestRow {
  client_id: string;
  trait: string;
  state: ObservationState;
  value: number | null;
  observed_at: Date;
  before_state: ObservationState | null;
  before_value: number | null;
}

/** See `ProfilesService.latestOf`. */
export async function latestOf(
  tx: EntityManager,
  clientIds: readonly string[],
  traits: readonly string[],
  { since, until = null }: CaseloadMoments,
): Promise<Map<string, Map<string, LatestWithBefore>>> {
  const rows: LatestRow[] = await tx.query(LATEST_OF, [clientIds, traits, since, until]);
  const byClient = new Map<string, Map<string, LatestWithBefore>>();
  for (const row of rows) {
    let profile = byClient.get(row.client_id);
    if (!profile) byClient.set(row.client_id, (profile = new Map()));
    profile.set(row.trait, {
      state: row.state,
      value: row.value,
      observedAt: row.observed_at.toTemporalInstant(),
      before: row.before_state === null ? null : { state: row.before_state, value: row.before_value },
    });
  }
  return byClient;
}
