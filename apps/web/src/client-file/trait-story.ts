import type { Language } from '#libs/platform';
import { isExpired, levelOf, type TraitDefinition } from '#libs/profiles';
import { formatDate, formatMonth } from '../http/dates.js';
import { texts } from '../http/views.js';
import type { HeardOne } from './page-words.js';

/** What a picture shows, in one sentence: `van “goed” naar “slecht” sinds maart 2026`. @param history of one trait, oldest first, not empty */
export function storyOf(trait: TraitDefinition, history: readonly HeardOne[], now: Temporal.Instant, language: Language): string {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `client-course.story.${key}`, values);
  const latest = history.at(-1);
  const valued = history.filter(({ value }) => value !== null);
  const last = valued.at(-1);
  if (!latest || !last) return say(latest?.state === 'refused' ? 'only-refused' : 'only-unknown');
  const main = mainLine(trait, valued, last, language);
  if (latest !== last) return say(latest.state === 'refused' ? 'then-refused' : 'then-unknown', { main });
  return isExpired(trait, last.observedAt, now) ? say('expired', { main }) : main;
}

function mainLine(trait: TraitDefinition, valued: readonly HeardOne[], last: HeardOne, language: Language): string {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `client-course.story.${key}`, values);
  const word = (value: number | null) => levelOf(trait.key, value)?.label[language] ?? String(value);
  const [first] = valued as [HeardOne];
  const to = word(last.value);
  if (valued.length === 1) return say('once', { to, date: formatDate(language, first.observedAt) });
  const before = valued.findLastIndex(({ value }) => value !== last.value);
  if (before === -1) return say('same', { to, month: formatMonth(language, first.observedAt) });
  if (first.value === last.value) return say('back', { to });
  const since = valued[before + 1] ?? last;
  return say('from-to', { from: word(first.value), to, month: formatMonth(language, since.observedAt) });
}
