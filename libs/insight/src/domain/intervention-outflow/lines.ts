import { COMPARED_DAYS, mayBeShown, share, workWithin, type Estimate } from '#libs/outflow';
import { change, findTrait } from '#libs/profiles';
import type { ChangeRow, StartsRow } from './rows.js';
import { peopleIn, shownParts, type Part, type View } from './safe-parts.js';

/** Of whom it is known what happened in so many months after they began, and who of them left for work. */
export interface WithinMonths {
  count: number;
  of: number;
  share: Estimate;
}

/** How people were about three months later, beside when they began; shares to the nearest twentieth, of people to the nearest five. */
export interface TraitAfter {
  trait: string;
  people: number;
  better: number;
  same: number;
  worse: number;
}

/** One kind of help: what began in the time that is shown, and what followed. Null: not shown. */
export interface InterventionLine {
  type: string;
  /** To the nearest five. */
  offered: number | null;
  started: { people: number; completed: number; stopped: number; foundWork: number; running: number } | null;
  /** The months it is about, half-open: whole parts within what was asked. */
  parts: Part[];
  work6: WithinMonths | null;
  work12: WithinMonths | null;
  /** Within a year, also by who is followed shorter; null when everybody is followed that long, or there is nothing to show. */
  estimated12: Estimate | null;
  after: TraitAfter[];
}

/** Fewer pairs than this say nothing about a change. */
const FEWEST_PAIRS = 10;

/** The line of one kind of help. @param changes of the time, team and scheme that are asked */
export function lineOf(
  type: string,
  rows: readonly StartsRow[],
  changes: readonly ChangeRow[],
  view: View,
  meantFor: readonly string[],
): InterventionLine {
  const its = rows.filter((row) => row.type === type);
  const seen = (classesOf: (row: StartsRow) => number[]) =>
    shownParts(
      its.map((row) => ({ month: row.month, team: row.team, scheme: row.scheme, classes: classesOf(row) })),
      view,
    );
  const started = seen(({ completed, stopped, foundWork, running }) => [completed, stopped, foundWork, running]);
  const offered = seen((row) => [row.offered]);
  const [completed = 0, stopped = 0, foundWork = 0, running = 0] = started?.classes ?? [];
  return {
    type,
    offered: offered ? nearest(5, peopleIn(offered.classes)) : null,
    started: started ? { people: peopleIn(started.classes), completed, stopped, foundWork, running } : null,
    parts: started?.parts ?? [],
    work6: withinOf(seen(({ followed6, work6 }) => [work6, followed6 - work6])?.classes),
    work12: withinOf(seen(({ followed12, work12 }) => [work12, followed12 - work12])?.classes),
    estimated12: started ? estimatedOf(its, started.parts, view) : null,
    after: started ? meantFor.flatMap((trait) => afterOf(trait, changes.filter((row) => row.type === type && row.trait === trait)) ?? []) : [], // prettier-ignore
  };
}

function withinOf(classes: readonly number[] | undefined): WithinMonths | null {
  if (!classes) return null;
  const [count = 0, rest = 0] = classes;
  const estimate = share(count, count + rest);
  return estimate && { count, of: count + rest, share: estimate };
}

/** Kaplan and Meier's idea, with other exits apart: who is followed shorter counts for as long as that. */
function estimatedOf(rows: readonly StartsRow[], parts: readonly Part[], { team, scheme }: View): Estimate | null {
  const its = rows.filter(
    (row) =>
      parts.some(({ from, until }) => from <= row.month && row.month < until) &&
      (team === null || row.team === team) &&
      (scheme === null || row.scheme === scheme),
  );
  const codes = its.flatMap(({ times }) => times);
  const time = codes.map((code) => code >> 2);
  const ending = codes.map((code) => code & 3);
  const isShorter = time.some((days, at) => days <= COMPARED_DAYS && ending[at] === 0);
  const work = ending.filter((each, at) => each === 1 && time[at]! <= COMPARED_DAYS).length;
  if (!isShorter || !mayBeShown({ people: codes.length, work })) return null;
  return workWithin({ time, ending, weight: codes.map(() => 1), person: codes.map((_, at) => at) }, COMPARED_DAYS);
}

function afterOf(trait: string, rows: readonly ChangeRow[]): TraitAfter | null {
  const counts = { better: 0, same: 0, worse: 0 };
  if (!findTrait(trait)) return null;
  for (const { before, later, people } of rows) {
    if (before === null || later === null) continue;
    const changed = change({ trait, state: 'answered', value: later }, { trait, state: 'answered', value: before });
    // What is otherwise, and neither better nor worse, stands in the way as much as before.
    if (changed) counts[changed.direction === 'different' ? 'same' : changed.direction] += people;
  }
  const people = counts.better + counts.same + counts.worse;
  const isAlike = Object.values(counts).some((count) => count === people);
  if (people < FEWEST_PAIRS || (isAlike && people < 2 * FEWEST_PAIRS)) return null;
  const part = (count: number) => nearest(5, (100 * count) / people) / 100;
  return { trait, people: nearest(5, people), better: part(counts.better), same: part(counts.same), worse: part(counts.worse) };
}

function nearest(step: number, number: number): number {
  return Math.round(number / step) * step;
}
