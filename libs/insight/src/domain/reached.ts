/**
 * How far asking came with somebody, the furthest first. They stay apart to the screen: who is silent may have read it, who was not reached cannot
 * have; who wants no messages is no failure of ours.
 */
export const STANDINGS = ['answered', 'opened', 'open', 'silent', 'not-arrived', 'opted-out', 'no-way', 'not-asked'] as const;
export type Standing = (typeof STANDINGS)[number];

export const REACH_DIMENSIONS = ['age', 'channel', 'month'] as const;
export type ReachDimension = (typeof REACH_DIMENSIONS)[number];

/** People of one team and scheme with the same standing, by one thing known of them. A key of null: not known; a team of null: none. */
export interface ReachRow {
  dimension: ReachDimension;
  key: string | null;
  teamId: string | null;
  scheme: string;
  standing: Standing;
  people: number;
}
