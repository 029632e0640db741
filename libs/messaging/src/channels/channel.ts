import type { MessageKind } from '../domain/gate.js';
import type { LookUpAnswer, LookUpQuestion } from '../domain/look-up.js';
import type { Outcome } from '../domain/outcome.js';

export type MessageChannel = 'sms' | 'email';

/** What leaves the building: everything a provider needs, nothing else. */
export interface Outgoing {
  /** Our own id of the message: a provider that can, gives it back in its receipts. */
  messageId: string;
  to: string;
  text: string;
  html?: string;
  subject?: string;
  /** What it is to a client who gets it; not there on a message to staff. Only for a channel that says so to whoever brings it. */
  kind?: MessageKind;
  /** In which it is written. */
  language?: string;
  /** Where its reader stops all messages of this kind, by one POST (RFC 8058). */
  unsubscribeUrl?: string | null;
}

/** A road to people: one provider of a channel. An adapter never throws: whatever happens on the way is an outcome. */
export interface Channel {
  readonly channel: MessageChannel;
  /** Together with the provider's message id this is unique. */
  readonly provider: string;
  send(outgoing: Outgoing): Promise<Outcome>;
  /** Asks what became of a message nobody answered about; an adapter without it can never tell. Does not throw either. */
  lookUp?(question: LookUpQuestion): Promise<LookUpAnswer>;
  /** What became of a message that it took, in its own words; null when it cannot be said now. Does not throw either. */
  fateOf?(providerMessageId: string): Promise<{ status: string; errorCode: string | null } | null>;
  close(): void;
}
