import type { Remark } from '../imported.js';
import type { FhirQuestionnaire, QuestionnaireItem } from './resources.js';

/** More than this is no questionnaire for people. */
const MOST_ITEMS = 500;
const DEEPEST = 10;

/**
 * Whether a file has the form that reading it relies on: what is text is text, what is a list is a list. The rest of FHIR is not looked at: a
 * file of others may hold anything beside what we read.
 */
export function shapeProblems(resource: Record<string, unknown>): Remark[] {
  if (resource['resourceType'] !== 'Questionnaire') return [{ place: '', code: 'fhir.other-resource', values: {} }];
  const strange: Remark[] = [];
  let count = 0;
  textAt(resource, ['title', 'name', 'url', 'version', 'language', 'purpose', 'copyright', 'copyrightLabel'], '');
  items(resource['item'], '', 0);
  if (count === 0) strange.push({ place: '', code: 'fhir.no-items', values: {} });
  if (count > MOST_ITEMS) strange.push({ place: '', code: 'file.maxItems', values: { limit: MOST_ITEMS } });
  return strange.slice(0, 50);

  function items(list: unknown, place: string, depth: number): void {
    if (list === undefined) return;
    if (!Array.isArray(list)) return problem(`${place}${place && '.'}item`, 'file.type-array');
    if (depth > DEEPEST) return problem(place, 'file.form');
    list.forEach((item: unknown, index) => {
      const at = `${place}${place && '.'}item[${index}]`;
      count += 1;
      if (!isObject(item)) return problem(at, 'file.type-object');
      for (const field of ['linkId', 'type'])
        if (typeof item[field] !== 'string' || item[field] === '') strange.push({ place: at, code: 'file.required', values: { field } });
      textAt(item, ['text', 'definition'], at);
      objectsAt(item, ['code', 'enableWhen', 'answerOption', 'extension'], at);
      for (const field of ['_text']) if (item[field] !== undefined && !isObject(item[field])) problem(at, 'file.form');
      items(item['item'], at, depth + 1);
    });
  }

  function textAt(object: Record<string, unknown>, fields: string[], place: string): void {
    for (const field of fields)
      if (object[field] !== undefined && typeof object[field] !== 'string') problem(`${place}${place && '.'}${field}`, 'file.type-string');
  }

  function objectsAt(object: Record<string, unknown>, fields: string[], place: string): void {
    for (const field of fields) {
      const list = object[field];
      if (list !== undefined && !(Array.isArray(list) && list.every(isObject))) problem(`${place}.${field}`, 'file.type-array');
    }
  }

  function problem(place: string, code: string): void {
    strange.push({ place, code, values: {} });
  }
}

/** @returns the same, for who has seen that `shapeProblems` is empty */
export function asQuestionnaire(resource: Record<string, unknown>): Partial<FhirQuestionnaire> & { item: QuestionnaireItem[] } {
  return resource as unknown as Partial<FhirQuestionnaire> & { item: QuestionnaireItem[] };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
