import { interventionOf, placeInCatalogue, type InterventionOutcome } from '#libs/interventions';
import { evidenceOf, type SuggestionEvidence } from './evidence.js';
import type { RuleVerdict } from './evaluate.js';
import { adviceOf, type Stance } from './rule.js';

/** A coach who declined or chose something else is not asked the same again before this. */
export const COOLING_OFF_DAYS = 90;

/** What happened with this client before, as far as it bears on what to suggest. */
export interface Circumstances {
  /** Running ones, and those that ended long enough ago at most to matter. */
  interventions: readonly { type: string; endedAt: Temporal.Instant | null; outcome: InterventionOutcome | null }[];
  /** What a coach declined or replaced. */
  setAside: readonly { intervention: string; stance: Stance; at: Temporal.Instant }[];
}

export interface Proposal {
  intervention: string;
  stance: Stance;
  fromWish: boolean;
  /** From 1: what to look at first; what is advised against comes after all that is suggested. */
  rank: number;
  evidence: SuggestionEvidence;
}

export type KeptBack = 'running' | 'recently-ended' | 'set-aside';

interface Candidate {
  intervention: string;
  stance: Stance;
  for: RuleVerdict[];
  against: RuleVerdict[];
}

/**
 * From verdicts to proposals, best first: the client's own wish, then what takes away a barrier, then work; the stronger first; ties by catalogue.
 * A contra-indication never hides: what is both suggested and advised against is advised against, with both reasons; unless the client
 * asked for it, then it is suggested and the caution stands beside it. No proposal at all is a good outcome too.
 */
export function decide(verdicts: readonly RuleVerdict[], circumstances: Circumstances, now: Temporal.Instant): Proposal[] {
  return talkFirst(weigh(verdicts))
    .filter((candidate) => keptBack(candidate, circumstances, now) === null)
    .toSorted(byUrgency)
    .map((candidate, index) => ({
      intervention: candidate.intervention,
      stance: candidate.stance,
      fromWish: isWish(candidate),
      rank: index + 1,
      evidence: {
        for: candidate.for.map((verdict) => evidenceOf(verdict, strengthFor(verdict, candidate.intervention))),
        against: candidate.against.map((verdict) => evidenceOf(verdict, strengthFor(verdict, candidate.intervention))),
      },
    }));
}

/** Why something the rules say is not proposed now, or null. What the client asked for since then is proposed again. */
export function keptBack(
  candidate: Pick<Candidate, 'intervention' | 'stance' | 'for'>,
  { interventions, setAside }: Circumstances,
  now: Temporal.Instant,
): KeptBack | null {
  const { intervention, stance } = candidate;
  const isAskedSince = (moment: Temporal.Instant) =>
    candidate.for.some(
      ({ rule, facts }) => rule.definition.wish && facts.some(({ observedAt }) => Temporal.Instant.compare(observedAt, moment) > 0),
    );
  const isWithin = (moment: Temporal.Instant, days: number) => now.epochMilliseconds - moment.epochMilliseconds < days * 86_400_000;

  if (
    setAside.some(
      (past) =>
        past.intervention === intervention && past.stance === stance && isWithin(past.at, COOLING_OFF_DAYS) && !isAskedSince(past.at),
    )
  )
    return 'set-aside';
  if (stance === 'advise_against') return null;
  for (const { type, endedAt, outcome } of interventions) {
    if (type !== intervention) continue;
    if (!endedAt) return 'running';
    if (outcome !== 'not_started' && isWithin(endedAt, interventionOf(type).repeatAfterDays) && !isAskedSince(endedAt))
      return 'recently-ended';
  }
  return null;
}

function weigh(verdicts: readonly RuleVerdict[]): Candidate[] {
  const candidates = new Map<string, Candidate>();
  for (const verdict of verdicts.filter((given) => given.verdict === 'yes')) {
    for (const { intervention, stance } of adviceOf(verdict.rule.definition)) {
      const candidate = candidates.get(intervention) ?? { intervention, stance, for: [], against: [] };
      candidate[stance === 'suggest' ? 'for' : 'against'].push(verdict);
      candidates.set(intervention, candidate);
    }
  }
  return [...candidates.values()].map((candidate) => ({
    ...candidate,
    stance: candidate.for.length > 0 && (candidate.against.length === 0 || isWish(candidate)) ? 'suggest' : 'advise_against',
  }));
}

/** Answers that contradict each other and leave nothing to suggest: then the suggestion is to talk about it, with both sides as the reason. */
function talkFirst(candidates: readonly Candidate[]): readonly Candidate[] {
  const contradicted = candidates.filter((candidate) => candidate.for.length > 0 && candidate.stance === 'advise_against');
  const isTold = candidates.some(({ intervention, stance }) => stance === 'suggest' || intervention === 'COACH_CALL');
  if (contradicted.length === 0 || isTold) return candidates;
  const [reasons, cautions] = [contradicted.flatMap((one) => one.for), contradicted.flatMap((one) => one.against)];
  const talk: Candidate = { intervention: 'COACH_CALL', stance: 'suggest', for: [...new Set([...reasons, ...cautions])], against: [] };
  return [...candidates, talk];
}

function byUrgency(a: Candidate, b: Candidate): number {
  return (
    first(a.stance === 'suggest', b.stance === 'suggest') ||
    first(isWish(a), isWish(b)) ||
    first(isBarrierFirst(a), isBarrierFirst(b)) ||
    strengthOf(b) - strengthOf(a) ||
    placeInCatalogue(a.intervention) - placeInCatalogue(b.intervention)
  );
}

function first(a: boolean, b: boolean): number {
  return Number(b) - Number(a);
}

function isWish(candidate: Pick<Candidate, 'for'>): boolean {
  return candidate.for.some(({ rule }) => rule.definition.wish === true);
}

function isBarrierFirst({ intervention }: Candidate): boolean {
  return interventionOf(intervention).approach === 'barrier_first';
}

function strengthOf(candidate: Candidate): number {
  const decisive = candidate.stance === 'suggest' ? candidate.for : candidate.against;
  return Math.max(...decisive.map((verdict) => strengthFor(verdict, candidate.intervention)));
}

/** Talking first about a contradiction is nobody's own strength: it may help. */
function strengthFor({ rule }: RuleVerdict, intervention: string): number {
  return adviceOf(rule.definition).find((effect) => effect.intervention === intervention)?.strength ?? 1;
}
