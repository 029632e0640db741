import type { Condition, Effect, RuleDefinition } from '../domain/rule.js';

/**
 * A rule while it is written: it may be unfinished (a condition without its value, an explanation that is missing), and what is wrong is said by
 * the compiler. Who wrote and approved it, its number and its beginning come with approval.
 */
export type RuleWriting = Omit<RuleDefinition, 'version' | 'author' | 'approver' | 'validFrom'> & {
  /** ISO 8601 instant from which it is meant to count; null: from its approval. */
  validFrom?: string | null;
};

/** What only approval can know. */
export interface Publication {
  version: number;
  author: string;
  approver: string;
  now: Temporal.Instant;
}

/** A rule that was written as the version it becomes; it never begins before it was approved. */
export function asRule(
  { validFrom, validUntil, ...written }: RuleWriting,
  { version, author, approver, now }: Publication,
): RuleDefinition {
  const wanted = validFrom ? momentOf(validFrom) : null;
  return {
    ...written,
    version,
    author,
    // Two people may have one name: they are still two.
    approver: approver === author ? `${approver} (2)` : approver,
    validFrom: (wanted && Temporal.Instant.compare(wanted, now) > 0 ? wanted : now).toString(),
    ...(validUntil && { validUntil }),
  };
}

/** For looking at a rule that nobody approved yet, as if it were in force: what it touches, and what is wrong with it. */
export function asTrial(written: RuleWriting, now: Temporal.Instant): RuleDefinition {
  return asRule(written, { version: 1, author: 'concept', approver: 'concept', now });
}

/** What is written in a version, without who wrote and approved it and when it began: what two versions are compared by. */
export function writingOf({
  version: _version,
  author: _author,
  approver: _approver,
  validFrom: _validFrom,
  ...written
}: RuleDefinition): RuleWriting {
  return written;
}

/** A rule that says nothing yet. */
export function emptyRule(rule: string): RuleWriting {
  return {
    rule,
    title: { nl: '', en: '' },
    forWhom: { nl: '', en: '' },
    when: { all: [] as Condition[] },
    then: [] as Effect[],
    explanation: { nl: '', en: '' },
    clientExplanation: { nl: '', en: '' },
  };
}

/** Longest part of an address that a title makes. */
const LONGEST_KEY = 60;

/** The key that a title makes: lower case, in plain letters and digits, with hyphens. Never empty. */
export function ruleKeyOf(title: string): string {
  const plain = title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_KEY)
    .replaceAll(/^-+|-+$/g, '');
  return plain === '' ? 'regel' : plain;
}

function momentOf(text: string): Temporal.Instant | null {
  try {
    return Temporal.Instant.from(text);
  } catch {
    return null;
  }
}
