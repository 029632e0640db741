import { wordingIn, type Language, type Wording } from '#libs/platform';
import type { RuleVersionRecord, RuleWriting } from '#libs/rules';
import { formatDate, formatMoment } from '../http/dates.js';
import { texts } from '../http/views.js';
import { sentenceOf } from './edit.page.js';
import { ruleDifference } from './rule-difference.js';
import { ruleHead } from './rule-head.js';
import type { RuleSeen } from './rule-viewing.service.js';

export const RULE_DONE = ['goedgekeurd', 'beeindigd', 'weggegooid'] as const;
export type RuleDone = (typeof RULE_DONE)[number];

export interface RulePageGiven {
  seen: RuleSeen;
  record: RuleVersionRecord | null;
  flag: { declined: number; decided: number } | null;
  done: RuleDone | null;
}

/** One rule to read: what it says now, who stands behind it, and what can be done with it. */
export function rulePage({ seen, record, flag, done }: RulePageGiven, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `rules.${key}`, values);
  const { draft, mayChange } = seen;
  const head = ruleHead(seen, 'rule', language);
  const isEnded = draft.newest?.isEnded ?? false;
  return {
    ...head,
    done: done === null ? null : say(`done.${done}`),
    flag: flag && say('flagged', flag),
    ...ruleWords(record?.definition ?? draft.definition, seen, language),
    facts: record === null ? [] : recordFacts(record, language),
    waits: draft.submittedAt === null ? null : say(draft.kind === 'end' ? 'rule.end-waits' : 'rule.waits'),
    canEnd: mayChange && draft.newest !== null && !isEnded && draft.changedAt === null,
    endAction: `${head.base}/beeindigen`,
    isEnded,
  };
}

/** A rule as it is read: its sentences and its texts. */
export function ruleWords(definition: RuleWriting, { catalogue }: Pick<RuleSeen, 'catalogue'>, language: Language) {
  const say = (key: string) => texts.text(language, `rules.${key}`);
  const text = (label: string, wording: Partial<Wording> | undefined) =>
    wording && wordingIn(wording as Wording, language) ? [{ label: say(label), text: wordingIn(wording as Wording, language) }] : [];
  return {
    sentence: sentenceOf(definition, catalogue, language),
    wishText: definition.wish ? say('difference.is-wish') : null,
    words: [
      ...text('text.voorwie', definition.forWhom),
      ...text('text.uitleg', definition.explanation),
      ...text('text.klant', definition.clientExplanation),
    ],
  };
}

/** Who stands behind a version, and from when until when it counts. */
export function recordFacts(record: RuleVersionRecord, language: Language): { label: string; value: string }[] {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `rules.${key}`, values);
  const fact = (label: string, value: string | null) => (value === null || value === '' ? [] : [{ label: say(label), value }]);
  return [
    ...fact('list.author', record.author),
    ...fact('list.approver', record.approver),
    ...fact('rule.approved-at', record.approvedAt && formatMoment(language, record.approvedAt)),
    ...fact('rule.valid-from', formatDate(language, record.validFrom)),
    ...fact('rule.valid-until', record.validUntil && formatMoment(language, record.validUntil)),
    ...fact('rule.note', record.note),
    ...fact('rule.ended-by', record.ended && say('rule.ended-by-text', { who: record.ended.by, other: record.ended.approvedBy })),
    ...fact('rule.end-note', record.ended?.note ?? null),
  ];
}

/** Every version, the newest first, and the way to what it changed. */
export function versionsPage(seen: RuleSeen, versions: readonly RuleVersionRecord[], more: number | null, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `rules.${key}`, values);
  const head = ruleHead(seen, 'versions', language);
  return {
    ...head,
    versions: versions.map((record, index) => ({
      ...differenceWith(record.version, versions[index + 1]?.version),
      href: `${head.base}/versies/${record.version}`,
      name: say('versions.number', { number: record.version }),
      isStandard: record.isStandard,
      facts: recordFacts(record, language),
    })),
    more: more === null ? null : `${head.base}/versies?voor=${more}`,
    choices: versions.map(({ version }) => ({ value: String(version), label: say('versions.number', { number: version }) })),
    canCompare: versions.length > 1,
  };

  /** With the version before it: the product's first may never have counted here. */
  function differenceWith(to: number, from: number | undefined) {
    if (from === undefined) return { difference: null, differenceLabel: '' };
    return { difference: `${head.base}/verschil?van=${from}&tot=${to}`, differenceLabel: say('versions.difference-label', { from, to }) };
  }
}

/** One version as it was approved: to read, never to change. */
export function versionPage(seen: RuleSeen, record: RuleVersionRecord, language: Language) {
  return {
    ...ruleHead(seen, 'versions', language),
    versionName: texts.text(language, 'rules.versions.one', { number: record.version }),
    ...ruleWords(record.definition, seen, language),
    facts: recordFacts(record, language),
  };
}

/** What changed between two versions, or between one and another that need not follow it. */
export function differencePage(seen: RuleSeen, from: RuleVersionRecord, to: RuleVersionRecord, language: Language) {
  return {
    ...ruleHead(seen, 'versions', language),
    versionName: texts.text(language, 'rules.difference.title', { from: from.version, to: to.version }),
    groups: ruleDifference(from.definition, to.definition, seen.catalogue, language),
    facts: recordFacts(to, language),
  };
}
