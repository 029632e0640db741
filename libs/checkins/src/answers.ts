import type { NewObservation } from '#libs/profiles';
import type { AnswerState } from '#libs/questionnaires';
import type { EntityManager } from 'typeorm';

/** One answer with how and in what language it was given. */
export interface GivenAnswer {
  item: string;
  state: AnswerState;
  value: number | null;
  channel: NewObservation['channel'];
  language: string;
}

export type StoredAnswer = GivenAnswer & { answered_at: Date };

/** Appends or replaces: $1 the check-in, $2 now, $3 to $7 the columns of the answers. */
const STORE = `
  insert into answer (check_in_id, item, state, value, channel, language, answered_at)
  select $1, g.*, $2 from unnest($3::text[], $4::text[], $5::smallint[], $6::text[], $7::text[]) as g
  on conflict (check_in_id, item) do update
     set state = excluded.state, value = excluded.value, channel = excluded.channel, language = excluded.language, answered_at = excluded.answered_at
  returning item, state, value, channel, language, answered_at`;

/** Keeps answers of a check-in that stays open; who answers has started. The caller has locked its row. */
export async function storeAnswers(
  tx: EntityManager,
  checkInId: string,
  given: readonly GivenAnswer[],
  now: Temporal.Instant,
): Promise<void> {
  await tx.query(`with started as (update check_in set started_at = $2 where id = $1 and started_at is null) ${STORE}`, [
    checkInId,
    now,
    ...columnsOf(given),
  ]);
}

/** Ends the check-in, stores what came in with it, and gives back all its answers: one statement, because every round trip counts here. */
export async function endWithAnswers(
  tx: EntityManager,
  checkInId: string,
  outcome: 'finished' | 'partial',
  given: readonly GivenAnswer[],
  now: Temporal.Instant,
): Promise<StoredAnswer[]> {
  return tx.query(
    `with ended as (update check_in set ended_at = $2, outcome = $8, started_at = coalesce(started_at, $2) where id = $1),
          given as (${STORE})
     select * from given
     union all
     select item, state, value, channel, language, answered_at from answer where check_in_id = $1 and item <> all ($3)`,
    [checkInId, now, ...columnsOf(given), outcome],
  );
}

function columnsOf(given: readonly GivenAnswer[]): unknown[][] {
  return (['item', 'state', 'value', 'channel', 'language'] as const).map((column) => given.map((answer) => answer[column]));
}
