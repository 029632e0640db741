import { PROJECT_ROOT } from '#libs/platform';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The schemas that are published, as they stand in docs/schemas: what others read is what we check with. */
const FOLDER = path.join(PROJECT_ROOT, 'docs/schemas');

export const RULE_SCHEMA_NAMES = ['rule', 'rule-set'] as const;
export type RuleSchemaName = (typeof RULE_SCHEMA_NAMES)[number];

/** The text of a published schema. */
export function ruleSchemaText(name: RuleSchemaName): string {
  return readFileSync(path.join(FOLDER, `${name}.schema.json`), 'utf8');
}

/** JSON Schema (draft 2020-12) of one rule, as it is published. */
export const RULE_SCHEMA = JSON.parse(ruleSchemaText('rule')) as Readonly<Record<string, unknown>>;

/** A place in what was given (a JSON pointer) and what the schema says of it, in English. */
export interface SchemaProblem {
  at: string;
  problem: string;
}

/** More than this tells nobody more. */
const MOST_TOLD = 20;

/**
 * What a published schema finds wrong with this; empty: nothing. What the schema cannot know is told by the compiler (`compileRule`).
 * Where one of several shapes was meant, which one is a guess: then only the place is told.
 */
export function schemaProblemsIn(name: RuleSchemaName, given: unknown): SchemaProblem[] {
  const validate = validatorOf(name);
  if (validate(given)) return [];
  const errors = validate.errors ?? [];
  const chosen = errors.filter(({ keyword }) => keyword === 'anyOf').map(({ instancePath }) => instancePath);
  const told = errors.filter((error) => error.keyword === 'anyOf' || !chosen.some((place) => error.instancePath.startsWith(place)));
  // Of choices within choices, the innermost that nothing fits is the mistake.
  const innermost = told.filter((error) => error.keyword !== 'anyOf' || !told.some((other) => other !== error && isWithin(other, error)));
  return [...new Map(innermost.map((error) => [problemOf(error).at + problemOf(error).problem, problemOf(error)])).values()].slice(
    0,
    MOST_TOLD,
  );
}

function isWithin(inner: ErrorObject, outer: ErrorObject): boolean {
  return inner.instancePath.startsWith(`${outer.instancePath}/`);
}

function problemOf({ instancePath, keyword, message, params }: ErrorObject): SchemaProblem {
  const more = keyword === 'additionalProperties' ? `: ${params['additionalProperty']}` : '';
  return { at: instancePath, problem: keyword === 'anyOf' ? 'is none of what can stand here' : `${message ?? keyword}${more}` };
}

const compiled = new Map<RuleSchemaName, ValidateFunction>();

/** Compiled once in a process, when it is first needed. */
function validatorOf(name: RuleSchemaName): ValidateFunction {
  const known = compiled.get(name) ?? compile(name);
  compiled.set(name, known);
  return known;
}

function compile(name: RuleSchemaName): ValidateFunction {
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strictRequired: false });
  if (name === 'rule-set') ajv.addSchema(RULE_SCHEMA);
  return ajv.compile(name === 'rule' ? RULE_SCHEMA : (JSON.parse(ruleSchemaText(name)) as object));
}
