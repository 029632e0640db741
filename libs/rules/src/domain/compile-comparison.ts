import type { TraitDefinition } from '#libs/profiles';
import { isForbiddenInput } from './forbidden-inputs.js';
import { holdsFor, oneOf, type Test } from './quantity.js';
import { hasOtherFields, isPeriod, isRecord, isWhole, refused, type Asked, type Reading } from './reading.js';
import type { ProblemReason } from './rule-problem.js';
import {
  ageOfTrait,
  DIRECTIONS,
  HEARD,
  heardOfTrait,
  levelOfTrait,
  LONGEST_LOOK_BACK_DAYS,
  movedOfTrait,
  sustainedDays,
  sustainedOfTrait,
  trendOfTrait,
  USUAL_LOOK_BACK_DAYS,
  usualOfTrait,
} from './trait-quantities.js';

/** A trend is at least four answers over six weeks. */
const SHORTEST_TREND_DAYS = 42;
const LONGEST_CHANGE_DAYS = 365;
const MOST_TIMES = 12;

/** What is asked of one trait. */
export function compileComparison(key: string, comparison: Record<string, unknown>, at: string, reading: Reading): Asked {
  const trait = isForbiddenInput(key) ? null : reading.findTrait(key);
  if (!trait) return refused(`${at}.trait`, key, reading, isForbiddenInput(key) ? 'forbidden-input' : 'unknown-trait');
  if (trait.isProtected) return refused(`${at}.trait`, key, reading, 'protected-input');
  if (!reading.traits.has(key)) reading.traits.set(key, `${at}.trait`);
  const refuse = (word: string, reason: ProblemReason) => refused(`${at}.${word}`, comparison[word], reading, reason);

  switch (Object.keys(comparison).toSorted().join(' ')) {
    case 'is':
    case 'oneOf':
    case 'atLeast':
    case 'atMost': {
      const test = testOf(trait, comparison, at, reading);
      return test && { quantity: levelOfTrait(trait), test };
    }
    case 'newerThanDays': {
      const days = comparison['newerThanDays'];
      if (!isPeriod(days, Infinity)) return refuse('newerThanDays', 'not-a-period');
      // Once expired it is unknown, so a longer period could never be answered with no.
      return days < trait.validDays ? { quantity: ageOfTrait(trait), test: [[0, days]] } : refuse('newerThanDays', 'longer-than-valid');
    }
    case 'withinDays worsenedBy':
    case 'improvedBy withinDays': {
      const word = 'worsenedBy' in comparison ? 'worsenedBy' : 'improvedBy';
      const [points, days] = [comparison[word], comparison['withinDays']];
      if (!trait.better) return refuse(word, 'has-no-order');
      if (!isPeriod(days, LONGEST_CHANGE_DAYS)) return refuse('withinDays', 'not-a-period');
      if (!isWhole(points) || points < 1 || points > widthOf(trait)) return refuse(word, 'off-scale');
      lookBack(key, days, reading);
      return { quantity: movedOfTrait(trait, word === 'worsenedBy' ? 'worse' : 'better', days), test: [[points, Infinity]] };
    }
    case 'against is': {
      if (comparison['against'] !== 'usual') return refuse('against', 'unknown-shape');
      const place = DIRECTIONS.indexOf(comparison['is'] as 'worse');
      if (place !== 0 && place !== 2) return refuse('is', 'unknown-shape');
      if (!trait.better) return refuse('against', 'has-no-order');
      lookBack(key, USUAL_LOOK_BACK_DAYS, reading);
      return { quantity: usualOfTrait(trait), test: oneOf([place]) };
    }
    case 'trend withinDays': {
      const [trend, days] = [comparison['trend'], comparison['withinDays']];
      if (trend !== 'worsening' && trend !== 'improving') return refuse('trend', 'unknown-shape');
      if (!trait.better) return refuse('trend', 'has-no-order');
      if (!isPeriod(days, LONGEST_LOOK_BACK_DAYS) || days < SHORTEST_TREND_DAYS) return refuse('withinDays', 'not-a-period');
      lookBack(key, days, reading);
      return { quantity: trendOfTrait(trait, days), test: oneOf([DIRECTIONS.indexOf(trend === 'worsening' ? 'worse' : 'better')]) };
    }
    case 'ofLast sustained times': {
      const { sustained, times, ofLast } = comparison;
      if (!isRecord(sustained)) return refuse('sustained', 'unknown-shape');
      const test = testOf(trait, sustained, `${at}.sustained`, reading);
      if (!isWhole(ofLast) || ofLast < 2 || ofLast > MOST_TIMES) return refuse('ofLast', 'not-a-count');
      if (!isWhole(times) || times < 1 || times > ofLast) return refuse('times', 'not-a-count');
      lookBack(key, sustainedDays(trait, ofLast), reading);
      return test && { quantity: sustainedOfTrait(trait, test, times, ofLast), test: oneOf([1]) };
    }
    case 'notHeard': {
      const reasons: unknown = comparison['notHeard'];
      if (!Array.isArray(reasons) || reasons.length === 0) return refuse('notHeard', 'empty');
      const places = reasons.map((reason) => HEARD.indexOf(reason as 'never'));
      if (places.some((place) => place < 1)) return refuse('notHeard', 'unknown-shape');
      return new Set(places).size === places.length
        ? { quantity: heardOfTrait(trait), test: oneOf(places) }
        : refuse('notHeard', 'named-twice');
    }
    default:
      return refused(at, comparison, reading);
  }
}

/** Of one value. */
function testOf(trait: TraitDefinition, level: Record<string, unknown>, at: string, reading: Reading): Test | null {
  const word = Object.keys(level)[0] ?? '';
  const given = level[word];
  const refuse = (reason: ProblemReason) => refused(`${at}.${word}`, given, reading, reason);
  if (hasOtherFields(level, [word])) return refused(at, level, reading);
  const values = trait.levels.map(({ value }) => value);
  const test = TESTS[word]?.(given);
  if (!test) return TESTS[word] ? refuse(Array.isArray(given) && given.length === 0 ? 'empty' : 'off-scale') : refused(at, level, reading);
  if ((word === 'atLeast' || word === 'atMost') && !trait.better) return refuse('has-no-order');
  if (![given].flat().every((value) => values.includes(value as number))) return refuse('off-scale');
  return values.every((value) => holdsFor(test, value)) ? refuse('says-nothing') : test;
}

const TESTS: Readonly<Record<string, (given: unknown) => Test | null>> = {
  is: (given) => (isWhole(given) ? oneOf([given]) : null),
  oneOf: (given) => (Array.isArray(given) && given.length > 0 && given.every(isWhole) ? oneOf(given) : null),
  atLeast: (given) => (isWhole(given) ? [[given, Infinity]] : null),
  atMost: (given) => (isWhole(given) ? [[-Infinity, given + 1]] : null),
};

function lookBack(trait: string, days: number, { lookBackDays }: Reading): void {
  lookBackDays.set(trait, Math.max(days, lookBackDays.get(trait) ?? 0));
}

function widthOf({ levels }: TraitDefinition): number {
  const values = levels.map(({ value }) => value);
  return Math.max(...values) - Math.min(...values);
}
