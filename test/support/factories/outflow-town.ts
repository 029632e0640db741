import type { DataSource } from 'typeorm';
import { aTeamWith, times, type Observed, type Person } from './team-with-spells.js';

const BEFORE = '2025-09-01T10:00:00Z';
export const reads = (value: number): Observed => ['literacy.reading_nl', value, BEFORE];
export const feels = (value: number): Observed => ['health.self_rated', value, BEFORE];
export const owes = (value: number): Observed => ['finance.debt', value, BEFORE];

/** People on a benefit on 1 October 2025 who said the same, of whom so many left for work on 1 February 2026. */
export function aGroup(people: number, work: number, observed: readonly Observed[]): Person[] {
  return [
    ...times(work, { spells: [['2022-01-01', '2026-02-01', 'WORK_EMPLOYED']], observed }),
    ...times(people - work, { spells: [['2022-01-01']], observed }),
  ];
}

/** 140 people, of whom 24 found work and 4 moved away: who feels bad did not find any. */
export const NORTH: readonly Person[] = [
  ...aGroup(40, 14, [reads(1), feels(4)]),
  ...aGroup(25, 4, [reads(1), feels(3)]),
  ...aGroup(20, 1, [reads(2), feels(3)]),
  ...aGroup(24, 0, [reads(3), feels(2)]),
  ...aGroup(12, 2, [reads(1), owes(1)]),
  ...aGroup(15, 3, []),
  ...times(4, { spells: [['2022-01-01', '2026-03-01', 'MOVED_MUNICIPALITY']] }),
];

/** 120 people, of whom 30 found work: nothing differs much. */
export const SOUTH: readonly Person[] = [
  ...aGroup(40, 11, [reads(1), feels(4)]),
  ...aGroup(30, 7, [reads(2), feels(3)]),
  ...aGroup(30, 7, [reads(3), feels(2)]),
  ...aGroup(20, 5, []),
];

/** A town with two teams, each large enough to be shown beside the other. */
export async function anOutflowTown(dataSource: DataSource): Promise<{ north: string; south: string }> {
  const { teamId: north } = await aTeamWith(dataSource, NORTH, 'Team Noord');
  const { teamId: south } = await aTeamWith(dataSource, SOUTH, 'Team Zuid');
  return { north, south };
}
