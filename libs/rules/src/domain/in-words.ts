import type { Catalogue } from '#libs/interventions';
import type { Language } from '#libs/platform';
import { clauseOf, nameOf, namedTrait } from './in-words-clause.js';
import type { Clause } from './in-words-texts.js';
import type { Condition, Effect, RuleDefinition } from './rule.js';

/** A condition as a line of a list: what it asks, and, for one that joins others, what stands below it. */
export interface ConditionLine {
  /** `het antwoord bij gezondheid is "slecht" of "zeer slecht"`; of one that joins: `minstens één hiervan is zo`. */
  words: string;
  parts: ConditionLine[];
}

/** A rule in words that a citizen can read (B1). */
export interface RuleInWords {
  /** `Als het antwoord bij gezondheid "slecht" of "zeer slecht" is, en het antwoord bij schulden "geen schulden" is.` */
  when: string;
  /** Each a sentence: `De regel stelt voor: "Belastbaarheidsonderzoek" (dit eerst).` */
  then: string[];
}

/**
 * A condition as one statement, without a capital or a full stop: `het antwoord bij gezondheid is "slecht" of "zeer slecht"`.
 * Total: takes what is not finished yet, and says so.
 */
export function conditionInWords(condition: Condition, catalogue: Catalogue, language: Language): string {
  return clause(condition, catalogue, language).statement;
}

/** The same as a list in a list, for who wants to see how the parts hang together. */
export function conditionLines(condition: Condition, catalogue: Catalogue, language: Language): ConditionLine {
  const join = joinOf(condition);
  if (!join) return { words: conditionInWords(condition, catalogue, language), parts: [] };
  return { words: HEADINGS[language](join).statement, parts: join.parts.map((part) => conditionLines(part, catalogue, language)) };
}

/** An effect as a sentence: `De regel stelt voor: "Belastbaarheidsonderzoek" (dit eerst).` */
export function effectInWords(effect: Effect, catalogue: Catalogue, language: Language): string {
  const words = EFFECTS[language];
  switch (effect?.stance) {
    case 'suggest':
      return words.suggest(`"${nameOf(effect.intervention, catalogue, language)}"`, effect.strength);
    case 'advise_against':
      return words.against(`"${nameOf(effect.intervention, catalogue, language)}"`, effect.strength);
    case 'talk_first':
      return words.talk(effect.strength);
    case 'ask':
      return words.ask(namedTrait(effect.trait, language));
    default:
      return words.unreadable;
  }
}

/** A whole rule: when, and what then. */
export function ruleInWords(definition: Pick<RuleDefinition, 'when' | 'then'>, catalogue: Catalogue, language: Language): RuleInWords {
  const { when, then } = definition;
  const join = joinOf(when);
  const parts = join && (join.kind === 'all' || join.kind === 'any') ? join.parts : [when];
  const and = (join?.kind === 'any' ? OR : AND)[language];
  const conditions = parts.map((part) => clause(part, catalogue, language).afterIf).join(`, ${and} `);
  return {
    when: `${{ nl: 'Als', en: 'If' }[language]} ${conditions}.`,
    then: (Array.isArray(then) ? then : []).map((effect) => effectInWords(effect, catalogue, language)),
  };
}

const AND: Record<Language, string> = { nl: 'en', en: 'and' };
const OR: Record<Language, string> = { nl: 'of', en: 'or' };

interface Join {
  kind: 'all' | 'any' | 'none' | 'some';
  least: number;
  parts: readonly Condition[];
}

function joinOf(condition: Condition): Join | null {
  if (typeof condition !== 'object' || condition === null) return null;
  const join = (kind: Join['kind'], parts: unknown, least = 1): Join | null => (Array.isArray(parts) ? { kind, least, parts } : null);
  if ('all' in condition) return join('all', condition.all);
  if ('any' in condition) return join('any', condition.any);
  if ('none' in condition) return join('none', condition.none);
  return 'of' in condition ? join('some', condition.of, condition.atLeast) : null;
}

