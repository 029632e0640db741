import { ObservationsService, type NewObservation } from '#libs/profiles';
import type { Contest } from './ratio.js';
import type { BenchOffice } from './office.js';

const ROWS_AT_ONCE = 6;
const BATCHES = 400;

/** Recording what one check-in told (six observations), each in a transaction of its own, against the same rows in one bare VALUES list. */
export function recording({ dataSource, pool, clientIds, versionId }: BenchOffice): Contest {
  const observations = new ObservationsService();
  const now = Temporal.Now.instant();
  const traits = ['wellbeing.general', 'health.self_rated', 'health.physical', 'health.mental', 'finance.debt', 'mobility.transport'];
  const batches: NewObservation[][] = Array.from({ length: BATCHES }, (_, batch) =>
    traits.slice(0, ROWS_AT_ONCE).map((trait) => ({
      clientId: clientIds[batch % clientIds.length]!,
      trait,
      state: 'answered' as const,
      value: 2,
      observedAt: now,
      recordedAt: now,
      source: 'self_report' as const,
      channel: 'app' as const,
      mode: 'self' as const,
      questionnaireVersionId: versionId,
      checkInId: null,
      language: 'nl',
    })),
  );
  const width = 12;
  const places = Array.from(
    { length: ROWS_AT_ONCE },
    (_, row) => `(${Array.from({ length: width }, (_each, column) => `$${row * width + column + 1}`).join(', ')})`,
  );
  const statement = `insert into trait_observation
    (client_id, trait, state, value, observed_at, recorded_at, source, channel, mode, questionnaire_version_id, check_in_id, language) values ${places.join(', ')}`;
  const rowsWritten = async (work: () => Promise<void>) => {
    const count = async () => Number((await pool.query<{ count: string }>('select count(*) from trait_observation')).rows[0]!.count);
    const before = await count();
    await work();
    return (await count()) - before;
  };

  return {
    name: 'recording observations',
    unit: 'observations',
    aim: 0.5,
    product: () =>
      rowsWritten(async () => {
        for (const batch of batches) await dataSource.transaction((tx) => observations.record(tx, batch));
      }),
    bare: () =>
      rowsWritten(async () => {
        const client = await pool.connect();
        for (const batch of batches) {
          await client.query('begin');
          await client.query(
            statement,
            batch.flatMap((row) => [
              row.clientId,
              row.trait,
              row.state,
              row.value,
              new Date(row.observedAt.epochMilliseconds),
              new Date(row.recordedAt.epochMilliseconds),
              row.source,
              row.channel,
              row.mode,
              row.questionnaireVersionId,
              row.checkInId,
              row.language,
            ]),
          );
          await client.query('commit');
        }
        client.release();
      }),
  };
}
