import { change, findTrait, type TraitDefinition } from '#libs/profiles';
import { isForbiddenInput } from './forbidden-inputs.js';
import type { ProblemReason } from './rule-problem.js';
import { currentFact, factsBefore, type Fact, type RuleProfile } from './profile.js';
import { allOf, anyOf, noneOf, yesOrNo, type Verdict } from './verdict.js';

/** A verdict with the observations it rests on: what made it yes, or what made it no. */
export interface Judgement {
  verdict: Verdict;
  facts: readonly Fact[];
}

/** Total: any profile at any moment gets a verdict. */
export type Judge = (profile: RuleProfile, now: Temporal.Instant) => Judgement;

/** What a condition needs to be told, collected while it is compiled. */
export interface Reading {
  /** Which trait is read where. */
  traits: Map<string, string>;
  /** How many days back the history of a trait is needed. */
  lookBackDays: Map<string, number>;
  refuse(at: string, reason: ProblemReason, found: unknown): void;
}

const JOINS = {
  all: { of: allOf, restsOn: { yes: null, no: 'no' } },
  any: { of: anyOf, restsOn: { yes: 'yes', no: null } },
  none: { of: noneOf, restsOn: { yes: null, no: 'yes' } },
} as const;
const NEVER: Judge = () => ({ verdict: 'unknown', facts: [] });

/** Turns a condition into closures, once; whatever is wrong with it is told to `reading.refuse`, and nothing is thrown. */
export function compileCondition(condition: unknown, at: string, reading: Reading): Judge {
  const keys = isRecord(condition) ? Object.keys(condition) : [];
  const join = keys.length === 1 ? keys[0] : undefined;
  if (isRecord(condition) && (join === 'all' || join === 'any' || join === 'none'))
    return compileJoin(join, condition[join], `${at}.${join}`, reading);
  if (isRecord(condition) && typeof condition['trait'] === 'string') {
    const { trait, ...comparison } = condition;
    return compileComparison(trait, comparison, at, reading);
  }
  reading.refuse(at, 'unknown-shape', condition);
  return NEVER;
}

function compileJoin(join: keyof typeof JOINS, parts: unknown, at: string, reading: Reading): Judge {
  // An empty `all` would hold for everybody.
  if (!Array.isArray(parts) || parts.length === 0) {
    reading.refuse(at, 'empty', parts);
    return NEVER;
  }
  const judges = parts.map((part, index) => compileCondition(part, `${at}[${index}]`, reading));
  const { of, restsOn } = JOINS[join];
  return (profile, now) => {
    const judgements = judges.map((judge) => judge(profile, now));
    const verdict = of(judgements.map((judgement) => judgement.verdict));
    const decisive = verdict === 'unknown' ? 'unknown' : restsOn[verdict];
    return {
      verdict,
      facts: judgements.filter((judgement) => decisive === null || judgement.verdict === decisive).flatMap(({ facts }) => facts),
    };
  };
}

function compileComparison(key: string, comparison: Record<string, unknown>, at: string, reading: Reading): Judge {
  const trait = isForbiddenInput(key) ? null : findTrait(key);
  if (!trait) {
    reading.refuse(`${at}.trait`, isForbiddenInput(key) ? 'forbidden-input' : 'unknown-trait', key);
    return NEVER;
  }
  reading.traits.set(key, reading.traits.get(key) ?? `${at}.trait`);
  const name = Object.keys(comparison).find((word) => word !== 'withinDays') ?? '';
  const refuse = (reason: ProblemReason, word = name): Judge => {
    reading.refuse(`${at}.${word}`, reason, comparison[word]);
    return NEVER;
  };
  const values = trait.levels.map(({ value }) => value);
  const given = comparison[name];
  const number = typeof given === 'number' ? given : Number.NaN;

  switch (Object.keys(comparison).toSorted().join(' ')) {
    case 'is':
      return values.includes(number) ? onValue(trait, (value) => value === number) : refuse('off-scale');
    case 'oneOf': {
      const wanted = Array.isArray(given) ? given : [];
      if (wanted.length === 0) return refuse('empty');
      if (!wanted.every((value) => values.includes(value as number))) return refuse('off-scale');
      return values.every((value) => wanted.includes(value)) ? refuse('says-nothing') : onValue(trait, (value) => wanted.includes(value));
    }
    case 'atLeast':
    case 'atMost': {
      if (!trait.better) return refuse('has-no-order');
      if (!values.includes(number)) return refuse('off-scale');
      const holds = (value: number) => (name === 'atLeast' ? value >= number : value <= number);
      return values.every(holds) ? refuse('says-nothing') : onValue(trait, holds);
    }
    case 'newerThanDays':
      if (!(number > 0)) return refuse('not-a-period');
      // Once expired it is unknown, so a longer period could never be answered with no.
      return number < trait.validDays ? onAge(trait, number) : refuse('longer-than-valid');
    case 'withinDays worsenedBy':
    case 'improvedBy withinDays': {
      const direction = 'worsenedBy' in comparison ? 'worse' : 'better';
      const points = Number(comparison['worsenedBy'] ?? comparison['improvedBy']);
      const days = Number(comparison['withinDays']);
      if (!trait.better) return refuse('has-no-order');
      if (!(Number.isInteger(days) && days > 0 && days <= 365)) return refuse('not-a-period', 'withinDays');
      if (!(points >= 1 && points <= Math.max(...values) - Math.min(...values))) return refuse('off-scale');
      reading.lookBackDays.set(key, Math.max(days, reading.lookBackDays.get(key) ?? 0));
      return onChange(trait, direction, points, days);
    }
    default:
      reading.refuse(at, 'unknown-shape', comparison);
      return NEVER;
  }
}

function onValue(trait: TraitDefinition, holds: (value: number) => boolean): Judge {
  return (profile, now) => {
    const fact = currentFact(profile, trait.key, now);
    return fact ? { verdict: yesOrNo(holds(fact.value)), facts: [fact] } : NEVER(profile, now);
  };
}

function onAge(trait: TraitDefinition, days: number): Judge {
  return (profile, now) => {
    const fact = currentFact(profile, trait.key, now);
    if (!fact) return NEVER(profile, now);
    return { verdict: yesOrNo(now.epochMilliseconds - fact.observedAt.epochMilliseconds < days * 86_400_000), facts: [fact] };
  };
}

/** The latest value against the value in the period from which it moved furthest; with nothing to compare to, the change is not known. */
function onChange(trait: TraitDefinition, direction: 'worse' | 'better', points: number, days: number): Judge {
  return (profile, now) => {
    const fact = currentFact(profile, trait.key, now);
    if (!fact) return NEVER(profile, now);
    const moved = (before: Fact) => {
      const found = change(fact, before);
      return found?.direction === direction ? found.points : 0;
    };
    const furthest = factsBefore(profile, fact, now.subtract({ hours: days * 24 })).toSorted(
      (a, b) => moved(b) - moved(a) || byMoment(b, a),
    )[0];
    if (!furthest) return NEVER(profile, now);
    return { verdict: yesOrNo(moved(furthest) >= points), facts: [furthest, fact] };
  };
}

function byMoment(a: Fact, b: Fact): number {
  return Temporal.Instant.compare(a.observedAt, b.observedAt);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
