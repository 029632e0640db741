import type { ClientLanguage, Wording } from '#libs/platform';
import type { Item, ItemKind, ItemOption } from '../../domain/definition.js';
import { STANDARD_QUESTIONNAIRE } from '../../standard-questionnaire.js';
import { isUnknown } from './coding.js';
import { NO, YES } from './condition-from-fhir.js';
import { type Coding, type Element, EXTENSIONS, extensionOf, type QuestionnaireItem, SYSTEMS } from './resources.js';
import { fromFhir } from './translations.js';

/** Where a file does not say them. */
const USUAL_NUMBER = { min: 0, max: 1000 };
const USUAL_LENGTH = 500;
const LONGEST = 2000;

/** What a question of others may be here; any other type of FHIR has no place. */
const KINDS: Record<string, ItemKind> = {
  coding: 'choice',
  boolean: 'yes_no',
  integer: 'number',
  date: 'date',
  string: 'text',
  text: 'text',
};

/** Tells that something did not come along. */
export type Tell = (code: string, values?: Record<string, string | number>) => void;

export interface OptionsRead {
  options: ItemOption[];
  optionOf: (coding: Coding) => ItemOption | undefined;
}

/** The kind of question that a type of FHIR is here, or null when there is none. */
export function kindFrom(item: QuestionnaireItem): ItemKind | null {
  const kind = KINDS[item.type] ?? null;
  if (kind !== 'choice') return kind;
  if (item.repeats === true) return 'several';
  if (controlOf(item) === 'slider') return 'scale';
  const isRow = extensionOf(item, EXTENSIONS.orientation)?.valueCode === 'horizontal';
  return isRow && item.answerOption?.length === 2 ? 'yes_no' : 'choice';
}

export function controlOf(item: QuestionnaireItem): string | undefined {
  const codings: unknown = extensionOf(item, EXTENSIONS.itemControl)?.valueCodeableConcept?.coding;
  return Array.isArray(codings) ? (codings as (Coding | null)[]).find((one) => one?.system === SYSTEMS.itemControl)?.code : undefined;
}

/** Answers with the value they have in the file, where that is a whole number of each its own; else they are counted from 1. */
export function optionsFrom(item: QuestionnaireItem, base: ClientLanguage, tell: Tell): OptionsRead {
  if (item.type === 'boolean') return yesAndNo();
  const given = (item.answerOption ?? []).map(({ valueCoding, valueInteger, valueString }): Coding => {
    if (valueCoding) return valueCoding;
    const text = valueString ?? (valueInteger === undefined ? '' : String(valueInteger));
    return { code: text, display: text };
  });
  const values = valuesOf(given);
  if (!values) tell('fhir.counted-options');
  const read = given.map((coding, index): { coding: Coding; option: ItemOption } => {
    const { wording: label, strange } = fromFhir(coding.display ?? coding.code, coding._display, base);
    for (const language of strange) tell('fhir.language', { language });
    return {
      coding,
      option: isUnknown(coding) ? { value: null, state: 'unknown', label } : { value: values?.[index] ?? index + 1, label },
    };
  });
  return {
    options: read.map(({ option }) => option),
    optionOf: ({ system, code }) => read.find(({ coding }) => coding.code === code && coding.system === system)?.option,
  };
}

/** null: they have none of their own. */
function valuesOf(codings: readonly Coding[]): (number | null)[] | null {
  const values = codings.map((coding) => {
    if (isUnknown(coding)) return null;
    const weight = extensionOf(coding, EXTENSIONS.weight)?.valueDecimal;
    return weight ?? (/^\d{1,6}$/.test(String(coding.code)) ? Number(coding.code) : Number.NaN);
  });
  const own = values.filter((value) => value !== null);
  return own.every(Number.isSafeInteger) && new Set(own).size === own.length ? values : null;
}

function yesAndNo(): OptionsRead {
  const options: ItemOption[] = [
    { value: YES, label: { nl: 'Ja', en: 'Yes' } },
    { value: NO, label: { nl: 'Nee', en: 'No' } },
  ];
  return { options, optionOf: () => undefined };
}

/** Bounds, unit and length. */
export function limitsFrom(
  item: QuestionnaireItem,
  kind: ItemKind,
  base: ClientLanguage,
  tell: Tell,
): Pick<Item, 'number' | 'date' | 'text'> {
  const lowest = extensionOf(item, EXTENSIONS.minValue);
  const highest = extensionOf(item, EXTENSIONS.maxValue);
  if (kind === 'number') {
    const min = wholeIn(lowest?.valueInteger) ?? USUAL_NUMBER.min;
    const max = wholeIn(highest?.valueInteger) ?? USUAL_NUMBER.max;
    if (wholeIn(lowest?.valueInteger) === null || wholeIn(highest?.valueInteger) === null) tell('fhir.usual-bounds', { min, max });
    const unit = extensionOf(item, EXTENSIONS.unit)?.valueCoding;
    return { number: { unit: fromFhir(unit?.display ?? unit?.code, unit?._display, base).wording, min, max } };
  }
  if (kind === 'date') {
    const from = dayFrom(lowest?.valueDate, lowest?._valueDate, tell);
    const until = dayFrom(highest?.valueDate, highest?._valueDate, tell);
    return from === undefined && until === undefined ? {} : { date: { ...(from && { from }), ...(until && { until }) } };
  }
  if (kind !== 'text') return {};
  const given = wholeIn(item.maxLength);
  const isUsual = given === null || given < 1 || given > LONGEST;
  if (isUsual) tell('fhir.usual-length', { limit: USUAL_LENGTH });
  return { text: { maxLength: isUsual ? USUAL_LENGTH : given } };
}

/** A file of others may have anything where a number belongs. */
function wholeIn(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
}

function dayFrom(day: string | undefined, element: Element | undefined, tell: Tell): string | undefined {
  if (typeof day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day)) return day;
  const expression = extensionOf(element, EXTENSIONS.calculated)?.valueExpression?.expression;
  if (String(expression).trim() === 'today()') return 'today';
  if (day !== undefined || expression !== undefined) tell('fhir.date-bound');
  return undefined;
}

/** The words that stand on every question: of our own questionnaire, in every language it has. */
export function usualRefusal(): Wording {
  return STANDARD_QUESTIONNAIRE.refusal;
}
