import type { MessageChannel } from './channels/channel.js';
import type { MessageStatus } from './domain/delivery-status.js';
import type { FailureReason } from './domain/failure.js';

/** What became of a message just now. */
export interface StatusChange {
  messageId: string;
  channel: MessageChannel;
  toAddress: string;
  status: MessageStatus;
  failureReason: FailureReason | null;
}
