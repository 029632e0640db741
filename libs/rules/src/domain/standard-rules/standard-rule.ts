import type { RuleDefinition } from '../rule.js';

/** A rule of the standard set; who wrote and approved it, and since when it applies, is said once for all of them. */
export type StandardRule = Omit<RuleDefinition, 'author' | 'approver' | 'validFrom'>;
