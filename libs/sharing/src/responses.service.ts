import { Injectable } from '@nestjs/common';
import { InvalidInputError, TooManyAttemptsError } from '#libs/platform';
import { SuggestionsService } from '#libs/rules';
import type { EntityManager } from 'typeorm';
import { isLongerThan, RESPONSE_LENGTH, wordsOf, type ClientResponse } from './domain/share.js';
import { NotSharedError } from './sharing.errors.js';

/** Who finds the telephone cannot fill the history of a suggestion; changing one's mind takes a few. */
const MOST_A_DAY = 20;

export interface NewResponse {
  suggestionId: string;
  response: ClientResponse;
  words: string | null;
  /** Who heard it; null: the client, behind the link. */
  staffId: string | null;
}

/** What a client says about what was shared: it starts nothing and ends nothing by itself. */
@Injectable()
export class ResponsesService {
  constructor(private readonly suggestions: SuggestionsService) {}

  /**
   * Keeps it; the latest counts, and the same again changes nothing. What the client would rather not have is not suggested anew for a while,
   * and is again when they change their mind: the rules look again in the same transaction.
   * @throws NotSharedError when it is not shared (any more), InvalidInputError (field `words`: `response-too-long`), TooManyAttemptsError
   */
  async respond(tx: EntityManager, { suggestionId, response, words, staffId }: NewResponse, now: Temporal.Instant): Promise<void> {
    const said = { response, words: wordsOf(words) || null, staffId };
    if (isLongerThan(said.words ?? '', RESPONSE_LENGTH)) throw new InvalidInputError({ words: 'response-too-long' });
    const share = await lockShare(tx, suggestionId);
    const last = await lastResponse(tx, suggestionId, now);
    if (last && last.response === said.response && last.words === said.words && last.staffId === staffId) return;
    if (staffId === null && (last?.today ?? 0) >= MOST_A_DAY) throw new TooManyAttemptsError('enough answers for a day');
    await tx.query(
      `insert into client_response (suggestion_id, client_id, response, words, staff_id, at) values ($1, $2, $3, $4, $5, $6)`,
      [suggestionId, share.clientId, said.response, said.words, staffId, now],
    );
    if ((last?.response === 'rather_not') !== (response === 'rather_not'))
      await this.suggestions.review(tx, { clientId: share.clientId, checkInId: null }, now);
  }
}

/** Two answers at once, of client and coach, are one after the other. @throws NotSharedError */
export async function lockShare(tx: EntityManager, suggestionId: string): Promise<{ clientId: string }> {
  const [share]: { clientId: string }[] = await tx.query(
    `select client_id as "clientId" from suggestion_share where suggestion_id = $1 and withdrawn_at is null for no key update`,
    [suggestionId],
  );
  if (!share) throw new NotSharedError();
  return share;
}

interface LastResponse {
  response: ClientResponse;
  words: string | null;
  staffId: string | null;
  /** How many came in on one day by the link. */
  today: number;
}

async function lastResponse(tx: EntityManager, suggestionId: string, now: Temporal.Instant): Promise<LastResponse | null> {
  const [last]: LastResponse[] = await tx.query(
    `select response, words, staff_id as "staffId",
            (select count(*)::int from client_response earlier
              where earlier.suggestion_id = $1 and earlier.staff_id is null and earlier.at > $2) as today
       from client_response where suggestion_id = $1 order by at desc, id desc limit 1`,
    [suggestionId, now.subtract({ hours: 24 })],
  );
  return last ?? null;
}
