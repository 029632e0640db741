/** A reason of a file that nobody told the meaning of, and how many rows have it. */
export interface UnknownLiteral {
  literal: string;
  rows: number;
}

/** An office has some dozens of reasons; more is a column that was filled with something else, and nobody reads on. */
const MOST_COUNTED = 1_000;
const MOST_TOLD = 20;

/** Counts the reasons that are not understood among the problems that pass by on their way to whoever is told. */
export function unknownLiterals<Problem extends { code: string; value: string }>(
  onProblem: ((problem: Problem) => void | Promise<void>) | undefined,
): { onProblem: (problem: Problem) => void | Promise<void>; found: () => UnknownLiteral[] } {
  const rows = new Map<string, number>();
  return {
    onProblem: (problem) => {
      if (problem.code === 'end-reason-unknown' && (rows.has(problem.value) || rows.size < MOST_COUNTED))
        rows.set(problem.value, (rows.get(problem.value) ?? 0) + 1);
      return onProblem?.(problem);
    },
    found: () =>
      [...rows]
        .map(([literal, count]) => ({ literal, rows: count }))
        .toSorted((one, other) => other.rows - one.rows || one.literal.localeCompare(other.literal, 'nl'))
        .slice(0, MOST_TOLD),
  };
}
