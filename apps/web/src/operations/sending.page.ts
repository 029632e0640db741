import {
  alarmInWords,
  allDays,
  type Alarm,
  type DayOfRounds,
  type LastDay,
  type ProviderShare,
  type UnknownMessage,
  type Waiting,
} from '#libs/operations';
import type { Pause } from '#libs/people';
import type { Configuration, Language } from '#libs/platform';
import { formatMoment } from '../http/dates.js';
import { texts } from '../http/views.js';
import { percent, whole } from '../outflow/figures.js';
import { daysPart } from './days.page.js';
import { lastDayPart, promptTotal, sentTotal } from './last-day.page.js';
import { pausePart, type RefusedPause } from './pause.page.js';
import { rulesPart } from './rules.page.js';

export interface Seen {
  waiting: Waiting;
  lastDay: LastDay;
  days: readonly DayOfRounds[];
  providers: readonly ProviderShare[];
  unknown: { total: number; shown: readonly UnknownMessage[] };
  alarms: readonly Alarm[];
  past: readonly Alarm[];
  pause: Pause | null;
}

export interface Viewer {
  configuration: Configuration;
  mayPause: boolean;
  refused: RefusedPause | null;
  /** What was just done; anything else than a word of ours says nothing. */
  done: string | null;
}

/** How long a worker may be silent before this page says so, in seconds: as the watch does. */
const SILENT_SECONDS = 300;

/** Exactly what the page about sending prints: one sentence that says whether all is well, and what it rests on. No client is in it. */
export function sendingPage(seen: Seen, { configuration, mayPause, refused, done }: Viewer, now: Temporal.Instant, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `operations.${key}`, values);
  return {
    headline: headline(seen, language),
    isWell: seen.alarms.length === 0 && seen.pause === null,
    lead: lead(seen, language),
    asOf: say('as-of', { moment: formatMoment(language, now) }),
    done: done === 'pauze' && seen.pause ? say('pause.done') : done === 'hervat' && !seen.pause ? say('pause.resumed') : null,
    alarms: seen.alarms.map((alarm) => ({
      ...alarmInWords(alarm, language),
      id: alarm.id,
      since: say('alarm.since', { moment: formatMoment(language, alarm.raisedAt) }),
      mailed: say(alarm.mailedAt ? 'alarm.mailed' : 'alarm.not-mailed'),
    })),
    now: tiles(seen.waiting, language),
    lastDay: lastDayPart(seen.lastDay, language),
    days: daysPart(seen.days, language),
    providers: seen.providers.map((provider) => providerRow(provider, language)),
    rules: rulesPart(configuration, language),
    unknown: unknownPart(seen.unknown, language),
    past: seen.past.map((alarm) => ({
      title: alarmInWords(alarm, language).title,
      period: say('past.period', {
        from: formatMoment(language, alarm.raisedAt),
        until: formatMoment(language, alarm.clearedAt ?? now),
      }),
    })),
    pause: pausePart(seen.pause, { mayPause, refused }, language),
  };
}

function headline(seen: Seen, language: Language): string {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `operations.headline.${key}`, values);
  const count = seen.alarms.length;
  if (seen.pause) return count > 0 ? say('paused-alarms', { count }) : say('paused');
  if (count > 0) return say('alarms', { count });
  return isUnused(seen) ? say('empty') : say('well');
}

function lead(seen: Seen, language: Language): string {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `operations.lead.${key}`, values);
  if (isUnused(seen)) return say('empty');
  const count = sentTotal(seen.lastDay);
  const { within, total } = promptTotal(seen.lastDay);
  const failed = seen.lastDay.messages.some(({ status }) => status !== 'canceled');
  if (count === 0) return say(failed ? 'none-left' : 'nothing');
  const sent = say('sent', { count, number: whole(language, count) });
  return total === 0 ? sent : say('sent-prompt', { sent, share: percent(language, Math.floor((100 * within) / total) / 100) });
}

/** Nothing has ever been asked, and nothing waits. */
function isUnused({ waiting, lastDay, days, unknown }: Seen): boolean {
  const asked = Object.values(allDays(days)).some((number) => number > 0);
  return !asked && lastDay.messages.length === 0 && waiting.messages === 0 && waiting.rounds === 0 && unknown.total === 0;
}

function tiles({ messages, oldestSeconds, rounds, held, heartbeats }: Waiting, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `operations.now.${key}`, values);
  const heldTotal = held.reduce((sum, each) => sum + each.messages, 0);
  const worker = heartbeats.find(({ process }) => process === 'worker');
  const isSilent = !worker || worker.seconds > SILENT_SECONDS;
  return [
    {
      number: whole(language, messages),
      label: say('messages', { count: messages }),
      hints: [oldestSeconds === null ? say('oldest-none') : say('oldest', { time: timeInWords(oldestSeconds, language) })],
      needsCare: false,
    },
    { number: whole(language, rounds), label: say('rounds', { count: rounds }), hints: [say('rounds-hint')], needsCare: false },
    {
      number: whole(language, heldTotal),
      label: say('held', { count: heldTotal }),
      hints: heldTotal === 0 ? [say('held-none')] : held.map((each) => holdInWords(each, language)),
      needsCare: false,
    },
    {
      number: say(worker ? (isSilent ? 'worker-silent' : 'worker-alive') : 'worker-never'),
      label: say('worker'),
      hints: [say('worker-hint'), ...(worker ? [say('worker-seen', { time: timeInWords(worker.seconds, language) })] : [])],
      needsCare: isSilent,
    },
  ];
}

function holdInWords({ reason, messages }: Waiting['held'][number], language: Language): string {
  const key = `operations.hold.${reason}`;
  const label = texts.has(language, key) ? texts.text(language, key) : texts.text(language, 'operations.hold.other', { reason });
  return texts.text(language, 'operations.hold.one', { label, number: whole(language, messages) });
}

/** As coarse as people speak: seconds below a minute, minutes below an hour. */
export function timeInWords(seconds: number, language: Language): string {
  const say = (key: string, count: number) => texts.text(language, `operations.time.${key}`, { count });
  if (seconds < 60) return say('seconds', seconds);
  if (seconds < 3600) return say('minutes', Math.floor(seconds / 60));
  return seconds < 2 * 86_400 ? say('hours', Math.floor(seconds / 3600)) : say('days', Math.floor(seconds / 86_400));
}

function providerRow({ channel, provider, share, since }: ProviderShare, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `operations.${key}`, values);
  const reason = since && (texts.has(language, `operations.share.${since.reason}`) ? say(`share.${since.reason}`) : since.reason);
  return {
    provider,
    channel: say(`channel.${channel}`),
    share: percent(language, share / 100),
    width: String(share),
    why: since ? say('provider.since', { moment: formatMoment(language, since.at), reason }) : say('provider.equal'),
  };
}

function unknownPart({ total, shown }: Seen['unknown'], language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `operations.unknown.${key}`, values);
  return {
    rows: shown.map(({ id, channel, since, planName }) => ({
      id,
      channel: texts.text(language, `operations.channel.${channel}`),
      since: formatMoment(language, since),
      plan: planName ?? say('no-plan'),
    })),
    more: total > shown.length ? say('more', { count: shown.length, total: whole(language, total) }) : null,
  };
}
