import type { Happening } from '#libs/insight';
import { localDate, type Language } from '#libs/platform';
import { formatDate, formatTime } from '../http/dates.js';
import { texts } from '../http/views.js';
import { causeInWords } from './causes.js';

/** Every change with its cause, day by day, newest first. */
export function happeningsPage(happenings: readonly Happening[], language: Language) {
  const days = Map.groupBy(happenings, ({ at }) => localDate(Temporal.Instant.from(at)).toString());
  return [...days].map(([day, all]) => ({
    day: formatDate(language, Temporal.PlainDate.from(day)),
    happenings: all.map((happening) => ({
      time: formatTime(language, Temporal.Instant.from(happening.at)),
      what: whatHappened(happening, language),
      why: whyItHappened(happening, language),
      facts: factsOf(happening, language),
    })),
  }));
}

function whatHappened(happening: Happening, language: Language): string {
  const { what, state, kind, result, until } = happening;
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `client-planning.history.${key}`, values);
  switch (what) {
    case 'check_in':
      return say(`check_in.${state}`);
    case 'message':
      return say(`message.${messageState(happening)}`, { what: messageName(happening, language) });
    case 'step':
      return say(`step.${state}`);
    case 'pause':
      return until ? say('pause.paused-until', { date: formatDate(language, Temporal.PlainDate.from(until)) }) : say(`pause.${state}`);
    case 'task':
      return say(`task.${state}`, {
        task: texts.text(language, `client-planning.task.kind.${kind}`),
        result: result ? texts.text(language, `client-planning.task.result.${result}`) : '',
      });
  }
}

/** What is queued for the first time has its purpose for a cause; later it waits, or is tried again. */
function messageState({ state, cause, purpose }: Happening): string {
  if (state !== 'queued' || cause === null || cause === purpose) return state;
  return ['quiet_hours', 'budget_used', 'paused', 'provider_down'].includes(cause) ? 'waits' : 'retry';
}

function messageName({ purpose, channel }: Happening, language: Language): string {
  const key = `client-planning.next.message.${purpose}.${channel}`;
  return texts.has(language, key) ? texts.text(language, key) : texts.text(language, `client-planning.next.message.other.${channel}`);
}

function whyItHappened({ what, cause, purpose, state, note }: Happening, language: Language): string | null {
  const quoted = note ? `“${note}”` : null;
  if (what === 'pause') return [texts.text(language, `client-planning.reason.${cause}`), quoted].filter(Boolean).join(' ');
  if (what === 'task' && state === 'done') return quoted;
  return cause === purpose ? null : causeInWords(cause, language);
}

function factsOf({ dueOn, by }: Happening, language: Language): string[] {
  const say = (key: string, values: Record<string, unknown>) => texts.text(language, `client-planning.history.${key}`, values);
  return [
    ...(dueOn ? [say('round', { date: formatDate(language, Temporal.PlainDate.from(dueOn)) })] : []),
    ...(by ? [say('by', { name: by })] : []),
  ];
}
