import type { Wording } from '#libs/platform';
import type { NotHeard, RuleDefinition } from '../rule.js';

/** A rule of the standard set; who wrote and approved it, and since when it applies, is said once for all of them. */
export type StandardRule = Omit<RuleDefinition, 'author' | 'approver' | 'validFrom'> & { forWhom: Wording; clientExplanation: Wording };

/** Whatever the reason that nothing is known. */
export const NOT_HEARD: readonly NotHeard[] = ['never', 'expired', 'refused', 'unknown'];
