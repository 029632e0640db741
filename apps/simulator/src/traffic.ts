import { Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';

/** How many messages are remembered: the newest. */
const REMEMBERED = 5000;

export interface SimulatedMessage {
  /** For a text message Twilio's `SM…`. */
  id: string;
  kind: 'sms' | 'email';
  direction: 'to_client' | 'from_client';
  /** The client's number or e-mail address. */
  address: string;
  /** The Werkplein's. */
  office: string;
  subject: string | null;
  text: string;
  html: string | null;
  at: Temporal.Instant;
  /** In Twilio's words. */
  status: 'queued' | 'sent' | 'delivered' | 'undelivered' | 'received' | 'failed';
  errorCode: string | null;
}

/** One telephone or one mailbox. */
export interface Conversation {
  /** Stands in the address bar instead of the number. */
  id: string;
  kind: SimulatedMessage['kind'];
  address: string;
  messages: SimulatedMessage[];
}

export type NewMessage = Omit<SimulatedMessage, 'id' | 'at' | 'status' | 'errorCode'> & Partial<SimulatedMessage>;

/** Everything that came in and went out, in memory: the newest messages, by telephone and mailbox. */
@Injectable()
export class Traffic {
  private readonly messages = new Map<string, SimulatedMessage>();
  /** In order of the last message: newest last. */
  private readonly conversations = new Map<string, Conversation>();
  private accepted = 0;

  add(message: NewMessage): SimulatedMessage {
    const added: SimulatedMessage = { id: newMessageId(), at: Temporal.Now.instant(), status: 'queued', errorCode: null, ...message };
    const id = conversationId(added.kind, added.address);
    const conversation = this.conversations.get(id) ?? { id, kind: added.kind, address: added.address, messages: [] };
    conversation.messages.push(added);
    this.conversations.delete(id);
    this.conversations.set(id, conversation);
    this.messages.set(added.id, added);
    if (added.direction === 'to_client') this.accepted += 1;
    if (this.messages.size > REMEMBERED) this.forgetOldest();
    return added;
  }

  find(id: string): SimulatedMessage | undefined {
    return this.messages.get(id);
  }

  conversation(id: string): Conversation | undefined {
    return this.conversations.get(id);
  }

  /** Newest first. */
  all(): SimulatedMessage[] {
    return [...this.messages.values()].toReversed();
  }

  /** Telephones and mailboxes, the one with the newest message first. @param search part of an address or of a message */
  search(search = ''): Conversation[] {
    const wanted = search
      .trim()
      .toLowerCase()
      .replaceAll(/(?<=\d)[\s-]+(?=\d)/g, '');
    return [...this.conversations.values()]
      .toReversed()
      .filter(
        ({ address, messages }) =>
          address.includes(wanted) || messages.some(({ text, subject }) => `${subject ?? ''} ${text}`.toLowerCase().includes(wanted)),
      );
  }

  /** How many messages were taken, in total and (of those remembered) by recipient: who got the same thing twice stands out. */
  counts(): { accepted: number; byRecipient: { recipient: string; messages: number }[] } {
    const byRecipient = [...this.conversations.values()]
      .map(({ address, messages }) => ({
        recipient: address,
        messages: messages.filter(({ direction }) => direction === 'to_client').length,
      }))
      .filter(({ messages }) => messages > 0)
      .toSorted((one, other) => other.messages - one.messages);
    return { accepted: this.accepted, byRecipient };
  }

  private forgetOldest(): void {
    const [oldest] = this.messages.values();
    if (!oldest) return;
    this.messages.delete(oldest.id);
    const id = conversationId(oldest.kind, oldest.address);
    const conversation = this.conversations.get(id);
    conversation?.messages.shift();
    if (conversation?.messages.length === 0) this.conversations.delete(id);
  }
}

export function newMessageId(): string {
  return `SM${randomBytes(16).toString('hex')}`;
}

/** A telephone number does not belong in an address bar, not even here. */
export function conversationId(kind: SimulatedMessage['kind'], address: string): string {
  return createHash('sha256').update(`${kind}:${address}`).digest('base64url').slice(0, 12);
}
