import type { ExchangedMessage } from '#libs/insight';
import type { Reach } from '#libs/people';
import { localDate, type Language } from '#libs/platform';
import { formatDate, formatMoment, formatTime } from '../http/dates.js';
import { texts } from '../http/views.js';
import { replyForm, type ReplyRules, type ShownReply } from './reply.page.js';

const ICONS: Record<string, string> = { delivered: 'check', sent: 'check', undelivered: 'not', failed: 'not', unknown: 'unknown' };
const LOST = new Set(['undelivered', 'failed']);
/** What one sees at once; what came before is one click away. */
const LATEST = 12;

export const MESSAGES_DONE = ['gelezen', 'beantwoord'] as const;
export type MessagesDone = (typeof MESSAGES_DONE)[number];

export interface ShownExchange extends ShownReply {
  done?: MessagesDone | undefined;
}

/** What a client and we wrote to each other, in order, with what became of it: a message whose fate nobody knows is said to be that. */
export function messagesPage(
  exchange: readonly ExchangedMessage[],
  way: Reach,
  rules: ReplyRules,
  shown: ShownExchange,
  language: Language,
) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `inbox.exchange.${key}`, values);
  const unread = exchange.filter(isUnread);
  const first = unread.length > 0 ? exchange.findIndex(isUnread) : exchange.length;
  const from = Math.max(0, Math.min(first, exchange.length - LATEST));
  return {
    done: shown.done ? say(`done.${shown.done}`) : null,
    hasError: shown.refused !== undefined,
    unread:
      unread.length > 0 ? { words: say('unread', { count: unread.length }), ids: unread.map(({ inboxId }) => inboxId).join(',') } : null,
    isEmpty: exchange.length === 0,
    earlier: from > 0 ? { label: say('earlier', { count: from }), days: days(exchange.slice(0, from), language) } : null,
    days: days(exchange.slice(from), language),
    reply: replyForm(way, shown, rules, language),
  };
}

function isUnread({ inboxId, readAt }: ExchangedMessage): boolean {
  return inboxId !== null && readAt === null;
}

function days(exchange: readonly ExchangedMessage[], language: Language) {
  const byDay = Map.groupBy(exchange, ({ at }) => localDate(Temporal.Instant.from(at)).toString());
  return [...byDay].map(([day, messages]) => ({
    day: formatDate(language, Temporal.PlainDate.from(day)),
    messages: messages.map((message) => (message.direction === 'in' ? said(message, language) : sent(message, language))),
  }));
}

/** What the client wrote. */
function said(message: ExchangedMessage, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `inbox.exchange.${key}`, values);
  const { kind, keyword, readAt, readBy, fromOtherAddress, alertId } = message;
  return {
    side: 'in',
    isFolded: false,
    what: say(`received.${message.channel}`),
    when: formatTime(language, Temporal.Instant.from(message.at)),
    address: message.address,
    subject: message.subject,
    body: message.body,
    isNew: isUnread(message),
    notes: [
      keyword ? texts.text(language, `client-file.messages.keyword.${keyword}`) : null,
      kind ? say(`kind.${kind}`) : keyword ? null : say('kind.answer'),
      fromOtherAddress ? say('other-address') : null,
      message.alertTakenBy ? say('signal-taken', { name: message.alertTakenBy }) : null,
      readAt && readBy ? say('read', { moment: formatMoment(language, Temporal.Instant.from(readAt)), name: readBy }) : null,
    ].filter((note) => note !== null),
    signal: alertId && message.alertTakenBy === null ? `/signalen/${alertId}` : null,
    status: null,
  };
}

/** What we wrote: the coach's own words in full, what goes out by itself folded. */
function sent(message: ExchangedMessage, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `inbox.exchange.${key}`, values);
  const { status, failureReason, holdReason, notBefore } = message;
  const waits = status === 'queued' && holdReason !== null;
  return {
    side: message.writtenBy ? 'coach' : 'system',
    isFolded: message.writtenBy === null,
    what: message.writtenBy ? say(`by.${message.channel}`, { name: message.writtenBy }) : purposeInWords(message, language),
    when: formatTime(language, Temporal.Instant.from(message.at)),
    address: message.address,
    subject: message.subject,
    body: message.body,
    isNew: false,
    notes: [],
    signal: null,
    status:
      status === null
        ? null
        : {
            icon: ICONS[status] ?? 'silence',
            isLost: LOST.has(status) || (status === 'canceled' && message.writtenBy !== null),
            isHeld: waits,
            words: waits
              ? texts.text(language, `client-planning.next.hold.${holdReason}`, {
                  moment: formatMoment(language, Temporal.Instant.from(notBefore ?? message.at)),
                })
              : status === 'queued' && notBefore
                ? texts.text(language, 'client-file.messages.goes-out', {
                    moment: formatMoment(language, Temporal.Instant.from(notBefore)),
                  })
                : texts.text(language, `client-file.messages.status.${status}`),
            why: failureReason ? texts.text(language, `client-file.messages.reason.${failureReason}`) : null,
          },
  };
}

function purposeInWords({ purpose, channel }: ExchangedMessage, language: Language): string {
  const key = `inbox.exchange.purpose.${purpose}`;
  const name = texts.has(language, key) ? texts.text(language, key) : texts.text(language, 'inbox.exchange.purpose.other');
  return texts.text(language, `inbox.exchange.automatic.${channel}`, { name });
}
