import { tappable, type TextPart } from './domain/links.js';
import type { Fault, FaultKind } from './faults.js';
import type { Carrier } from './options.js';
import type { Conversation, SimulatedMessage } from './traffic.js';

const PAGE_SIZE = 20;

export interface HomePage {
  title: string;
  search: string;
  isEmpty: boolean;
  /** Nothing found, as opposed to nothing there. */
  isSearch: boolean;
  version: string;
  conversations: { href: string; isPhone: boolean; address: string; snippet: string; at: string; count: string }[];
  newer: string | null;
  older: string | null;
  position: string;
  faults: { text: string }[];
  faultKinds: { value: FaultKind; label: string }[];
}

/** @param page from 1 */
export function homePage(conversations: readonly Conversation[], search: string, page: number, faults: readonly Fault[]): HomePage {
  const pages = Math.max(1, Math.ceil(conversations.length / PAGE_SIZE));
  const current = Math.min(Math.max(1, page), pages);
  const shown = conversations.slice((current - 1) * PAGE_SIZE, current * PAGE_SIZE);
  const link = (to: number) => `/?${new URLSearchParams({ ...(search ? { zoek: search } : {}), pagina: String(to) }).toString()}`;
  return {
    title: 'Telefoons en postvakken',
    search,
    isEmpty: shown.length === 0,
    isSearch: search !== '',
    version: versionOf(shown.flatMap(({ messages }) => messages.slice(-1))),
    conversations: shown.map(({ id, kind, address, messages }) => {
      const last = messages.at(-1) as SimulatedMessage;
      return {
        href: `/${kind === 'sms' ? 'telefoons' : 'postvakken'}/${id}`,
        isPhone: kind === 'sms',
        address: readable(address),
        snippet: snippetOf(last),
        at: moment(last.at),
        count: messages.length === 1 ? '1 bericht' : `${messages.length} berichten`,
      };
    }),
    newer: current > 1 ? link(current - 1) : null,
    older: current < pages ? link(current + 1) : null,
    position: `bladzijde ${current} van ${pages}`,
    faults: faults.map((fault) => ({ text: faultText(fault) })),
    faultKinds: Object.entries(FAULT_LABELS).map(([value, label]) => ({ value: value as FaultKind, label })),
  };
}

export interface PhonePage {
  title: string;
  number: string;
  action: string;
  version: string;
  shortcuts: { text: string; label: string }[];
  bubbles: { isReply: boolean; parts: TextPart[]; at: string; status: string; carrier: string; isTrouble: boolean }[];
}

export function phonePage({ id, address, messages }: Conversation): PhonePage {
  return {
    title: `Telefoon ${readable(address)}`,
    number: readable(address),
    action: `/telefoons/${id}/antwoorden`,
    version: versionOf(messages),
    shortcuts: SHORTCUTS.map(([text, label]) => ({ text, label })),
    bubbles: messages.map((message) => ({
      isReply: message.direction === 'from_client',
      parts: tappable(message.text),
      at: moment(message.at),
      status: statusText(message),
      carrier: CARRIERS[message.carrier],
      isTrouble: message.status === 'undelivered' || message.status === 'failed',
    })),
  };
}

export interface MailboxPage {
  title: string;
  address: string;
  version: string;
  mails: {
    id: string;
    isReply: boolean;
    subject: string;
    from: string;
    at: string;
    status: string;
    htmlHref: string | null;
    parts: TextPart[];
    /** Where a reply to it goes; null: it cannot be answered. */
    answerAction: string | null;
    /** null: it has no button to unsubscribe. */
    unsubscribeAction: string | null;
    /** What became of pressing that button; null: nobody did. */
    unsubscribed: string | null;
  }[];
}

export function mailboxPage({ id, address, messages }: Conversation): MailboxPage {
  return {
    title: `Postvak ${address}`,
    address,
    version: versionOf(messages),
    mails: messages.toReversed().map((mail) => ({
      id: mail.id,
      isReply: mail.direction === 'from_client',
      subject: mail.subject ?? '',
      from: mail.direction === 'from_client' ? mail.address : mail.office,
      at: moment(mail.at),
      status: statusText(mail),
      htmlHref: mail.html === null ? null : `/postvakken/${id}/${mail.id}`,
      parts: tappable(mail.text),
      answerAction: mail.marks?.replyTo ? `/postvakken/${id}/${mail.id}/antwoorden` : null,
      unsubscribeAction: mail.marks?.isOneClick ? `/postvakken/${id}/${mail.id}/afmelden` : null,
      unsubscribed: mail.marks?.unsubscribed ? UNSUBSCRIBED[mail.marks.unsubscribed] : null,
    })),
  };
}

