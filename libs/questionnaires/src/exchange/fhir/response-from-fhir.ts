import { itemOf, type Item, type ItemAnswer, type QuestionnaireDefinition } from '../../domain/definition.js';
import { isPossibleAnswer } from '../../domain/read-answer.js';
import type { Remark } from '../imported.js';
import { isUnknown } from './coding.js';
import { ABSENT, EXTENSIONS, extensionOf, type ResponseAnswer, type ResponseItem, SYSTEMS } from './resources.js';

/** What a response says, as far as the questionnaire knows it. */
export interface ReadResponse {
  /** Named as ours; null: not by one of our numbers. */
  clientNumber: string | null;
  questionnaireKey: string | null;
  versionNumber: number | null;
  /** When it was answered; null: it does not say. */
  authored: Temporal.Instant | null;
}

/** What a response is about: everything but its answers, for who has to find the version first. null: it is no QuestionnaireResponse. */
export function aboutResponse(resource: Record<string, unknown>): ReadResponse | null {
  if (resource['resourceType'] !== 'QuestionnaireResponse') return null;
  const [canonical = '', number] = textOf(resource['questionnaire']).split('|');
  const identifier = fieldsOf(fieldsOf(resource['subject'])['identifier']);
  return {
    clientNumber: identifier['system'] === SYSTEMS.client ? textOf(identifier['value']) || null : null,
    questionnaireKey: canonical.startsWith(SYSTEMS.questionnaire) ? canonical.slice(SYSTEMS.questionnaire.length) : null,
    versionNumber: number !== undefined && /^\d+$/.test(number) ? Number(number) : null,
    authored: instantOf(textOf(resource['authored'])),
  };
}

/** The answers by question. An answer that the question does not allow, and a question we do not have, are told and left out. @param today the day it was answered */
export function answersFromFhir(
  definition: QuestionnaireDefinition,
  resource: Record<string, unknown>,
  today: Temporal.PlainDate,
): { answers: Map<string, ItemAnswer>; notMapped: Remark[] } {
  const answers = new Map<string, ItemAnswer>();
  const notMapped: Remark[] = [];
  take(resource['item'], '');
  return { answers, notMapped };

  function take(items: unknown, place: string): void {
    if (!Array.isArray(items)) return;
    items.forEach((one: unknown, index) => {
      const at = `${place}${place && '.'}item[${index}]`;
      const { linkId, answer } = fieldsOf(one) as Partial<ResponseItem>;
      const item = itemOf(definition, textOf(linkId));
      if (item && Array.isArray(answer) && answer.length > 0) read(item, answer, at);
      else if (!item && answer !== undefined)
        notMapped.push({ place: at, code: 'fhir.response-question', values: { question: textOf(linkId) } });
      take(fieldsOf(one)['item'], at);
    });
  }

  function read(item: Item, given: readonly ResponseAnswer[], place: string): void {
    const answer = answerOf(item, given.map(fieldsOf));
    if (answer && (answer.state === 'skipped' || isPossibleAnswer(item, answer, today))) answers.set(item.key, answer);
    else notMapped.push({ place, code: 'fhir.response-answer', values: { question: item.key } });
  }
}

function answerOf(item: Item, given: readonly ResponseAnswer[]): ItemAnswer | null {
  const [first] = given;
  if (!first) return null;
  const state = stateOf(first);
  if (state) return given.length === 1 ? { state, value: null } : null;
  switch (item.kind) {
    case 'number':
      return given.length === 1 && typeof first.valueInteger === 'number' ? { state: 'answered', value: first.valueInteger } : null;
    case 'date':
      return given.length === 1 && first.valueDate ? said(first.valueDate) : null;
    case 'text':
      return given.length === 1 && first.valueString ? said(first.valueString) : null;
    case 'several': {
      const values = given.map(({ valueCoding }) => valueIn(item, valueCoding));
      return values.includes(null)
        ? null
        : said(
            values
              .map(Number)
              .toSorted((a, b) => a - b)
              .join(','),
          );
    }
    default: {
      const value = given.length === 1 ? valueIn(item, first.valueCoding) : null;
      return value === null ? null : { state: 'answered', value };
    }
  }
}

function said(words: string): ItemAnswer {
  return { state: 'answered', value: null, said: words };
}

function valueIn(item: Item, coding: ResponseAnswer['valueCoding']): number | null {
  const { system, code } = fieldsOf(coding);
  return item.options.find(({ value }) => system === SYSTEMS.answer && value !== null && String(value) === code)?.value ?? null;
}

/** The reason why there is no value, as a state. */
function stateOf(answer: ResponseAnswer): Exclude<ItemAnswer['state'], 'answered'> | null {
  if (answer.valueCoding && isUnknown(answer.valueCoding)) return 'unknown';
  const reason = [answer.valueCoding, answer._valueInteger, answer._valueDate, answer._valueString]
    .map((element) => extensionOf(element, EXTENSIONS.dataAbsentReason)?.valueCode)
    .find((code) => code !== undefined);
  const states = Object.entries(ABSENT) as [keyof typeof ABSENT, string][];
  return states.find(([, code]) => code === reason)?.[0] ?? null;
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function instantOf(text: string): Temporal.Instant | null {
  try {
    return Temporal.Instant.from(text);
  } catch {
    return null;
  }
}
