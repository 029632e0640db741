import type { LanguageCount } from '#libs/insight';
import { isClientLanguage, type ClientLanguage, type Language } from '#libs/platform';
import type { LanguageStatus, TextPair, TextPart } from '#libs/wording';
import { formatDate } from '../http/dates.js';
import { texts } from '../http/views.js';
import { whole } from '../outflow/figures.js';
import { FEWEST_SHOWN } from '../plans/plans.page.js';
import { textField } from './text-field.js';

export const LANGUAGE_DONE = ['nagekeken', 'ingetrokken'] as const;
export type LanguageDone = (typeof LANGUAGE_DONE)[number];

/** Exactly what the list of languages prints. @param changed how many messages have a text of the office's own, by language */
export function languagesPage(
  statuses: readonly LanguageStatus[],
  counts: readonly LanguageCount[],
  changed: ReadonlyMap<string, number>,
  language: Language,
) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `templates.languages.${key}`, values);
  const others = counts.filter((count) => !isClientLanguage(count.language)).reduce((sum, { clients }) => sum + clients, 0);
  return {
    languages: statuses.map((status) => ({
      ...headOf(status, language),
      href: `/beheer/talen/${status.language}`,
      facts: [
        { label: say('clients-label'), values: [clientsInWords(status.language)] },
        { label: say('complete-label'), values: [completeInWords(status), ...ownTexts(status.language)] },
      ],
    })),
    // Also that there is exactly one is not told.
    other: others < FEWEST_SHOWN ? null : say('other-count', { count: others, number: whole(language, others) }),
  };

  function clientsInWords(of: ClientLanguage): string {
    const number = counts.find((count) => count.language === of)?.clients ?? 0;
    if (number === 0) return say('nobody');
    return number < FEWEST_SHOWN ? say('few') : whole(language, number);
  }

  function completeInWords({ missing }: LanguageStatus): string {
    return missing.length === 0 ? say('complete') : say('missing', { count: missing.length });
  }

  function ownTexts(of: ClientLanguage): string[] {
    const count = changed.get(of) ?? 0;
    return count === 0 ? [] : [say('changed', { count })];
  }
}

export interface LanguagePageGiven {
  status: LanguageStatus;
  parts: readonly { part: TextPart; texts: readonly TextPair[] }[];
  done: LanguageDone | null;
  /** The form of a review as it was filled in, with what is wrong by field. */
  filled?: { reader: string; isSure: boolean; problems: Partial<Record<'reader' | 'sure', string>> };
}

/** Exactly what the page of one language prints: its standing, the form that changes it, and all texts beside the Dutch ones. */
export function languagePage({ status, parts, done, filled }: LanguagePageGiven, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `templates.language.${key}`, values);
  const { reader, isSure, problems } = filled ?? { reader: '', isSure: false, problems: {} };
  const isDutch = status.language === 'nl';
  const action = `/beheer/talen/${status.language}`;
  return {
    ...headOf(status, language),
    lead: isDutch ? say('lead-dutch') : say('lead'),
    done: done === null ? null : say(`done.${done}`),
    review:
      status.shipsReviewed || status.isUsable
        ? null
        : {
            action: `${action}/nagekeken`,
            reader: textField({
              name: 'lezer',
              label: say('reader'),
              hint: say('reader-hint'),
              value: reader,
              errors: problems.reader === undefined ? [] : [say(`problem.${problems.reader}`)],
              lang: language,
            }),
            isSure,
            incomplete: status.missing.length === 0 ? null : say('incomplete', { count: status.missing.length }),
            sureError: problems.sure === undefined ? null : say(`problem.${problems.sure}`),
          },
    withdraw: status.review !== null && !status.shipsReviewed ? { action: `${action}/intrekken` } : null,
    parts: parts
      .filter((part) => part.texts.length > 0)
      .map((part) => {
        const missing = part.texts.filter(({ theirs }) => theirs === null).length;
        return {
          title: say(`part.${part.part}`),
          isOpen: false,
          count: say('texts', { count: part.texts.length }),
          missing: missing === 0 ? null : say('missing', { count: missing }),
          texts: part.texts.map(({ key, dutch, theirs }) => ({ key, dutch, theirs: isDutch ? null : theirs, isMissing: theirs === null })),
        };
      }),
  };
}

/** How a language is called on the screens. */
export function languageName(of: ClientLanguage, language: Language): string {
  return texts.text(language, `templates.language.name.${of}`);
}

/** What stands above and in the list: the name, the state, and since when or why not. */
function headOf(status: LanguageStatus, language: Language) {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `templates.languages.${key}`, values);
  const name = languageName(status.language, language);
  const { state, kind } = standingOf(status);
  const review = status.review && { name: status.review.reviewedBy, date: formatDate(language, status.review.reviewedAt) };
  return {
    name,
    ownName: status.name === name ? null : status.name,
    lang: status.language,
    dir: status.direction,
    state: say(`state.${state}`),
    kind,
    details: [
      ...(review && state === 'reviewed' ? [say('reviewed-by', review)] : []),
      ...(review && state === 'again' ? [say('again-text', review)] : []),
      ...(status.isUsable ? [] : [say('gets-dutch')]),
    ],
  };
}

function standingOf({ shipsReviewed, isUsable, hasChangedSince }: LanguageStatus) {
  if (shipsReviewed) return { state: 'source', kind: 'on' } as const;
  if (isUsable) return { state: 'reviewed', kind: 'on' } as const;
  return hasChangedSince ? ({ state: 'again', kind: 'paused' } as const) : ({ state: 'draft', kind: 'draft' } as const);
}
