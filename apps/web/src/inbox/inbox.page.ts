import { THREADS, type InboxThread, type SharedMessage } from '#libs/insight';
import { localDate, type Language } from '#libs/platform';
import { formatDay, formatMoment, formatTime } from '../http/dates.js';
import { fullName } from '../http/names.js';
import { texts } from '../http/views.js';

export const INBOX_DONE = ['toegewezen'] as const;
export type InboxDone = (typeof INBOX_DONE)[number];

export interface ShownInbox {
  page: number;
  done?: InboxDone | undefined;
  /** Somebody was ahead of the coach. */
  conflict?: boolean;
}

/** What clients wrote, as their coach reads it: what waits first; what may be of somebody else apart from what is theirs. */
export function inboxPage(
  threads: readonly InboxThread[],
  shared: readonly SharedMessage[],
  unread: number,
  { page, done, conflict = false }: ShownInbox,
  now: Temporal.Instant,
  language: Language,
) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `inbox.${key}`, values);
  const rows = threads.slice(0, THREADS);
  const groups = [
    { key: 'wacht', title: say('waiting'), rows: rows.filter((thread) => thread.unread > 0) },
    { key: 'gelezen', title: say('read'), rows: rows.filter((thread) => thread.unread === 0) },
  ];
  return {
    lead: unread > 0 ? say('lead-unread', { count: unread }) : say('lead'),
    done: done ? say(`done.${done}`) : null,
    conflict: conflict ? say('conflict') : null,
    // What is not whose yet stands on the first page only.
    shared: page === 1 ? shared.map((message) => sharedRow(message, now, language)) : [],
    groups: groups
      .filter((group) => group.rows.length > 0)
      .map((group) => ({ ...group, rows: group.rows.map((thread) => row(thread, now, language)) })),
    nothing: rows.length > 0 || (page === 1 && shared.length > 0) ? null : say(page === 1 ? 'empty' : 'empty-page'),
    newer: page > 1 ? (page === 2 ? '/berichten' : `/berichten?pagina=${page - 1}`) : null,
    older: threads.length > THREADS ? `/berichten?pagina=${page + 1}` : null,
  };
}

function row(thread: InboxThread, now: Temporal.Instant, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `inbox.${key}`, values);
  return {
    href: `/klanten/${thread.clientId}/berichten`,
    name: fullName(thread),
    isUnread: thread.unread > 0,
    isUrgent: thread.isUrgent,
    count: thread.unread > 0 ? say('count', { count: thread.unread }) : null,
    what: say(`kind.${thread.kind}`),
    channel: say(`channel.${thread.channel}`),
    otherAddress: thread.fromOtherAddress ? say('other-address') : null,
    when: thread.since
      ? say('since', { moment: short(thread.since, now, language) })
      : say('at', { moment: short(thread.at, now, language) }),
    answered: thread.answeredAt ? say('answered', { date: formatDay(language, Temporal.Instant.from(thread.answeredAt)) }) : null,
    words: thread.words,
  };
}

function sharedRow(message: SharedMessage, now: Temporal.Instant, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `inbox.shared.${key}`, values);
  return {
    id: message.id,
    title: say('of', { address: message.address ?? '' }),
    channel: texts.text(language, `inbox.channel.${message.channel}`),
    when: short(message.at, now, language),
    isUrgent: message.isUrgent,
    body: message.body,
    mine: say('mine', { count: message.mine.length, names: message.mine.map(fullName).join(', ') }),
    others: message.others > 0 ? say('others', { count: message.others }) : null,
    choices: message.mine.map((client) => ({ clientId: client.clientId, label: say('assign-to', { name: fullName(client) }) })),
  };
}

/** `14:05` today, else with the date: what waits is read off in one glance. */
function short(at: string, now: Temporal.Instant, language: Language): string {
  const moment = Temporal.Instant.from(at);
  return localDate(moment).equals(localDate(now)) ? formatTime(language, moment) : formatMoment(language, moment);
}
