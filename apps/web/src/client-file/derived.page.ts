import { changeAgainstBaseline, levelOf, trendOf, volatilityOf, type TraitDefinition } from '#libs/profiles';
import { texts } from '../http/views.js';
import type { HeardOne, PageWords } from './page-words.js';

/** Of the whole scale, a step: under a tenth somebody hardly moves, from a quarter on it goes up and down a great deal. */
const CALM = 0.1;
const RESTLESS = 0.25;
/** As many answers as `baselineOf` and `trendOf` look back, with room; a test holds this against them. */
const MOST_OF_A_BASELINE = 20;
const DAYS_OF_A_TREND = 365;

/** What follows from a history, in words, each with the answers it was computed from. What cannot be computed is not in it. */
export interface Derived {
  /** What it says, as a key: for the order of the pictures. */
  change: 'better' | 'worse' | 'within' | null;
  trend: 'better' | 'worse' | 'level' | null;
  lines: { kind: 'change' | 'trend' | 'volatility'; words: string; basis: string; inputs: { date: string; words: string }[] }[];
}

/** @param history of one trait, oldest first @param name by which the client is called here */
export function derivedOf(
  trait: TraitDefinition,
  history: readonly HeardOne[],
  name: string,
  now: Temporal.Instant,
  words: PageWords,
): Derived {
  const say = (key: string, values?: Record<string, unknown>) => texts.text(words.language, `client-course.derived.${key}`, values);
  const heard = recent(history, now);
  const byId = new Map(heard.map((one) => [one.id, one]));
  const line = (kind: Derived['lines'][number]['kind'], sentence: string, ids: readonly string[]) => {
    const inputs = ids.flatMap((id) => byId.get(id) ?? []);
    const [first] = inputs;
    return {
      kind,
      words: sentence,
      basis: first ? say('basis', { count: inputs.length, date: words.date(first.observedAt) }) : '',
      inputs: inputs
        .map((one) => ({ date: words.date(one.observedAt), words: levelOf(trait.key, one.value)?.label[words.language] ?? '' }))
        .toReversed(),
    };
  };
  const change = changeAgainstBaseline(heard, now);
  const trend = trendOf(heard, now);
  const volatility = volatilityOf(heard, now);
  return {
    change: change?.direction ?? null,
    trend: trend?.direction ?? null,
    lines: [
      ...(change ? [line('change', say(`change.${change.direction}`, { name }), change.inputs)] : []),
      ...(trend ? [line('trend', say(`trend.${trend.direction}`), trend.inputs)] : []),
      ...(volatility
        ? [
            line(
              'volatility',
              say(`volatility.${volatility.share < CALM ? 'calm' : volatility.share < RESTLESS ? 'some' : 'restless'}`),
              volatility.inputs,
            ),
          ]
        : []),
    ],
  };
}

/**
 * What can take part: a year for a trend, and for what is usual the latest answers, however long ago. A history of ten years is sorted again
 * by each function, and most of it counts in none.
 */
export function recent(history: readonly HeardOne[], now: Temporal.Instant): readonly HeardOne[] {
  const since = now.epochMilliseconds - (DAYS_OF_A_TREND + 1) * 86_400_000;
  let from = history.length;
  for (let answers = 0; from > 0; from -= 1) {
    const one = history[from - 1] as HeardOne;
    if (answers > MOST_OF_A_BASELINE && one.observedAt.epochMilliseconds < since) break;
    if (one.value !== null) answers += 1;
  }
  return history.slice(from);
}
