import type { Catalogue } from '#libs/interventions';
import type { Wording } from '#libs/platform';
import { keptBack, type Circumstances, type KeptBack, type Proposal } from './decide.js';
import { inWords } from './evidence.js';
import type { RuleVerdict } from './evaluate.js';
import { CONVERSATION, speaksFor } from './ranking.js';
import type { Stance } from './rule.js';

/** An open suggestion, as far as a review needs to know it: not its words. */
export interface OpenSuggestion {
  id: string;
  intervention: string;
  stance: Stance;
  /** null: from before there was such a thing. */
  fingerprint: string | null;
  /** The rules it rests on, and those that spoke against. */
  for: readonly string[];
  against: readonly string[];
}

type Proposed = Pick<Proposal, 'intervention' | 'stance'>;

export interface Withdrawal {
  id: string;
  reason: Wording;
}

/** Which open suggestions no longer hold, each with the reason in words: a suggestion that vanishes without a word is not trusted again. */
export function withdrawals(
  open: readonly OpenSuggestion[],
  proposals: readonly Proposed[],
  verdicts: readonly RuleVerdict[],
  circumstances: Circumstances,
  catalogue: Catalogue,
  now: Temporal.Instant,
): Withdrawal[] {
  return open
    .filter(
      ({ intervention, stance }) => !proposals.some((proposal) => proposal.intervention === intervention && proposal.stance === stance),
    )
    .map((suggestion) => ({ id: suggestion.id, reason: reasonFor(suggestion, proposals, verdicts, circumstances, catalogue, now) }));
}

const KEPT_BACK: Record<KeptBack, Wording> = {
  'not-offered': { nl: 'Dit wordt nu niet aangeboden.', en: 'This is not offered now.' },
  running: { nl: 'Dit loopt nu.', en: 'This is running now.' },
  waiting: { nl: 'Dit is al aangeboden, of de klant wacht op een plek.', en: 'This was offered already, or the client waits for a place.' },
  'recently-ended': { nl: 'Dit is kort geleden afgerond.', en: 'This ended a short while ago.' },
  'set-aside': { nl: 'Hierover is kort geleden al besloten.', en: 'This was decided a short while ago.' },
};
const TURNED: Record<Stance, Wording> = {
  suggest: { nl: 'Er is nu een reden om hiermee te wachten.', en: 'There is now a reason to wait with this.' },
  advise_against: { nl: 'De reden om hiermee te wachten is er niet meer.', en: 'The reason to wait with this is gone.' },
};
/** A conversation was all that was left, because nothing else could be suggested. */
const SOMETHING_FITS: Wording = { nl: 'Er is nu iets anders dat past.', en: 'There is something else now that fits.' };
const RULE_ENDED: Wording = { nl: 'De regel hierachter geldt niet meer.', en: 'The rule behind this no longer applies.' };
const NO_LONGER_KNOWN: Wording = {
  nl: 'De antwoorden hierachter zijn te oud of niet meer bekend.',
  en: 'The answers behind this are too old or no longer known.',
};

function reasonFor(
  { intervention, stance, ...speaking }: OpenSuggestion,
  proposals: readonly Proposed[],
  verdicts: readonly RuleVerdict[],
  circumstances: Circumstances,
  catalogue: Catalogue,
  now: Temporal.Instant,
): Wording {
  if (proposals.some((proposal) => proposal.intervention === intervention)) return TURNED[stance];
  const behind = new Set(stance === 'suggest' ? speaking.for : speaking.against);
  const current = verdicts.filter(({ rule }) => behind.has(rule.definition.rule));
  const kept = keptBack({ intervention, stance, for: current.filter(({ verdict }) => verdict === 'yes') }, circumstances, catalogue, now);
  if (kept) return KEPT_BACK[kept];
  if (current.length === 0) return RULE_ENDED;
  const holding = current.filter(({ verdict }) => verdict === 'yes');
  if (intervention === CONVERSATION && stance === 'suggest' && holding.length > 0 && !holding.some((one) => speaksFor(one, intervention)))
    return SOMETHING_FITS;
  // It still holds by itself, so the other side weighs heavier now, and that side is not shown because a coach set it aside.
  if (holding.length > 0) return TURNED[stance];
  const changed = current.filter(({ verdict }) => verdict === 'no').flatMap(({ facts }) => facts);
  if (changed.length === 0) return NO_LONGER_KNOWN;
  const words = inWords([...new Map(changed.map((fact) => [fact.id, fact])).values()]);
  return { nl: `De antwoorden zijn veranderd: ${words.nl}.`, en: `The answers have changed: ${words.en}.` };
}
