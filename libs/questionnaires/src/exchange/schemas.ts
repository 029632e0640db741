import { PROJECT_ROOT } from '#libs/platform';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The schemas that are published, as they stand in docs/schemas: what others read is what we check with. */
const FOLDER = path.join(PROJECT_ROOT, 'docs/schemas');

export const SCHEMA_NAMES = ['questionnaire', 'text-pack'] as const;
export type SchemaName = (typeof SCHEMA_NAMES)[number];

/** The text of a published schema. */
export function schemaText(name: SchemaName): string {
  return readFileSync(path.join(FOLDER, `${name}.schema.json`), 'utf8');
}

const compiled = new Map<SchemaName, ValidateFunction>();

/** Checks with a published schema; compiled once in a process, when it is first needed. */
export function validatorOf(name: SchemaName): ValidateFunction {
  const known = compiled.get(name) ?? compile(name);
  compiled.set(name, known);
  return known;
}

function compile(name: SchemaName): ValidateFunction {
  return new Ajv2020({ allErrors: true, allowUnionTypes: true, strictRequired: false, verbose: true }).compile(
    JSON.parse(schemaText(name)) as object,
  );
}
