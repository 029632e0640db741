import type { CourseRound, ItemTrait } from '#libs/insight';
import type { UnheardAt } from './trait-line.js';

export interface TraitRounds {
  unheard: UnheardAt[];
  /** Moments at which nobody was asked anything: a line is not drawn through those either. */
  missed: number[];
}

/** Nothing was due: that is no silence of anybody. */
const NOTHING_TO_ASK = 'nothing_to_ask';

/** What became of asking, trait by trait. What is still open, or was called off, says nothing yet and nothing more. */
export function roundsOfTraits(rounds: readonly CourseRound[], items: readonly ItemTrait[]): (trait: string) => TraitRounds {
  const traits = new Map(items.map((each) => [`${each.versionId} ${each.item}`, each]));
  const byTrait = new Map<string, TraitRounds>();
  const missed = rounds.flatMap(({ outcome, cause, openedAt }) =>
    outcome === 'missed' && cause !== NOTHING_TO_ASK ? [Temporal.Instant.from(openedAt).epochMilliseconds] : [],
  );
  for (const round of rounds) {
    for (const item of round.items) {
      const feeds = traits.get(`${round.versionId} ${item}`);
      if (!feeds) continue;
      const of = byTrait.get(feeds.trait) ?? { unheard: [], missed };
      byTrait.set(feeds.trait, of);
      add(of, round, item, feeds.isConditional);
    }
  }
  return (trait) => byTrait.get(trait) ?? { unheard: [], missed };
}

function add({ unheard }: TraitRounds, round: CourseRound, item: string, isConditional: boolean): void {
  const at = Temporal.Instant.from(round.openedAt).epochMilliseconds;
  if (round.answered.includes(item)) return;
  if (round.skipped.includes(item)) unheard.push({ at, why: 'skipped' });
  // Nobody can tell afterwards whether a follow-up question came into sight.
  else if ((round.outcome === 'finished' || round.outcome === 'partial') && !isConditional) unheard.push({ at, why: 'not-reached' });
  else if (round.outcome === 'silent' || round.outcome === 'unreachable') unheard.push({ at, why: round.outcome });
}
