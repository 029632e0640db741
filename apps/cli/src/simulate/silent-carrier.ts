import type { Channel, MessageChannel } from '#libs/messaging';
import { randomUUID } from 'node:crypto';

/** Carries the messages of invented months to nobody: a channel like any other, that lives outside the product's core. */
export class SilentCarrier implements Channel {
  readonly provider: string;

  constructor(readonly channel: MessageChannel) {
    // The names of the real ones: what became of an invented message is read the way a real receipt is.
    this.provider = channel === 'sms' ? 'twilio' : 'smtp';
  }

  async send() {
    return { kind: 'accepted' as const, providerMessageId: `SM${randomUUID().replaceAll('-', '')}` };
  }

  close(): void {}
}
