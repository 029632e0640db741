import type { QuestionnaireDefinition } from './definition.js';

export interface Estimate {
  /** Of one check-in: the longest `maxItems` items. */
  seconds: number;
  /** How many items one check-in asks at most. */
  items: number;
  /** How many words of Dutch a check-in has its reader read. */
  words: number;
  /** Of the Dutch words. `plain`: nothing to remark; `some`: a few hard words or long sentences; `hard`: more than one in five items has one. */
  reading: 'plain' | 'some' | 'hard';
}

/** How long a check-in takes somebody who reads slowly, and how hard its Dutch is. */
export function estimateOf(_definition: QuestionnaireDefinition): Estimate {
  throw new Error('not made yet');
}
