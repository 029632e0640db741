import type { PartOf, ReasonLine, YearLine } from '#libs/outflow';
import type { EndReason } from '#libs/people';
import type { Language } from '#libs/platform';
import { endReasonInWords } from '../end-reasons/meanings.js';
import { texts } from '../http/views.js';
import { percent, whole } from './figures.js';

/** What is told of whole calendar years: who returned, who was back, and why people left. The latest year first. */
export function yearsInWords(years: readonly YearLine[], language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `outflow-trend.year.${key}`, values);
  return years.toReversed().map((line) => ({
    year: line.year,
    facts: (['returned', 'back6', 'back12'] as const).map((kind) => ({
      label: say(`${kind}.label`),
      ...partInWords(kind, line[kind], language),
    })),
    reasons: line.reasons && line.reasons.map((reason) => reasonInWords(reason, line.reasons!, language)),
  }));
}

function partInWords(kind: 'returned' | 'back6' | 'back12', part: PartOf | null | 'later', language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `outflow-trend.year.${key}`, values);
  if (part === 'later') return { value: say('later'), sum: null };
  if (part === null) return { value: say('hidden'), sum: null };
  if (part.people === 0) return { value: say('nobody'), sum: null };
  return {
    value: percent(language, part.happened / part.people),
    sum: say(`${kind}.sum`, { happened: whole(language, part.happened), people: whole(language, part.people) }),
  };
}

function reasonInWords({ counts, reasons, people }: ReasonLine, all: readonly ReasonLine[], language: Language) {
  const total = all.reduce((sum, line) => sum + line.people, 0);
  const names = reasons.map((reason) => endReasonInWords(reason as EndReason, language));
  return {
    counts,
    names: names.join(' · '),
    people: whole(language, people),
    share: percent(language, people / total),
    width: ((100 * people) / total).toFixed(1),
  };
}
