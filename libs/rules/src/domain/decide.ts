import type { Catalogue } from '#libs/interventions';
import { cautionToDoFirst, evidenceOf, type SuggestionEvidence } from './evidence.js';
import type { RuleVerdict } from './evaluate.js';
import type { Circumstances } from './kept-back.js';
import { notKnownTo } from './not-known.js';
import type { RuleProfile } from './profile.js';
import { rank, strengthFor, type Ranked } from './ranking.js';
import type { Stance } from './rule.js';
import { surenessOf } from './sureness.js';

export { COOLING_OFF_DAYS, keptBack, type Circumstances, type KeptBack } from './kept-back.js';

export interface Proposal {
  intervention: string;
  stance: Stance;
  fromWish: boolean;
  /** From 1: what to look at first; what is advised against comes after all that is suggested. */
  rank: number;
  evidence: SuggestionEvidence;
}

/** A trait that a rule wants asked again. */
export interface Ask {
  trait: string;
  rule: string;
}

/**
 * From verdicts to proposals, best first (`rank` says in which order), each with its evidence. A contra-indication never hides: it demotes, and
 * says why. No proposal at all is a good outcome too. Pure, total, and the same whatever the order of the verdicts' facts.
 * @param profile what was known; without it the evidence does not say how sure it is, nor what is not known
 */
export function decide(
  verdicts: readonly RuleVerdict[],
  circumstances: Circumstances,
  catalogue: Catalogue,
  now: Temporal.Instant,
  profile?: RuleProfile,
): Proposal[] {
  return rank(verdicts, circumstances, catalogue, now).map((ranked) => proposalOf(ranked, verdicts, catalogue, now, profile));
}

/** One place in the order, with its evidence in words: what `decide` makes of each. Only worth making for what is shown or kept. */
export function proposalOf(
  ranked: Ranked,
  verdicts: readonly RuleVerdict[],
  catalogue: Catalogue,
  now: Temporal.Instant,
  profile?: RuleProfile,
): Proposal {
  const { intervention, stance, fromWish, rank: place, talkFirst, doFirst } = ranked;
  const worded = (verdict: RuleVerdict) => evidenceOf(verdict, strengthFor(verdict, intervention), { catalogue, now, profile });
  return {
    intervention,
    stance,
    fromWish,
    rank: place,
    evidence: {
      for: ranked.for.map(worded),
      against: ranked.against.map(worded),
      ...(talkFirst && { talkFirst: true as const }),
      ...(doFirst.length > 0 && { doFirst: doFirst.map((code) => cautionToDoFirst(code, catalogue)) }),
      ...(profile && { sureness: surenessOf(ranked, profile, now), notKnown: notKnownTo(ranked, verdicts, profile, now) }),
    },
  };
}

/** Which traits the rules that say yes want asked again, each once for the first rule that does (by name), in the order of the traits. */
export function asksIn(verdicts: readonly RuleVerdict[]): Ask[] {
  const asks = verdicts
    .filter(({ verdict }) => verdict === 'yes')
    .flatMap(({ rule: { definition } }) =>
      definition.then.flatMap((effect) => (effect.stance === 'ask' ? [{ trait: effect.trait, rule: definition.rule }] : [])),
    )
    .toSorted((a, b) => compareTexts(a.trait, b.trait) || compareTexts(a.rule, b.rule));
  return asks.filter(({ trait }, index) => trait !== asks[index - 1]?.trait);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
