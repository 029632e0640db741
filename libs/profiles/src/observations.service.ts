import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { correctObservation, type Correction } from './correcting.js';
import { problemWith, type NewObservation } from './domain/observation.js';
import { makePartitions, yearOf } from './partitions.js';
import { NotObservableError } from './profiles.errors.js';

/** The years that came with the product; another year asks whether there is room for it. */
const YEARS_WITH_ROOM = [2022, 2023, 2024, 2025, 2026, 2027, 2028];
/** What was observed within a year before it was recorded is in a partition that is still kept. */
const LATE_HOURS = 365 * 24;

/** Writes what was observed. There is no verb to change it: what is mistaken is observed again, or corrected by what replaces it. */
@Injectable()
export class ObservationsService {
  private readonly yearsWithRoom = new Set(YEARS_WITH_ROOM);
  private readonly madeRoomIn = new WeakSet<EntityManager>();

  /**
   * Records all of them in one statement, inside the caller's story; none at all is fine.
   * As one JSON text, which has one plan for any number of rows: 0.72 to 0.78 of a bare five-row statement with its transaction around it, where
   * thirteen arrays did 0.58 to 0.77 (`npm run bench -- traits`).
   * @throws NotObservableError for a trait that is not registered or a value off its scale; nothing is written then
   */
  async record(tx: EntityManager, observations: readonly NewObservation[]): Promise<void> {
    if (observations.length === 0) return;
    for (const observation of observations) {
      const problem = problemWith(observation);
      if (problem) throw new NotObservableError(observation.trait, problem);
    }
    await this.makeRoom(tx, observations);
    await tx.query(
      `insert into trait_observation
         (client_id, trait, state, value, observed_at, recorded_at, source, channel, mode, questionnaire_version_id, check_in_id, language, helped_by)
       select * from json_to_recordset($1::json)
           as told ("clientId" uuid, trait text, state text, value int, "observedAt" timestamptz, "recordedAt" timestamptz, source text, channel text,
                    mode text, "questionnaireVersionId" uuid, "checkInId" uuid, language text, "helpedBy" text)`,
      [JSON.stringify(observations)],
    );
  }

  /**
   * Replaces one observation by what should have been recorded: a new row at the same moment of observing, by a professional, with the reason
   * and who said so. The old one stays, for the privacy officer. Throwing rolls the caller's transaction back, as it should.
   * @returns the id of the observation that counts from now on
   * @throws NothingToCorrectError when this client has no such observation
   * @throws AlreadyCorrectedError when it was replaced since it was shown, or is being replaced at this moment
   * @throws InvalidInputError for a missing or too long reason (`reason`) and for what it says already (`value`)
   * @throws NotObservableError for a value off the scale of the trait
   */
  correct(tx: EntityManager, correction: Correction, staffId: string, now: Temporal.Instant): Promise<string> {
    return correctObservation(tx, correction, staffId, now);
  }

  /**
   * A moment for which nobody made room (the clock of the product stood still for years, or somebody tells of long ago) gets it here, before
   * the writing: after a refused insert the caller's whole transaction would be lost. Costs nothing for what is observed in our days.
   */
  private async makeRoom(tx: EntityManager, observations: readonly NewObservation[]): Promise<void> {
    const unsure = observations.filter(
      ({ observedAt, recordedAt }) =>
        !this.yearsWithRoom.has(yearOf(observedAt)) || Temporal.Instant.compare(observedAt, recordedAt.subtract({ hours: LATE_HOURS })) < 0,
    );
    if (unsure.length === 0) return;
    const years = unsure.map(({ observedAt }) => yearOf(observedAt));
    const made = await makePartitions(tx, years);
    if (made.length > 0) this.madeRoomIn.add(tx);
    // Remembered only when it was there before this transaction: what this one made goes when it is rolled back.
    if (!this.madeRoomIn.has(tx)) for (const year of years) this.yearsWithRoom.add(year);
  }
}
