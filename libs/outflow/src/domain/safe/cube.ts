import { findTrait, type TraitDefinition } from '#libs/profiles';
import type { Counted } from '../counting.js';
import { NOBODY, type Outcomes } from '../definition.js';
import { ownBaseOf, roundedOutcomes } from '../figures.js';
import { traitGroups, type TraitGroup } from '../groups.js';
import type { Cell } from '../safe-groups.js';
import { branchesOf, type Branch } from './branches.js';
import { cutOf, shownTotals, sumOf, tellsOfCrossing, type Cut, type Division } from './cut.js';
import { addedUp, divide, type Divided, type Lengths } from './divided.js';
import { layersOf, sizeOf, type Crowd, type Layer, type LayerName } from './layers.js';
import { linesOf } from './lines.js';
import { orderOf } from './order.js';

export interface SafeTrait {
  trait: string;
  cells: Cell[];
  /** The hidden cells together; null when nothing is hidden, or all is. */
  hidden: Outcomes | null;
}

export interface SafeTable {
  total: Outcomes;
  traits: SafeTrait[];
}

/** All that may be shown of a scope over one length. A layer that is not there may not be shown. */
export type SafeScope = { state: 'nobody' | 'too-few' } | { state: 'shown'; tables: Partial<Record<LayerName, SafeTable>> };

export interface SafeCube {
  /** Whether people are in no figure at all: they have no team or one that is too small to show, and are too few to be in the whole. */
  leavesOut: boolean;
  /** By length in months, and then by scope (`scopeKey`). Scopes that are not there may not be shown. */
  byLength: ReadonlyMap<number, ReadonlyMap<string, SafeScope>>;
}

export function scopeKey(teamId: string | null, scheme: string | null): string {
  return `${teamId ?? 'all'} ${scheme ?? 'all'}`;
}

/**
 * Makes all figures of one beginning safe as one whole: every length that is over, every team, every scheme, every trait and every measure. Whoever
 * sees all of them can work out nothing about a group that may not be shown (docs/decisions/0025-disclosure-control-as-one-whole.md).
 * One scheme within one team is never shown: the rest of that team would be the difference.
 * @param counts of the same cohort, one per length, the shortest first
 */
