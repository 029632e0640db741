import type { Signal, SignalLine } from '#libs/insight';
import { localDate, type Language } from '#libs/platform';
import { formatMoment, formatTime } from '../http/dates.js';
import { fullName } from '../http/names.js';
import { texts } from '../http/views.js';

export const SIGNAL_DONE = ['opgepakt'] as const;
export type SignalDone = (typeof SIGNAL_DONE)[number];

export interface ShownSignal {
  done?: SignalDone | undefined;
  /** What was typed, and what is wrong with it (field → text key). */
  refused?: { note: string; problems: Record<string, string> };
  /** A colleague took it on first. */
  conflict?: boolean;
}

/** Everything this colleague was told of: what nobody has taken on stands first. */
export function signalsPage(lines: readonly SignalLine[], now: Temporal.Instant, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `signals.${key}`, values);
  const open = lines.filter(({ acknowledgedAt }) => acknowledgedAt === null);
  return {
    lead: open.length > 0 ? say('lead', { count: open.length }) : say('lead-none'),
    isEmpty: lines.length === 0,
    groups: [
      { key: 'open', title: say('open'), isOpen: true, rows: open },
      { key: 'opgepakt', title: say('taken'), isOpen: false, rows: lines.filter(({ acknowledgedAt }) => acknowledgedAt !== null) },
    ]
      .filter(({ rows }) => rows.length > 0)
      .map((group) => ({ ...group, rows: group.rows.map((line) => row(line, now, language)) })),
  };
}

function row(line: SignalLine, now: Temporal.Instant, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `signals.${key}`, values);
  return {
    href: `/signalen/${line.id}`,
    // Names stand on the page of the signal itself, where looking is written down.
    title: say('one', { moment: short(line.raisedAt, now, language) }),
    facts: [say(`channel.${line.channel}`), say(`told-as.${line.toldAs}`)],
    state: stateOf(line, now, language),
  };
}

/** One signal: what was written, whom to call, what to do, and who has taken it on. */
export function signalPage(signal: Signal, { done, refused, conflict = false }: ShownSignal, now: Temporal.Instant, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `signals.${key}`, values);
  const isOpen = signal.acknowledgedAt === null;
  const [only] = signal.people.length === 1 ? signal.people : [];
  return {
    id: signal.id,
    heading: only ? say('title-of', { name: fullName(only) }) : say(signal.people.length > 1 ? 'title-shared' : 'title-unknown'),
    isOpen,
    isShared: signal.people.length > 1,
    done: done ? say(`done.${done}`) : null,
    conflict: conflict ? say('conflict', { name: signal.acknowledgedBy ?? '' }) : null,
    state: stateOf(signal, now, language),
    toldAs: say(`told-as.${signal.toldAs}`),
    message: {
      body: signal.body,
      how: say(`received.${signal.channel}`, { moment: formatMoment(language, Temporal.Instant.from(signal.receivedAt)) }),
      address: signal.address,
      call: signal.people.length === 0 && signal.address?.startsWith('+') ? `tel:${signal.address}` : null,
    },
    people: signal.people.map((person) => ({
      name: fullName(person),
      coach: person.coach && !person.isMine ? say('coach', { name: person.coach }) : null,
      file: person.isMine ? `/klanten/${person.clientId}` : null,
      phones: person.phones.map(({ kind, address, isInvalid }) => ({
        href: `tel:${address}`,
        address,
        kind: texts.text(language, `client-file.header.kind.${kind}`),
        isInvalid,
      })),
    })),
    help: signal.help ? say(`help.${helpState(signal.help.status)}`, { channel: say(`channel.${signal.help.channel}`) }) : say('help.page'),
    told: signal.told.map(({ name, toldAs, at, mailedAt }) => ({
      name,
      toldAs: say(`told-role.${toldAs}`),
      when: say(mailedAt ? 'told-mailed' : 'told-screen', { moment: short(at, now, language) }),
    })),
    note: signal.note,
    form: {
      note: refused?.note ?? '',
      error: refused?.problems['note'] ? texts.text(language, `signals.${refused.problems['note']}`) : null,
    },
  };
}

function helpState(status: string): 'arrived' | 'sent' | 'waiting' | 'lost' | 'unknown' {
  if (status === 'delivered') return 'arrived';
  if (status === 'sent') return 'sent';
  if (status === 'queued' || status === 'sending') return 'waiting';
  return status === 'unknown' ? 'unknown' : 'lost';
}

/** Whether somebody has taken it on, and if not, who hears of it when. */
function stateOf(
  { acknowledgedAt, acknowledgedBy, escalatedAt, escalatesAt }: SignalLine | Signal,
  now: Temporal.Instant,
  language: Language,
): string {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `signals.state.${key}`, values);
  const at = (moment: string) => short(moment, now, language);
  if (acknowledgedAt) return say('taken', { name: acknowledgedBy ?? '', moment: at(acknowledgedAt) });
  return escalatedAt ? say('escalated', { moment: at(escalatedAt) }) : say('waiting', { moment: at(escalatesAt) });
}

function short(at: string, now: Temporal.Instant, language: Language): string {
  const moment = Temporal.Instant.from(at);
  return localDate(moment).equals(localDate(now))
    ? texts.text(language, 'signals.today', { time: formatTime(language, moment) })
    : formatMoment(language, moment);
}
