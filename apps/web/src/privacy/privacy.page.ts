import type { CorrectionLine, ExportLine, RegisteredQuestionnaire } from '#libs/insight';
import type { Language } from '#libs/platform';
import { findTrait, levelOf } from '#libs/profiles';
import { formatDate, formatMoment } from '../http/dates.js';
import { texts } from '../http/views.js';

/** What was replaced by what, why and by whom. A client is a number here: whose it is, is for the coach. */
export function correctionsPage({ lines, hasMore }: { lines: readonly CorrectionLine[]; hasMore: boolean }, language: Language) {
  return {
    lines: lines.map((line) => ({
      clientNumber: line.clientNumber,
      trait: labelOf(line.trait, language),
      observed: momentOf(line.observedAt, language),
      before: inWords(line.trait, line.before, language),
      recorded: momentOf(line.before.recordedAt, language),
      after: inWords(line.trait, line.after, language),
      reason: line.reason,
      by: texts.text(language, `privacy.corrections.by${line.correctedBy === null ? '-file' : ''}`, {
        who: line.correctedBy,
        when: momentOf(line.correctedAt, language),
      }),
    })),
    older: hasMore ? `/privacy/verbeteringen?na=${lines.at(-1)?.id}` : null,
  };
}

/** What is asked, for what and on what ground. What is not recorded is said to be so: it is not nothing. */
export function questionnairesPage(questionnaires: readonly RegisteredQuestionnaire[], language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `privacy.questionnaires.${key}`, values);
  return {
    questionnaires: questionnaires.map(
      ({ key, title, purpose, legalBasis, retentionMonths, version, publishedAt, publishedBy, approvedBy, traits }) => ({
        title: title[language],
        href: `/beheer/vragenlijsten/${key}/versies/${version}`,
        version: say('version', { version, date: formatDate(language, Temporal.Instant.from(publishedAt)) }),
        purpose: purpose[language],
        facts: [
          { label: say('basis'), value: legalBasis ? `${say(`ground.${legalBasis.ground}`)}: ${legalBasis.article}` : say('not-recorded') },
          { label: say('retention'), value: retentionMonths === null ? say('not-recorded') : say('months', { count: retentionMonths }) },
          { label: say('published-by'), value: publishedBy ?? say('by-product') },
          { label: say('approved-by'), value: approvedBy ?? say('not-approved') },
        ],
        isIncomplete: legalBasis === null || retentionMonths === null,
        traits: traits.map((trait) => ({ label: labelOf(trait, language), sensitivity: findTrait(trait)?.sensitivity ?? 'ordinary' })),
      }),
    ),
  };
}

/** What left the house, and by whom. */
export function exportsPage(exports: readonly ExportLine[], language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `privacy.exports.${key}`, values);
  const date = (day: string | null) => (day === null ? null : formatDate(language, Temporal.PlainDate.from(day)));
  const rows = new Intl.NumberFormat(language);
  return {
    exports: exports.map(({ what, selection, fromOn, untilOn, rowCount, exportedBy, exportedAt }) => ({
      what: say(`what.${what}`),
      whom: selection ?? say('everybody'),
      period: periodInWords(date(fromOn), date(untilOn)),
      rows: rows.format(rowCount),
      by: exportedBy,
      at: momentOf(exportedAt, language),
    })),
  };

  function periodInWords(from: string | null, until: string | null): string {
    if (from && until) return say('period.both', { from, until });
    if (from) return say('period.from', { from });
    return until ? say('period.until', { until }) : say('period.all');
  }
}

function labelOf(trait: string, language: Language): string {
  return findTrait(trait)?.label[language] ?? trait;
}

function inWords(trait: string, { state, value }: CorrectionLine['after'], language: Language): string {
  if (state !== 'answered') return texts.text(language, `privacy.corrections.state.${state}`);
  return levelOf(trait, value)?.label[language] ?? String(value);
}

function momentOf(iso: string, language: Language): string {
  return formatMoment(language, Temporal.Instant.from(iso));
}
