import type { ObservationState, TraitDefinition } from '#libs/profiles';

/** What was said of one trait, at a moment in epoch milliseconds. */
export interface HeardAt {
  at: number;
  state: ObservationState;
  value: number | null;
}

/**
 * Why nothing was heard of a trait: somebody went on without answering, stopped before it, did not answer at all, could not be reached, or
 * nobody asked.
 */
export type Unheard = 'skipped' | 'not-reached' | 'silent' | 'unreachable' | 'missed';

export interface UnheardAt {
  at: number;
  why: Unheard;
}

export interface Span {
  from: number;
  to: number;
}

/** What is usual for this person, in steps of the scale. */
export interface Usual {
  lowest: number;
  highest: number;
}

/** The drawing of one trait in a box of 1000 by 100 that is stretched to its place; every line keeps its width. */
export interface TraitLine {
  /** Between answers that may be joined. */
  line: string;
  /** A dot for every value; the latest is drawn apart. */
  points: string;
  latest: string;
  usual: { y: string; height: string } | null;
  /** What stands in the way, as a field behind the levels. */
  barriers: { y: string; height: string; barrier: 'some' | 'severe' }[];
  /** Between the levels that carry a name. */
  rules: string;
}

const DAY = 86_400_000;
const WIDTH = 1000;
const HEIGHT = 100;

/** The values of a trait from top to bottom: better is higher; what has no better stands in its own order. */
export function valuesFromTop({ better, levels }: TraitDefinition): number[] {
  const values = levels.map(({ value }) => value).toSorted((a, b) => a - b);
  return better === 'higher' ? values.toReversed() : values;
}

/**
 * One trait through time, on its own scale.
 * Two answers are joined only when the trait is a scale, the first still counted when the second came, and nothing in between is missing:
 * a refusal, "weet ik niet" and a question without an answer leave a gap, however short.
 * @param heard oldest first @param unheard in any order
 */
export function traitLine(
  trait: TraitDefinition,
  { heard, unheard, usual }: { heard: readonly HeardAt[]; unheard: readonly UnheardAt[]; usual: Usual | null },
  span: Span,
): TraitLine {
  const values = valuesFromTop(trait);
  const step = HEIGHT / values.length;
  const x = (at: number) => tidy(share(at, span) * WIDTH);
  const y = (value: number) => tidy((values.indexOf(value) + 0.5) * step);
  const drawn = heard.filter(({ at }) => at >= span.from && at <= span.to);
  const dots = drawn.flatMap(({ at, value }) => (value === null || !values.includes(value) ? [] : [{ at, value }]));
  const runs = trait.better === null ? [] : runsOf(drawn, unheard, trait.validDays * DAY);
  const last = dots.at(-1);
  return {
    line: runs
      .filter((run) => run.length > 1)
      .map((run) => `M${run.map(({ at, value }) => `${x(at)} ${y(value)}`).join('L')}`)
      .join(''),
    points: dots
      .slice(0, -1)
      .map(({ at, value }) => dot(x(at), y(value)))
      .join(''),
    latest: last ? dot(x(last.at), y(last.value)) : '',
    usual: usual && trait.better !== null ? field(values, usual, step) : null,
    barriers: barriers(trait, values, step),
    rules: rules(trait, values, step),
  };
}

/** The answers that a line may run through: each run ends where nothing was heard. Exported for the words beside the picture. */
export function runsOf(heard: readonly HeardAt[], unheard: readonly UnheardAt[], validity: number): { at: number; value: number }[][] {
  const gaps = unheard.map(({ at }) => at).toSorted((a, b) => a - b);
  const runs: { at: number; value: number }[][] = [];
  let gap = 0;
  /** The answer a line may go on from; none: further away than any validity. */
  let previous = -Infinity;
  for (const { at, value } of heard) {
    while (gap < gaps.length && (gaps[gap] as number) <= previous) gap += 1;
    const isMissing = gap < gaps.length && (gaps[gap] as number) < at;
    const isJoined = at - previous < validity && !isMissing;
    if (value === null) {
      previous = -Infinity;
      continue;
    }
    if (isJoined) runs.at(-1)?.push({ at, value });
    else runs.push([{ at, value }]);
    previous = at;
  }
  return runs;
}

/** Where a moment lies in a span, from 0 to 1. */
export function share(at: number, { from, to }: Span): number {
  return (at - from) / Math.max(to - from, 1);
}

function dot(x: string, y: string): string {
  return `M${x} ${y}h0`;
}

/** A level fills its row: what is usual reaches from the lower edge of its lowest level to the upper edge of its highest, at least a row. */
function field(values: readonly number[], { lowest, highest }: Usual, step: number): TraitLine['usual'] {
  const isUp = (values[0] ?? 0) > (values.at(-1) ?? 0);
  const [first, last] = isUp ? [highest, lowest] : [lowest, highest];
  const [top, bottom] = [values.indexOf(first), values.indexOf(last)];
  return top === -1 || bottom === -1 ? null : { y: tidy(top * step), height: tidy((bottom - top + 1) * step) };
}

function barriers(trait: TraitDefinition, values: readonly number[], step: number): TraitLine['barriers'] {
  const barrierOf = new Map(trait.levels.map(({ value, barrier }) => [value, barrier]));
  const found: { from: number; count: number; barrier: 'some' | 'severe' }[] = [];
  values.forEach((value, row) => {
    const barrier = barrierOf.get(value);
    const before = found.at(-1);
    if (barrier !== 'some' && barrier !== 'severe') return;
    if (before?.barrier === barrier && before.from + before.count === row) before.count += 1;
    else found.push({ from: row, count: 1, barrier });
  });
  return found.map(({ from, count, barrier }) => ({ y: tidy(from * step), height: tidy(count * step), barrier }));
}

function rules({ bands }: TraitDefinition, values: readonly number[], step: number): string {
  const bandOfValue = (value: number | undefined) => bands.find(({ values: inside }) => value !== undefined && inside.includes(value));
  return values
    .flatMap((value, row) => (row > 0 && bandOfValue(value) !== bandOfValue(values[row - 1]) ? [`M0 ${tidy(row * step)}H${WIDTH}`] : []))
    .join('');
}

function tidy(number: number): string {
  return String(Math.round(number * 10) / 10);
}
