import type { RuleVerdict } from './evaluate.js';
import { notKnownTo } from './not-known.js';
import type { RuleProfile } from './profile.js';
import { strengthFor, type Ranked } from './ranking.js';
import { surenessOf } from './sureness.js';

/** From never to expired there is no way but through an answer, which is told apart; so who looks only at what counts need not know which it is. */
const NOTHING_COUNTS: ReadonlySet<string> = new Set(['never', 'expired']);

/**
 * What a suggestion rests on, shortened to one line: the same rules, the same answers, the same place. Where it is the same as what stands, nothing is
 * written and nothing is worded, whatever the day: putting a suggestion into words costs a hundred times what judging it does.
 */
export function fingerprintOf(ranked: Ranked, verdicts: readonly RuleVerdict[], profile: RuleProfile, now: Temporal.Instant): string {
  const spoken = (verdict: RuleVerdict) => {
    const { rule, version } = verdict.rule.definition;
    return `${rule} v${version} s${strengthFor(verdict, ranked.intervention)} ${verdict.facts.map(({ id }) => id).join('+')}`;
  };
  const notKnown = notKnownTo(ranked, verdicts, profile, now).map(({ trait, why }) => `${trait} ${NOTHING_COUNTS.has(why) ? '' : why}`);
  return [
    ranked.rank,
    ranked.fromWish ? 'wish' : '',
    ranked.talkFirst ? 'talk' : '',
    ranked.for.map(spoken).join(', '),
    ranked.against.map(spoken).join(', '),
    ranked.doFirst.join(', '),
    surenessOf(ranked, profile, now),
    notKnown.join(', '),
  ].join('|');
}
