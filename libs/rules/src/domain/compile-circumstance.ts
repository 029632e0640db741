import {
  AGE_BAND,
  BENEFIT_MONTHS,
  HAS_PERIOD,
  LONGEST_PERIOD_DAYS,
  NEVER,
  pastOf,
  SILENCE,
  UNREACHABLE,
} from './circumstance-quantities.js';
import { AGE_BANDS } from './profile.js';
import { oneOf } from './quantity.js';
import { hasOtherFields, isPeriod, isRecord, isWhole, refused, type Asked, type Reading } from './reading.js';

/** Silence of longer than two years is no silence any more, but somebody who left. */
const LONGEST_SILENCE_DAYS = 730;
const MOST_MONTHS = 600;

/** What is asked of the situation, apart from traits. */
export function compileCircumstance(condition: Record<string, unknown>, at: string, reading: Reading): Asked {
  const word = ['silentForDays', 'unreachable', 'benefitMonths', 'ageBand', 'intervention'].find((known) =>
    Object.hasOwn(condition, known),
  );
  if (!word || hasOtherFields(condition, word === 'intervention' ? ['intervention', 'was', 'withinDays'] : [word]))
    return refused(at, condition, reading);
  const given = condition[word];
  switch (word) {
    case 'silentForDays':
      return isPeriod(given, LONGEST_SILENCE_DAYS)
        ? { quantity: SILENCE, test: [[given, Infinity]] }
        : refused(`${at}.${word}`, given, reading, 'not-a-period');
    case 'unreachable':
      return given === true ? { quantity: UNREACHABLE, test: oneOf([1]) } : refused(`${at}.${word}`, given, reading);
    case 'benefitMonths':
      return compileMonths(given, `${at}.${word}`, reading);
    case 'ageBand': {
      const places = Array.isArray(given) ? given.map((band) => AGE_BANDS.indexOf(band)) : [];
      if (places.length === 0) return refused(`${at}.${word}`, given, reading, 'empty');
      if (places.includes(-1) || new Set(places).size < places.length) return refused(`${at}.${word}`, given, reading);
      if (places.length === AGE_BANDS.length) return refused(`${at}.${word}`, given, reading, 'says-nothing');
      reading.ageAt ??= `${at}.${word}`;
      return { quantity: AGE_BAND, test: oneOf(places) };
    }
    default:
      return compilePast(condition, at, reading);
  }
}

/** At least, and less than: a half-open period. */
function compileMonths(given: unknown, at: string, reading: Reading): Asked {
  if (!isRecord(given) || hasOtherFields(given, ['atLeast', 'lessThan'])) return refused(at, given, reading);
  const { atLeast, lessThan } = given;
  const isMonths = (months: unknown) => months === undefined || (isWhole(months) && months >= 1 && months <= MOST_MONTHS);
  if (!isMonths(atLeast) || !isMonths(lessThan)) return refused(at, given, reading, 'not-a-period');
  const [from, below] = [(atLeast as number | undefined) ?? 0, (lessThan as number | undefined) ?? Infinity];
  if (from === 0 && below === Infinity) return refused(at, given, reading, 'empty');
  return from < below ? { quantity: BENEFIT_MONTHS, test: [[from, below]] } : refused(at, given, reading, 'never-holds');
}

function compilePast({ intervention, was, withinDays }: Record<string, unknown>, at: string, reading: Reading): Asked {
  if (typeof intervention !== 'string' || !reading.catalogue.find(intervention))
    return refused(`${at}.intervention`, intervention, reading, 'unknown-intervention');
  if (typeof was !== 'string' || !Object.hasOwn(HAS_PERIOD, was)) return refused(`${at}.was`, was, reading);
  const state = was as keyof typeof HAS_PERIOD;
  if (withinDays === undefined) return { quantity: pastOf(intervention, state), test: [[0, NEVER]] };
  if (!HAS_PERIOD[state]) return refused(`${at}.withinDays`, withinDays, reading);
  return isPeriod(withinDays, LONGEST_PERIOD_DAYS)
    ? { quantity: pastOf(intervention, state), test: [[0, withinDays]] }
    : refused(`${at}.withinDays`, withinDays, reading, 'not-a-period');
}
