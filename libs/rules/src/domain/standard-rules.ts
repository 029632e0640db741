import type { RuleDefinition } from './rule.js';
import { ASKING_RULES } from './standard-rules/asking.js';
import { HEALTH_RULES } from './standard-rules/health.js';
import { LANGUAGE_RULES } from './standard-rules/language.js';
import { MONEY_AND_HOME_RULES } from './standard-rules/money-and-home.js';
import { READINESS_RULES } from './standard-rules/readiness.js';
import { SUPPORT_AT_WORK_RULES } from './standard-rules/support-at-work.js';
import { TAKING_PART_RULES } from './standard-rules/taking-part.js';
import { TALKING_RULES } from './standard-rules/talking.js';
import { WISH_RULES } from './standard-rules/wishes.js';

/**
 * The rules an office starts with, after the table of fits and contra-indications of office practice; they are not evidence-graded, and each
 * says what goes together, never what causes what. An office ends, changes or adds rules as versions of its own.
 */
export const STANDARD_RULES: readonly RuleDefinition[] = [
  ...WISH_RULES,
  ...TALKING_RULES,
  ...HEALTH_RULES,
  ...MONEY_AND_HOME_RULES,
  ...LANGUAGE_RULES,
  ...READINESS_RULES,
  ...SUPPORT_AT_WORK_RULES,
  ...TAKING_PART_RULES,
  ...ASKING_RULES,
].map((rule) => ({
  ...rule,
  author: 'Werkplein Check-in, standaardregels',
  approver: 'Werkplein Check-in, inhoudelijke toets',
  validFrom: '2025-01-01T00:00:00Z',
}));
