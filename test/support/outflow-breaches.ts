import { findTrait } from '#libs/profiles';
import { outcomesOf, scopeOf, traitGroups, type Counted, type Outcomes } from '#libs/outflow';
import { learn, placesOf, type Seen, type SeenLine, type Wanted } from './differencing-attack.js';

/** One view of one trait as it is shown: its cells, and what is hidden together. */
export interface View {
  team: string | null;
  scheme: string | null;
  total: Outcomes;
  cells: readonly { keys: readonly string[]; outcomes: Outcomes | null }[];
  hidden: Outcomes | null;
}

/** What is counted of a layer, and when it is so little that nobody may know it. */
export interface Secrecy {
  crowd(lengths: readonly Outcomes[]): readonly number[];
  isSafe(crowd: readonly number[]): boolean;
}

export interface Attacked {
  counts: readonly Counted[];
  trait: string;
  /** Those in the whole: somebody may know that small teams are left out of it. A team without a name: people who have none. */
  teams: readonly string[];
}

/** More would take long, and says no more. */
const MOST_SECRETS = 120;

/** Every group of a row of the table that is too small, or too much alike, to be known, and is known all the same. */
export function breachesOf({ counts, trait, teams }: Attacked, views: readonly (readonly View[])[], secrecy: Secrecy): string[] {
  const seen = seenOf(counts, trait, teams, views);
  if (seen.lines.length === 0) return [];
  const secrets = wantedOf(seen).flatMap((group) => {
    const truth = secrecy.crowd(lengthsOf(counts, trait, teams, group));
    return secrecy.isSafe(truth) ? [] : [{ ...group, truth }];
  });
  const wanted = secrets.filter((group, at) => placesOf(seen, group).length > 0 && at < MOST_SECRETS);
  const learned = learn(seen, (lengths) => secrecy.crowd(lengths), wanted);
  const cover = seen.lines.map((line) => ({ places: new Set(placesOf(seen, line)), crowd: secrecy.crowd(line.lengths) }));
  return wanted.flatMap((group, at) => {
    const { size, kinds } = learned[at]!;
    const name = `${group.team ?? 'all'} ${group.scheme ?? 'all'} ${group.keys.join('+')} (${group.truth.join('/')})`;
    if (size.low === size.high) return [`size of ${name} is known: ${size.low}`];
    const possible = kinds.flatMap(({ high }, kind) => (high > 0 ? [kind] : []));
    // That a group is alike may be said of twenty or more, and then of some of them too.
    const isSaid = cover.some(
      ({ places, crowd }) =>
        secrecy.isSafe(crowd) &&
        crowd.every((count, kind) => count === 0 || possible.includes(kind)) &&
        placesOf(seen, group).every((place) => places.has(place)),
    );
    return size.low >= 1 && possible.length === 1 && !isSaid ? [`all of ${name} are known to be alike`] : [];
  });
}

function seenOf(counts: readonly Counted[], trait: string, teams: readonly string[], views: readonly (readonly View[])[]): Seen {
  const first = counts[0]!;
  const codes = counts.flatMap(({ byTrait }) => [...(byTrait.get(trait)?.keys() ?? [])]);
  const groups = traitGroups(findTrait(trait)!, codes).map(({ key }) => key);
  const lines = (views[0] ?? []).flatMap((view, nth): SeenLine[] => {
    const at = { team: view.team, scheme: view.scheme };
    const same = views.map((length) => length[nth]!);
    const hiddenKeys = view.cells.flatMap(({ keys, outcomes }) => (outcomes ? [] : keys));
    return [
      { ...at, keys: groups, lengths: same.map(({ total }) => total) },
      ...view.cells.flatMap(({ keys, outcomes }, cell) =>
        outcomes ? [{ ...at, keys, lengths: same.map(({ cells }) => cells[cell]!.outcomes!) }] : [],
      ),
      ...(view.hidden ? [{ ...at, keys: hiddenKeys, lengths: same.map(({ hidden }) => hidden!) }] : []),
    ];
  });
  return { teams, schemes: first.schemes, groups, lines };
}

/** Each row by each group, by those that stand beside each other, and as a whole. */
function wantedOf({ teams, schemes, groups }: Seen): Wanted[] {
  const rows = [
    { team: null, scheme: null },
    ...teams.map((team) => ({ team, scheme: null })),
    ...schemes.map((scheme) => ({ team: null, scheme })),
    ...teams.flatMap((team) => schemes.map((scheme) => ({ team, scheme }))),
  ];
  const some = [...groups.map((key) => [key]), ...groups.slice(1).map((key, at) => [groups[at]!, key]), groups];
  return rows.flatMap((row) => some.map((keys) => ({ ...row, keys })));
}

/** The truth, which nobody sees. */
function lengthsOf(counts: readonly Counted[], trait: string, teams: readonly string[], { team, scheme, keys }: Wanted): Outcomes[] {
  return counts.map((counted) => {
    const byCode = counted.byTrait.get(trait)!;
    const groups = traitGroups(findTrait(trait)!, byCode.keys()).filter(({ key }) => keys.includes(key));
    const sum = { ...outcomesOf() };
    for (const code of groups.flatMap(({ codes }) => codes))
      for (const [t, aTeam] of counted.teams.entries())
        for (const [s, aScheme] of counted.schemes.entries()) {
          if (!teams.includes(aTeam ?? '') || (team !== null && team !== (aTeam ?? '')) || (scheme !== null && scheme !== aScheme))
            continue;
          for (const [counter, count] of Object.entries(byCode.get(code)?.[scopeOf(counted, t, s)] ?? {}))
            sum[counter as keyof Outcomes] += count;
        }
    return outcomesOf(sum);
  });
}
