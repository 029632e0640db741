/**
 * What became of a round: the invitation (or a later message about it) arrived · it left and nobody said yet that it arrived · it waits ·
 * nothing arrived · there was no way to reach the client · it was not asked · it was called back because there was no more reason to ask.
 */
export const FATES = ['delivered', 'sent', 'waiting', 'failed', 'unreachable', 'missed', 'withdrawn'] as const;
export type Fate = (typeof FATES)[number];

export interface DayOfRounds {
  day: Temporal.PlainDate;
  rounds: Record<Fate, number>;
  /** Why rounds of that day failed, were unreachable or missed; most first. */
  causes: { fate: Fate; cause: string; rounds: number }[];
}

/** Lays counted rounds out over consecutive days: a day on which nothing happened is there too, with noughts. */
export function dayByDay(
  counted: readonly { day: string; fate: Fate; cause: string | null; rounds: number }[],
  first: Temporal.PlainDate,
  days: number,
): DayOfRounds[] {
  const byDay = Map.groupBy(counted, ({ day }) => day);
  return Array.from({ length: days }, (_, index) => {
    const day = first.add({ days: index });
    const rows = byDay.get(day.toString()) ?? [];
    return {
      day,
      rounds: Object.fromEntries(FATES.map((fate) => [fate, total(rows.filter((row) => row.fate === fate))])) as Record<Fate, number>,
      causes: rows
        .flatMap(({ fate, cause, rounds }) => (cause === null ? [] : [{ fate, cause, rounds }]))
        .toSorted((one, other) => other.rounds - one.rounds || one.cause.localeCompare(other.cause)),
    };
  });
}

/** All days together. */
export function allDays(days: readonly DayOfRounds[]): Record<Fate, number> {
  return Object.fromEntries(FATES.map((fate) => [fate, days.reduce((sum, { rounds }) => sum + rounds[fate], 0)])) as Record<Fate, number>;
}

function total(rows: readonly { rounds: number }[]): number {
  return rows.reduce((sum, { rounds }) => sum + rounds, 0);
}
