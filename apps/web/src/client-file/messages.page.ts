import type { FileMessage } from '#libs/insight';
import type { Language } from '#libs/platform';
import { formatMoment } from '../http/dates.js';
import { texts } from '../http/views.js';

const ICONS: Record<string, string> = { delivered: 'check', sent: 'check', undelivered: 'not', failed: 'not', unknown: 'unknown' };
const LOST = new Set(['undelivered', 'failed']);

/** What went out and what came in, with what became of it: a message whose fate nobody knows is said to be that. */
export function messagesPage(messages: readonly FileMessage[], language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `client-file.messages.${key}`, values);
  return {
    messages: messages.map((message) => {
      const { direction, channel, status, failureReason } = message;
      return {
        isIncoming: direction === 'in',
        what: direction === 'in' ? say(`received.${channel}`) : say(`purpose.${message.purpose ?? 'other'}.${channel}`),
        address: message.address,
        when: say(status === 'queued' ? 'goes-out' : 'moment', { moment: formatMoment(language, Temporal.Instant.from(message.at)) }),
        body: message.body,
        meaning: message.keyword ? say(`keyword.${message.keyword}`) : null,
        icon: status ? (ICONS[status] ?? 'silence') : null,
        status: status ? say(`status.${status}`) : null,
        isLost: status !== null && LOST.has(status),
        why: failureReason ? say(`reason.${failureReason}`) : null,
      };
    }),
  };
}
