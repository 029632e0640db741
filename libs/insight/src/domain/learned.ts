import { compare, FEWEST_ALIKE, FEWEST_PEOPLE, type BandCount, type Comparison, type DurationBand } from '#libs/outflow';
import { feltOf, type Felt } from './felt.js';

/**
 * How far somebody could be followed: `too-early`: suggested less than 90 days ago; `left-before`: had left by then, so in neither group;
 * `running`: less than a year and a month ago; `followed`: all the time.
 */
export type Standing = 'too-early' | 'left-before' | 'running' | 'followed';

/** People who were on a benefit when it was suggested, counted by what became of them. */
export interface StandingRow {
  standing: Standing;
  /** It began within 90 days. */
  did: boolean;
  band: DurationBand;
  people: number;
  /** Left for work after the 90 days and within the year. */
  work: number;
}

export interface ChangeRow {
  did: boolean;
  trait: string;
  before: number;
  later: number | null;
  people: number;
}

export interface Reason {
  decision: 'adjusted' | 'declined';
  /** null: in words only. */
  code: string | null;
  count: number;
}

/** How a trait was three months later among who began it and who did not; null: too few to show. */
export interface TraitChange {
  trait: string;
  did: Felt | null;
  didNot: Felt | null;
}

/** What may be shown of what came of one intervention in one situation. */
export interface Learned {
  comparison: Comparison;
  /** People who cannot be followed for a year yet; null: some, but fewer than ten. */
  running: number | null;
  /** People who had left before the 90 days were over; null: some, but fewer than ten. */
  leftBefore: number | null;
  changes: TraitChange[];
  /** Why it was adjusted or declined; null: fewer than ten reasons. */
  reasons: Reason[] | null;
}

export interface LearnedCounts {
  standings: readonly StandingRow[];
  changes: readonly ChangeRow[];
  reasons: readonly Reason[];
}

/** From what was counted to what may be shown. */
export function learned({ standings, changes, reasons }: LearnedCounts): Learned {
  const followed = (did: boolean): BandCount[] => standings.filter((row) => row.standing === 'followed' && row.did === did);
  const people = (...kinds: Standing[]) => count(standings.filter(({ standing }) => kinds.includes(standing)));
  const given = reasons.reduce((sum, reason) => sum + reason.count, 0);
  return {
    comparison: compare(followed(true), followed(false)),
    running: atLeastTen(people('running', 'too-early')),
    leftBefore: atLeastTen(people('left-before')),
    changes: [...new Set(changes.map(({ trait }) => trait))].map((trait) => ({
      trait,
      did: changeOf(changes.filter((row) => row.trait === trait && row.did)),
      didNot: changeOf(changes.filter((row) => row.trait === trait && !row.did)),
    })),
    reasons: given >= FEWEST_PEOPLE ? [...reasons] : null,
  };
}

function changeOf(rows: readonly ChangeRow[]): Felt | null {
  const total = count(rows);
  const felt = feltOf(rows.map(({ trait, before, later, people }) => ({ pairs: [[trait, before, later]], people })));
  const isAlike = Object.values(felt).some((each) => each === total);
  return total >= (isAlike ? FEWEST_ALIKE : FEWEST_PEOPLE) ? felt : null;
}

function atLeastTen(people: number): number | null {
  return people === 0 || people >= FEWEST_PEOPLE ? people : null;
}

function count(rows: readonly { people: number }[]): number {
  return rows.reduce((sum, { people }) => sum + people, 0);
}
