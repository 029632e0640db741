import type { Delivery } from './delivery-status.js';

/** A message whose fate nobody knows, as its provider is asked for it. */
export interface LookUpQuestion {
  to: string;
  /** SHA-256 of the text that left, token included: the text itself is not kept. */
  textHash: Buffer;
  attemptedAt: Temporal.Instant;
  /** The ids of this provider that other messages of ours have: those are not this one. */
  taken: ReadonlySet<string>;
}

/** What the provider knows: it never came, it came and this is what became of it, or it cannot be said. */
export type LookUpAnswer = 'absent' | 'cannot_tell' | ({ found: string } & Delivery);
