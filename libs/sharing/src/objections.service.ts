import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

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
   * Keeps it; the same words again change nothing. Words that may mean danger go to the inbox as well.
   * @throws NotFoundError when it is not shared (any more), InvalidInputError (field `words`: `objection-missing`, `objection-too-long`)
   */
  object(_tx: EntityManager, _given: NewObjection, _now: Temporal.Instant): Promise<{ isCrisis: boolean }> {
    throw new Error('not there yet');
  }

  /**
   * Says what came of it, once.
   * @throws InvalidInputError (field `outcome`: `outcome-missing`, `outcome-too-long`), NotFoundError, ConflictError when somebody did already
   */
  handle(_tx: EntityManager, _objectionId: string, _given: { outcome: string; staffId: string }, _now: Temporal.Instant): Promise<void> {
    throw new Error('not there yet');
  }
}
