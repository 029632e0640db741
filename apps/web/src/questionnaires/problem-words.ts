import { isClientLanguage, wordingIn, type Language } from '#libs/platform';
import { findTrait } from '#libs/profiles';
import type { DefinitionProblem, QuestionnaireDefinition } from '#libs/questionnaires';
import { texts } from '../http/views.js';
import { languageName } from '../templates/languages.page.js';
import { itemInWords } from './condition-words.js';
import type { RemarksByField } from './form-fields.js';

/** Where a problem is: the question it is about (null: the questionnaire as a whole), and the field of that form. */
export interface ProblemPlace {
  item: string | null;
  field: string;
}

/** Not a field, but all questions together. */
const ITEMS = 'vragen-kop';

/** Of a question, the field of its form by the place in its definition. */
const ITEM_FIELDS: readonly [RegExp, (found: RegExpExecArray) => string][] = [
  [/^wording(?:\.(\w+))?/, ([, language = 'nl']) => `vraag-${language}`],
  [/^help(?:\.(\w+))?/, ([, language = 'nl']) => `uitleg-${language}`],
  [/^options\.(\d+)\.label\.(\w+)/, ([, row, language]) => `keuze-${row}-${language}`],
  [/^options\.(\d+)\.icon/, ([, row]) => `keuze-${row}-gezicht`],
  [/^options\.(\d+)/, ([, row]) => `keuze-${row}-waarde`],
  [/^options/, () => 'keuzes'],
  [/^number\.unit(?:\.(\w+))?/, ([, language = 'nl']) => `eenheid-${language}`],
  [/^number\.max/, () => 'meest'],
  [/^number/, () => 'minst'],
  [/^date\.until/, () => 'totenmet'],
  [/^date/, () => 'vanaf'],
  [/^text/, () => 'lengte'],
  [/^trait/, () => 'kenmerk'],
  [/^feed/, () => 'telt'],
  [/^module/, () => 'module'],
  [/^sensitive/, () => 'gevoelig'],
  [/^opens/, () => 'opent'],
  [/^section/, () => 'onderdeel'],
  [/^showWhen/, () => 'als'],
];
const GENERAL_FIELDS: readonly [RegExp, (found: RegExpExecArray) => string][] = [
  [/^purpose(?:\.(\w+))?/, ([, language = 'nl']) => `doel-${language}`],
  [/^refusal(?:\.(\w+))?/, ([, language = 'nl']) => `weigeren-${language}`],
  [/^closing(?:\.(\w+))?/, ([, language = 'nl']) => `slot-${language}`],
  [/^legalBasis\.article/, () => 'artikel'],
  [/^legalBasis/, () => 'grond'],
  [/^retentionMonths/, () => 'bewaren'],
  [/^maxItemsPerMonth/, () => 'permaand'],
  [/^maxItems/, () => 'meest'],
  [/^sections/, () => 'onderdelen'],
  [/^(items|scores)/, () => ITEMS],
  [/^title(?:\.(\w+))?/, ([, language = 'nl']) => `titel-${language}`],
];

/** @returns the form and the field that a problem stands beside; what has no field of its own stands beside the first */
export function placeOf({ place }: Pick<DefinitionProblem, 'place'>, { items, sections = [] }: QuestionnaireDefinition): ProblemPlace {
  // Keys have dots of their own: the longest one that fits is meant.
  const item = items.filter(({ key }) => `${place}.`.startsWith(`items.${key}.`)).toSorted((a, b) => b.key.length - a.key.length)[0];
  if (item) return { item: item.key, field: fieldAt(place.slice(`items.${item.key}.`.length), ITEM_FIELDS, 'vraag-nl') };
  const section = sections.findIndex(({ key }) => `${place}.`.startsWith(`sections.${key}.`));
  if (section >= 0) return { item: null, field: `onderdeel-${section + 1}-${languageAt(place)}` };
  return { item: null, field: fieldAt(place, GENERAL_FIELDS, 'titel-nl') };
}

/** A problem as a sentence of the screen. */
export function problemInWords({ code, values }: DefinitionProblem, definition: QuestionnaireDefinition, language: Language): string {
  const named = Object.entries(values).map(([name, value]) => [name, valueInWords(name, value)] as const);
  return texts.text(language, `questionnaires.problem.${code}`, Object.fromEntries(named));

  function valueInWords(name: string, value: string | number): string | number {
    if (name === 'language' && isClientLanguage(value)) return languageName(value, language);
    if (name === 'trait') return findTrait(String(value))?.label[language] ?? value;
    if (name !== 'what') return value;
    const item = definition.items.find(({ key }) => key === value);
    const section = definition.sections?.find(({ key }) => key === value);
    return item ? itemInWords(item, language) : section ? wordingIn(section.title, language) : value;
  }
}

/** A problem as a link to the field that it is about; with the number of its question before it. */
export function problemLink(problem: DefinitionProblem, definition: QuestionnaireDefinition, language: Language) {
  const base = `/beheer/vragenlijsten/${definition.key}`;
  const { item, field } = placeOf(problem, definition);
  const text = problemInWords(problem, definition, language);
  if (item === null) return { href: `${base}${field === ITEMS ? '' : '/algemeen'}#${field}`, text, numbered: text };
  const number = definition.items.findIndex(({ key }) => key === item) + 1;
  const numbered = texts.text(language, 'questionnaires.problem-of', { number, text });
  return { href: `${base}/vragen/${encodeURIComponent(item)}#${field}`, text, numbered };
}

/** Problems as links, each once: of a condition in parts the same can be wrong twice. */
export function problemLinks(problems: readonly DefinitionProblem[], definition: QuestionnaireDefinition, language: Language) {
  const links = problems.map((problem) => problemLink(problem, definition, language));
  return links.filter(({ href, text }, index) => links.findIndex((each) => each.href === href && each.text === text) === index);
}

/** What could be better, but for words that a language lacks: those are told of a language as a whole. */
export function remarksIn(problems: readonly DefinitionProblem[]): DefinitionProblem[] {
  return problems.filter(({ severity, code }) => severity === 'remark' && code !== 'words-missing');
}

/** The problems of one question (or of the questionnaire as a whole), by the field of its form. */
export function remarksAbout(
  item: string | null,
  problems: readonly DefinitionProblem[],
  definition: QuestionnaireDefinition,
  language: Language,
): RemarksByField {
  const said: RemarksByField = {};
  for (const problem of problems) {
    const place = placeOf(problem, definition);
    if (place.item !== item) continue;
    const about = (said[place.field] ??= { errors: [], remarks: [] });
    const words = problemInWords(problem, definition, language);
    const list = problem.severity === 'refused' ? about.errors : about.remarks;
    if (!list.includes(words)) list.push(words);
  }
  return said;
}

/** What the form itself could not read, by field: text keys under `questionnaires.form`. */
export function unreadable(problems: Record<string, string>, language: Language): RemarksByField {
  return Object.fromEntries(
    Object.entries(problems).map(([field, problem]) => [
      field,
      { errors: [texts.text(language, `questionnaires.form.${problem}`)], remarks: [] },
    ]),
  );
}

function fieldAt(place: string, fields: typeof ITEM_FIELDS, otherwise: string): string {
  for (const [pattern, field] of fields) {
    const found = pattern.exec(place);
    if (found) return field(found);
  }
  return otherwise;
}

function languageAt(place: string): string {
  const last = place.split('.').at(-1);
  return isClientLanguage(last) ? last : 'nl';
}
