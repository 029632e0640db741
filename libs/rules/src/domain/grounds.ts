import type { Wording } from '#libs/platform';
import type { Telling } from './evidence.js';
import type { Condition } from './rule.js';

/** What a condition that holds rests on and that is no answer by itself, in words. */
export function groundsOf(_condition: Condition, _telling: Telling): Wording[] {
  return [];
}
