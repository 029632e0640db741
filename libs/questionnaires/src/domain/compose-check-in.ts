import type { AskingFacts, Composed, Reason } from './asking.js';
import { dueUnits, type DueUnit } from './due-units.js';
import { knownTraits, mayFollow, traitsNamedIn } from './may-follow.js';
import { isAskableByMessage } from './modules-of.js';

/** At most so many questions of a check-in are asked in text messages; the rest stands behind the link. */
export const MOST_BY_MESSAGE = 3;

/** In thirty days, where a questionnaire says nothing else. */
export const MOST_IN_A_MONTH = 14;

/**
 * Composes a check-in: of the items whose trait was never known or is stale, uncertain or changing those that open a check-in, then what a
 * rule or the coach wants to know, then the most overdue, within what the questionnaire may ask at once and in thirty days. What was heard within the validity of its question is never
 * asked, and a refusal is heard (docs/decisions/0017-asking-well.md). The same facts give the same questions.
 */
export function composeCheckIn(facts: AskingFacts): Composed {
  const { definition, askedThisMonth, byMessage = 0 } = facts;
  const known = knownTraits(definition, facts.heard, facts.now);
  const due = dueUnits(facts, known);
  const room = Math.min(definition.maxItems, (definition.maxItemsPerMonth ?? MOST_IN_A_MONTH) - askedThisMonth);
  const chosen = choose(due, room, byMessage, known);
  const items = definition.items.filter(({ key }) => chosen.has(key));
  const named = new Set(items.flatMap(({ showWhen }) => (showWhen ? traitsNamedIn(showWhen) : [])));
  return {
    items: items.map(({ key }) => key),
    because: Object.fromEntries(items.map(({ key }) => [key, reasonFor(key, chosen)])),
    known: Object.fromEntries([...known].filter(([trait]) => named.has(trait))),
    nothing: items.length > 0 ? null : due.some(({ follows }) => !follows) ? 'asked_enough' : 'nothing_to_ask',
  };
}

/** By item key: the unit it is chosen with, and the item it follows. */
type Chosen = Map<string, { unit: DueUnit; after: string | null }>;

function choose(due: readonly DueUnit[], room: number, byMessage: number, known: ReadonlyMap<string, number>): Chosen {
  const chosen: Chosen = new Map();
  const take = (unit: DueUnit, after: string | null = null) => {
    const isNew = unit.items.every(({ key }) => !chosen.has(key));
    if (isNew && chosen.size + unit.items.length <= room) for (const { key } of unit.items) chosen.set(key, { unit, after });
  };
  const leading = due.filter(({ follows }) => !follows).toSorted(byUrgency);
  for (const unit of leading) if (unit.opens) take(unit);
  for (const unit of leading) if (unit.isWanted) take(unit);
  for (const unit of leading) {
    const inMessages = [...chosen.values()].filter((each) => each.unit.items.every(isAskableByMessage)).length;
    if (inMessages < byMessage && unit.items.every(isAskableByMessage)) take(unit);
  }
  // What follows comes along with what it follows: another question that is due makes way for it, and is asked the next time.
  const takeFollowers = () => {
    for (let size = -1; size !== chosen.size;) {
      size = chosen.size;
      for (const unit of due) if (unit.follows && mayFollow(unit.condition, chosen, known)) take(unit, leaderOf(unit, chosen));
    }
  };
  takeFollowers();
  for (const unit of leading) {
    take(unit);
    takeFollowers();
  }
  return chosen;
}

/** The most overdue goes first; the sort is stable, so that a tie keeps the order of the questionnaire. */
function byUrgency(one: DueUnit, other: DueUnit): number {
  return one.overdue === other.overdue ? 0 : other.overdue - one.overdue;
}

function leaderOf(unit: DueUnit, chosen: Chosen): string {
  return unit.leaders.find((key) => chosen.has(key)) as string;
}

function reasonFor(key: string, chosen: Chosen): Reason {
  const { unit, after } = chosen.get(key) as { unit: DueUnit; after: string | null };
  return after === null ? unit.reason : { kind: 'follows', item: after };
}
