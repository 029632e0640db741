import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ClientResponse } from './domain/share.js';

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
  /**
   * Keeps it; the latest counts, and the same again changes nothing. What the client would rather not have is not suggested anew for a while:
   * the rules look again in the same transaction. Words that may mean danger go to the inbox as well.
   * @returns whether the words may mean danger: then the page shows at once whom to call
   * @throws NotFoundError when it is not shared (any more), InvalidInputError (field `words`: `response-too-long`, `response-missing`: "something else" wants words)
   */
  respond(_tx: EntityManager, _given: NewResponse, _now: Temporal.Instant): Promise<{ isCrisis: boolean }> {
    throw new Error('not there yet');
  }
}
