import { findIntervention } from '#libs/interventions';
import { LANGUAGES } from '#libs/platform';
import { compileCondition, isRecord, type Judge, type Reading } from './compile-condition.js';
import { RESERVED_INPUTS } from './forbidden-inputs.js';
import type { ProblemReason, RuleProblem } from './rule-problem.js';
import type { RuleDefinition } from './rule.js';

/** A rule that can be judged: checked once, then only closures. */
export interface CompiledRule {
  definition: RuleDefinition;
  judge: Judge;
  /** The traits it reads. */
  traits: readonly string[];
  /** How many days of history it needs, per trait whose change it asks about. */
  lookBackDays: ReadonlyMap<string, number>;
}

/** A placeholder in an explanation: `{health.self_rated}`. */
export const PLACEHOLDER = /\{([^}]*)\}/g;

/** Compiles a rule, or says everything that is wrong with it and where. Total: takes anything. */
export function compileRule(given: unknown): CompiledRule | { problems: RuleProblem[] } {
  const problems: RuleProblem[] = [];
  const refuse = (at: string, reason: ProblemReason, found: unknown) => void problems.push({ at, reason, found: shown(found) });
  const definition = isRecord(given) ? given : {};
  const reading: Reading = { traits: new Map(), lookBackDays: new Map(), refuse };

  const judge = compileCondition(definition['when'], 'when', reading);
  for (const field of ['rule', 'author', 'approver']) if (!isText(definition[field])) refuse(field, 'text-missing', definition[field]);
  if (!(Number.isInteger(definition['version']) && Number(definition['version']) >= 1))
    refuse('version', 'unknown-shape', definition['version']);
  if (!isMoment(definition['validFrom'])) refuse('validFrom', 'not-a-moment', definition['validFrom']);
  // Four eyes: a rule touches people's lives.
  if (isText(definition['author']) && definition['author'] === definition['approver'])
    refuse('approver', 'author-approves', definition['approver']);
  checkWording('title');
  checkWording('explanation');
  checkEffects();
  if (definition['wish'] === true && !isAboutWish()) refuse('wish', 'not-a-wish', true);
  if (!['undefined', 'boolean'].includes(typeof definition['wish'])) refuse('wish', 'unknown-shape', definition['wish']);

  if (problems.length > 0) return { problems };
  return {
    definition: definition as unknown as RuleDefinition,
    judge,
    traits: [...reading.traits.keys()],
    lookBackDays: reading.lookBackDays,
  };

  function checkWording(field: 'title' | 'explanation'): void {
    const wording = definition[field];
    for (const language of LANGUAGES) {
      const text = isRecord(wording) ? wording[language] : undefined;
      if (!isText(text)) refuse(`${field}.${language}`, 'text-missing', text);
      else
        for (const [, trait = ''] of text.matchAll(PLACEHOLDER))
          if (!reading.traits.has(trait)) refuse(`${field}.${language}`, 'not-read', trait);
    }
  }

  function checkEffects(): void {
    const effects = definition['then'];
    if (!Array.isArray(effects) || effects.length === 0) return refuse('then', 'empty', effects);
    const named = new Set<unknown>();
    effects.forEach((effect: unknown, index) => {
      const at = `then[${index}]`;
      if (!isRecord(effect)) return refuse(at, 'unknown-shape', effect);
      const { intervention, stance, strength } = effect;
      if (stance !== 'suggest' && stance !== 'advise_against') refuse(`${at}.stance`, 'unknown-stance', stance);
      if (strength !== 1 && strength !== 2 && strength !== 3) refuse(`${at}.strength`, 'unknown-strength', strength);
      const found = typeof intervention === 'string' ? findIntervention(intervention) : null;
      if (!found) return refuse(`${at}.intervention`, 'unknown-intervention', intervention);
      if (!found.suggestible) refuse(`${at}.intervention`, 'not-for-rules', intervention);
      if (named.has(intervention)) refuse(`${at}.intervention`, 'named-twice', intervention);
      named.add(intervention);
      for (const [trait, place] of reading.traits)
        if (RESERVED_INPUTS.get(trait)?.includes(found.code) === false) refuse(place, 'reserved-input', trait);
    });
  }

  /** A wish suggests, and rests on what the client asked for. */
  function isAboutWish(): boolean {
    const effects: unknown[] = Array.isArray(definition['then']) ? definition['then'] : [];
    return (
      [...reading.traits.keys()].some((trait) => trait.startsWith('wish.')) &&
      effects.every((effect) => isRecord(effect) && effect['stance'] === 'suggest')
    );
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function isMoment(value: unknown): boolean {
  try {
    return typeof value === 'string' && Boolean(Temporal.Instant.from(value));
  } catch {
    return false;
  }
}

function shown(found: unknown): string {
  return typeof found === 'string' ? found : (JSON.stringify(found) ?? 'nothing');
}
