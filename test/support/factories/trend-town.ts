import type { EndReason } from '#libs/people';
import type { DataSource } from 'typeorm';
import { aTeamWith, times, type Person } from './team-with-spells.js';

/** In the order in which they leave: of ten, four for work. */
const REASONS: EndReason[] = [
  'WORK_EMPLOYED',
  'OTHER_BENEFIT',
  'WORK_EMPLOYED',
  'MOVED_MUNICIPALITY',
  'HOUSEHOLD_CHANGE',
  'WORK_SELF_EMPLOYED',
  'OTHER_BENEFIT',
  'STATE_PENSION_AGE',
  'WORK_EMPLOYED',
  'OWN_REQUEST',
];

/** So many people come a month and stay for a year and a half, from January 2023 on; everybody of the start stays. */
export function comingAndGoing(start: number, aMonth: number): Person[] {
  const months = Array.from({ length: 46 }, (_, nth) => Temporal.PlainDate.from('2023-01-01').add({ months: nth }));
  const movers = months.flatMap((month, nth) =>
    Array.from({ length: aMonth + (nth % 3 === 0 ? 1 : 0) }, (_, one): Person => {
      const from = month.add({ days: (7 * one) % 27 });
      const until = from.add({ months: 18, days: one });
      const ends = Temporal.PlainDate.compare(until, Temporal.PlainDate.from('2026-11-15')) < 0;
      const first = ends ? ([String(from), String(until), REASONS[(nth + one) % REASONS.length]!] as const) : ([String(from)] as const);
      const isBack = ends && (nth + one) % 9 === 0;
      return { spells: isBack ? [first, [String(until.add({ months: 4 }))]] : [first] };
    }),
  );
  return [...times(start, { spells: [['2019-05-01']] }), ...movers];
}

/** A large team, two middling ones and a small one. */
export async function aTrendTown(dataSource: DataSource): Promise<{ north: string; south: string; small: string }> {
  const { teamId: north } = await aTeamWith(dataSource, comingAndGoing(120, 6), 'Team Noord');
  const { teamId: south } = await aTeamWith(dataSource, comingAndGoing(60, 3), 'Team Zuid');
  await aTeamWith(dataSource, comingAndGoing(40, 2), 'Team West');
  const { teamId: small } = await aTeamWith(dataSource, times(12, { spells: [['2019-05-01']] }), 'Team Oost');
  return { north, south, small };
}
