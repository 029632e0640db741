import type { EntityManager } from 'typeorm';
import type { FailureReason } from './domain/failure.js';
import type { HoldReason } from './domain/gate.js';
import type { NewMessage } from './outbox.service.js';

/** What a composer gets: the message as it was enqueued. */
export interface MessageToCompose extends Pick<
  NewMessage,
  'channel' | 'to' | 'purpose' | 'language' | 'subjectId' | 'clientId' | 'expiresAt'
> {
  id: string;
  /** Which try this is: 1 for the first. A second try is written anew, with a link of its own. */
  attempt: number;
}

export interface ComposedMessage {
  text: string;
  html?: string;
  subject?: string;
  /** In which it is written: an e-mail says so to programs that read aloud or translate. */
  language?: string;
  /** The text as it is kept: without the token of a link. */
  stored: string;
}

/** What a composer says of a message: its text, or why it does not go, or not yet. */
export type Composed = ComposedMessage | { cancel: FailureReason } | { holdUntil: Temporal.Instant; because: HoldReason };

/** Writes the messages of its purposes at the moment they leave. */
export interface Composer {
  readonly purposes: readonly string[];
  /** Many at once, inside the transaction that claims them. A message that is missing in the answer is canceled as withdrawn. */
  compose(tx: EntityManager, messages: readonly MessageToCompose[], now: Temporal.Instant): Promise<Map<string, Composed>>;
}
