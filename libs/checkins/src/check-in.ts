import { DEFAULT_LANGUAGE, isClientLanguage, type ClientLanguage } from '#libs/platform';
import { hashOf, readToken, type MessageChannel } from '#libs/messaging';
import type { ItemAnswer, ModuleKey, Reason } from '#libs/questionnaires';
import type { EntityManager } from 'typeorm';
import type { CheckInTimes, Outcome } from './domain/link-state.js';

/** One round of a plan, as it stands. */
export interface CheckIn extends Required<CheckInTimes> {
  id: string;
  clientId: string;
  versionId: string;
  /** The keys of the items it asks, in order. */
  items: string[];
  /** By item: why it is asked now; of what was opened before that was written down nothing. */
  because: Record<string, Reason>;
  /** By trait: what was known when it was opened, and decides which questions follow. */
  known: Record<string, number>;
  /** The modules that are on at this moment. */
  modulesOn: ModuleKey[];
  /** How the link that is followed was sent, else how the first invitation went out; null when nobody could be reached. */
  channel: MessageChannel | null;
  language: ClientLanguage;
  endedAt: Temporal.Instant | null;
}

/** By the link that a client follows, or by its id inside the house. */
export type CheckInReference = { token: string } | { checkInId: string };

/** The latest row of a module decides: read along with the check-in, because what was switched off is withheld at once, and nobody waits for another look. */
export const MODULES_ON = `array(select module from (select distinct on (module) module, is_on from module_switch
                                             order by module, switched_at desc, id desc) as latest where is_on)`;
const COLUMNS = `id, client_id as "clientId", questionnaire_version_id as "versionId", items, because, known, language,
  closes_at as "closesAt", started_at as "startedAt", ended_at as "endedAt", outcome, hours_to_finish as "hoursToFinish", hours_of_inactivity as "hoursOfInactivity",
  (select max(answered_at) from answer where check_in_id = check_in.id) as "lastAnsweredAt", ${MODULES_ON} as "modulesOn"`;
/** A second message may have gone by another way than the first: who follows its link stops that way, and answers by it. */
const CHANNEL_BY_TOKEN = `coalesce((select message.channel from check_in_link link join message on message.id = link.message_id
                                     where link.token_hash = $1), channel) as channel`;
const BY_TOKEN = `id = (select check_in_id from check_in_link where token_hash = $1)`;

/**
 * @param lock holds the row until the end of the transaction: whoever finishes or closes it does so one after the other, and each decides
 *   on what the one before left behind
 * @returns null when there is none, and for a token that cannot be one
 */
export async function findCheckIn(tx: EntityManager, reference: CheckInReference, lock: 'lock' | 'look' = 'look'): Promise<CheckIn | null> {
  const key = 'token' in reference ? keyOf(reference.token) : reference.checkInId;
  if (key === null) return null;
  const [channel, condition] = 'token' in reference ? [CHANNEL_BY_TOKEN, BY_TOKEN] : ['channel', 'id = $1'];
  const [row] = await tx.query(
    `select ${COLUMNS}, ${channel} from check_in where ${condition} ${lock === 'lock' ? 'for no key update' : ''}`,
    [key],
  );
  return row ? toCheckIn(row) : null;
}

/**
 * The row of a check-in, locked, as JSON in a statement that reads more: `from … cross join lateral ${lockedCheckIn('c.check_in_id')} as locked`.
 * @param id SQL for which
 */
export function lockedCheckIn(id: string): string {
  return `(select to_jsonb(one) as row from (select ${COLUMNS}, channel from check_in where id = ${id} for no key update) as one)`;
}

/** What `lockedCheckIn` gave. */
export function checkInFrom(row: LockedRow): CheckIn {
  const at = (moment: string | null) => (moment === null ? null : Temporal.Instant.from(moment));
  return {
    ...row,
    language: isClientLanguage(row.language) ? row.language : DEFAULT_LANGUAGE,
    closesAt: Temporal.Instant.from(row.closesAt),
    startedAt: at(row.startedAt),
    endedAt: at(row.endedAt),
    lastAnsweredAt: at(row.lastAnsweredAt),
  };
}

/** A check-in with what was answered so far, by item: in one statement, because a page waits for it. */
export async function findWithAnswers(
  tx: EntityManager,
  reference: CheckInReference,
): Promise<{ checkIn: CheckIn; answers: Map<string, ItemAnswer> } | null> {
  const key = 'token' in reference ? keyOf(reference.token) : reference.checkInId;
  if (key === null) return null;
  const [channel, condition] = 'token' in reference ? [CHANNEL_BY_TOKEN, BY_TOKEN] : ['channel', 'id = $1'];
  const [row] = await tx.query(
    `select ${COLUMNS}, ${channel},
            (select coalesce(json_object_agg(item, json_build_object('state', state, 'value', value, 'said', said)), '{}')
               from answer where check_in_id = check_in.id) as answers
       from check_in where ${condition}`,
    [key],
  );
  if (!row) return null;
  const { answers, ...rest } = row;
  return { checkIn: toCheckIn(rest), answers: new Map(Object.entries(answers as Record<string, ItemAnswer>)) };
}

function keyOf(token: string): Buffer | null {
  const read = readToken(token);
  return read === null ? null : hashOf(read);
}

interface CheckInRow extends Omit<CheckIn, 'closesAt' | 'startedAt' | 'endedAt' | 'lastAnsweredAt' | 'language'> {
  closesAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  lastAnsweredAt: Date | null;
  language: string;
  outcome: Outcome | null;
}

/** As JSON tells it: moments are text. */
export interface LockedRow extends Omit<CheckIn, 'closesAt' | 'startedAt' | 'endedAt' | 'lastAnsweredAt' | 'language'> {
  closesAt: string;
  startedAt: string | null;
  endedAt: string | null;
  lastAnsweredAt: string | null;
  language: string;
}

function toCheckIn(row: CheckInRow): CheckIn {
  return {
    ...row,
    language: isClientLanguage(row.language) ? row.language : DEFAULT_LANGUAGE,
    closesAt: row.closesAt.toTemporalInstant(),
    startedAt: row.startedAt?.toTemporalInstant() ?? null,
    endedAt: row.endedAt?.toTemporalInstant() ?? null,
    lastAnsweredAt: row.lastAnsweredAt?.toTemporalInstant() ?? null,
  };
}
