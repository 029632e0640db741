import { CLIENT_LANGUAGES, directionOf, type ClientLanguage, type Language } from '#libs/platform';
import { texts } from '../http/views.js';
import { languageName } from '../templates/languages.page.js';
import type { WordFields } from './form-reading.js';

/** What is said beside a field: what forbids, and what could be better. */
export interface Remarks {
  errors: string[];
  remarks: string[];
}

/** By the field of the form. */
export type RemarksByField = Record<string, Remarks>;

export interface FieldGiven {
  name: string;
  label: string;
  value: string;
  hint?: string | null;
  /** As wide as what goes into it. */
  size?: 'number' | 'short' | 'date' | 'long';
  type?: 'text' | 'date';
  /** Several lines; as many as are shown at first. */
  rows?: number;
  lang?: string;
  dir?: 'ltr' | 'rtl';
}

export interface ChoiceGiven extends Omit<FieldGiven, 'size' | 'type' | 'rows'> {
  options: readonly { value: string; label: string }[];
}

/** The fields of a form as their partials print them, each with what is said about it. */
export function fieldMaker(said: RemarksByField, language: Language) {
  return {
    field: ({ name, label, value, hint = null, size = 'long', type = 'text', rows, lang = language, dir = 'ltr' }: FieldGiven) => ({
      name,
      label,
      value,
      hint,
      size,
      type,
      lang,
      dir,
      rows: rows ?? null,
      ...about(name, hint),
    }),
    choice: ({ name, label, value, hint = null, options }: ChoiceGiven) => ({
      name,
      label,
      hint,
      options: options.map((option) => ({ ...option, isChosen: option.value === value })),
      ...about(name, hint),
    }),
    box: (name: string, label: string, isChosen: boolean, hint: string | null = null) => ({
      name,
      label,
      hint,
      isChosen,
      ...about(name, hint),
    }),
    about: (name: string) => about(name, null),
  };

  function about(name: string, hint: string | null) {
    const { errors, remarks } = said[name] ?? { errors: [], remarks: [] };
    const parts = [...(errors.length > 0 ? ['fout'] : []), ...(remarks.length > 0 ? ['opmerking'] : []), ...(hint ? ['hint'] : [])];
    return { errors, remarks, describedBy: parts.map((part) => `${name}-${part}`).join(' ') };
  }
}

export type FieldMaker = ReturnType<typeof fieldMaker>;

export interface WordsGiven {
  name: string;
  label: string;
  words: WordFields;
  rows?: number;
  hint?: string | null;
}

/**
 * Texts in every language: the Dutch ones to be shown by themselves, the others a group for each language, which is open where something is
 * wrong, and says whether it is complete: has words wherever there are Dutch ones.
 */
export function wordsInLanguages(make: FieldMaker, given: readonly WordsGiven[], language: Language) {
  const fieldIn = (of: ClientLanguage) => (each: WordsGiven) =>
    make.field({
      name: `${each.name}-${of}`,
      // The same words name a field in each language.
      label: of === 'nl' ? each.label : `${each.label} (${languageName(of, language)})`,
      value: each.words[of],
      hint: of === 'nl' ? (each.hint ?? null) : null,
      ...(each.rows && { rows: each.rows }),
      lang: of,
      dir: directionOf(of),
    });
  const wanted = given.filter(({ words }) => words.nl.trim() !== '');
  return {
    dutch: given.map(fieldIn('nl')),
    others: CLIENT_LANGUAGES.filter((of) => of !== 'nl').map((of) => {
      const fields = given.map(fieldIn(of));
      const missing = wanted.filter(({ words }) => words[of].trim() === '').length;
      return {
        language: of,
        name: languageName(of, language),
        dir: directionOf(of),
        isOpen: fields.some(({ errors }) => errors.length > 0),
        isComplete: missing === 0,
        state:
          wanted.length === 0
            ? null
            : missing === 0
              ? texts.text(language, 'questionnaires.words.complete')
              : texts.text(language, 'questionnaires.words.missing', { count: missing }),
        // What it is a translation of stands beside it.
        fields: fields.map((field, index) => ({ ...field, dutch: given[index]?.words.nl ?? '' })),
      };
    }),
  };
}

/** What is said, for fields whose names begin with something of their own. */
export function withPrefix(said: RemarksByField, prefix: string): RemarksByField {
  return Object.fromEntries(Object.entries(said).map(([field, remarks]) => [`${prefix}${field}`, remarks]));
}

/** Everything that is said, for on top of the form, with where it leads. */
export function summaryOf(said: RemarksByField, targetOf: (field: string) => string = (field) => field) {
  return Object.entries(said).flatMap(([field, { errors }]) => errors.map((text) => ({ href: `#${targetOf(field)}`, text })));
}
