import { bandOf, type TraitDefinition } from '#libs/profiles';
import { ANSWER_GROUPS, familyOf, OUTFLOW_TRAITS } from './groups.js';
import { together, type Outcomes } from './definition.js';
import { hideSmallGroups, mayBeShown, type Group, type SafeGroups } from './safe-groups.js';

/** What was known at the start of the period of everybody with the same value: one row of the count. */
export interface KnownOutcomes {
  trait: string;
  /** null: not asked, not answered, or too long ago. */
  state: 'answered' | 'refused' | 'unknown' | null;
  value: number | null;
  outcomes: Outcomes;
}

export interface TraitOutflow extends SafeGroups {
  trait: string;
}

/** `nobody`: no one was on a benefit; `too-few`: so few, or all so alike, that even the total would tell about a person. */
export type Outflow = { state: 'nobody' } | { state: 'too-few' } | { state: 'shown'; total: Outcomes; traits: TraitOutflow[] };

/** The figures that may be shown, from the figures that were counted. */
export function outflowPerTrait(total: Outcomes, known: readonly KnownOutcomes[]): Outflow {
  if (total.people === 0) return { state: 'nobody' };
  if (!mayBeShown(total)) return { state: 'too-few' };
  const traits = OUTFLOW_TRAITS.map((trait) => ({
    trait: trait.key,
    ...hideSmallGroups(
      groupsOf(
        trait,
        known.filter((row) => row.trait === trait.key),
      ),
    ),
  }));
  return { state: 'shown', total, traits };
}

/** Every band of the trait in its order, and then the groups without a value. */
function groupsOf(trait: TraitDefinition, known: readonly KnownOutcomes[]): Group[] {
  const counted = (key: string) => together(known.filter((row) => groupKeyOf(trait, row) === key).map(({ outcomes }) => outcomes));
  const bands = trait.bands.map(({ key, values }): Group => ({ key, family: familyOf(trait, values), outcomes: counted(key) }));
  const answers = ANSWER_GROUPS.map((key): Group => ({ key, family: 'unknown', outcomes: counted(key) }));
  return [
    ...bands,
    // Most questions have no "weet ik niet" to choose: a line that can only say nobody is left out.
    ...answers.filter(({ key, outcomes }) => key !== 'does-not-know' || outcomes.people > 0),
  ];
}

/** A value that is not on the scale (any more) is no value. */
function groupKeyOf({ key }: TraitDefinition, { state, value }: KnownOutcomes): string {
  if (state === 'refused') return 'refused';
  if (state === 'unknown') return 'does-not-know';
  return bandOf(key, value)?.key ?? 'not-known';
}
