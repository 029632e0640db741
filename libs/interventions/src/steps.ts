import type { EntityManager } from 'typeorm';
import type { Step } from './domain/lifecycle.js';

/** A step as it is kept: what, from which day, by whom. */
export interface NewStep {
  step: Step;
  onDay?: Temporal.PlainDate | null;
  note?: string | null;
}

/** Writes steps of one intervention, in their order. @param staffId null: the client, or the day that was agreed had come */
export async function record(
  tx: EntityManager,
  interventionId: string,
  steps: readonly NewStep[],
  staffId: string | null,
  now: Temporal.Instant,
): Promise<void> {
  await tx.query(
    `insert into intervention_step (intervention_id, step, on_day, note, staff_id, at)
     select $1, given.step, given.on_day, given.note, $3, $4
       from rows from (json_to_recordset($2::json) as (step text, on_day date, note text)) with ordinality as given (step, on_day, note, place)
      order by given.place`,
    [
      interventionId,
      JSON.stringify(steps.map(({ step, onDay, note }) => ({ step, on_day: onDay?.toString() ?? null, note: note?.trim() || null }))),
      staffId,
      now,
    ],
  );
}
