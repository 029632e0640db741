import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Observation, ObservationChannel, ObservationMode, ObservationSource, ObservationState } from './domain/observation.js';
import { TRAIT_KEYS } from './domain/traits.js';
import { latestOf, type CaseloadMoments, type LatestWithBefore } from './latest-of.js';

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

/**
 * From where a past is looked at. `trueOn`: as it was just before that moment, by what had been observed then. `knownOn`: as it was known just
 * before that moment, by what had been recorded then. Without one of them: by all there is.
 */
export interface Vantage {
  trueOn?: Temporal.Instant | null;
  knownOn?: Temporal.Instant | null;
}

/** An observation as the privacy officer sees it: also when another one took its place. */
export interface ObservationWithCorrection extends Observation {
  /** The observation that took its place; null: it counts. */
  supersededBy: string | null;
  /** Why and by whom it took the place of another; null: it did not. */
  correction: {
    supersededId: string;
    reason: string;
    /** null: a file. */ correctedBy: string | null;
    correctedAt: Temporal.Instant;
  } | null;
}

/**
 * Reads what is known of one client: now, as of any past moment, and through time.
 * Of one client, trait and moment of observing the row with the highest id counts, of those that were recorded by then.
 */
@Injectable()
export class ProfilesService {
  /**
   * The latest observation of every trait that was ever observed: also when it is a refusal, also when it has expired.
   * @param asOf as the profile stood just before that moment: what had been observed *and* recorded by then. What came in later
   *   about an earlier day is not in it, so a decision can be looked at with what was known when it was taken.
   */
  async latest(tx: EntityManager, clientId: string, asOf: Temporal.Instant | null = null): Promise<Map<string, Observation>> {
    return this.asOf(tx, clientId, { trueOn: asOf, knownOn: asOf });
  }

  /**
   * The profile of a past moment: how it was then as we know now (`trueOn`), what we knew then (`knownOn`), or what we knew on one day of
   * another. One descent of the index per registered trait (`lateral`), however long the history: `distinct on` reads all of it.
   * `coalesce` rather than `$3 is null or …`: a prepared statement then leaves the years after that moment alone.
   */
  async asOf(tx: EntityManager, clientId: string, { trueOn = null, knownOn = null }: Vantage): Promise<Map<string, Observation>> {
    const rows: ObservationRow[] = await tx.query(
      `select ${COLUMNS}
         from unnest($2::text[]) as registered (trait)
        cross join lateral (
          select * from trait_observation
           where client_id = $1 and trait = registered.trait
             and observed_at < coalesce($3::timestamptz, 'infinity') and recorded_at < coalesce($4::timestamptz, 'infinity')
           order by observed_at desc, id desc
           limit 1) as o`,
      [clientId, TRAIT_KEYS, trueOn, knownOn],
    );
    return new Map(rows.map((row) => [row.trait, toObservation(row)]));
  }

  /**
   * The profiles of many clients in one statement, each trait with what was known of it at an earlier moment: a caseload and how it changed.
   * Who has nothing on record is not in it.
   */
  async latestOf(
    tx: EntityManager,
    clientIds: readonly string[],
    moments: CaseloadMoments,
    traits: readonly string[] = TRAIT_KEYS,
  ): Promise<Map<string, Map<string, LatestWithBefore>>> {
    return latestOf(tx, clientIds, traits, moments);
  }

  /**
   * Everything that was observed, oldest first; what was replaced is not in it.
   * @param since only what was observed at or after that moment
   */
  async history(
    tx: EntityManager,
    clientId: string,
    { since = null, trueOn = null, knownOn = null }: Vantage & { since?: Temporal.Instant | null } = {},
  ): Promise<Observation[]> {
    const rows: ObservationRow[] = await tx.query(
      `select ${COLUMNS}
         from (select o.*, lead(o.id) over (partition by o.client_id, o.trait, o.observed_at order by o.id) as superseded_by
                 from trait_observation as o
                where o.client_id = $1
                  and o.observed_at >= coalesce($2::timestamptz, '-infinity') and o.observed_at < coalesce($3::timestamptz, 'infinity')
                  and o.recorded_at < coalesce($4::timestamptz, 'infinity')) as o
        where o.superseded_by is null
        order by o.observed_at, o.id`,
      [clientId, since, trueOn, knownOn],
    );
    return rows.map(toObservation);
  }

  /** Everything that was ever recorded, oldest first, with what was replaced and why. For the privacy officer, and for nobody else. */
  async historyWithCorrections(tx: EntityManager, clientId: string): Promise<ObservationWithCorrection[]> {
    const rows: (ObservationRow & CorrectionRow)[] = await tx.query(
      `select ${COLUMNS}, lead(o.id) over (partition by o.client_id, o.trait, o.observed_at order by o.id) as superseded_by,
              correction.superseded_id, correction.reason, correction.corrected_by, correction.corrected_at
         from trait_observation as o
         left join observation_correction as correction on correction.observation_id = o.id and correction.client_id = o.client_id
        where o.client_id = $1
        order by o.observed_at, o.id`,
      [clientId],
    );
    return rows.map((row) => ({ ...toObservation(row), supersededBy: row.superseded_by, correction: toCorrection(row) }));
  }
}

interface CorrectionRow {
  superseded_by: string | null;
  superseded_id: string | null;
  reason: string | null;
  corrected_by: string | null;
  corrected_at: Date | null;
}

function toCorrection({ superseded_id, reason, corrected_by, corrected_at }: CorrectionRow): ObservationWithCorrection['correction'] {
  if (superseded_id === null || reason === null || corrected_at === null) return null;
  return { supersededId: superseded_id, reason, correctedBy: corrected_by, correctedAt: corrected_at.toTemporalInstant() };
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
