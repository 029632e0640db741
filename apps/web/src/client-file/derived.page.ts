import type { CourseObservation } from '#libs/insight';
import type { Language } from '#libs/platform';
import { changeAgainstBaseline, levelOf, trendOf, volatilityOf, type TraitDefinition } from '#libs/profiles';
import { formatDate } from '../http/dates.js';
import { texts } from '../http/views.js';

/** Of the whole scale, a step: under a tenth somebody hardly moves, from a quarter on it goes up and down a great deal. */
const CALM = 0.1;
const RESTLESS = 0.25;

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
  history: readonly CourseObservation[],
  name: string,
  now: Temporal.Instant,
  language: Language,
): Derived {
  const heard = history.map((one) => ({ ...one, observedAt: Temporal.Instant.from(one.at) }));
  const say = (key: string, values?: Record<string, unknown>) => texts.text(language, `client-course.derived.${key}`, values);
  const byId = new Map(history.map((one) => [one.id, one]));
  const line = (kind: Derived['lines'][number]['kind'], words: string, ids: readonly string[]) => {
    const inputs = ids.flatMap((id) => byId.get(id) ?? []);
    const date = ({ at }: CourseObservation) => formatDate(language, Temporal.Instant.from(at));
    const [first] = inputs;
    return {
      kind,
      words,
      basis: first ? say('basis', { count: inputs.length, date: date(first) }) : '',
      inputs: inputs.map((one) => ({ date: date(one), words: levelOf(trait.key, one.value)?.label[language] ?? '' })).toReversed(),
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
