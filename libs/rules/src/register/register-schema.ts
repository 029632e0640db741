import { PROJECT_ROOT } from '#libs/platform';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { RegisterRecord } from './algorithm-register.js';

/** As it is published in docs/schemas: what others read is what we check with. */
const FILE = path.join(PROJECT_ROOT, 'docs/schemas/algorithm-register.schema.json');

/** What the standard has against this record: field → what is wrong; empty when it can be offered to the register. */
export function problemsWithRecord(record: RegisterRecord): Record<string, string> {
  const validate = new Ajv2020({ allErrors: true, strict: true }).compile(JSON.parse(readFileSync(FILE, 'utf8')) as object);
  if (validate(record)) return {};
  return Object.fromEntries((validate.errors ?? []).map((error) => [fieldOf(error), error.message ?? error.keyword]));
}

function fieldOf({ instancePath, keyword, params }: ErrorObject): string {
  if (keyword === 'required') return String(params['missingProperty']);
  return instancePath.split('/')[1] ?? keyword;
}
