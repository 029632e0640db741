import type { MessageChannel } from './channels/channel.js';
import type { Keyword, OptOutType } from './domain/keyword.js';

/** What somebody wrote back, as the operator or the post brings it. */
export interface InboundMessage {
  channel: MessageChannel;
  from: string;
  body: string;
  provider: string;
  /** Together with the provider this is unique: what is delivered again is known by it. */
  providerMessageId: string;
  /** Of an e-mail. */
  subject?: string;
  /** The message of ours that it answers: an e-mail says so by the address it is sent to. */
  answersId?: string | null;
  /** The provider read a keyword in it, obeyed it and confirmed it: whatever its words are, it is one. */
  optOutType?: OptOutType;
}

/** What is known of it once it is kept. */
export interface Taken {
  /** Of the row in `inbound_message`. */
  id: string;
  /** false: it was brought before, and everything it asked for has been done. */
  isNew: boolean;
  keyword: Keyword | null;
  /** The one client whose address it came from now, or whose e-mail it answers; null when nobody has it, or several do. */
  clientId: string | null;
  /** Everybody it can be from. */
  holders: string[];
  /** An e-mail that answers one of ours, from an address that is not (or not any more) the client's. */
  fromOtherAddress: boolean;
}
