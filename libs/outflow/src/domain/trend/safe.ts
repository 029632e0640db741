import { FEWEST_ALIKE, mayBeShown } from '../safe-groups.js';
import { isNothing, type Trend, type TrendCounts } from './trend.js';

/**
 * Who may be shown in a month. The group is the stock: of twenty people and more it may be told what happened to some of them, also when that is the
 * same for all (`mayBeShown`). Fewer are shown by nothing, not by their number either; where nothing happened and nobody was, nought is shown.
 */
export function mayBeShownInMonth(counts: TrendCounts): boolean {
  return counts.stock >= FEWEST_ALIKE || isNothing(counts);
}

/** What may be shown of a trend, month by month. */
export interface ShownMonths {
  all: readonly boolean[];
  byTeam: ReadonlyMap<string, readonly boolean[]>;
  byScheme: ReadonlyMap<string, readonly boolean[]>;
}

/**
 * Decides for every month by itself who may be shown, so that no choice of period, team or scheme says more than another: whatever is asked, the
 * same number stands in a month, or none does.
 *
 * Teams add up to everybody, and so do schemes: who is hidden could be found by subtracting the others. So the hidden of a month are
 * twenty together, or others are hidden with them. Those are taken from the end of the list, whatever their size: the choice gives none away. Who was
 * in no team has no page and counts as hidden. A team and a scheme at once are never shown: within a team the smaller schemes are nearly always
 * too small, and the largest would then tell of them.
 */
export function shownMonths(trend: Trend): ShownMonths {
  const all = trend.all.map(mayBeShownInMonth);
  return { all, byTeam: family(trend.byTeam, all), byScheme: family(trend.byScheme, all) };
}

function family(members: ReadonlyMap<string, readonly TrendCounts[]>, all: readonly boolean[]): Map<string, boolean[]> {
  const keys = [...members.keys()];
  const shown = all.map((isShown, month) => {
    if (!isShown) return keys.map(() => false);
    const counts = keys.map((key) => members.get(key)![month]!);
    return withCompany(
      counts,
      keys.map((key, at) => (key === '' ? isNothing(counts[at]!) : mayBeShownInMonth(counts[at]!))),
      isNothing,
      (hidden) => hidden.reduce((sum, { stock }) => sum + stock, 0) >= FEWEST_ALIKE,
    );
  });
  return new Map(keys.map((key, at) => [key, shown.map((month) => month[at]!)]));
}

/** A part of a group to whom something happened, as `mayBeShown` judges it. */
export interface PartOf {
  people: number;
  happened: number;
}

/**
 * Which parts of groups may be shown that add up to a whole that is shown: a small group, or one that is all alike, is hidden, and others with it
 * until together they could be shown.
 * @param possible who is hidden already stays hidden
 */
export function shownParts(parts: readonly PartOf[], possible: readonly boolean[]): boolean[] {
  const isSafe = ({ people, happened }: PartOf) => mayBeShown({ people, work: happened });
  return withCompany(
    parts,
    parts.map((part, at) => possible[at]! && isSafe(part)),
    ({ people }) => people === 0,
    (hidden) => {
      const together = hidden.reduce((sum, part) => ({ people: sum.people + part.people, happened: sum.happened + part.happened }), {
        people: 0,
        happened: 0,
      });
      // As everywhere: what is hidden together is many, and mixed.
      return together.people >= FEWEST_ALIKE && together.happened > 0 && together.happened < together.people;
    },
  );
}

function withCompany<T>(
  members: readonly T[],
  possible: readonly boolean[],
  isNobody: (member: T) => boolean,
  isEnough: (hidden: readonly T[]) => boolean,
): boolean[] {
  const shown = [...possible];
  const hidden = () => members.filter((member, at) => !shown[at] && !isNobody(member));
  for (let at = members.length - 1; at >= 0 && hidden().length > 0 && !isEnough(hidden()); at -= 1)
    if (shown[at] && !isNobody(members[at]!)) shown[at] = false;
  return shown;
}
