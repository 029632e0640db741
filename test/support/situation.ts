import { STANDARD_CATALOGUE } from '#libs/interventions';
import {
  asksIn,
  decide,
  evaluate,
  NOBODY_IN_PARTICULAR,
  STANDARD_RULES,
  type Fact,
  type Person,
  type Proposal,
  type RuleProfile,
} from '#libs/rules';
import { aFact, aProfile, circumstancesOf, compiled, NOW, type Said } from './rule-profile.js';

const rules = STANDARD_RULES.map(compiled);

/** What is known of somebody apart from what was answered three days ago. */
export interface Situation {
  facts?: readonly Fact[];
  interventions?: RuleProfile['interventions'];
  person?: Partial<Person>;
}

/** Nothing stands in the way, and everything that readiness asks about is known. */
export const FIT = { 'workability.self': 8, 'health.self_rated': 4, 'health.physical': 1, 'health.mental': 2, 'housing.stability': 1 };
export const ABLE_BUT_UNSURE = { 'workability.self': 6, 'confidence.work': 2, 'literacy.reading_nl': 1 };

function profileOf(answers: Record<string, Said>, { facts = [], interventions = [], person = {} }: Situation = {}): RuleProfile {
  const answered = Object.entries(answers).map(([trait, said]) => aFact(trait, said, 3));
  return { ...aProfile(...facts, ...answered), interventions, person: { ...NOBODY_IN_PARTICULAR, ...person } };
}

/** What the standard rules come to for somebody in this situation. */
export function proposalsFor(answers: Record<string, Said>, situation: Situation = {}): Proposal[] {
  const profile = profileOf(answers, situation);
  return decide(evaluate(rules, profile, NOW), circumstancesOf(profile.interventions), STANDARD_CATALOGUE, NOW, profile);
}

/** The same, short: `+` suggested, `-` advised against. */
export function told(answers: Record<string, Said>, situation: Situation = {}): string[] {
  return proposalsFor(answers, situation).map(
    ({ stance, intervention, fromWish, evidence }) =>
      `${stance === 'suggest' ? '+' : '-'}${intervention}${fromWish ? ' (wish)' : ''}${evidence.talkFirst ? ' (talk first)' : ''}`,
  );
}

/** The traits that the standard rules want asked again. */
export function asked(answers: Record<string, Said>, situation: Situation = {}): string[] {
  return asksIn(evaluate(rules, profileOf(answers, situation), NOW)).map(({ trait }) => trait);
}
