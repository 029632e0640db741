import { FEWEST_ALIKE, share, type Estimate } from '#libs/outflow';
import { AGE_BANDS } from '#libs/rules';
import { Crowd, isShowable } from './crowd.js';
import { safeParts } from './rule-effects/safe-parts.js';
import type { ShownCount } from './rule-effects/shown.js';

/**
 * How far asking came with somebody, the furthest first. They stay apart to the screen: who is silent may have read it, who was not reached cannot
 * have; who wants no messages is no failure of ours.
 */
export const STANDINGS = ['answered', 'opened', 'open', 'silent', 'not-arrived', 'opted-out', 'no-way', 'not-asked'] as const;
export type Standing = (typeof STANDINGS)[number];

/** By what the last round of somebody was asked; `none`: there was no way. */
export const ASKED_BY = ['sms', 'email', 'none', 'not-asked'] as const;

/** People of one team and scheme with the same standing, by one thing known of them. A key of null: not known; a team of null: none. */
export interface ReachRow {
  dimension: 'age' | 'channel' | 'month';
  key: string | null;
  teamId: string | null;
  scheme: string;
  standing: Standing;
  people: number;
  /** Made of who they are, by which their number is rounded. */
  mark: number;
}

/** Standings that are told together: an ever coarser way to divide people, of which the finest is taken that leaves no part of a few. */
const DIVISIONS: readonly (readonly (readonly Standing[])[])[] = [
  STANDINGS.map((standing) => [standing]),
  [['answered'], ['opened', 'open', 'silent'], ['not-arrived', 'no-way'], ['opted-out'], ['not-asked']],
  [['answered'], ['opened', 'open', 'silent'], ['not-arrived', 'no-way', 'opted-out', 'not-asked']],
  [['answered'], ['opened', 'open', 'silent', 'not-arrived', 'no-way', 'opted-out', 'not-asked']],
];
/** Of a group: who answered at least once, who was asked and never did, and whom asking did not reach; the last two together where one is of a few. */
const OF_A_GROUP = DIVISIONS.slice(2);

/** A part of the people, by how far asking came with them. */
export interface ReachPart {
  standings: readonly Standing[];
  /** null: not shown. */
  people: ShownCount;
}

export interface ReachLine {
  key: string | null;
  people: ShownCount;
  /** Who answered first, and then who did not, in two parts or in one. */
  parts: readonly ReachPart[];
  /** Who answered, of those people. */
  answered: Estimate | null;
}

export interface ReachMonth {
  /** `2026-03` */
  month: string;
  asked: ShownCount;
  answered: ShownCount;
  share: Estimate | null;
}

export interface Reached {
  people: ShownCount;
  /** As fine as may be shown. */
  standings: readonly ReachPart[];
  ages: ReachLine[];
  channels: ReachLine[];
  /** By id; null: nobody looked after them. Only where all teams are asked for. */
  teams: ReachLine[];
  months: ReachMonth[];
}

/** Which rows count: of one team or all (null), of one scheme or all (null). */
export interface ReachScope {
  teamId: string | null;
  scheme: string | null;
}

/**
 * How far asking came, as it may be seen: every number is rounded to a five nearby by a mark of who is in it (decision 21), parts of a few stand with
 * others, and shares are made of the rounded numbers. So all teams minus the others says little of the one that is left.
 */
export function reached(rows: readonly ReachRow[], { teamId, scheme }: ReachScope): Reached {
  const own = rows.filter((row) => (teamId === null || row.teamId === teamId) && (scheme === null || row.scheme === scheme));
  const [ages, channels, months] = (['age', 'channel', 'month'] as const).map((dimension) =>
    own.filter((row) => row.dimension === dimension),
  );
  return {
    people: shown(crowdOf(ages!)),
    standings: partsOf(ages!, DIVISIONS),
    ages: lines(ages!, [...AGE_BANDS, null], ({ key }) => key),
    channels: lines(channels!, ASKED_BY, ({ key }) => key),
    teams: teamId === null ? lines(ages!, [...new Set(ages!.map((row) => row.teamId))], (row) => row.teamId) : [],
    months: [...new Set(months!.map(({ key }) => String(key)))].toSorted().map((month) =>
      monthOf(
        month,
        months!.filter(({ key }) => key === month),
      ),
    ),
  };
}

function lines(rows: readonly ReachRow[], keys: readonly (string | null)[], keyOf: (row: ReachRow) => string | null): ReachLine[] {
  return keys.flatMap((key) => {
    const its = rows.filter((row) => keyOf(row) === key);
    return its.length > 0 ? [{ key, ...lineOf(its) }] : [];
  });
}

function lineOf(rows: readonly ReachRow[]): Omit<ReachLine, 'key'> {
  const people = shown(crowdOf(rows));
  const parts = partsOf(rows, OF_A_GROUP);
  return { people, parts, answered: shareOf(parts[0]?.people ?? null, people) };
}

/** The finest division without a part of a few; the coarsest hides what it must, who answered last. */
function partsOf(rows: readonly ReachRow[], divisions: readonly (readonly (readonly Standing[])[])[]): ReachPart[] {
  const divided = divisions.map((parts) => parts.map((standings) => ({ standings, crowd: withStanding(rows, standings) })));
  const fine = divided.find((parts) => parts.every(({ crowd }) => isShowable(crowd.count))) ?? divided.at(-1)!;
  const safe = safeParts(Object.fromEntries(fine.toReversed().map(({ standings, crowd }) => [standings[0]!, crowd])));
  return fine.map(({ standings }) => ({ standings, people: safe[standings[0]!] ?? null }));
}

/** Only those who were asked and could be reached: of the others an answer could not come. */
function monthOf(month: string, rows: readonly ReachRow[]): ReachMonth {
  const [answered, silent] = [withStanding(rows, ['answered']), withStanding(rows, ['opened', 'open', 'silent'])];
  const parts = safeParts({ answered, silent });
  const asked = shown(Crowd.together(answered, silent));
  return { month, asked, answered: parts.answered, share: shareOf(parts.answered, asked) };
}

function withStanding(rows: readonly ReachRow[], standings: readonly Standing[]): Crowd {
  return crowdOf(rows.filter(({ standing }) => standings.includes(standing)));
}

function crowdOf(rows: readonly ReachRow[]): Crowd {
  return Crowd.together(...rows.map(({ people, mark }) => Crowd.of(people, mark)));
}

function shown(crowd: Crowd): ShownCount {
  return isShowable(crowd.count) ? crowd.rounded : null;
}

/** Of rounded numbers a part can come out above its whole. */
function shareOf(count: ShownCount, people: ShownCount): Estimate | null {
  if (count === null || people === null || people === 0) return null;
  const isAlike = count === 0 || count >= people;
  return isAlike && people < FEWEST_ALIKE ? null : share(Math.min(count, people), people);
}
