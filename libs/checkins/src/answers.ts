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

/** Appends or replaces: $2 is now, $3 to $7 are the columns of the answers. */
const storeFor = (checkIn: string) => `
  insert into answer (check_in_id, item, state, value, channel, language, answered_at)
  select check_in.id, given.*, $2
    from ${checkIn} check_in cross join unnest($3::text[], $4::text[], $5::smallint[], $6::text[], $7::text[]) as given
  on conflict (check_in_id, item) do update
     set state = excluded.state, value = excluded.value, channel = excluded.channel, language = excluded.language, answered_at = excluded.answered_at
  returning item, state, value, channel, language, answered_at`;

/**
 * Keeps answers of a check-in that is open; who answers has started. One statement, which takes the row and looks whether it has ended since
 * the caller looked: a phone on the train waits for as few round trips as there can be.
 * @returns false when it had ended: nothing was stored
 */
export async function storeAnswers(
  tx: EntityManager,
  { id, hasStarted }: { id: string; hasStarted: boolean },
  given: readonly GivenAnswer[],
  now: Temporal.Instant,
): Promise<boolean> {
  const start = `started as (update check_in set started_at = $2 from open where check_in.id = open.id and started_at is null),`;
  const [{ count }] = await tx.query(
    `with open as (select id from check_in where id = $1 and ended_at is null for no key update),
          ${hasStarted ? '' : start}
          stored as (${storeFor('open')})
     select count(*)::int as count from open`,
    [id, now, ...columnsOf(given)],
  );
  return count === 1;
}

/** What came along with ending a check-in, so that nobody has to ask again. */
interface EndedWith {
  isInvitationQueued: boolean;
  /** Somebody was to call or ask this client, because nobody answered. */
  hasOpenTask: boolean;
  /** Where the link was sent by which it was answered, as long as nothing proved that this address is theirs. */
  unverifiedAddress: string | null;
}

/**
 * Ends the check-in, stores what came in with it, and gives back all its answers with what came along: one statement, because every round
 * trip counts here.
 * @param linkHash of the link it was answered by
 */
export async function endWithAnswers(
  tx: EntityManager,
  checkInId: string,
  outcome: 'finished' | 'partial',
  given: readonly GivenAnswer[],
  now: Temporal.Instant,
  linkHash: Buffer | null = null,
): Promise<(StoredAnswer & EndedWith)[]> {
  return tx.query(
    `with ended as (update check_in set ended_at = $2, outcome = $8, started_at = coalesce(started_at, $2), next_step_at = null where id = $1),
          given as (${storeFor('(select $1::uuid as id)')})
     select *, exists (select from message where subject_id = $1 and status = 'queued') as "isInvitationQueued",
            exists (select from follow_up_task task join check_in on check_in.client_id = task.client_id
                     where check_in.id = $1 and task.kind in ('call', 'ask_in_person') and task.done_at is null) as "hasOpenTask",
            (select point.address
               from check_in_link link
               join message on message.id = link.message_id
               join contact_point point on point.client_id = message.client_id and point.address = message.to_address
              where link.token_hash = $9 and point.ended_at is null and point.state <> 'verified') as "unverifiedAddress"
       from (select * from given
             union all
             select item, state, value, channel, language, answered_at from answer where check_in_id = $1 and item <> all ($3)) as answers`,
    [checkInId, now, ...columnsOf(given), outcome, linkHash],
  );
}

function columnsOf(given: readonly GivenAnswer[]): unknown[][] {
  return (['item', 'state', 'value', 'channel', 'language'] as const).map((column) => given.map((answer) => answer[column]));
}
