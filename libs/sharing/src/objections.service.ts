import { Injectable } from '@nestjs/common';
import { ConflictError, InvalidInputError, NotFoundError, TooManyAttemptsError } from '#libs/platform';
import type { EntityManager } from 'typeorm';
import { isLongerThan, OBJECTION_LENGTH, OUTCOME_LENGTH, wordsOf } from './domain/share.js';
import { lockShare } from './responses.service.js';

/** By the link; who has more to say says it to a person. */
const MOST_A_DAY = 5;

export interface NewObjection {
  suggestionId: string;
  words: string;
  /** Who heard it; null: the client, behind the link. */
  staffId: string | null;
}

/** A client does not agree that something was suggested, or with what it rests on. A person reads it and says what came of it; nothing answers by itself. */
@Injectable()
export class ObjectionsService {
  /**
   * Keeps it; the same words again change nothing.
   * @throws NotSharedError when it is not shared (any more), InvalidInputError (field `words`: `objection-missing`, `objection-too-long`),
   *   TooManyAttemptsError
   */
  async object(tx: EntityManager, { suggestionId, words: typed, staffId }: NewObjection, now: Temporal.Instant): Promise<void> {
    const words = wordsOf(typed);
    if (words === '') throw new InvalidInputError({ words: 'objection-missing' });
    if (isLongerThan(words, OBJECTION_LENGTH)) throw new InvalidInputError({ words: 'objection-too-long' });
    const { clientId } = await lockShare(tx, suggestionId);
    const today: { words: string; staffId: string | null }[] = await tx.query(
      `select words, staff_id as "staffId" from objection where suggestion_id = $1 and made_at > $2`,
      [suggestionId, now.subtract({ hours: 24 })],
    );
    if (today.some((made) => made.words === words)) return;
    if (staffId === null && today.filter((made) => made.staffId === null).length >= MOST_A_DAY)
      throw new TooManyAttemptsError('enough objections for a day');
    await tx.query(`insert into objection (client_id, suggestion_id, words, staff_id, made_at) values ($1, $2, $3, $4, $5)`, [
      clientId,
      suggestionId,
      words,
      staffId,
      now,
    ]);
  }

  /**
   * Says what came of it, once. Whether this person may is for the caller to know.
   * @throws InvalidInputError (field `outcome`: `outcome-missing`, `outcome-too-long`), NotFoundError, ConflictError when somebody did already
   */
  async handle(
    tx: EntityManager,
    objectionId: string,
    { outcome: typed, staffId }: { outcome: string; staffId: string },
    now: Temporal.Instant,
  ): Promise<void> {
    const outcome = wordsOf(typed);
    if (outcome === '') throw new InvalidInputError({ outcome: 'outcome-missing' });
    if (isLongerThan(outcome, OUTCOME_LENGTH)) throw new InvalidInputError({ outcome: 'outcome-too-long' });
    const [, handled]: [unknown, number] = await tx.query(
      `update objection set outcome = $2, handled_by = $3, handled_at = $4 where id = $1 and handled_at is null`,
      [objectionId, outcome, staffId, now],
    );
    if (handled > 0) return;
    const known: unknown[] = await tx.query(`select from objection where id = $1`, [objectionId]);
    if (known.length === 0) throw new NotFoundError('no such objection');
    throw new ConflictError('somebody handled this objection already');
  }
}
