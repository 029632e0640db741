import type { LastDay } from '#libs/operations';
import type { Language } from '#libs/platform';
import { texts } from '../http/views.js';
import { percent, whole } from '../outflow/figures.js';
import { causeInFigures } from './days.page.js';

/** In the order of a message's life, what went well first. */
const STATUSES = ['delivered', 'sent', 'sending', 'queued', 'undelivered', 'failed', 'unknown', 'canceled'];
/** What a provider took, whatever came of it. */
const LEFT = ['sent', 'delivered', 'undelivered'];
const MOST_REASONS = 20;

/** How many messages left. What failed before anybody took it did not; of what is unknown nobody can say so. */
export function sentTotal({ messages }: LastDay): number {
  return sum(messages.filter(({ status }) => LEFT.includes(status)));
}

export function promptTotal({ promptness }: LastDay): { within: number; total: number } {
  return promptness.reduce((all, { within, total }) => ({ within: all.within + within, total: all.total + total }), {
    within: 0,
    total: 0,
  });
}

/** The last 24 hours in two tables: what became of the messages of each channel, and why what failed did. */
export function lastDayPart({ messages, promptness }: LastDay, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `operations.day.${key}`, values);
  const channels = [...new Set([...messages, ...promptness].map(({ channel }) => channel))].toSorted();
  const of = (status: string, channel: string) => sum(messages.filter((row) => row.status === status && row.channel === channel));
  return {
    isEmpty: messages.length === 0,
    channels: channels.map((channel) => texts.text(language, `operations.channel.${channel}`)),
    rows: STATUSES.filter((status) => messages.some((row) => row.status === status)).map((status) => ({
      label: texts.text(language, `operations.status.${status}`),
      numbers: channels.map((channel) => whole(language, of(status, channel))),
    })),
    total: channels.map((channel) => whole(language, sum(messages.filter((row) => row.channel === channel)))),
    prompt: channels.map((name) => {
      const found = promptness.find(({ channel }) => channel === name);
      // Rounded down: 99.6% is not all of them.
      return found && found.total > 0 ? percent(language, Math.floor((100 * found.within) / found.total) / 100) : say('not-measured');
    }),
    reasons: reasonsOf(messages, language),
  };
}

function reasonsOf(messages: LastDay['messages'], language: Language) {
  return [...Map.groupBy(messages.filter(hasReason), ({ channel, reason }) => `${channel} ${reason}`).values()]
    .map((group) => ({ channel: group[0]?.channel ?? '', reason: group[0]?.reason ?? '', count: sum(group) }))
    .toSorted((one, other) => other.count - one.count || one.reason.localeCompare(other.reason))
    .slice(0, MOST_REASONS)
    .map(({ channel, reason, count }) => ({
      reason: causeInFigures(reason, language),
      channel: texts.text(language, `operations.channel.${channel}`),
      number: whole(language, count),
    }));
}

function hasReason({ reason }: { reason: string | null }): boolean {
  return reason !== null;
}

function sum(rows: readonly { messages: number }[]): number {
  return rows.reduce((total, { messages }) => total + messages, 0);
}
