import { FEWEST_PEOPLE } from '#libs/outflow';
import { atLeastOf, negated, type ExplainedCondition, type Verdict } from '#libs/rules';
import type { Ago, ExampleKind, ExampleLine, RuleExample } from './shown.js';

const MOST_EXAMPLES = 5;
/** How many of each kind at first; what is left is filled in the same order. */
const WANTED: Readonly<Record<ExampleKind, number>> = { yes: 2, nearly: 1, unknown: 1, no: 0 };
const ORDER: readonly ExampleKind[] = ['yes', 'nearly', 'unknown', 'no'];
const HOURS_A_WEEK = 7 * 24;
/** From here on a week more or less says nothing. */
const WEEKS_TOLD = 8;

interface Pattern {
  kind: ExampleKind;
  clients: number;
  lines: ExampleLine[];
}

/**
 * Collects positions that clients are in, and makes examples of those that at least ten share: the same verdict at every condition, by the same
 * answers. So an example is nobody in particular, and yet somebody: when it was answered is that of one of them, in whole weeks.
 */
export class ExamplePatterns {
  private readonly patterns = new Map<string, Pattern>();

  add(explained: ExplainedCondition, now: Temporal.Instant): void {
    const key = positionOf(explained);
    const found = this.patterns.get(key);
    if (found) found.clients += 1;
    else this.patterns.set(key, { kind: kindOf(explained), clients: 1, lines: linesOf(explained, now) });
  }

  /** At most five, different in kind where there are, and of a kind the most usual first. */
  examples(): RuleExample[] {
    const usual = [...this.patterns]
      .filter(([, { clients }]) => clients >= FEWEST_PEOPLE)
      .toSorted(([keyA, a], [keyB, b]) => b.clients - a.clients || (keyA < keyB ? -1 : 1))
      .map(([, pattern]) => pattern);
    const first = ORDER.flatMap((kind) => usual.filter((pattern) => pattern.kind === kind).slice(0, WANTED[kind]));
    const others = ORDER.flatMap((kind) => usual.filter((pattern) => pattern.kind === kind && !first.includes(pattern)));
    return [...first, ...others]
      .slice(0, MOST_EXAMPLES)
      .toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))
      .map(({ kind, lines }) => ({ kind, lines }));
  }
}

/** About how long ago: whole weeks in the first two months, then whole months. */
export function agoOf(moment: Temporal.Instant, now: Temporal.Instant): Ago {
  const weeks = Math.floor((now.epochMilliseconds - moment.epochMilliseconds) / (HOURS_A_WEEK * 3_600_000));
  return weeks <= WEEKS_TOLD ? { unit: 'week', count: Math.max(0, weeks) } : { unit: 'month', count: Math.round((weeks * 7) / 30.44) };
}

/** Everything that an example shows, but when it was. */
function positionOf({ verdict, facts, parts }: ExplainedCondition): string {
  if (parts.length > 0) return `${verdict}(${parts.map(positionOf).join(' ')})`;
  return `${verdict}[${facts.map(({ trait, value }) => `${trait}=${value}`).join(',')}]`;
}

function linesOf({ condition, verdict, facts, parts }: ExplainedCondition, now: Temporal.Instant, depth = 0): ExampleLine[] {
  const known =
    parts.length > 0
      ? []
      : facts.flatMap(({ trait, value, observedAt }) => (value === null ? [] : [{ trait, value, ago: agoOf(observedAt, now) }]));
  return [{ condition, verdict, depth, known }, ...parts.flatMap((part) => linesOf(part, now, depth + 1))];
}

function kindOf(explained: ExplainedCondition): ExampleKind {
  if (explained.verdict !== 'no') return explained.verdict;
  const asks = asksIn(explained);
  return asks.some((ask) => asks.length > 1 && verdictIf(explained, ask) === 'yes') ? 'nearly' : 'no';
}

function asksIn(explained: ExplainedCondition): ExplainedCondition[] {
  return explained.parts.length > 0 ? explained.parts.flatMap(asksIn) : [explained];
}

/** What the whole would come to if this one condition came out the other way. */
function verdictIf(explained: ExplainedCondition, turned: ExplainedCondition): Verdict {
  if (explained === turned) return explained.verdict === 'yes' ? 'no' : 'yes';
  const { condition, parts } = explained;
  if (parts.length === 0) return explained.verdict;
  const verdicts = parts.map((part) => verdictIf(part, turned));
  if ('none' in condition) return negated(atLeastOf(1, verdicts));
  if ('any' in condition) return atLeastOf(1, verdicts);
  return atLeastOf('of' in condition ? condition.atLeast : verdicts.length, verdicts);
}
