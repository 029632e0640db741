import type { Curve, TraitCurves, Uncertain } from '#libs/outflow';
import type { Language } from '#libs/platform';
import { texts } from '../http/views.js';
import { percent } from './figures.js';
import { groupName } from './outflow-lines.js';

/** What one wants to see of the same people: who found work, or who still has a benefit. */
export const VIEWS = ['werk', 'blijft'] as const;
export type CurveView = (typeof VIEWS)[number];

/** How a line looks: a colour and a pattern each, so that no line is known by its colour alone. */
export const LOOKS = ['1', '2', '3', '4', '5', 'unknown-1', 'unknown-2', 'unknown-3', 'all'] as const;
export type Look = (typeof LOOKS)[number];

/** One line of the picture, and of the tables with it. */
export interface CurveLine {
  name: string;
  look: Look;
  curve: Curve;
  isKnown: boolean;
}

const KNOWN_LOOKS = LOOKS.slice(0, 5);
const UNKNOWN_LOOKS = LOOKS.slice(5, 8);

/** A line for each group, and one for everybody. A group of nobody has no line. */
export function curveLines(
  trait: string,
  { groups, everybody }: TraitCurves,
  language: Language,
): { groups: CurveLine[]; everybody: CurveLine } {
  const [known, unknown] = [groups.filter(({ family }) => family !== 'unknown'), groups.filter(({ family }) => family === 'unknown')];
  const line = (looks: readonly Look[], isKnown: boolean) => (group: (typeof groups)[number], at: number) => ({
    name: groupName(trait, group.keys, language),
    look: looks[at % looks.length]!,
    curve: group,
    isKnown,
  });
  return {
    groups: [...known.map(line(KNOWN_LOOKS, true)), ...unknown.map(line(UNKNOWN_LOOKS, false))].filter(({ curve }) => curve.people > 0),
    everybody: { name: texts.text(language, 'outflow.everybody'), look: 'all', curve: everybody, isKnown: false },
  };
}

/** What the picture shows of a point. */
export function valueOf(view: CurveView): (point: Curve['points'][number]) => Uncertain {
  return view === 'werk' ? ({ work }) => work : ({ stays }) => stays;
}

/** The last value of a line; null when it has none, or only its beginning. */
export function lastOf({ curve }: CurveLine, view: CurveView): (Uncertain & { month: number }) | null {
  const last = curve.points.at(-1);
  return last && curve.points.length > 1 ? { month: last.month, ...valueOf(view)(last) } : null;
}

/** `12% tot 34%`; empty where no interval is known. */
export function rangeOf({ low, high }: Uncertain, language: Language): string {
  return low === null || high === null
    ? ''
    : texts.text(language, 'outflow-trait.range', { low: percent(language, low), high: percent(language, high) });
}
