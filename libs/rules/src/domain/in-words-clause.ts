import type { Catalogue } from '#libs/interventions';
import type { Language } from '#libs/platform';
import { findTrait, levelOf } from '#libs/profiles';
import { AGE_WORDS, CLAUSES, type Clause, type ClauseWords } from './in-words-texts.js';
import type { Condition, Level } from './rule.js';

/** From so many levels on, the ones that are meant are not listed but bounded: `"4" of lager`. */
const TOO_MANY_TO_LIST = 6;

/** What a condition that joins nothing asks, in words. Total. */
export function clauseOf(condition: Condition, catalogue: Catalogue, language: Language): Clause {
  const words = CLAUSES[language];
  const given = (typeof condition === 'object' && condition !== null ? condition : {}) as Record<string, unknown>;
  if (typeof given['trait'] === 'string') return ofTrait(given['trait'], given, language);
  if ('silentForDays' in given) return words.silent(number(given['silentForDays']));
  if ('unreachable' in given) return words.unreachable();
  if ('benefitMonths' in given) {
    const { atLeast, lessThan } = (given['benefitMonths'] ?? {}) as { atLeast?: number; lessThan?: number };
    return words.months(atLeast, lessThan);
  }
  if (Array.isArray(given['ageBand']))
    return words.age(
      inList(
        given['ageBand'].map((band) => AGE_WORDS[language][String(band)] ?? String(band)),
        language,
      ),
    );
  if (typeof given['intervention'] === 'string') {
    const name = `"${nameOf(given['intervention'], catalogue, language)}"`;
    const within = typeof given['withinDays'] === 'number' ? given['withinDays'] : null;
    return words.past(name, String(given['was']), within);
  }
  return words.unreadable();
}

function ofTrait(trait: string, given: Record<string, unknown>, language: Language): Clause {
  const words: ClauseWords = CLAUSES[language];
  const name = namedTrait(trait, language);
  if ('sustained' in given)
    return words.sustained(
      name,
      levelsInWords(trait, given['sustained'] as Level, language),
      number(given['times']),
      number(given['ofLast']),
    );
  if ('newerThanDays' in given) return words.newer(name, number(given['newerThanDays']));
  if ('worsenedBy' in given) return words.moved(name, 'worse', number(given['worsenedBy']), number(given['withinDays']));
  if ('improvedBy' in given) return words.moved(name, 'better', number(given['improvedBy']), number(given['withinDays']));
  if ('against' in given) return words.usual(name, given['is'] === 'better' ? 'better' : 'worse');
  if ('trend' in given) return words.trend(name, given['trend'] === 'improving' ? 'better' : 'worse', number(given['withinDays']));
  if (Array.isArray(given['notHeard'])) return words.notHeard(name, given['notHeard'].map(String));
  return ['is', 'oneOf', 'atLeast', 'atMost'].some((word) => word in given)
    ? words.level(name, levelsInWords(trait, given as unknown as Level, language))
    : words.unreadable();
}

/** `"slecht" of "zeer slecht"`, the bound first; on a long scale `"4" of lager`. */
export function levelsInWords(trait: string, level: Level, language: Language): string {
  const label = (value: unknown) => `"${levelOf(trait, Number(value))?.label[language] ?? String(value)}"`;
  const { orMore, orLess } = CLAUSES[language];
  if (typeof level !== 'object' || level === null) return '…';
  if ('is' in level) return label(level.is);
  if ('oneOf' in level) return inList(Array.isArray(level.oneOf) ? level.oneOf.map(label) : [], language);
  const isUpwards = 'atLeast' in level;
  const bound = isUpwards ? level.atLeast : level.atMost;
  const all = findTrait(trait)?.levels.map(({ value }) => value) ?? [];
  const meant = all.filter((value) => (isUpwards ? value >= bound : value <= bound)).toSorted((a, b) => (isUpwards ? a - b : b - a));
  if (all.length > TOO_MANY_TO_LIST || meant.length === 0) return `${label(bound)} ${isUpwards ? orMore : orLess}`;
  return inList(meant.map(label), language);
}

/** How a trait is called in the middle of a sentence. */
export function namedTrait(trait: string, language: Language): string {
  const label = findTrait(trait)?.label[language];
  return label === undefined ? `"${trait}"` : `${label.charAt(0).toLowerCase()}${label.slice(1)}`;
}

/** How the catalogue calls an intervention; a code that is not in it stays a code. */
export function nameOf(intervention: string, catalogue: Catalogue, language: Language): string {
  return catalogue.find(intervention)?.name[language] ?? intervention;
}

function inList(words: readonly string[], language: Language): string {
  if (words.length === 0) return '…';
  const or = { nl: 'of', en: 'or' }[language];
  return words.length === 1 ? (words[0] as string) : `${words.slice(0, -1).join(', ')} ${or} ${words.at(-1)}`;
}

/** What was not filled in yet is a gap, not a zero. */
function number(given: unknown): string {
  return typeof given === 'number' && Number.isFinite(given) ? String(given) : '…';
}
