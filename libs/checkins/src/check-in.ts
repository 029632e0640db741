import { DEFAULT_LANGUAGE, isLanguage, type Language } from '#libs/platform';
import type { MessageChannel } from '#libs/messaging';
import type { EntityManager } from 'typeorm';
import type { CheckInTimes, Outcome } from './domain/link-state.js';
import { hashOf, readToken } from './domain/link-token.js';

/** One round of a plan, as it stands. */
export interface CheckIn extends CheckInTimes {
  id: string;
  clientId: string;
  versionId: string;
  /** The keys of the items it asks, in order. */
  items: string[];
  /** How the invitation went out; null when nobody could be reached. */
  channel: MessageChannel | null;
  language: Language;
}

/** By the link that a client follows, or by its id inside the house. */
export type CheckInReference = { token: string } | { checkInId: string };

/**
 * @param lock holds the row until the end of the transaction: whoever answers, finishes or closes it does so one after the other,
 *   and each decides on what the one before left behind
 * @returns null when there is none, and for a token that cannot be one
 */
export async function findCheckIn(tx: EntityManager, reference: CheckInReference, lock: 'lock' | 'look' = 'look'): Promise<CheckIn | null> {
  const token = 'token' in reference ? readToken(reference.token) : null;
  if ('token' in reference && token === null) return null;
  const [row] = await tx.query(
    `select id, client_id as "clientId", questionnaire_version_id as "versionId", items, channel, language,
            closes_at as "closesAt", started_at as "startedAt", outcome
       from check_in
      where id = ${token === null ? '$1' : '(select check_in_id from check_in_link where token_hash = $1)'}
      ${lock === 'lock' ? 'for no key update' : ''}`,
    [token === null ? (reference as { checkInId: string }).checkInId : hashOf(token)],
  );
  return row ? toCheckIn(row) : null;
}

interface CheckInRow extends Omit<CheckIn, 'closesAt' | 'startedAt' | 'language'> {
  closesAt: Date;
  startedAt: Date | null;
  language: string;
  outcome: Outcome | null;
}

function toCheckIn(row: CheckInRow): CheckIn {
  return {
    ...row,
    language: isLanguage(row.language) ? row.language : DEFAULT_LANGUAGE,
    closesAt: row.closesAt.toTemporalInstant(),
    startedAt: row.startedAt?.toTemporalInstant() ?? null,
  };
}
