import { wordingIn, type Language } from '#libs/platform';
import { differenceBetween, type Approval, type QuestionnaireDefinition, type VersionRecord } from '#libs/questionnaires';
import { formatMoment } from '../http/dates.js';
import { texts } from '../http/views.js';
import { conditionInWords, itemInWords } from './condition-words.js';
import { differencesInWords } from './difference-words.js';
import { answersInWords, groupsOf } from './draft.page.js';
import { draftHead } from './draft-head.js';
import type { DraftSeen } from './draft-viewing.service.js';
import { fieldMaker } from './form-fields.js';
import { findTrait } from '#libs/profiles';
import { problemLinks, remarksIn } from './problem-words.js';

export type Version = VersionRecord & { definition: QuestionnaireDefinition };

/** Every version, the newest first, with who stands behind it, and the way to what it changed. */
export function versionsPage(seen: DraftSeen, versions: readonly VersionRecord[], more: number | null, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `questionnaires.${key}`, values);
  const base = `/beheer/vragenlijsten/${seen.draft.key}`;
  return {
    ...draftHead(seen, 'versions', language),
    versions: versions.map((version, index) => ({
      href: `${base}/versies/${version.number}`,
      name: say('versions.number', { number: version.number }),
      isNow: index === 0 && version.number === seen.draft.basedOn,
      ...recordInWords(version, language),
      difference: version.number > 1 ? `${base}/verschil?van=${version.number - 1}&tot=${version.number}` : null,
      differenceLabel: say('versions.difference-label', { from: version.number - 1, to: version.number }),
      ...downloadsOf(base, version.number),
    })),
    more: more === null ? null : `${base}/versies?voor=${more}`,
    choices: versions.map(({ number }) => ({ value: String(number), label: say('versions.number', { number }) })),
    canCompare: versions.length > 1,
  };
}

/** One version as it was published: to read, never to change. */
export function versionPage(seen: DraftSeen, version: Version, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `questionnaires.${key}`, values);
  const { definition, number } = version;
  const { legalBasis, retentionMonths, maxItemsPerMonth, closing, source } = definition;
  const base = `/beheer/vragenlijsten/${seen.draft.key}`;
  const fact = (term: string, text: string | null | undefined) => (text ? [{ term: say(term), text }] : []);
  return {
    ...draftHead(seen, 'versions', language),
    name: say('versions.one', { number }),
    ...recordInWords(version, language),
    ...downloadsOf(base, number),
    preview: `${base}/voorbeeld?versie=${number}`,
    facts: [
      ...fact('general.title', wordingIn(definition.title, language)),
      ...fact('general.purpose', wordingIn(definition.purpose, language)),
      ...fact('general.ground', legalBasis && `${say(`ground.${legalBasis.ground}`)}: ${legalBasis.article}`),
      ...fact('general.retention', retentionMonths === undefined ? null : say('versions.months', { count: retentionMonths })),
      ...fact('general.max-items', String(definition.maxItems)),
      ...fact('general.max-month', maxItemsPerMonth === undefined ? null : String(maxItemsPerMonth)),
      ...fact('general.closing', closing && wordingIn(closing, language)),
      ...fact('versions.source', source && `${source.citation} (${source.licence})`),
    ],
    groups: groupsOf(definition).map(({ section, from, items }) => ({
      title:
        section === null
          ? null
          : wordingIn(definition.sections?.find(({ key }) => key === section)?.title ?? { nl: section, en: section }, language),
      items: items.map((item, index) => ({
        number: from + index + 1,
        words: itemInWords(item, language),
        answers: answersInWords(item, language),
        trait:
          item.trait === null
            ? say('card.no-trait')
            : say(`card.feeds-${item.feed?.how ?? 'plain'}`, { trait: findTrait(item.trait)?.label[language] ?? item.trait }),
        condition: item.showWhen ? say('card.when', { sentence: conditionInWords(item.showWhen, definition, language) }) : null,
      })),
    })),
  };
}

/** What changed between two versions, or between one and another that need not follow it. */
export function differencePage(seen: DraftSeen, from: Version, to: Version, language: Language) {
  const groups = differencesInWords(differenceBetween(from.definition, to.definition), [to.definition, from.definition], language);
  return {
    ...draftHead(seen, 'versions', language),
    name: texts.text(language, 'questionnaires.difference.title', { from: from.number, to: to.number }),
    before: recordInWords(from, language).by,
    ...recordInWords(to, language),
    groups,
  };
}

export interface PublishGiven {
  seen: DraftSeen;
  /** What is asked now; null: nothing yet. */
  current: Version | null;
  approval: Approval;
  staffId: string;
  note: string;
  revision: number;
  problem: string | null;
  done: 'gepubliceerd' | 'goedgekeurd' | null;
}

/** Looking over and publishing: what is in the way, what changes, who has looked at it. */
export function publishPage({ seen, current, approval, staffId, note, revision, problem, done }: PublishGiven, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `questionnaires.${key}`, values);
  const { draft, problems, mayChange } = seen;
  const { definition } = draft;
  const refused = problems.filter(({ severity }) => severity === 'refused');
  const others = approval.given.filter((given) => given.staffId !== staffId);
  const isApproved = !approval.isNeeded || others.length > 0;
  const hasChanges = draft.changedAt !== null;
  const make = fieldMaker({}, language);
  return {
    ...draftHead(seen, 'publish', language),
    revision,
    done: done === null ? null : say(`done.${done}`),
    problem: problem === null ? null : say(`publish.problem.${problem}`),
    hasChanges,
    refused: problemLinks(refused, definition, language),
    remarks: problemLinks(remarksIn(problems), definition, language),
    isNew: current === null,
    groups:
      current === null
        ? []
        : differencesInWords(differenceBetween(current.definition, definition), [definition, current.definition], language),
    since: current === null ? null : say('publish.since', { number: current.number }),
    approval: {
      isNeeded: approval.isNeeded,
      given: approval.given.map(({ name, at }) => say('publish.approved-by', { who: name, date: formatMoment(language, at) })),
      // Whoever approved cannot be the one who publishes.
      state: !approval.isNeeded ? say('publish.not-needed') : isApproved ? say('publish.approved') : say('publish.needed'),
      canApprove: approval.isNeeded && hasChanges && refused.length === 0 && approval.given.every((given) => given.staffId !== staffId),
      isOwn: approval.given.some((given) => given.staffId === staffId),
    },
    canPublish: mayChange && hasChanges && refused.length === 0 && isApproved,
    note: make.field({ name: 'toelichting', label: say('publish.note'), value: note, rows: 3, hint: say('publish.note-hint') }),
    discard:
      hasChanges && mayChange ? { explanation: say(draft.basedOn === null ? 'publish.discard-new' : 'publish.discard-changes') } : null,
  };
}

function recordInWords({ publishedAt, publishedBy, approvedBy, approvedAt, note }: VersionRecord, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `questionnaires.${key}`, values);
  const date = formatMoment(language, publishedAt);
  return {
    by: publishedBy === null ? say('list.by-product', { date }) : say('versions.published-by', { date, who: publishedBy }),
    approved:
      approvedBy === null || approvedAt === null
        ? null
        : say('versions.approved-by', { date: formatMoment(language, approvedAt), who: approvedBy }),
    note,
  };
}

function downloadsOf(base: string, number: number) {
  return { json: `${base}/versies/${number}/json`, fhir: `${base}/versies/${number}/fhir` };
}