export function safeCube(counts: readonly Counted[], traits: readonly string[]): SafeCube {
  const first = counts[0];
  if (!first) return { leavesOut: false, byLength: new Map() };
  const months = counts.map((counted) => counted.months);
  const layers = layersOf(months);
  const leftOut = teamsLeftOut(counts, layers[0]!);
  const everybody = divide(counts, (counted) => [counted.total], leftOut);
  const names = [first.teams.map((team) => team ?? ''), first.schemes] as const;
  const askable = [first.teams.map((team, row) => team !== null && !leftOut.has(row)), first.schemes.map(() => true)] as const;
  const keys = [
    ...first.teams.map((team) => (team === null ? null : scopeKey(team, null))),
    ...first.schemes.map((scheme) => scopeKey(null, scheme)),
  ];
  const shares = traits.flatMap((key) => shareOut(counts, findTrait(key), leftOut) ?? []);
  const found = counts.map(() => new Map<string, { total: Outcomes; tables: Partial<Record<LayerName, SafeTable>> }>());
  let exit: { totals: readonly (readonly boolean[])[]; cuts: readonly (Cut | null)[] } | null = null;
  for (const layer of layers) {
    if (!layer.isSafe(layer.crowd(everybody.all)) || everybody.all[0]!.people === 0) continue;
    const totals = totalsOf(layer);
    const cuts = shares.map((share, at) => cutOfTrait(share, layer, totals, names, exit ? (exit.cuts[at] ?? null) : undefined));
    exit ??= { totals, cuts };
    addTables(layer, totals, cuts);
  }
  return { leavesOut: leftOut.size > 0, byLength: new Map(months.map((length, at) => [length, scopesAt(at)])) };

  function totalsOf(layer: Layer): (readonly boolean[])[] {
    const totals = everybody.rows.map((rows, at) => {
      const mayBeAsked = askable[at]!.map((is, row) => is && exit?.totals[at]![row] !== false);
      return shownTotals(
        rows.map((row) => layer.crowd(row)),
        layer,
        orderOf(names[at]!, layer.name),
        mayBeAsked,
      );
    });
    const divisions = divisionsOf(() => everybody, layer, totals, [[], []]);
    return (tellsOfCrossing(WHOLE, layer, divisions, new Map()) ? withoutSchemes(divisions) : divisions).map(({ shown }) => shown);
  }

  function addTables(layer: Layer, totals: readonly (readonly boolean[])[], cuts: readonly (Cut | null)[]): void {
    counts.forEach((counted, at) => {
      const add = (key: string, of: (divided: Divided) => Lengths, isOpen: (cut: Cut, branch: Branch) => boolean) => {
        const visible = (divided: Divided) => visibleIn(layer.name, of(divided)[at]!, counted.months);
        const table: SafeTable = {
          total: visible(everybody),
          traits: shares.map(({ trait, stem, keys: inOrder, sums }, nth) => {
            const cut = cuts[nth];
            return {
              trait,
              ...linesOf(
                stem,
                inOrder,
                (branch) => !!cut && isOpen(cut, branch),
                (branch) => visible(sums.get(branch)!),
              ),
            };
          }),
        };
        const scope = found[at]!.get(key) ?? { total: of(everybody)[at]!, tables: {} };
        scope.tables[layer.name] = table;
        found[at]!.set(key, scope);
      };
      add(
        scopeKey(null, null),
        ({ all }) => all,
        (cut, branch) => cut.has(branch),
      );
      ([0, 1] as const).forEach((division) =>
        names[division].forEach((name, row) => {
          if (totals[division]![row])
            add(
              division === 0 ? scopeKey(name, null) : scopeKey(null, name),
              ({ rows }) => rows[division][row]!,
              (cut, branch) => cut.get(branch)?.[division]?.[row] === true,
            );
        }),
      );
    });
  }

  function scopesAt(at: number): Map<string, SafeScope> {
    const scopes = new Map<string, SafeScope>();
    const whole = everybody.all[at]!.people;
    const isEverybody = (scope: SafeScope) => scope.state === 'shown' && scope.tables.exit!.total.people === whole && leftOut.size === 0;
    [scopeKey(null, null), ...keys].forEach((key, place) => {
      if (key === null) return;
      const people = place === 0 ? everybody.all[at]! : [...everybody.rows[0], ...everybody.rows[1]][place - 1]![at]!;
      const tables = found[at]!.get(key)?.tables;
      const isNobody = people.people === 0 && !leftOut.has(place - 1) && !(place === 0 && leftOut.size > 0);
      scopes.set(
        key,
        isNobody ? { state: 'nobody' } : tables?.exit && people.people > 0 ? { state: 'shown', tables } : { state: 'too-few' },
      );
    });
    // What one scheme is within one team follows only where one of the two is everybody.
    for (const team of first!.teams.flatMap((name) => name ?? []))
      for (const scheme of first!.schemes) {
        const [its, those] = [scopes.get(scopeKey(team, null))!, scopes.get(scopeKey(null, scheme))!];
        scopes.set(scopeKey(team, scheme), isEverybody(its) ? those : isEverybody(those) ? its : bothOf(its, those));
      }
    return scopes;
  }
}

/**
 * Teams that cannot be shown, and people without a team, are what is left of the whole when the other teams are taken from it. Where they may not be
 * seen that way either they are left out of the whole: else another team would have to be hidden for their sake.
 */
