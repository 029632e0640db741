import type { PlanLine } from '#libs/insight';
import type { Catalogue } from '#libs/interventions';
import type { Language } from '#libs/platform';
import { formatDate } from '../http/dates.js';
import { texts } from '../http/views.js';
import { whole } from '../outflow/figures.js';
import { audienceInWords, cadenceInWords } from './plan-words.js';

/** What can have been done just now: said on top of the page that comes after. */
export const DONE = ['bewaard', 'aan', 'gepauzeerd', 'hervat', 'beeindigd', 'weggegooid', 'keuze'] as const;
export type Done = (typeof DONE)[number];

/** Of a smaller group by what is known of people, nothing is shown that could tell who is in it (docs/decisions/0007). */
export const FEWEST_SHOWN = 10;

const STANDINGS = ['on', 'draft', 'ended'] as const;

/** Exactly what the list of plans prints. */
export function plansPage(lines: readonly PlanLine[], catalogue: Catalogue, done: Done | null, language: Language) {
  const running = lines.filter(({ state, isPaused }) => state === 'on' && !isPaused);
  const coming = running.reduce((sum, { comingWeek }) => sum + comingWeek, 0);
  return {
    done: doneInWords(done, language),
    lead: running.length === 0 ? null : texts.text(language, 'plans.list.lead', { count: running.length, coming: whole(language, coming) }),
    groups: STANDINGS.map((state) => ({
      state,
      title: texts.text(language, `plans.list.group.${state}`),
      rows: lines.filter((line) => line.state === state).map((line) => planRow(line, catalogue, language)),
    })).filter(({ rows }) => rows.length > 0),
  };
}

export function doneInWords(done: Done | null, language: Language, line: PlanLine | null = null): string | null {
  if (done === null) return null;
  if (line === null) return texts.text(language, `plans.done.${done}`, { count: 0, number: '' });
  // Also whether it is one person or more is not told of a small group.
  const count = isHidden(line) && line.people > 0 ? FEWEST_SHOWN : line.people;
  return texts.text(language, `plans.done.${done}`, { count, number: peopleInWords(line, line.people, language) });
}

/** A number of people; of a small group by what is known of people only that it is small. */
export function peopleInWords(line: PlanLine, number: number, language: Language): string {
  return isHidden(line) ? texts.text(language, 'plans.list.few') : whole(language, number);
}

function isHidden({ audience, people }: PlanLine): boolean {
  return audience.kind === 'selection' && people < FEWEST_SHOWN;
}

function planRow(line: PlanLine, catalogue: Catalogue, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `plans.list.${key}`, values);
  const isOn = line.state === 'on';
  return {
    id: line.id,
    name: line.name,
    badge: line.isPaused || line.state === 'ended' ? badgeOf(line, language) : null,
    audience: audienceInWords(line.audience, line.audienceName, language),
    cadence: cadenceInWords(line.cadence, catalogue, language),
    facts: [
      ...(isOn ? [{ label: say('people'), value: peopleInWords(line, line.people, language) }] : []),
      ...(isOn
        ? [{ label: say('coming'), value: line.isPaused ? say('none-while-paused') : peopleInWords(line, line.comingWeek, language) }]
        : []),
      ...(line.state === 'draft' ? [] : [{ label: say('last-28'), value: looksBack(line) }]),
    ],
  };

  function looksBack({ asked, reached, finished }: PlanLine): string {
    return asked === 0
      ? say('nobody-asked')
      : say('asked', { asked: whole(language, asked), reached: whole(language, reached), finished: whole(language, finished) });
  }
}

/** `Loopt`, `Gepauzeerd tot 3 mei 2026`: never by colour alone. */
export function badgeOf({ state, isPaused, pausedUntil, endedAt }: PlanLine, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `plans.state.${key}`, values);
  if (state === 'ended' && endedAt) return { text: say('ended', { date: formatDate(language, endedAt) }), kind: 'ended' };
  if (state === 'draft') return { text: say('draft'), kind: 'draft' };
  if (!isPaused) return { text: say('on'), kind: 'on' };
  return {
    text: pausedUntil ? say('paused-until', { date: formatDate(language, Temporal.PlainDate.from(pausedUntil)) }) : say('paused'),
    kind: 'paused',
  };
}
