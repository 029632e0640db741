import type { QuestionnaireDefinition } from '../domain/definition.js';
import type { Remark } from './imported.js';
import { schemaProblems } from './schema-problems.js';
import { validatorOf } from './schemas.js';

export const FORMAT = 'werkplein-vragenlijst';
export const FORMAT_VERSION = 1;

/** In characters: the largest questionnaire in eight languages is a tenth of it. */
const LONGEST_FILE = 2_000_000;

/** What a file says, or what is wrong with it. */
export type ReadFile<T> = { found: T } | { problems: Remark[] };

/**
 * A questionnaire as one file (docs/schemas/questionnaire.schema.json). The same questionnaire gives the same file, letter by letter.
 * @param number of the version it is; none: a draft
 */
export function exportQuestionnaire(questionnaire: QuestionnaireDefinition, number?: number): string {
  const file = { format: FORMAT, formatVersion: FORMAT_VERSION, ...(number !== undefined && { version: number }), questionnaire };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Reads such a file. Total: whatever text comes in, either a definition of the right form comes out or what is wrong with it, and nothing is left out. */
export function importQuestionnaire(text: string): ReadFile<QuestionnaireDefinition> {
  const read = readJson(text);
  if ('problems' in read) return read;
  const strange = problemsOfFormat(read.found, FORMAT);
  if (strange) return { problems: [strange] };
  const validate = validatorOf('questionnaire');
  if (!validate(read.found)) return { problems: schemaProblems(validate.errors ?? [], '/questionnaire') };
  return { found: (read.found as unknown as { questionnaire: QuestionnaireDefinition }).questionnaire };
}

/** The object in a text of JSON. A mark at its beginning, as some editors make it, is no mistake. */
export function readJson(text: string): ReadFile<Record<string, unknown>> {
  if (text.length > LONGEST_FILE) return { problems: [problem('file.too-large')] };
  try {
    const found: unknown = JSON.parse(text.replace(/^\u{FEFF}/u, ''));
    return isObject(found) ? { found } : { problems: [problem('file.not-an-object')] };
  } catch {
    return { problems: [problem('file.not-json')] };
  }
}

/** Whether it is another kind of file, or one from a later product: then its fields mean nothing to us. */
export function problemsOfFormat({ format, formatVersion, resourceType }: Record<string, unknown>, expected: string): Remark | null {
  if (typeof resourceType === 'string') return problem('file.is-fhir');
  if (format !== expected) return problem('file.other-format', { expected });
  if (formatVersion !== FORMAT_VERSION) return problem('file.other-version', { known: FORMAT_VERSION });
  return null;
}

function problem(code: string, values: Remark['values'] = {}): Remark {
  return { place: '', code, values };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
