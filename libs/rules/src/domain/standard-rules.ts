import type { RuleDefinition } from './rule.js';
import { BARRIER_RULES } from './standard-rules/barriers.js';
import { READINESS_RULES } from './standard-rules/readiness.js';
import { WISH_RULES } from './standard-rules/wishes.js';

/**
 * The rules an office starts with, after the table of fits and contra-indications of office practice; they are not evidence-graded, and each
 * says what goes together, never what causes what. An office ends, changes or adds rules as versions of its own.
 */
export const STANDARD_RULES: readonly RuleDefinition[] = [...WISH_RULES, ...BARRIER_RULES, ...READINESS_RULES].map((rule) => ({
  ...rule,
  author: 'Werkplein Check-in, standaardregels',
  approver: 'Werkplein Check-in, inhoudelijke toets',
  validFrom: '2025-01-01T00:00:00Z',
}));
