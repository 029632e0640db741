import type { Catalogue } from '#libs/interventions';
import type { RuleVerdict } from './evaluate.js';
import { keptBack, type Circumstances } from './kept-back.js';
import { adviceOf, type Stance } from './rule.js';

/** What talking first becomes. */
export const CONVERSATION = 'COACH_CALL';

/** What the rules that say yes come to for one intervention, with its place among the others. */
export interface Ranked {
  intervention: string;
  stance: Stance;
  fromWish: boolean;
  /** A rule says: talk about it before anything is begun. */
  talkFirst: boolean;
  /** From 1: what to look at first; what is advised against comes after all that is suggested. */
  rank: number;
  for: readonly RuleVerdict[];
  against: readonly RuleVerdict[];
  /** What the catalogue says is better done first, and neither runs nor was done. */
  doFirst: readonly string[];
}

interface Candidate {
  intervention: string;
  for: RuleVerdict[];
  against: RuleVerdict[];
  talkFirst: boolean;
  stance: Stance;
}

/**
 * From verdicts to an order, best first: the client's own wish; then what is to be talked about first; then what takes away a barrier; then
 * work; the stronger first; ties by catalogue. What is better done first stands before what it prepares. What is both suggested and advised
 * against is advised against, with both reasons; unless the client asked for it, then it is suggested and the caution stands beside it.
 *
 * Monotone: advising against something never moves it up, and never changes the order of the others.
 */
export function rank(
  verdicts: readonly RuleVerdict[],
  circumstances: Circumstances,
  catalogue: Catalogue,
  now: Temporal.Instant,
): Ranked[] {
  const candidates = withConversation(weigh(verdicts, catalogue), verdicts);
  const keyOf = urgency(candidates, circumstances, catalogue);
  return candidates
    .filter((candidate) => keptBack(candidate, circumstances, catalogue, now) === null)
    .map((candidate) => ({ candidate, key: keyOf(candidate) }))
    .toSorted((a, b) => compareKeys(a.key, b.key))
    .map(({ candidate }, index) => ({
      ...candidate,
      fromWish: isWish(candidate),
      rank: index + 1,
      doFirst: candidate.stance === 'suggest' ? toDoFirst(candidate.intervention, circumstances, catalogue) : [],
    }));
}

/** How strongly a rule speaks of an intervention; where it says so of a conversation only because answers contradict each other: it may help. */
export function strengthFor({ rule: { definition } }: RuleVerdict, intervention: string): number {
  const spoken = definition.then.flatMap((effect) => {
    if (effect.stance === 'talk_first') return intervention === CONVERSATION ? [effect.strength] : [];
    return effect.stance !== 'ask' && effect.intervention === intervention ? [effect.strength] : [];
  });
  return Math.max(1, ...spoken);
}

/** Whether a rule itself suggests this, or a conversation about it first; not merely because nothing else is left. */
export function speaksFor(verdict: RuleVerdict, intervention: string): boolean {
  const suggests = adviceOf(verdict.rule.definition).some((advice) => advice.intervention === intervention && advice.stance === 'suggest');
  return suggests || (intervention === CONVERSATION && talkStrength(verdict) > 1);
}

function weigh(verdicts: readonly RuleVerdict[], catalogue: Catalogue): Candidate[] {
  const candidates = new Map<string, Candidate>();
  const of = (intervention: string) => {
    const found = candidates.get(intervention) ?? { intervention, for: [], against: [], talkFirst: false, stance: 'suggest' };
    candidates.set(intervention, found);
    return found;
  };
  for (const verdict of verdicts) {
    if (verdict.verdict !== 'yes') continue;
    const { definition } = verdict.rule;
    for (const { intervention, stance } of adviceOf(definition)) {
      // What somebody asks for and nobody offers is still asked for: then it is talked about.
      const isMissed = definition.wish === true && !catalogue.find(intervention)?.isOffered;
      const side = of(isMissed ? CONVERSATION : intervention)[stance === 'suggest' ? 'for' : 'against'];
      if (!side.includes(verdict)) side.push(verdict);
    }
    if (talkStrength(verdict) > 1) {
      const conversation = of(CONVERSATION);
      conversation.talkFirst = true;
      if (!conversation.for.includes(verdict)) conversation.for.push(verdict);
    }
  }
  for (const candidate of candidates.values()) candidate.stance = stanceOf(candidate);
  return [...candidates.values()];
}

