import type { Language } from '#libs/platform';
import { formatMoment } from '../http/dates.js';
import { texts } from '../http/views.js';
import type { DraftSeen } from './draft-viewing.service.js';
import { problemLinks } from './problem-words.js';

export const TABS = { items: '', general: '/algemeen', versions: '/versies', publish: '/publiceren' } as const;
export type Tab = keyof typeof TABS;

/** What stands above every screen of one questionnaire: its name, where it stands, and the way to its other screens. */
export function draftHead({ draft, problems, mayChange }: DraftSeen, tab: Tab, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `questionnaires.${key}`, values);
  const { key, definition, basedOn, changedAt, changedBy, revision } = draft;
  const base = `/beheer/vragenlijsten/${key}`;
  const refused = problemLinks(
    problems.filter(({ severity }) => severity === 'refused'),
    definition,
    language,
  ).length;
  return {
    questionnaire: definition.title[language] || definition.title.nl || key,
    base,
    revision,
    mayChange,
    states: [
      basedOn === null ? { kind: 'draft', text: say('state.never') } : { kind: 'on', text: say('state.version', { number: basedOn }) },
      ...(changedAt !== null && basedOn !== null ? [{ kind: 'draft', text: say('state.changed') }] : []),
    ],
    changed: changedAt && say('state.changed-by', { date: formatMoment(language, changedAt), who: changedBy ?? say('somebody') }),
    tabs: (Object.keys(TABS) as Tab[]).map((each) => ({
      href: `${base}${TABS[each]}`,
      label: say(`tab.${each}`),
      count: each === 'publish' && refused > 0 ? String(refused) : null,
      countLabel: each === 'publish' && refused > 0 ? say('tab.problems', { count: refused }) : null,
      isCurrent: each === tab,
    })),
  };
}
