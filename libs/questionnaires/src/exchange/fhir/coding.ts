import type { ItemOption } from '../../domain/definition.js';
import { ABSENT, type Coding, EXTENSIONS, SYSTEMS } from './resources.js';
import { inFhir } from './translations.js';

/** An option as a coding: its code is its value; "weet ik niet" is what FHIR calls asked, and unknown. */
export function codingOf({ value, label }: ItemOption): Coding {
  if (value === null) return { system: SYSTEMS.dataAbsentReason, code: ABSENT.unknown, ...inFhir('display', label) };
  return {
    extension: [{ url: EXTENSIONS.weight, valueDecimal: value }],
    system: SYSTEMS.answer,
    code: String(value),
    ...inFhir('display', label),
  };
}

/** Whether a coding stands for "weet ik niet". */
export function isUnknown({ system, code }: Coding): boolean {
  return system === SYSTEMS.dataAbsentReason && code === ABSENT.unknown;
}
