import type { Catalogue } from '#libs/interventions';
import type { CompiledRule } from './compile-rule.js';
import { asksIn, proposalOf, type Circumstances, type Proposal } from './decide.js';
import { evaluate } from './evaluate.js';
import { fingerprintOf } from './fingerprint.js';
import type { RuleProfile } from './profile.js';
import { rank } from './ranking.js';
import { withdrawals, type OpenSuggestion, type Withdrawal } from './withdrawal.js';

/** Everything a review of one client needs. */
export interface ReviewMaterial {
  profile: RuleProfile;
  circumstances: Circumstances;
  open: readonly OpenSuggestion[];
  /** The traits that a rule wants asked again, as they stand. */
  wanted: readonly { trait: string; rule: string }[];
}

/** What a review changes; what still holds as it stands is in none of these. */
export interface ReviewChange {
  proposals: (Proposal & { fingerprint: string })[];
  withdrawals: Withdrawal[];
  wanted: { trait: string; rule: string }[];
  /** Traits that no rule wants asked any more. */
  dropped: string[];
}

/** Judges the rules on what is known of one client now, beside what is suggested already. @returns null when nothing changes */
export function changeOf(
  rules: readonly CompiledRule[],
  { profile, circumstances, open, wanted }: ReviewMaterial,
  catalogue: Catalogue,
  now: Temporal.Instant,
): ReviewChange | null {
  const verdicts = evaluate(rules, profile, now);
  const ranked = rank(verdicts, circumstances, catalogue, now);
  const standing = new Map(open.map(({ intervention, stance, fingerprint }) => [`${stance} ${intervention}`, fingerprint]));
  const asks = asksIn(verdicts);
  const change: ReviewChange = {
    proposals: ranked.flatMap((one) => {
      const fingerprint = fingerprintOf(one, verdicts, profile, now);
      if (standing.get(`${one.stance} ${one.intervention}`) === fingerprint) return [];
      return [{ ...proposalOf(one, verdicts, catalogue, now, profile), fingerprint }];
    }),
    withdrawals: withdrawals(open, ranked, verdicts, circumstances, catalogue, now),
    wanted: asks.filter(({ trait }) => !wanted.some((each) => each.trait === trait)),
    dropped: wanted.filter(({ trait }) => !asks.some((each) => each.trait === trait)).map(({ trait }) => trait),
  };
  return Object.values(change).every((part: readonly unknown[]) => part.length === 0) ? null : change;
}
