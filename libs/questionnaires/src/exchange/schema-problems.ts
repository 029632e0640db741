import type { ErrorObject } from 'ajv';
import type { Remark } from './imported.js';

/** More than this tells nobody more. */
const MOST_TOLD = 50;

/** Where a file may say one of several things: which of them was meant is a guess, so all that is said is that it was none of them. */
const CHOICES: readonly [at: RegExp, code: string][] = [
  [/^(.*\/showWhen)(\/|$)/, 'file.condition'],
  [/^(.*\/feed)(\/|$)/, 'file.feed'],
];

/** What a schema found wrong, each thing once, in the order of the file. @param inside the pointer that places are told from, as `/questionnaire` */
export function schemaProblems(errors: readonly ErrorObject[], inside = ''): Remark[] {
  const remarks = new Map<string, Remark>();
  for (const error of errors) {
    const remark = remarkOn(error, inside);
    if (remark) remarks.set(JSON.stringify(remark), remark);
  }
  return [...remarks.values()].slice(0, MOST_TOLD);
}

function remarkOn(error: ErrorObject, inside: string): Remark | null {
  for (const [at, code] of CHOICES) {
    const found = at.exec(error.instancePath);
    if (found) return { place: placeOf(String(found[1]), inside), code, values: {} };
  }
  const said = sayingOf(error);
  return said && { place: placeOf(error.instancePath, inside), ...said };
}

function sayingOf({ keyword, params }: ErrorObject): Pick<Remark, 'code' | 'values'> | null {
  switch (keyword) {
    // What is behind an `if` is told by itself.
    case 'if':
      return null;
    case 'required':
      return { code: 'file.required', values: { field: String(params['missingProperty']) } };
    case 'additionalProperties':
      return { code: 'file.unknown-field', values: { field: String(params['additionalProperty']) } };
    case 'type':
      return { code: `file.type-${[params['type']].flat()[0]}`, values: {} };
    case 'enum':
      return { code: 'file.not-one-of', values: { allowed: (params['allowedValues'] as unknown[]).join(', ') } };
    case 'const':
      return { code: 'file.not-one-of', values: { allowed: JSON.stringify(params['allowedValue']) } };
    case 'minimum':
    case 'maximum':
    case 'minLength':
    case 'maxLength':
    case 'minItems':
    case 'maxItems':
      return { code: `file.${keyword}`, values: { limit: Number(params['limit']) } };
    case 'uniqueItems':
      return { code: 'file.twice', values: {} };
    default:
      return { code: 'file.form', values: {} };
  }
}

/** From a JSON pointer to what programmers and screens both read: `items[2].options[0].label.nl`. */
function placeOf(pointer: string, inside: string): string {
  const rest = pointer.startsWith(inside) ? pointer.slice(inside.length) : pointer;
  return rest
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((place, part) => (/^\d+$/.test(part) ? `${place}[${part}]` : `${place}${place && '.'}${part}`), '');
}
