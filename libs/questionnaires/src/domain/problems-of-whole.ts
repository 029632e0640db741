import { LEGAL_GROUNDS, type QuestionnaireDefinition } from './definition.js';
import { refused, remark, type DefinitionProblem } from './problem.js';

const MOST_ITEMS = 100;
const LONGEST_ARTICLE = 200;
/** Items a check-in: more than twelve is no check-in. */
const MAX_ITEMS = { min: 1, max: 12 };
const MAX_ITEMS_PER_MONTH = { min: 1, max: 60 };
/** In months; ten years is longer than any ground for asking how it goes. */
const RETENTION = { min: 1, max: 120 };

/** What is recorded about a questionnaire as a whole, and how its items and sections stand in it. */
export function problemsOfWhole(definition: QuestionnaireDefinition): DefinitionProblem[] {
  const { key, legalBasis, retentionMonths, maxItems, maxItemsPerMonth, items, closing } = definition;
  const article = legalBasis?.article.trim() ?? '';
  return [
    ...(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(key) ? [] : [refused('key', 'key-wrong', { what: key })]),
    ...(article === '' || !LEGAL_GROUNDS.includes(legalBasis!.ground) ? [refused('legalBasis', 'legal-basis-missing')] : []),
    ...(article.length > LONGEST_ARTICLE ? [refused('legalBasis', 'words-too-long', { most: LONGEST_ARTICLE })] : []),
    ...(isWithin(retentionMonths, RETENTION) ? [] : [refused('retentionMonths', 'retention-out-of-bounds', RETENTION)]),
    ...(isWithin(maxItems, MAX_ITEMS) ? [] : [refused('maxItems', 'max-items-out-of-bounds', MAX_ITEMS)]),
    ...(maxItemsPerMonth === undefined || isWithin(maxItemsPerMonth, MAX_ITEMS_PER_MONTH)
      ? []
      : [refused('maxItemsPerMonth', 'max-items-per-month-out-of-bounds', MAX_ITEMS_PER_MONTH)]),
    ...(closing ? [] : [remark('closing', 'closing-missing')]),
    ...(items.length === 0 ? [refused('items', 'no-items')] : []),
    ...(items.length > MOST_ITEMS ? [refused('items', 'too-many-items', { most: MOST_ITEMS })] : []),
    ...problemsOfKeys(definition),
    ...problemsOfSections(definition),
    ...problemsOfOpening(definition),
  ];
}

function problemsOfKeys({ items }: QuestionnaireDefinition): DefinitionProblem[] {
  return [
    ...items
      .filter(({ key }) => !/^[a-z0-9]+([._-][a-z0-9]+)*$/.test(key))
      .map(({ key }) => refused(`items.${key}`, 'key-wrong', { what: key })),
    ...repeated(items).map((key) => refused(`items.${key}`, 'duplicate-item', { what: key })),
  ];
}

function problemsOfSections({ items, sections = [] }: QuestionnaireDefinition): DefinitionProblem[] {
  const known = new Set(sections.map(({ key }) => key));
  const used = new Set(items.map(({ section }) => section));
  return [
    ...repeated(sections).map((key) => refused(`sections.${key}`, 'duplicate-section', { what: key })),
    ...items.flatMap(({ key, section }) =>
      section === undefined || known.has(section) ? [] : [refused(`items.${key}.section`, 'unknown-section', { what: section })],
    ),
    ...[...known].filter((key) => !used.has(key)).map((key) => refused(`sections.${key}`, 'empty-section', { what: key })),
    ...[...known].filter((key) => isInPieces(items, key)).map((key) => remark(`sections.${key}`, 'section-in-pieces', { what: key })),
  ];
}

/** Whether items of other sections stand between those of this one. */
function isInPieces(items: QuestionnaireDefinition['items'], section: string): boolean {
  const places = items.flatMap((item, index) => (item.section === section ? [index] : []));
  return places.length > 0 && (places.at(-1) as number) - (places[0] as number) >= places.length;
}

function problemsOfOpening({ items }: QuestionnaireDefinition): DefinitionProblem[] {
  const opening = items.filter(({ opens }) => opens);
  return [
    ...opening.slice(1).map(({ key }) => refused(`items.${key}.opens`, 'opens-twice', { what: opening[0]?.key as string })),
    ...opening.filter(({ showWhen }) => showWhen).map(({ key }) => remark(`items.${key}.opens`, 'opens-conditional')),
  ];
}

function isWithin(value: number | undefined, { min, max }: { min: number; max: number }): boolean {
  return value !== undefined && Number.isInteger(value) && value >= min && value <= max;
}

/** Each key that more than one carries, once. */
function repeated(list: readonly { key: string }[]): string[] {
  const keys = list.map(({ key }) => key);
  return [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))];
}
