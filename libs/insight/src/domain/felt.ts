import { change, findTrait } from '#libs/profiles';

/** A trait, its value before and its value later; null: not heard, or no value. */
export type Pair = readonly [trait: string, before: number, later: number | null];

/** How people were later, beside before, on what was read of them. Each person is in one. */
export interface Felt {
  better: number;
  /** As before; or one thing better and another worse. */
  same: number;
  worse: number;
  /** Nothing was heard of it around that time: not asked, not answered, or refused. */
  notHeard: number;
}

/** Counts people with the same pairs. Unknown traits and values that left the scale say nothing. */
export function feltOf(rows: readonly { pairs: readonly Pair[]; people: number }[]): Felt {
  const felt: Felt = { better: 0, same: 0, worse: 0, notHeard: 0 };
  for (const { pairs, people } of rows) felt[howOf(pairs)] += people;
  return felt;
}

/** Better when something is and nothing is worse; worse the other way round. */
export function howOf(pairs: readonly Pair[]): keyof Felt {
  const directions = new Set(pairs.flatMap((pair) => directionOf(pair) ?? []));
  if (directions.size === 0) return 'notHeard';
  if (directions.has('better') === directions.has('worse')) return 'same';
  return directions.has('better') ? 'better' : 'worse';
}

function directionOf([trait, before, later]: Pair) {
  if (later === null || !findTrait(trait)) return null;
  return change({ trait, state: 'answered', value: later }, { trait, state: 'answered', value: before })?.direction ?? null;
}
