import { countCohort, DOES_NOT_KNOW, FIRST_VALUE, NOT_KNOWN, REFUSED, type Counted } from '#libs/outflow';
import { traitOf } from '#libs/profiles';
import { aCohort, type CohortPerson } from './outflow-cohort.js';

/** Numbers from 0 up to 1 that are the same for the same seed (mulberry32). */
export function drawsOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Municipality {
  /** People per team; `null` is who has none. */
  teams: readonly (readonly [name: string | null, people: number])[];
  schemes: readonly (readonly [name: string, share: number])[];
  traits: readonly string[];
  /** Which share leaves for work in two years. */
  leaving?: number;
  /** Which share of the answers is known. */
  known?: number;
}

/** The people of an invented municipality: the same for the same draws. */
export function peopleOf({ teams, schemes, traits, leaving = 0.35, known = 0.7 }: Municipality, draw: () => number): CohortPerson[] {
  return teams.flatMap(([team, people]) =>
    Array.from({ length: people }, (): CohortPerson => {
      const leaves = draw() < leaving;
      const day = 1 + Math.floor(draw() * 729);
      return {
        team,
        scheme: pick(schemes, draw),
        ...(leaves ? { left: day, reason: draw() < 0.7 ? 'WORK_EMPLOYED' : draw() < 0.5 ? 'OTHER_BENEFIT' : 'MOVED_ABROAD' } : {}),
        ...(leaves && draw() < 0.2 ? { back: day + 60 + Math.floor(draw() * 300) } : {}),
        ...(draw() < 0.08 ? { partTime: Math.floor(draw() * 400) } : {}),
        ladderUp: draw() < 0.4 ? null : draw() < 0.2 ? Math.floor(draw() * 700) : 10_000,
        traits: Object.fromEntries(traits.map((trait) => [trait, codeOf(trait, known, draw)])),
      };
    }),
  );
}

function pick(shares: readonly (readonly [string, number])[], draw: () => number): string {
  let left = draw() * shares.reduce((sum, [, share]) => sum + share, 0);
  for (const [name, share] of shares) if ((left -= share) < 0) return name;
  return shares.at(-1)![0];
}

function codeOf(trait: string, known: number, draw: () => number): number {
  if (draw() > known) return draw() < 0.9 ? NOT_KNOWN : draw() < 0.7 ? REFUSED : DOES_NOT_KNOW;
  const { levels } = traitOf(trait);
  // the lower levels more often
  return FIRST_VALUE + levels[Math.floor(draw() * draw() * levels.length)]!.value;
}

/** Counted over the four lengths, all of them over. */
export function countsOf(
  people: readonly CohortPerson[],
  traits: readonly string[],
  months: readonly number[] = [6, 12, 18, 24],
): Counted[] {
  const cohort = aCohort({ people });
  return months.map((length) => countCohort(cohort, length, traits));
}