/** What is typed most, and what only some telephones can type. */
const SHORTCUTS = [
  ['STOP', 'STOP'],
  ['START', 'START'],
  ['HELP', 'HELP'],
  ['1️⃣', 'toets 1'],
  ['2️⃣', 'toets 2'],
  ['3️⃣', 'toets 3'],
  ['4️⃣', 'toets 4'],
  ['5️⃣', 'toets 5'],
  ['٤', 'Arabische 4'],
  ['👍', 'duim omhoog'],
  ['👎', 'duim omlaag'],
  ['😀', 'blij gezicht'],
  ['😢', 'verdrietig gezicht'],
] as const;

const UNSUBSCRIBED = { done: 'Afgemeld: het Werkplein nam het aan.', failed: 'Afmelden is niet gelukt.' };

const FAULT_LABELS: Record<FaultKind, string> = {
  slow: 'Traag: het aannemen duurt lang',
  timeout: 'Stil: aangenomen, maar er komt geen antwoord',
  drop: 'Verbroken: aangenomen, maar de verbinding valt weg',
  too_many_requests: 'Te druk (429)',
  unavailable: 'Niet beschikbaar (503)',
  bad_gateway: 'Doorgeefluik kapot (502)',
  refuse: 'Geweigerd met een foutcode',
  undelivered: 'Niet bezorgd, met een foutcode',
  bounce: 'E-mail komt terug als onbestelbaar',
  double_receipts: 'Bezorgberichten komen dubbel',
  reverse_receipts: 'Bezorgberichten komen andersom',
  shuffle_receipts: 'Bezorgberichten komen door elkaar, soms dubbel',
  no_receipts: 'Niets bekend: van het bericht wordt niets meer gehoord',
  lose_receipts: 'Bezorgd, maar bezorgberichten gaan verloren',
};

function faultText({ kind, address, account, code, ms, times, every }: Fault): string {
  return [
    FAULT_LABELS[kind],
    address ? `voor ${address}` : 'voor iedereen',
    ...(account ? [CARRIERS[account]] : []),
    ...(code ? [`code ${code}`] : []),
    ...(every === undefined || every === 1 ? [] : [`1 op de ${every}`]),
    ...(ms === undefined ? [] : [`${ms} ms`]),
    ...(times === undefined ? [] : [`nog ${times} keer`]),
  ].join(' · ');
}

const CARRIERS: Record<Carrier, string> = { twilio: 'via account 1', 'twilio-2': 'via account 2', smtp: 'per e-mail' };

const STATUS_TEXTS: Record<SimulatedMessage['status'], string> = {
  queued: 'onderweg',
  sent: 'verstuurd',
  delivered: 'bezorgd',
  undelivered: 'niet bezorgd',
  received: 'aangekomen',
  failed: 'niet aangekomen: het Werkplein nam het niet aan',
};

function statusText({ direction, status, errorCode }: SimulatedMessage): string {
  const text = direction === 'from_client' && status === 'queued' ? 'wordt verstuurd' : STATUS_TEXTS[status];
  return errorCode ? `${text} (fout ${errorCode})` : text;
}

function snippetOf({ direction, subject, text }: SimulatedMessage): string {
  const line = (subject || text).replaceAll(/\s+/g, ' ').trim();
  return `${direction === 'from_client' ? 'Antwoord: ' : ''}${line.length > 90 ? `${line.slice(0, 89)}…` : line}`;
}

/** +31612345678 as people write it: 06 12345678. Other addresses stay as they are. */
function readable(address: string): string {
  return address.replace(/^\+316(\d{8})$/, '06 $1');
}

/** Changes whenever the screen would. */
function versionOf(messages: readonly SimulatedMessage[]): string {
  return messages.map(({ id, status, marks }) => `${id.slice(-6)}${status.slice(0, 2)}${marks?.unsubscribed ?? ''}`).join('.');
}

function moment(instant: Temporal.Instant): string {
  return instant.toLocaleString('nl-NL', {
    timeZone: 'Europe/Amsterdam',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
}
