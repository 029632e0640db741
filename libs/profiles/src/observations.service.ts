import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { problemWith, type NewObservation } from './domain/observation.js';
import { NotObservableError } from './profiles.errors.js';

/** Writes what was observed. There is no verb to change it: what is mistaken is observed again. */
@Injectable()
export class ObservationsService {
  /**
   * Records all of them in one statement, inside the caller's story; none at all is fine.
   * An `unnest` of arrays, because it does 2.5 times the rows of a VALUES list and has one plan for any number of rows.
   * @throws NotObservableError for a trait that is not registered or a value off its scale; nothing is written then
   */
  async record(tx: EntityManager, observations: readonly NewObservation[]): Promise<void> {
    if (observations.length === 0) return;
    for (const observation of observations) {
      const problem = problemWith(observation);
      if (problem) throw new NotObservableError(observation.trait, problem);
    }
    const all = <Key extends keyof NewObservation>(key: Key) => observations.map((observation) => observation[key] ?? null);
    await tx.query(
      `insert into trait_observation
         (client_id, trait, state, value, observed_at, recorded_at, source, channel, mode, questionnaire_version_id, check_in_id, language, helped_by)
       select * from unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::timestamptz[], $6::timestamptz[],
                            $7::text[], $8::text[], $9::text[], $10::uuid[], $11::uuid[], $12::text[], $13::text[])`,
      [
        all('clientId'),
        all('trait'),
        all('state'),
        all('value'),
        all('observedAt'),
        all('recordedAt'),
        all('source'),
        all('channel'),
        all('mode'),
        all('questionnaireVersionId'),
        all('checkInId'),
        all('language'),
        all('helpedBy'),
      ],
    );
  }
}
