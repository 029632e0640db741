import { COUNTED_AS, countsAs, type CountedAs } from '../counts-as.js';
import { FEWEST_PEOPLE } from '../safe-groups.js';

/** One line: one reason, or reasons of which one was too rare to stand alone. */
export interface ReasonLine {
  counts: CountedAs;
  reasons: readonly string[];
  people: number;
}

/**
 * How many left for which reason, so that none stands for fewer than ten people. What the reasons count as (work, another reason, out of sight) is known in
 * total, so what is joined is joined within that, and is ten people itself; what is too rare takes others with it, from the end of the list.
 * @param order all reasons; what is not among `people` happened to nobody
 */
export function reasonLines(order: readonly string[], people: Readonly<Record<string, number>>): ReasonLine[] {
  return COUNTED_AS.flatMap((counts) => {
    const reasons = order.filter((reason) => countsAs(reason) === counts && (people[reason] ?? 0) > 0);
    const joined = new Set(reasons.filter((reason) => people[reason]! < FEWEST_PEOPLE));
    const sum = () => [...joined].reduce((total, reason) => total + people[reason]!, 0);
    for (const reason of reasons.toReversed()) if (joined.size > 0 && sum() < FEWEST_PEOPLE) joined.add(reason);
    const alone = reasons.filter((reason) => !joined.has(reason)).map((reason) => ({ counts, reasons: [reason], people: people[reason]! }));
    const together = reasons.filter((reason) => joined.has(reason));
    return together.length > 0 ? [...alone, { counts, reasons: together, people: sum() }] : alone;
  });
}
