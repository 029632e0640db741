import type { NewObservation } from '#libs/profiles';
import type { AnswerState } from '#libs/questionnaires';
import type { EntityManager } from 'typeorm';

/** One answer with how and in what language it was given. */
export interface GivenAnswer {
  item: string;
  state: AnswerState;
  value: number | null;
  /** Instead of a value: words, a date, or several choices. */
  said: string | null;
  channel: NewObservation['channel'];
  language: string;
  /** Who sat beside the client, when somebody did. */
  helpedBy: string | null;
}

/** `isObserved`: it became an observation when it came in, and has not changed since. */
export type StoredAnswer = GivenAnswer & { answered_at: Date; isObserved: boolean };

const ANSWER = `item, state, value, said, channel, language, helped_by as "helpedBy", answered_at`;
const IS_SAME = `(answer.state, answer.value, answer.said) is not distinct from (excluded.state, excluded.value, excluded.said)`;

/**
 * Appends or replaces: $2 is now, $3 to $9 are the columns of the answers. What counted at once counts no more when it changes.
 * @param observed SQL for the moment from which these count, or null: they count when the check-in ends
 */
const storeFor = (checkIn: string, observed: '$2::timestamptz' | 'null') => `
  insert into answer (check_in_id, item, state, value, said, channel, language, helped_by, answered_at, observed_at)
  select check_in.id, given.*, $2, ${observed}
    from ${checkIn} check_in cross join unnest($3::text[], $4::text[], $5::int[], $6::text[], $7::text[], $8::text[], $9::text[]) as given
  on conflict (check_in_id, item) do update
     set state = excluded.state, value = excluded.value, said = excluded.said, channel = excluded.channel, language = excluded.language,
         helped_by = excluded.helped_by, answered_at = excluded.answered_at,
         observed_at = case when ${IS_SAME} then coalesce(answer.observed_at, excluded.observed_at) else excluded.observed_at end
  returning ${ANSWER}, `;

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
          stored as (${storeFor('open', 'null')} observed_at)
     select count(*)::int as count from open`,
    [id, now, ...columnsOf(given)],
  );
  return count === 1;
}

export interface KeptAnswers {
  /** Which of them say something that was not an observation yet. */
  fresh: GivenAnswer[];
  /** Every answer of the check-in, as it stands now: they decide what is asked after it. */
  all: GivenAnswer[];
  isAskingQueued: boolean;
  hasOpenTask: boolean;
}

/**
 * Keeps answers that count at once; who answers has started. One statement.
 * @param checkInId of an open one whose row the caller has locked
 */
export async function storeForGood(
  tx: EntityManager,
  checkInId: string,
  given: readonly GivenAnswer[],
  now: Temporal.Instant,
): Promise<KeptAnswers> {
  const [kept] = await tx.query(
    `with stored as (${storeFor('(select $1::uuid as id)', '$2::timestamptz')}
                     -- As it was before this: nothing, or an answer that counted and said the same.
                     old.observed_at is not null and (old.state, old.value, old.said) is not distinct from (new.state, new.value, new.said) as "isObserved"),
          started as (update check_in set started_at = coalesce(started_at, $2) where id = $1)
     select coalesce((select json_agg(stored) from stored where not "isObserved"), '[]') as fresh,
            (select coalesce(json_agg(one), '[]')
               from (select item, state, value, said, channel, language, "helpedBy" from stored
                     union all
                     select item, state, value, said, channel, language, helped_by from answer where check_in_id = $1 and item <> all ($3)) as one) as "all",
            exists (select from message where subject_id = $1 and status = 'queued') as "isAskingQueued",
            exists (select from follow_up_task task join check_in on check_in.client_id = task.client_id
                     where check_in.id = $1 and task.kind in ('call', 'ask_in_person') and task.done_at is null) as "hasOpenTask"`,
    [checkInId, now, ...columnsOf(given)],
  );
  return kept as KeptAnswers;
}

/** Nothing is left to ask. */
export async function endFinished(tx: EntityManager, checkInId: string, now: Temporal.Instant): Promise<void> {
  await tx.query(`update check_in set ended_at = $2, outcome = 'finished', next_step_at = null where id = $1`, [checkInId, now]);
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
    `with ended as (update check_in set ended_at = $2, outcome = $10, started_at = coalesce(started_at, $2), next_step_at = null where id = $1),
          given as (${storeFor('(select $1::uuid as id)', 'null')} observed_at is not null as "isObserved")
     select *, exists (select from message where subject_id = $1 and status = 'queued') as "isInvitationQueued",
            exists (select from follow_up_task task join check_in on check_in.client_id = task.client_id
                     where check_in.id = $1 and task.kind in ('call', 'ask_in_person') and task.done_at is null) as "hasOpenTask",
            (select point.address
               from check_in_link link
               join message on message.id = link.message_id
               join contact_point point on point.client_id = message.client_id and point.address = message.to_address
              where link.token_hash = $11 and point.ended_at is null and point.state <> 'verified') as "unverifiedAddress"
       from (select * from given
             union all
             select ${ANSWER}, observed_at is not null from answer where check_in_id = $1 and item <> all ($3)) as answers`,
    [checkInId, now, ...columnsOf(given), outcome, linkHash],
  );
}

function columnsOf(given: readonly GivenAnswer[]): unknown[][] {
  return (['item', 'state', 'value', 'said', 'channel', 'language', 'helpedBy'] as const).map((column) =>
    given.map((answer) => answer[column]),
  );
}
