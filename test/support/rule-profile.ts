import {
  compileRule,
  NOBODY_IN_PARTICULAR,
  type Circumstances,
  type CompiledRule,
  type Fact,
  type PastIntervention,
  type RuleProfile,
} from '#libs/rules';

/** What a client said about a trait: a value, or that they would rather not say, or that they do not know. */
export type Said = number | 'refused' | 'unknown';

/** The moment at which the rules are tried. */
export const NOW = Temporal.Instant.from('2026-06-01T09:00:00Z');

export function daysAgo(days: number): Temporal.Instant {
  return NOW.subtract({ minutes: Math.round(days * 24 * 60) });
}

let facts = 0;

export function aFact(trait: string, said: Said, ago = 1): Fact {
  const isValue = typeof said === 'number';
  return { id: String((facts += 1)), trait, state: isValue ? 'answered' : said, value: isValue ? said : null, observedAt: daysAgo(ago) };
}

/** A profile in which all this was observed; of two about one trait the newer is the latest. */
export function aProfile(...observed: Fact[]): RuleProfile {
  const inOrder = observed.toSorted((a, b) => Temporal.Instant.compare(a.observedAt, b.observedAt));
  return {
    latest: new Map(inOrder.map((fact) => [fact.trait, fact])),
    earlier: Map.groupBy(
      inOrder.filter(({ state }) => state === 'answered'),
      ({ trait }) => trait,
    ),
    person: NOBODY_IN_PARTICULAR,
    interventions: [],
    declined: [],
  };
}

/** An intervention of somebody's past, or one that runs: of the latter nobody says when it ended. */
export function anIntervention(
  type: string,
  state: PastIntervention['state'],
  endedDaysAgo?: number,
  outcome?: PastIntervention['outcome'],
): PastIntervention {
  const ended = endedDaysAgo === undefined ? null : daysAgo(endedDaysAgo);
  return { type, state, endedAt: ended, outcome: ended ? (outcome ?? 'completed') : null };
}

/** What these interventions mean for what is proposed. */
export function circumstancesOf(interventions: readonly PastIntervention[] = []): Circumstances {
  return { interventions, setAside: [] };
}

/** A compiled rule; one that is refused fails the test that meant it to be good. */
export function compiled(rule: unknown): CompiledRule {
  const outcome = compileRule(rule);
  if ('problems' in outcome) throw new Error(JSON.stringify(outcome.problems));
  return outcome;
}
