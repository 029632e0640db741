import type { Delivery } from './delivery-status.js';
import type { FailureReason } from './failure.js';
import { reasonOfEnhancedStatus, reasonOfSmtpReply } from './smtp-replies.js';
import { isMessageId } from './tagged-address.js';

/** What a mail server wrote back about one mail of ours, as far as it concerns the message. */
export interface Bounce {
  /** In the words of RFC 3464. */
  action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded';
  /** The code that says most: an enhanced status (5.1.1) or a bare reply (550). */
  code: string | null;
}

const ACTIONS = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const;

/**
 * Reads the part `message/delivery-status` of a report (RFC 3464): groups of fields, the first about the mail, one more for each recipient.
 * Ours have one recipient each, so the first that failed counts, else the first. That there is such a part is all that tells a bounce from
 * the reply of somebody on holiday: both say `Auto-Submitted: auto-replied`. @returns null when it is no such report
 */
export function readDeliveryStatus(text: string): Bounce | null {
  const recipients = groupsOf(text).filter((fields) => fields.has('action'));
  const read = recipients.map(readRecipient).filter((bounce) => bounce !== null);
  return read.find(({ action }) => action === 'failed') ?? read[0] ?? null;
}

/**
 * What a report means for the delivery. Delayed is not the end: whoever sent it goes on trying. Relayed and expanded went to a system that
 * tells nothing more. @returns null when it says nothing
 */
export function readBounceStatus(status: string, errorCode: string | null): Delivery | null {
  if (status === 'delivered') return { status: 'delivered', failureReason: null, errorCode: null };
  return status === 'failed' ? { status: 'undelivered', failureReason: reasonOf(errorCode), errorCode } : null;
}

/** Our own id in the Message-ID that we gave the mail, found in the headers that were sent back. @param domain that of our Message-IDs */
export function messageIdOfHeaders(headers: string, domain: string): string | null {
  const [, id = '', host] = /^message-id:\s*<([^@<>\s]+)@([^<>\s]+)>/im.exec(headers) ?? [];
  return host?.toLowerCase() === domain.toLowerCase() && isMessageId(id) ? id.toLowerCase() : null;
}

/** The bare address of a sender such as `Werkplein <werkplein@gemeente.nl>`, in lower case. */
export function addressOfSender(from: string): string {
  return (/<([^<>]+)>\s*$/.exec(from)?.[1] ?? from).trim().toLowerCase();
}

/** The domain of a sender such as `Werkplein <werkplein@gemeente.nl>`: that of our Message-IDs. */
export function domainOfSender(from: string): string {
  return /@([^<>@\s]+?)>?$/.exec(from)?.[1] ?? 'localhost';
}

/** Fields by name in lower case, folded lines unfolded; groups stand apart by an empty line. */
function groupsOf(text: string): Map<string, string>[] {
  return text
    .replaceAll('\r\n', '\n')
    .split(/\n[ \t]*\n/)
    .map((group) => {
      const lines = group.replaceAll(/\n[ \t]+/g, ' ').split('\n');
      return new Map(
        lines.flatMap((line) => {
          const [, name, value] = /^([!-9;-~]+)[ \t]*:[ \t]*(.*)$/.exec(line) ?? [];
          return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value.trim()] as const];
        }),
      );
    });
}

function readRecipient(fields: Map<string, string>): Bounce | null {
  const action = ACTIONS.find(
    (known) =>
      known ===
      fields
        .get('action')
        ?.toLowerCase()
        .split(/[\s(;]/)[0],
  );
  if (action === undefined) return null;
  const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(fields.get('status') ?? '')?.[0] ?? null;
  return { action, code: action === 'failed' ? codeThatSaysMost(status, fields.get('diagnostic-code') ?? '') : null };
}

/**
 * Many servers write 5.0.0 as Status and what it really was in the diagnostics, as `smtp; 550-5.1.1 …`: the more telling of the two counts,
 * and about the address or the mailbox before about the road to it; the bare reply code last.
 */
function codeThatSaysMost(status: string | null, diagnostic: string): string | null {
  const said = /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(diagnostic)?.[0] ?? null;
  const reply = /(?:^|[;\s])([45]\d{2})(?=[ -])/.exec(diagnostic)?.[1] ?? null;
  const telling = [status, said].filter((code) => code !== null && reasonOfEnhancedStatus(code) !== null);
  return telling.find((code) => !isAboutTheRoad(code)) ?? telling[0] ?? reply ?? said ?? status;
}

function reasonOf(code: string | null): FailureReason {
  if (code === null) return 'unexplained';
  if (/^\d{3}$/.test(code)) return reasonOfSmtpReply(Number(code), '');
  // "Unable to route" is said of a domain that is not there; a domain that cannot be asked just now is 4.4.3, and then tried again.
  if (code === '5.4.4') return 'hard_bounce';
  // The server gave up: there is nothing to try again here.
  if (isAboutTheRoad(code)) return 'no_route';
  const reason = reasonOfEnhancedStatus(code) ?? 'unexplained';
  // Given up on after days of "try again later": that does not make an address wrong.
  return code.startsWith('4') && reason === 'hard_bounce' ? 'unexplained' : reason;
}

function isAboutTheRoad(code: string | null): boolean {
  return /^\d\.4\./.test(code ?? '');
}
