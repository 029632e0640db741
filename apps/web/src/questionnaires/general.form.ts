import { LEGAL_GROUNDS, type LegalGround, type QuestionnaireDefinition } from '#libs/questionnaires';
import { fieldsOfWording, isWritten, textIn, wholeIn, wordingOf, wordsIn, type Sent, type WordFields } from './form-reading.js';

/** More sections than this are more than anybody answers in one go. */
export const MOST_SECTIONS = 12;

/** What is said about a questionnaire as a whole, as it stands in the form. */
export interface GeneralFields {
  title: WordFields;
  purpose: WordFields;
  refusal: WordFields;
  closing: WordFields;
  ground: LegalGround | '';
  article: string;
  retentionMonths: string;
  maxItems: string;
  maxItemsPerMonth: string;
  sections: { key: string; title: WordFields }[];
}

export type GeneralAction = { do: 'bewaar' | 'onderdeel-erbij' } | { do: 'onderdeel-weg'; index: number };

export function readGeneral(sent: Sent): { fields: GeneralFields; action: GeneralAction } {
  const numbers = Array.from({ length: MOST_SECTIONS }, (_, index) => index + 1);
  const action = textIn(sent, 'actie', 100);
  const [, removed] = /^onderdeel-weg-(\d{1,2})$/.exec(action) ?? [];
  return {
    fields: {
      title: wordsIn(sent, 'titel'),
      purpose: wordsIn(sent, 'doel'),
      refusal: wordsIn(sent, 'weigeren'),
      closing: wordsIn(sent, 'slot'),
      ground: LEGAL_GROUNDS.find((known) => known === textIn(sent, 'grond')) ?? '',
      article: textIn(sent, 'artikel', 300),
      retentionMonths: textIn(sent, 'bewaren', 12),
      maxItems: textIn(sent, 'meest', 12),
      maxItemsPerMonth: textIn(sent, 'permaand', 12),
      sections: numbers
        .filter((number) => `onderdeel-${number}-nl` in sent)
        .map((number) => ({ key: textIn(sent, `onderdeel-${number}-sleutel`, 100), title: wordsIn(sent, `onderdeel-${number}`) })),
    },
    action:
      removed === undefined
        ? { do: action === 'onderdeel-erbij' ? 'onderdeel-erbij' : 'bewaar' }
        : { do: 'onderdeel-weg', index: Number(removed) - 1 },
  };
}

export function withSections(fields: GeneralFields, action: GeneralAction): GeneralFields {
  const { sections } = fields;
  if (action.do === 'onderdeel-weg') return { ...fields, sections: sections.filter((_, index) => index !== action.index) };
  if (action.do === 'bewaar' || sections.length >= MOST_SECTIONS) return fields;
  return { ...fields, sections: [...sections, { key: '', title: fieldsOfWording() }] };
}

export function fieldsOfGeneral(definition: QuestionnaireDefinition): GeneralFields {
  const { legalBasis, sections = [] } = definition;
  return {
    title: fieldsOfWording(definition.title),
    purpose: fieldsOfWording(definition.purpose),
    refusal: fieldsOfWording(definition.refusal),
    closing: fieldsOfWording(definition.closing),
    ground: legalBasis?.ground ?? '',
    article: legalBasis?.article ?? '',
    retentionMonths: String(definition.retentionMonths ?? ''),
    maxItems: String(definition.maxItems),
    maxItemsPerMonth: String(definition.maxItemsPerMonth ?? ''),
    sections: sections.map(({ key, title }) => ({ key, title: fieldsOfWording(title) })),
  };
}

/** The questionnaire with what was filled in; a section that is gone takes its questions out of it, not away. */
export function definitionWith(
  before: QuestionnaireDefinition,
  fields: GeneralFields,
): { definition: QuestionnaireDefinition; problems: Record<string, string> } {
  const problems: Record<string, string> = {};
  if (fields.title.nl.trim() === '') problems['titel-nl'] = 'words-needed';
  const whole = (text: string, field: string) => {
    if (text.trim() === '') return null;
    const value = wholeIn(text);
    if (value === null) problems[field] = 'number-needed';
    return value;
  };
  const retentionMonths = whole(fields.retentionMonths, 'bewaren');
  const maxItemsPerMonth = whole(fields.maxItemsPerMonth, 'permaand');
  const maxItems = wholeIn(fields.maxItems);
  if (maxItems === null) problems['meest'] = 'number-needed';
  const sections = sectionsFrom(fields, problems);
  const kept = new Set(sections.map(({ key }) => key));
  const { ground } = fields;
  const article = fields.article.trim();
  if (article !== '' && ground === '') problems['grond'] = 'ground-needed';
  const {
    legalBasis: _,
    retentionMonths: __,
    maxItemsPerMonth: ___,
    sections: ____,
    closing: _____,
    items,
    scores,
    source,
    ...rest
  } = before;
  return {
    problems,
    definition: {
      ...rest,
      title: wordingOf(fields.title),
      purpose: wordingOf(fields.purpose),
      ...(ground && { legalBasis: { ground, article } }),
      ...(retentionMonths !== null && { retentionMonths }),
      maxItems: maxItems ?? before.maxItems,
      ...(maxItemsPerMonth !== null && { maxItemsPerMonth }),
      refusal: wordingOf(fields.refusal),
      ...(sections.length > 0 && { sections }),
      items: items.map(({ section, ...item }) => (section !== undefined && kept.has(section) ? { ...item, section } : item)),
      ...(scores && { scores }),
      ...(isWritten(fields.closing) && { closing: wordingOf(fields.closing) }),
      ...(source && { source }),
    },
  };
}

/** A section without any words is none; a new one gets a key that no other has. */
function sectionsFrom({ sections }: GeneralFields, problems: Record<string, string>) {
  const taken = new Set(sections.map(({ key }) => key));
  return sections.flatMap(({ key, title }, index) => {
    if (!isWritten(title)) return [];
    if (title.nl.trim() === '') problems[`onderdeel-${index + 1}-nl`] = 'words-needed';
    let own = key;
    for (let number = 1; own === ''; number += 1) if (!taken.has(`deel-${number}`)) own = `deel-${number}`;
    taken.add(own);
    return [{ key: own, title: wordingOf(title) }];
  });
}
