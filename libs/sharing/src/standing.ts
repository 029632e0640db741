import type { ClientResponse, ShareWay } from './domain/share.js';

/** What the client said last about a suggestion that was shared. */
export interface StandingResponse {
  id: string;
  response: ClientResponse;
  words: string | null;
  at: Temporal.Instant;
  /** The coach who heard it; null: the client, behind the link. */
  heardBy: string | null;
}

export interface StandingObjection {
  id: string;
  words: string;
  madeAt: Temporal.Instant;
  /** The coach who heard it; null: the client, behind the link. */
  heardBy: string | null;
  handledAt: Temporal.Instant | null;
  handledBy: string | null;
  /** What became of it, in words. */
  outcome: string | null;
}

/** A suggestion as it stands between a coach and a client. */
export interface StandingShare {
  shareId: string;
  suggestionId: string;
  intervention: string;
  how: ShareWay;
  sharedAt: Temporal.Instant;
  sharedBy: string;
  /** The latest counts; null: nothing was said yet. */
  response: StandingResponse | null;
  /** Oldest first. */
  objections: StandingObjection[];
}
