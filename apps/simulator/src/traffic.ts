import { Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import type { Carrier } from './options.js';

/** How many messages are remembered: the newest; and no more than so many letters of them, for an e-mail may be long. */
const REMEMBERED = 50_000;
const REMEMBERED_LETTERS = 64_000_000;
/** How many recipients are counted for good. */
const COUNTED = 200_000;

export interface SimulatedMessage {
  /** For a text message Twilio's `SM…`. */
  id: string;
  kind: 'sms' | 'email';
  direction: 'to_client' | 'from_client';
  /** Who brought it. */
  carrier: Carrier;
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
  /** Of an e-mail to a client: what its headers tell a program for e-mail. */
  marks?: MailMarks;
}

export interface MailMarks {
  messageId: string | null;
  replyTo: string | null;
  unsubscribeUrl: string | null;
  /** Whether one POST unsubscribes (RFC 8058). */
  isOneClick: boolean;
  autoSubmitted: string | null;
  language: string | null;
  /** What became of it, when somebody pressed the button. */
  unsubscribed?: 'done' | 'failed';
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
  /** By kind and address, in order of the last message: newest last. */
  private readonly conversations = new Map<string, Conversation>();
  /** The same by the id in the address bar. */
  private readonly byId = new Map<string, Conversation>();
  private readonly taken = new Map<string, number>();
  private accepted = 0;
  private letters = 0;

  add(message: NewMessage): SimulatedMessage {
    const added: SimulatedMessage = { id: newMessageId(), at: Temporal.Now.instant(), status: 'queued', errorCode: null, ...message };
    const key = keyOf(added);
    const conversation = this.conversations.get(key) ?? this.begin(added);
    conversation.messages.push(added);
    this.conversations.delete(key);
    this.conversations.set(key, conversation);
    this.messages.set(added.id, added);
    this.letters += lettersOf(added);
    if (added.direction === 'to_client') this.count(added.address);
    while (this.messages.size > REMEMBERED || this.letters > REMEMBERED_LETTERS) this.forgetOldest();
    return added;
  }

  find(id: string): SimulatedMessage | undefined {
    return this.messages.get(id);
  }

  conversation(id: string): Conversation | undefined {
    return this.byId.get(id);
  }

  /** Newest first. */
  all(): SimulatedMessage[] {
    return [...this.messages.values()].toReversed();
  }

  /** What went to and came from one telephone or mailbox, newest first. */
  with(kind: SimulatedMessage['kind'], address: string): SimulatedMessage[] {
    return this.conversations.get(keyOf({ kind, address }))?.messages.toReversed() ?? [];
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

  /** How many messages were taken, in total and by recipient, forgotten ones included: who got the same thing twice stands out. */
  counts(): { accepted: number; byRecipient: { recipient: string; messages: number }[] } {
    const byRecipient = [...this.taken]
      .map(([recipient, messages]) => ({ recipient, messages }))
      .toSorted((one, other) => other.messages - one.messages);
    return { accepted: this.accepted, byRecipient };
  }

  private begin({ kind, address }: SimulatedMessage): Conversation {
    const conversation: Conversation = { id: conversationId(kind, address), kind, address, messages: [] };
    this.byId.set(conversation.id, conversation);
    return conversation;
  }

  private count(address: string): void {
    this.accepted += 1;
    const before = this.taken.get(address);
    if (before !== undefined || this.taken.size < COUNTED) this.taken.set(address, (before ?? 0) + 1);
  }

  private forgetOldest(): void {
    const [oldest] = this.messages.values();
    if (!oldest) return;
    this.messages.delete(oldest.id);
    this.letters -= lettersOf(oldest);
    const conversation = this.conversations.get(keyOf(oldest));
    conversation?.messages.shift();
    if (conversation?.messages.length !== 0) return;
    this.conversations.delete(keyOf(oldest));
    this.byId.delete(conversation.id);
  }
}

export function newMessageId(): string {
  return `SM${randomBytes(16).toString('hex')}`;
}

/** A telephone number does not belong in an address bar, not even here. */
export function conversationId(kind: SimulatedMessage['kind'], address: string): string {
  return createHash('sha256').update(`${kind}:${address}`).digest('base64url').slice(0, 12);
}

function keyOf({ kind, address }: Pick<SimulatedMessage, 'kind' | 'address'>): string {
  return `${kind}:${address}`;
}

function lettersOf({ text, html, subject }: SimulatedMessage): number {
  return text.length + (html?.length ?? 0) + (subject?.length ?? 0);
}