function clause(condition: Condition, catalogue: Catalogue, language: Language): Clause {
  const join = joinOf(condition);
  if (!join) return clauseOf(condition, catalogue, language);
  const clauses = join.parts.map((part) => clause(part, catalogue, language));
  const [only] = clauses;
  if (only && clauses.length === 1) return join.kind === 'none' ? NOT[language](only) : only;
  const heading = HEADINGS[language](join);
  // What joins others by itself stands between brackets, or nobody could tell where it ends.
  const listed = join.parts.map((part, index) => {
    const words = clauses[index]?.statement ?? '';
    return (joinOf(part)?.parts.length ?? 0) > 1 ? `(${words})` : words;
  });
  const list = listed.join('; ');
  return { statement: `${heading.statement}: ${list}`, afterIf: `${heading.afterIf}: ${list}` };
}

const NOT: Record<Language, (only: Clause) => Clause> = {
  nl: ({ afterIf }) => ({ statement: `het is niet zo dat ${afterIf}`, afterIf: `het niet zo is dat ${afterIf}` }),
  en: ({ afterIf }) => ({ statement: `it is not so that ${afterIf}`, afterIf: `it is not so that ${afterIf}` }),
};

const HEADINGS: Record<Language, (join: Join) => Clause> = {
  nl: ({ kind, least }) =>
    kind === 'all'
      ? { statement: 'dit is allemaal zo', afterIf: 'dit allemaal zo is' }
      : kind === 'none'
        ? { statement: 'niets hiervan is zo', afterIf: 'niets hiervan zo is' }
        : least > 1
          ? { statement: `minstens ${least} hiervan zijn zo`, afterIf: `minstens ${least} hiervan zo zijn` }
          : { statement: 'minstens één hiervan is zo', afterIf: 'minstens één hiervan zo is' },
  en: ({ kind, least }) => {
    const words =
      kind === 'all'
        ? 'all of this is so'
        : kind === 'none'
          ? 'none of this is so'
          : least > 1
            ? `at least ${least} of these are so`
            : 'at least one of these is so';
    return { statement: words, afterIf: words };
  },
};

interface EffectWords {
  suggest(name: string, strength: number): string;
  against(name: string, strength: number): string;
  talk(strength: number): string;
  ask(trait: string): string;
  unreadable: string;
}

const EFFECTS: Record<Language, EffectWords> = {
  nl: {
    suggest: (name, strength) =>
      `De regel stelt voor: ${name} (${['dit kan helpen', 'dit past', 'dit eerst'][strength - 1] ?? 'nog niet gekozen hoe sterk'}).`,
    against: (name, strength) =>
      `De regel raadt nu af: ${name} (${['liever nog niet', 'nu niet', 'nu echt niet'][strength - 1] ?? 'nog niet gekozen hoe sterk'}).`,
    talk: (strength) =>
      strength === 1
        ? 'Past er niets anders? Dan zegt de regel: praat er samen over.'
        : strength === 2
          ? 'De regel zegt: praat er samen over voordat er iets begint.'
          : 'De regel zegt: praat er als eerste samen over.',
    ask: (trait) => `De regel vraagt in de volgende check-in opnieuw naar ${trait}.`,
    unreadable: 'Hier staat nog niet wat de regel doet.',
  },
  en: {
    suggest: (name, strength) =>
      `The rule suggests: ${name} (${['this may help', 'this fits', 'this first'][strength - 1] ?? 'not chosen yet how strongly'}).`,
    against: (name, strength) =>
      `The rule advises against, for now: ${name} (${['rather not yet', 'not now', 'really not now'][strength - 1] ?? 'not chosen yet how strongly'}).`,
    talk: (strength) =>
      strength === 1
        ? 'Does nothing else fit? Then the rule says: talk about it together.'
        : strength === 2
          ? 'The rule says: talk about it together before anything begins.'
          : 'The rule says: talk about it together first of all.',
    ask: (trait) => `The rule asks about ${trait} again in the next check-in.`,
    unreadable: 'What the rule does is not written here yet.',
  },
};
