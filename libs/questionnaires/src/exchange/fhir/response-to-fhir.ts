import { wordingIn, type ClientLanguage } from '#libs/platform';
import type { Item, ItemAnswer, QuestionnaireDefinition } from '../../domain/definition.js';
import { codingOf } from './coding.js';
import {
  ABSENT,
  type Element,
  EXTENSIONS,
  type FhirResponse,
  LINKS,
  type ResponseAnswer,
  type ResponseItem,
  SYSTEMS,
} from './resources.js';

/** One check-in with what was answered in it. */
export interface AnsweredCheckIn {
  id: string;
  clientNumber: string;
  /** Of the version that was asked. */
  number: number;
  language: ClientLanguage;
  /** The keys that this check-in asked, in any order. */
  asked: readonly string[];
  answers: ReadonlyMap<string, ItemAnswer>;
  /** null: it is open. */
  outcome: string | null;
  /** The last answer; null: none yet. */
  answeredAt: Temporal.Instant | null;
}

/**
 * One check-in as a FHIR R5 QuestionnaireResponse. Refused, unknown and passed over are answers without a value, each with its own reason
 * (data-absent-reason: asked-declined, asked-unknown, unknown); what was asked and not reached is there without an answer; what was not
 * asked is not there.
 */
export function responseToFhir(definition: QuestionnaireDefinition, checkIn: AnsweredCheckIn): FhirResponse {
  const asked = definition.items.filter(({ key }) => checkIn.asked.includes(key));
  const items = inSections(definition, asked, checkIn);
  return {
    resourceType: 'QuestionnaireResponse',
    identifier: [{ system: SYSTEMS.checkIn, value: checkIn.id }],
    questionnaire: `${SYSTEMS.questionnaire}${definition.key}|${checkIn.number}`,
    status: statusOf(checkIn.outcome),
    subject: { type: 'Patient', identifier: { system: SYSTEMS.client, value: checkIn.clientNumber } },
    ...(checkIn.answeredAt && { authored: checkIn.answeredAt.toString({ smallestUnit: 'second' }) }),
    language: checkIn.language,
    ...(items.length > 0 && { item: items }),
  };
}

function statusOf(outcome: string | null): FhirResponse['status'] {
  if (outcome === null) return 'in-progress';
  return outcome === 'finished' ? 'completed' : 'stopped';
}

function inSections(definition: QuestionnaireDefinition, asked: readonly Item[], checkIn: AnsweredCheckIn): ResponseItem[] {
  const found: ResponseItem[] = [];
  for (const item of asked) {
    const one = itemOf(item, checkIn);
    const section = definition.sections?.find(({ key }) => key === item.section);
    const linkId = `${LINKS.section}${section?.key}`;
    const last = found.at(-1);
    if (!section) found.push(one);
    else if (last?.linkId === linkId) last.item?.push(one);
    else found.push({ linkId, text: wordingIn(section.title, checkIn.language), item: [one] });
  }
  return found;
}

function itemOf(item: Item, { answers, language }: AnsweredCheckIn): ResponseItem {
  const answer = answers.get(item.key);
  return { linkId: item.key, text: wordingIn(item.wording, language), ...(answer && { answer: answersOf(item, answer) }) };
}

function answersOf(item: Item, answer: ItemAnswer): ResponseAnswer[] {
  if (answer.state !== 'answered') return [withoutValue(item, answer.state)];
  const { value, said } = answer;
  switch (item.kind) {
    case 'number':
      return [{ valueInteger: Number(value) }];
    case 'date':
      return [{ valueDate: String(said) }];
    case 'text':
      return [{ valueString: String(said) }];
    case 'several':
      return String(said)
        .split(',')
        .map((one) => ({ valueCoding: choiceOf(item, Number(one)) }));
    default:
      return [{ valueCoding: choiceOf(item, Number(value)) }];
  }
}

/** "Weet ik niet" is an option where it stands among the options, and else a reason. */
function withoutValue(item: Item, state: keyof typeof ABSENT): ResponseAnswer {
  const option = state === 'unknown' ? item.options.find((candidate) => candidate.state === 'unknown') : undefined;
  if (option) return { valueCoding: codingOf(option) };
  const absent: Element = { extension: [{ url: EXTENSIONS.dataAbsentReason, valueCode: ABSENT[state] }] };
  switch (item.kind) {
    case 'number':
      return { _valueInteger: absent };
    case 'date':
      return { _valueDate: absent };
    case 'text':
      return { _valueString: absent };
    default:
      return { valueCoding: absent };
  }
}

function choiceOf(item: Item, value: number) {
  const option = item.options.find((candidate) => candidate.value === value);
  return option ? codingOf(option) : { system: SYSTEMS.answer, code: String(value) };
}
