import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Observation, ObservationChannel, ObservationMode, ObservationSource, ObservationState } from './domain/observation.js';
import { TRAIT_KEYS } from './domain/traits.js';

interface ObservationRow {
  id: string;
  client_id: string;
  trait: string;
  state: ObservationState;
  value: number | null;
  observed_at: Date;
  recorded_at: Date;
  source: ObservationSource;
  channel: ObservationChannel;
  mode: ObservationMode;
  questionnaire_version_id: string | null;
  check_in_id: string | null;
  language: string;
}

const COLUMNS = `o.id, o.client_id, o.trait, o.state, o.value, o.observed_at, o.recorded_at, o.source, o.channel, o.mode,
  o.questionnaire_version_id, o.check_in_id, o.language`;

/** Reads what is known of one client: now, at any past moment, and through time. */
@Injectable()
export class ProfilesService {
  /**
   * The latest observation of every trait that was ever observed: also when it is a refusal, also when it has expired.
   * One descent of the index per registered trait (`lateral`), however long the history: `distinct on` reads all of it.
   * @param asOf as the profile stood just before that moment: what had been observed *and* recorded by then. What came in later
   *   about an earlier day is not in it, so a decision can be looked at with what was known when it was taken.
   */
  async latest(tx: EntityManager, clientId: string, asOf: Temporal.Instant | null = null): Promise<Map<string, Observation>> {
    const rows: ObservationRow[] = await tx.query(
      `select ${COLUMNS}
         from unnest($2::text[]) as registered (trait)
        cross join lateral (
          select * from trait_observation
           where client_id = $1 and trait = registered.trait
             and ($3::timestamptz is null or (observed_at < $3 and recorded_at < $3))
           order by observed_at desc, id desc
           limit 1) as o`,
      [clientId, TRAIT_KEYS, asOf],
    );
    return new Map(rows.map((row) => [row.trait, toObservation(row)]));
  }

  /** When each trait of each of these clients was last observed, in one statement: who has to choose what to ask next needs no more. */
  async lastObserved(tx: EntityManager, clientIds: readonly string[]): Promise<Map<string, Map<string, { observedAt: Temporal.Instant }>>> {
    const rows: { id: string; trait: string; observed_at: Date }[] = await tx.query(
      `select client.id, registered.trait, o.observed_at
         from unnest($1::uuid[]) as client (id)
        cross join unnest($2::text[]) as registered (trait)
        cross join lateral (
          select observed_at from trait_observation
           where client_id = client.id and trait = registered.trait
           order by observed_at desc, id desc
           limit 1) as o`,
      [clientIds, TRAIT_KEYS],
    );
    const byClient = new Map<string, Map<string, { observedAt: Temporal.Instant }>>();
    for (const { id, trait, observed_at } of rows) {
      const traits = byClient.get(id) ?? new Map<string, { observedAt: Temporal.Instant }>();
      byClient.set(id, traits.set(trait, { observedAt: observed_at.toTemporalInstant() }));
    }
    return byClient;
  }

  /** Everything that was observed, oldest first. @param since only what was observed at or after that moment */
  async history(tx: EntityManager, clientId: string, since: Temporal.Instant | null = null): Promise<Observation[]> {
    const rows: ObservationRow[] = await tx.query(
      `select ${COLUMNS}
         from trait_observation as o
        where o.client_id = $1 and ($2::timestamptz is null or o.observed_at >= $2)
        order by o.observed_at, o.id`,
      [clientId, since],
    );
    return rows.map(toObservation);
  }
}

function toObservation(row: ObservationRow): Observation {
  return {
    id: row.id,
    clientId: row.client_id,
    trait: row.trait,
    state: row.state,
    value: row.value,
    observedAt: row.observed_at.toTemporalInstant(),
    recordedAt: row.recorded_at.toTemporalInstant(),
    source: row.source,
    channel: row.channel,
    mode: row.mode,
    questionnaireVersionId: row.questionnaire_version_id,
    checkInId: row.check_in_id,
    language: row.language,
  };
}
