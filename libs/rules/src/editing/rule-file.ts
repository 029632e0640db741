import type { RuleDefinition } from '../domain/rule.js';
import { isRecord } from '../domain/reading.js';
import { writingOf, type RuleWriting } from './rule-writing.js';

/** What a file of rules calls itself; another format gets another name. */
export const RULE_FILE_FORMAT = 'werkplein-rules/1';
/** An office has tens of rules. */
export const MOST_RULES_IN_A_FILE = 200;

export type FileProblem = 'not-json' | 'not-a-rule-file' | 'no-rules' | 'too-many-rules';

/** One rule of a file as it stands there: whether it is any good, the compiler says. */
export interface RuleInFile {
  /** Its key, or its place in the file where it has none. */
  rule: string;
  given: RuleWriting;
  /** Its key stands in the file before. */
  isTwice: boolean;
}

/** A set of rules as one file, as `docs/schemas/rule-set.schema.json` describes it. */
export function exportRules(rules: readonly RuleDefinition[], now: Temporal.Instant): string {
  return `${JSON.stringify({ format: RULE_FILE_FORMAT, exportedAt: now.toString(), rules }, null, 2)}\n`;
}

/** The rules of a file. Total: takes any text. */
export function readRuleFile(text: string): { problem: FileProblem } | { rules: RuleInFile[] } {
  const file = parsed(text);
  if (file === undefined) return { problem: 'not-json' };
  if (!isRecord(file) || file['format'] !== RULE_FILE_FORMAT || !Array.isArray(file['rules'])) return { problem: 'not-a-rule-file' };
  const given: unknown[] = file['rules'];
  if (given.length === 0) return { problem: 'no-rules' };
  if (given.length > MOST_RULES_IN_A_FILE) return { problem: 'too-many-rules' };
  const seen = new Set<string>();
  return {
    rules: given.map((each, index) => {
      const definition = (isRecord(each) ? each : {}) as unknown as RuleDefinition;
      const rule = typeof definition.rule === 'string' && definition.rule !== '' ? definition.rule : `rules[${index}]`;
      const isTwice = seen.has(rule);
      seen.add(rule);
      return { rule, given: writingOf(definition), isTwice };
    }),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