function teamsLeftOut(counts: readonly Counted[], layer: Layer): Set<number> {
  const { teams } = counts[0]!;
  const { rows } = divide(counts, ({ total }) => [total], new Set());
  const crowds = rows[0].map((lengths) => layer.crowd(lengths));
  const hidden = [...teams.keys()].filter((team) => sizeOf(crowds[team]!) > 0 && (teams[team] === null || !layer.isSafe(crowds[team]!)));
  const rest = hidden.map((team) => crowds[team]!);
  const isRest = rest.some((crowd) => layer.isSafe(crowd)) && layer.isSafeRest(sumOf(rest));
  return new Set(isRest ? [] : hidden);
}

const WHOLE: Branch = { keys: [], family: null, parts: null };

function bothOf(one: SafeScope, other: SafeScope): SafeScope {
  return { state: one.state === 'nobody' || other.state === 'nobody' ? 'nobody' : 'too-few' };
}

/** A trait by its branches, all of them added up. */
interface Share {
  trait: string;
  stem: Branch;
  /** Keys in the order of the trait. */
  keys: readonly string[];
  sums: ReadonlyMap<Branch, Divided>;
}

function shareOut(counts: readonly Counted[], trait: TraitDefinition | null, leftOut: ReadonlySet<number>): Share | null {
  if (!trait || !counts.every(({ byTrait }) => byTrait.has(trait.key))) return null;
  const codes = new Set(counts.flatMap(({ byTrait }) => [...byTrait.get(trait.key)!.keys()]));
  const inGroup = (group: TraitGroup) =>
    divide(counts, ({ byTrait }) => group.codes.flatMap((code) => [byTrait.get(trait.key)!.get(code) ?? []]), leftOut);
  const all = traitGroups(trait, codes).map((group) => [group, inGroup(group)] as const);
  // Most questions have no "weet ik niet" to choose: a line that can only say nobody is left out.
  const groups = all.filter(([{ key }, { all: everybody }]) => key !== 'does-not-know' || everybody[0]!.people > 0);
  const stem = branchesOf(groups.map(([group]) => group));
  const byKey = new Map(groups.map(([{ key }, divided]) => [key, divided]));
  return stem && { trait: trait.key, stem, keys: [...byKey.keys()], sums: addedUp(stem, byKey) };
}

/** Of each division, of each row. */
type CrowdsByDivision = readonly Crowd[];

function cutOfTrait(
  { trait, stem, sums }: Share,
  layer: Layer,
  totals: readonly (readonly boolean[])[],
  names: readonly (readonly string[])[],
  finest: Cut | null | undefined,
): Cut | null {
  if (finest === null) return null;
  const divisions = divisionsOf(
    (branch) => sums.get(branch)!,
    layer,
    totals,
    names.map((of) => orderOf(of, trait)),
  );
  const cut = cutOf(stem, layer, divisions, finest);
  return tellsOfCrossing(stem, layer, divisions, cut) ? cutOf(stem, layer, withoutSchemes(divisions), finest) : cut;
}

function divisionsOf(
  sumOfBranch: (branch: Branch) => Divided,
  layer: Layer,
  totals: readonly (readonly boolean[])[],
  orders: readonly (readonly number[])[],
): Division[] {
  const crowds = new Map<Branch, readonly CrowdsByDivision[]>();
  return totals.map((shown, at) => ({
    shown,
    order: orders[at]!,
    crowds: (branch) => {
      const known = crowds.get(branch) ?? sumOfBranch(branch).rows.map((rows) => rows.map((row) => layer.crowd(row)));
      crowds.set(branch, known);
      return known[at]!;
    },
  }));
}

function withoutSchemes([teams, schemes]: readonly Division[]): Division[] {
  return [teams!, { ...schemes!, shown: schemes!.shown.map(() => false) }];
}

/** The counts of a layer, and nothing of the others. */
function visibleIn(layer: LayerName, outcomes: Outcomes, months: number): Outcomes {
  if (layer === 'exit') return roundedOutcomes(outcomes, months);
  const own = ownBaseOf(layer)!;
  const { people, work, other } = outcomes;
  return { ...NOBODY, people, work, other, [own.of]: outcomes[own.of], [own.count]: outcomes[own.count] };
}