function stanceOf(candidate: Pick<Candidate, 'for' | 'against'>): Stance {
  return candidate.for.length > 0 && (candidate.against.length === 0 || isWish(candidate)) ? 'suggest' : 'advise_against';
}

/**
 * Where nothing is left to suggest, a conversation is: because answers contradict each other (with both sides as the reason), or because a
 * rule says that something stands in the way (`talk_first` of strength 1).
 */
function withConversation(candidates: readonly Candidate[], verdicts: readonly RuleVerdict[]): readonly Candidate[] {
  if (candidates.some(({ intervention, stance }) => stance === 'suggest' || intervention === CONVERSATION)) return candidates;
  const contradicted = candidates.filter((candidate) => candidate.for.length > 0);
  const lastResort = verdicts.filter((verdict) => verdict.verdict === 'yes' && talkStrength(verdict) === 1);
  const reasons = [...contradicted.flatMap((one) => one.for), ...contradicted.flatMap((one) => one.against), ...lastResort];
  if (reasons.length === 0) return candidates;
  return [...candidates, { intervention: CONVERSATION, stance: 'suggest', for: [...new Set(reasons)], against: [], talkFirst: false }];
}

function talkStrength({ rule: { definition } }: RuleVerdict): number {
  return Math.max(0, ...definition.then.map((effect) => (effect.stance === 'talk_first' ? effect.strength : 0)));
}

/** Compared from left to right, the smaller first. */
type Key = readonly number[];

/**
 * The place of a candidate. It looks at what speaks *for* it and never at how much speaks against it, also among cautions: otherwise one more
 * contra-indication would move something up.
 */
function urgency(candidates: readonly Candidate[], circumstances: Circumstances, catalogue: Catalogue): (candidate: Candidate) => Key {
  const byCode = new Map(candidates.map((candidate) => [candidate.intervention, candidate]));
  const own = (candidate: Candidate): Key => [
    Number(!candidate.talkFirst),
    Number(catalogue.find(candidate.intervention)?.approach !== 'barrier_first'),
    -Math.max(0, ...candidate.for.map((verdict) => strengthFor(verdict, candidate.intervention))),
    catalogue.placeOf(candidate.intervention),
  ];
  /** After everything that prepares it and that a rule suggests, whatever speaks against that. */
  const prepared = (candidate: Candidate, seen: ReadonlySet<string>): Key => {
    let latest = own(candidate);
    for (const code of toDoFirst(candidate.intervention, circumstances, catalogue)) {
      const before = byCode.get(code);
      if (!before || before.for.length === 0 || seen.has(code)) continue;
      const key = [...prepared(before, new Set([...seen, code])), ...own(candidate)];
      if (compareKeys(key, latest) > 0) latest = key;
    }
    return latest;
  };
  return (candidate) => {
    const isWished = isWish(candidate);
    const key = isWished ? own(candidate) : prepared(candidate, new Set([candidate.intervention]));
    return [Number(candidate.stance !== 'suggest'), Number(!isWished), ...key];
  };
}

function compareKeys(a: Key, b: Key): number {
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const difference = (a[index] as number) - (b[index] as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** What the catalogue says is better done first, as far as it can be begun, and neither runs nor was done. */
function toDoFirst(intervention: string, { interventions }: Circumstances, catalogue: Catalogue): string[] {
  return (catalogue.find(intervention)?.firstDo ?? []).filter(
    (code) =>
      catalogue.find(code)?.isOffered &&
      !interventions.some(({ type, endedAt, outcome, state }) =>
        type !== code ? false : endedAt ? outcome === 'completed' : state !== 'offered' && state !== 'waiting',
      ),
  );
}

function isWish(candidate: Pick<Candidate, 'for'>): boolean {
  return candidate.for.some(({ rule }) => rule.definition.wish === true);
}
