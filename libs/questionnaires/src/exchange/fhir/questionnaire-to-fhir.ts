import { localDate } from '#libs/platform';
import type { Item, QuestionnaireDefinition } from '../../domain/definition.js';
import type { Remark } from '../imported.js';
import { codingOf } from './coding.js';
import { enabling } from './condition-to-fhir.js';
import { EXTENSIONS, type Extension, type FhirQuestionnaire, LINKS, type QuestionnaireItem, SYSTEMS } from './resources.js';
import { inFhir } from './translations.js';

export interface PublishedAs {
  number: number;
  publishedAt: Temporal.Instant;
  isCurrent: boolean;
}

/**
 * One version as a FHIR R5 Questionnaire. What FHIR has no place for does not go along, and each thing that does not is told.
 * No extension of our own is made: who reads the file should need nothing of ours to understand it.
 */
export function questionnaireToFhir(
  definition: QuestionnaireDefinition,
  { number, publishedAt, isCurrent }: PublishedAs,
): { resource: FhirQuestionnaire; notMapped: Remark[] } {
  const { key, title, purpose, source, closing } = definition;
  const closingItem: QuestionnaireItem[] = closing ? [{ linkId: LINKS.closing, ...inFhir('text', closing), type: 'text' }] : [];
  return {
    resource: {
      resourceType: 'Questionnaire',
      language: 'nl',
      url: `${SYSTEMS.questionnaire}${key}`,
      version: String(number),
      name: nameOf(key),
      ...inFhir('title', title),
      status: isCurrent ? 'active' : 'retired',
      subjectType: ['Patient'],
      date: localDate(publishedAt).toString(),
      ...inFhir('purpose', purpose),
      ...(source && { copyright: source.citation, copyrightLabel: source.licence }),
      item: [...inSections(definition), ...closingItem],
    },
    notMapped: [...lostOf(definition), ...definition.items.flatMap((item, index) => lostOfItem(item, index, definition))],
  };
}

/** Questions of one section, as far as they stand together, are a group. */
function inSections(definition: QuestionnaireDefinition): QuestionnaireItem[] {
  const found: QuestionnaireItem[] = [];
  for (const item of definition.items) {
    const section = definition.sections?.find(({ key }) => key === item.section);
    if (!section) {
      found.push(itemToFhir(item, definition));
      continue;
    }
    const linkId = `${LINKS.section}${section.key}`;
    const last = found.at(-1);
    if (last?.linkId === linkId) last.item?.push(itemToFhir(item, definition));
    else found.push({ linkId, ...inFhir('text', section.title), type: 'group', item: [itemToFhir(item, definition)] });
  }
  return found;
}

function itemToFhir(item: Item, definition: QuestionnaireDefinition): QuestionnaireItem {
  const extensions = limitsOf(item);
  return {
    ...(extensions.length > 0 && { extension: extensions }),
    linkId: item.key,
    ...(item.trait !== null && { code: [{ system: SYSTEMS.trait, code: item.trait }] }),
    ...inFhir('text', item.wording),
    type: TYPES[item.kind],
    ...(item.showWhen && enabling(item.showWhen, definition)),
    // Nothing is mandatory.
    required: false,
    ...(item.kind === 'several' && { repeats: true }),
    ...(item.text && { maxLength: item.text.maxLength }),
    ...(item.options.length > 0 && {
      answerConstraint: 'optionsOnly' as const,
      answerOption: item.options.map((option) => ({ valueCoding: codingOf(option) })),
    }),
    ...(item.help && {
      item: [{ extension: [control('help')], linkId: `${item.key}${LINKS.help}`, ...inFhir('text', item.help), type: 'display' }],
    }),
  };
}

const TYPES: Record<Item['kind'], string> = {
  choice: 'coding',
  scale: 'coding',
  several: 'coding',
  yes_no: 'coding',
  number: 'integer',
  date: 'date',
  text: 'text',
};

function limitsOf({ kind, number, date }: Item): Extension[] {
  switch (kind) {
    case 'choice':
      return [control('radio-button')];
    case 'several':
      return [control('check-box')];
    case 'scale':
      return [control('slider')];
    case 'yes_no':
      return [control('radio-button'), { url: EXTENSIONS.orientation, valueCode: 'horizontal' }];
    case 'number':
      return number
        ? [
            { url: EXTENSIONS.minValue, valueInteger: number.min },
            { url: EXTENSIONS.maxValue, valueInteger: number.max },
            { url: EXTENSIONS.unit, valueCoding: inFhir('display', number.unit) },
          ]
        : [];
    case 'date':
      return [...dayBound(EXTENSIONS.minValue, date?.from), ...dayBound(EXTENSIONS.maxValue, date?.until)];
    default:
      return [];
  }
}

/** The day of answering is an expression that whoever asks works out. */
function dayBound(url: string, day: string | undefined): Extension[] {
  if (day === undefined) return [];
  if (day !== 'today') return [{ url, valueDate: day }];
  return [
    {
      url,
      _valueDate: { extension: [{ url: EXTENSIONS.calculated, valueExpression: { language: 'text/fhirpath', expression: 'today()' } }] },
    },
  ];
}

function control(code: string): Extension {
  return { url: EXTENSIONS.itemControl, valueCodeableConcept: { coding: [{ system: SYSTEMS.itemControl, code }] } };
}

/** A name for programs: `HoeGaatHet`. */
function nameOf(key: string): string {
  const name = key.replaceAll(/(?:^|[^a-z0-9]+)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return /^[A-Z]/.test(name) ? name : `Q${name}`;
}

function lostOf({ legalBasis, retentionMonths, maxItemsPerMonth, scores }: QuestionnaireDefinition): Remark[] {
  const lost = [
    'fhir.lost.refusal',
    'fhir.lost.max-items',
    ...(legalBasis ? ['fhir.lost.legal-basis'] : []),
    ...(retentionMonths === undefined ? [] : ['fhir.lost.retention']),
    ...(maxItemsPerMonth === undefined ? [] : ['fhir.lost.max-items-per-month']),
    ...(scores?.length ? ['fhir.lost.scores'] : []),
  ];
  return lost.map((code) => ({ place: '', code, values: {} }));
}

function lostOfItem(item: Item, index: number, definition: QuestionnaireDefinition): Remark[] {
  const lost = [
    ...(item.feed ? ['fhir.lost.feed'] : []),
    ...(item.module ? ['fhir.lost.module'] : []),
    ...(item.sensitive ? ['fhir.lost.sensitive'] : []),
    ...(item.opens ? ['fhir.lost.opens'] : []),
    ...(item.options.some(({ icon }) => icon) ? ['fhir.lost.icons'] : []),
    ...(item.showWhen && !enabling(item.showWhen, definition) ? ['fhir.lost.condition'] : []),
  ];
  return lost.map((code) => ({ place: `items[${index}]`, code, values: {} }));
}
