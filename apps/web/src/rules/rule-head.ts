import { wordingIn, type Language } from '#libs/platform';
import { formatDate, formatMoment } from '../http/dates.js';
import { texts } from '../http/views.js';
import type { RuleSeen } from './rule-viewing.service.js';

export const TABS = { rule: '', edit: '/wijzigen', review: '/nakijken', versions: '/versies' } as const;
export type Tab = keyof typeof TABS;

/** What stands above every screen of one rule: its name, where it stands, and the way to its other screens. */
export function ruleHead({ draft, problems, mayChange, now }: RuleSeen, tab: Tab, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `rules.${key}`, values);
  const base = `/beheer/regels/${draft.rule}`;
  const tabs = (Object.keys(TABS) as Tab[]).filter((each) => each !== 'edit' || mayChange);
  return {
    name: wordingIn(draft.definition.title, language) || draft.rule,
    rule: draft.rule,
    base,
    revision: draft.revision,
    mayChange,
    states: statesOf(),
    changed:
      draft.changedAt &&
      say('state.changed-by', { date: formatMoment(language, draft.changedAt), who: draft.changedBy ?? say('somebody') }),
    tabs: tabs.map((each) => ({
      href: `${base}${TABS[each]}`,
      label: say(`tab.${each}`),
      count: each === 'edit' && problems.length > 0 ? String(problems.length) : null,
      countLabel: each === 'edit' && problems.length > 0 ? say('tab.problems', { count: problems.length }) : null,
      isCurrent: each === tab,
    })),
  };

  function statesOf(): { kind: string; text: string }[] {
    return [standing(), ...(draft.changedAt === null ? [] : [concept()])];
  }

  function standing() {
    const { newest } = draft;
    if (newest === null) return { kind: 'draft', text: say('state.never') };
    const { version, definition, isEnded } = newest;
    const values = { number: version };
    const from = Temporal.Instant.from(definition.validFrom);
    if (isEnded || (definition.validUntil && Temporal.Instant.compare(Temporal.Instant.from(definition.validUntil), now) <= 0))
      return { kind: 'ended', text: say('state.ended', values) };
    if (Temporal.Instant.compare(from, now) > 0)
      return { kind: 'paused', text: say('state.later', { ...values, date: formatDate(language, from) }) };
    return { kind: 'on', text: say('state.version', values) };
  }

  function concept() {
    if (draft.submittedAt !== null) return { kind: 'paused', text: say(draft.kind === 'end' ? 'state.end-waits' : 'state.waits') };
    return { kind: 'draft', text: say(draft.kind === 'end' ? 'state.end-draft' : 'state.draft') };
  }
}
