import { findTrait } from '#libs/profiles';
import type { CompiledRule } from './compile-rule.js';
import type { Condition } from './rule.js';

/** What has to be looked up before a set of rules can be judged; what no rule asks after is not looked up. */
export interface Needs {
  traits: readonly string[];
  /** How many days back all observations of a trait are needed, of traits whose course is asked about. */
  lookBackDays: ReadonlyMap<string, number>;
  /** Traits of which a verdict hangs on whether something was ever heard, however long ago: of the others never and expired come to the same. */
  everHeard: readonly string[];
  /**
   * What is read how far back: the many answers that count for some months, the few facts that count for years, and the traits whose course is
   * asked about. Read together, one fact of two years ago would have all answers of two years read.
   */
  reads: readonly Read[];
  /** Nothing older than so many days counts at all, apart from `everHeard`. */
  oldestDays: number;
  /** Whether a rule asks after silence, or after what does not arrive. */
  contact: boolean;
}

export interface Read {
  traits: readonly string[];
  days: number;
  /** Whether what came before the latest is needed too. */
  isCourse: boolean;
}

/** In days: most answers count for ninety. */
const SOME_MONTHS = 100;

/** The needs of all these rules together. */
export function needsOf(rules: readonly CompiledRule[]): Needs {
  const traits = [...new Set(rules.flatMap((rule) => rule.traits))].toSorted();
  const lookBackDays = new Map<string, number>();
  const everHeard = new Set<string>();
  let contact = false;
  for (const rule of rules) {
    for (const [trait, days] of rule.lookBackDays) lookBackDays.set(trait, Math.max(days, lookBackDays.get(trait) ?? 0));
    for (const condition of leavesOf(rule.definition.when)) {
      if ('notHeard' in condition && condition.notHeard.includes('never') !== condition.notHeard.includes('expired'))
        everHeard.add(condition.trait);
      if ('silentForDays' in condition || 'unreachable' in condition) contact = true;
    }
  }
  const reads = readsOf(traits, lookBackDays);
  const oldestDays = Math.max(0, ...reads.map(({ days }) => days));
  return { traits, lookBackDays, everHeard: [...everHeard].toSorted(), reads, oldestDays, contact };
}

function readsOf(traits: readonly string[], lookBackDays: ReadonlyMap<string, number>): Read[] {
  const validDaysOf = (trait: string) => findTrait(trait)?.validDays ?? 0;
  const latestOnly = traits.filter((trait) => !lookBackDays.has(trait));
  const read = (some: readonly string[], isCourse: boolean): Read => ({
    traits: some,
    days: Math.max(0, ...some.map((trait) => Math.max(validDaysOf(trait), lookBackDays.get(trait) ?? 0))),
    isCourse,
  });
  return [
    read(
      latestOnly.filter((trait) => validDaysOf(trait) <= SOME_MONTHS),
      false,
    ),
    read(
      latestOnly.filter((trait) => validDaysOf(trait) > SOME_MONTHS),
      false,
    ),
    read([...lookBackDays.keys()].toSorted(), true),
  ].filter(({ traits: some }) => some.length > 0);
}

type Leaf = Exclude<Condition, { all: unknown } | { any: unknown } | { none: unknown } | { of: unknown }>;

/** Everything that is asked in a condition, one by one, however deep it stands. */
export function leavesOf(condition: Condition): Leaf[] {
  if ('all' in condition) return condition.all.flatMap(leavesOf);
  if ('any' in condition) return condition.any.flatMap(leavesOf);
  if ('none' in condition) return condition.none.flatMap(leavesOf);
  if ('of' in condition) return condition.of.flatMap(leavesOf);
  return [condition];
}
