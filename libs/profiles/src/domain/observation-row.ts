import { localDate, localInstant } from '#libs/platform';
import { readDutchDate, remembering } from '#libs/people';
import type { ObservationSource, ObservationState } from './observation.js';
import { observationHeader, type ObservationColumn, type ObservationFields } from './observation-columns.js';
import type { FoundObservationProblem, ObservationReason } from './observation-problems.js';
import type { TraitDefinition } from './trait.js';
import { nearestTrait, scaleInWords, traitCalled, valueCalled } from './trait-words.js';

/** One row that can be an observation; whether the client exists is for the database to say. */
export interface ObservationFileRow {
  line: number;
  clientNumber: string;
  trait: string;
  state: ObservationState;
  value: number | null;
  /** An ISO instant. */
  observedAt: string;
  source: ObservationSource;
}

export interface ObservationReading {
  row: ObservationFileRow | null;
  problems: FoundObservationProblem[];
}

/** What a row is judged by besides its own words. */
export interface ReadingRules {
  now: Temporal.Instant;
  /** Observations from before are not kept, so none are taken in. */
  oldestKept: Temporal.Instant;
  /** The traits of modules that are off. */
  closedTraits: ReadonlySet<string>;
}

/** The second of its minute in which an observation from a file stands, by who said it. */
const SOURCES: Record<string, { source: ObservationSource; second: number }> = {
  zelf: { source: 'self_report', second: 0 },
  klant: { source: 'self_report', second: 0 },
  klantmanager: { source: 'professional', second: 1 },
  coach: { source: 'professional', second: 1 },
  import: { source: 'import', second: 2 },
};

/**
 * A reader of rows. The moment of an observation follows from its row alone, so that the same file always means the same observations:
 * without a time it is the beginning of that day at the office (never in the future, and there once on every day of the year: the clock
 * changes at two or three at night); with a time it is that minute, the first of the two in the hour that comes twice, the next that there
 * is in the hour that is skipped. Who said it is the second of the minute (client 0, coach 1, import 2), because of one client, trait and
 * moment only one observation counts: what the client and the coach say of one day must stand beside each other.
 */
export function observationReader(rules: ReadingRules): (line: number, fields: ObservationFields) => ObservationReading {
  const moments = remembering((text: string) => readMoment(text, rules));
  const suggestions = remembering(nearestTrait);
  return (line, fields) => {
    const problems: FoundObservationProblem[] = [];
    const refuse = (key: ObservationColumn, code: ObservationReason, details: FoundObservationProblem['details'] = {}): null => {
      problems.push({ line, column: observationHeader(key), value: fields[key], code, details });
      return null;
    };
    const given = (key: ObservationColumn): string | null => (fields[key] === '' ? refuse(key, 'missing') : fields[key]);

    const clientNumber = given('clientNumber');
    const trait = readTrait(given('trait'), rules, refuse, suggestions);
    const value = given('value');
    const read =
      trait && value !== null ? (valueCalled(trait, value) ?? refuse('value', 'value-off-scale', { scale: scaleInWords(trait) })) : null;
    const sourceWords = given('source');
    const source = sourceWords === null ? null : (SOURCES[sourceWords.toLowerCase()] ?? refuse('source', 'source-unknown'));
    const date = given('date');
    const moment = date === null ? null : moments(fields.time === '' ? date : `${date} ${fields.time}`);
    if (moment && 'problem' in moment)
      refuse(moment.problem === 'time-unreadable' && fields.time !== '' ? 'time' : 'date', moment.problem, moment.details);
    if (clientNumber === null || !trait || !read || !source || !moment || 'problem' in moment || problems.length > 0)
      return { row: null, problems };
    return {
      row: { line, clientNumber, trait: trait.key, ...read, observedAt: moment.bySecond[source.second]!, source: source.source },
      problems,
    };
  };
}

function readTrait(
  words: string | null,
  { closedTraits }: ReadingRules,
  refuse: (key: ObservationColumn, code: ObservationReason, details?: FoundObservationProblem['details']) => null,
  nearest: (words: string) => string | null,
): TraitDefinition | null {
  if (words === null) return null;
  const trait = traitCalled(words);
  if (!trait) return refuse('trait', 'trait-unknown', { nearest: nearest(words) ?? '' });
  return closedTraits.has(trait.key) ? refuse('trait', 'module-off') : trait;
}

type ReadMoment = { bySecond: readonly string[] } | { problem: ObservationReason; details?: FoundObservationProblem['details'] };

function readMoment(text: string, { now, oldestKept }: ReadingRules): ReadMoment {
  const [, day = '', time] = /^(\S+?)(?:[ T]+(.*))?$/.exec(text) ?? [];
  const read = readDutchDate(day);
  if ('problem' in read) return { problem: read.problem };
  if (time !== undefined && !/^([01]?\d|2[0-3]):[0-5]\d$/.test(time)) return { problem: 'time-unreadable' };
  const moment = localInstant(read.date, time === undefined ? '00:00' : time.padStart(5, '0'));
  // By the minute: what was seen a moment ago is not from the future.
  if (Temporal.Instant.compare(moment, now) > 0) return { problem: 'date-in-future' };
  if (Temporal.Instant.compare(moment, oldestKept) < 0)
    return { problem: 'date-too-old', details: { oldest: inDutch(localDate(oldestKept)) } };
  return { bySecond: [0, 1, 2].map((seconds) => moment.add({ seconds }).toString()) };
}

function inDutch({ day, month, year }: Temporal.PlainDate): string {
  return `${String(day).padStart(2, '0')}-${String(month).padStart(2, '0')}-${year}`;
}
