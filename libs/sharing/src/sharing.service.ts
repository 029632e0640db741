import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ShareWay } from './domain/share.js';
import type { StandingShare } from './standing.js';

export interface NewShare {
  clientId: string;
  suggestionIds: readonly string[];
  how: ShareWay;
  staffId: string;
}

/** A coach shows a client what was suggested. Whether this coach may open this client is for the caller to know. */
@Injectable()
export class SharingService {
  /**
   * Shares these, in the caller's transaction. Behind a link: one message goes to where the client is written to, through the gate, without
   * a word of what it is about. What is shared already stays as it was; sharing by link again sends a new link.
   * @throws InvalidInputError (field `how`): `share-no-birth-date` (nothing to prove who reads it: read it together), `share-deceased`,
   *   `share-opted-out`, `share-no-contact-point`, `share-invalid-contact-point`; (field `suggestions`): `share-nothing-chosen`
   * @throws NotFoundError for a suggestion that is not this client's, or is a caution; ConflictError when it was withdrawn meanwhile
   */
  share(_tx: EntityManager, _share: NewShare, _now: Temporal.Instant): Promise<void> {
    throw new Error('not there yet');
  }

  /** No longer shown behind the link. What was said stays. Twice changes nothing. @throws NotFoundError for a suggestion that is not this client's */
  withdraw(
    _tx: EntityManager,
    _given: { clientId: string; suggestionIds: readonly string[]; staffId: string },
    _now: Temporal.Instant,
  ): Promise<void> {
    throw new Error('not there yet');
  }

  /** What is shared with a client now, the latest first, with what was said about it; also what was decided or withdrawn by the rules since. One statement. */
  standing(_tx: EntityManager, _clientId: string): Promise<StandingShare[]> {
    throw new Error('not there yet');
  }
}
