import { ANSWER_GROUPS, type Bounds, type Family, type Figure, type TraitFigures } from '#libs/outflow';
import type { Language } from '#libs/platform';
import { traitOf, type TraitGroup } from '#libs/profiles';
import { texts } from '../http/views.js';
import { list } from './figures.js';

/** One line of figures, in words: the same for the picture, the tables and the files. */
export interface TraitLine {
  trait: string;
  /** What the trait is called. */
  name: string;
  kind: TraitGroup;
  /** The groups that stand on this line; none: those that are hidden, together. */
  keys: readonly string[];
  group: string;
  family: Family | 'hidden';
  /** null: not shown. */
  figure: Figure | null;
  bounds: Bounds | null;
}

/** Every line of a trait in the order of its scale, whatever order they come in; what is hidden closes it, together. */
export function linesOf({ trait, cells, hidden }: TraitFigures, language: Language): TraitLine[] {
  const { label, group: kind, bands } = traitOf(trait);
  const order = [...bands.map(({ key }) => key), ...ANSWER_GROUPS];
  const placeOf = (keys: readonly string[]) => Math.min(...keys.map((key) => order.indexOf(key)));
  const its = { trait, name: label[language], kind };
  const lines = cells
    .toSorted((a, b) => placeOf(a.keys) - placeOf(b.keys))
    .map(({ keys, family, figure, bounds }) => ({
      ...its,
      keys,
      group: groupName(trait, keys, language),
      family,
      figure,
      bounds,
    }));
  if (!hidden) return lines;
  const rest = {
    ...its,
    keys: [],
    group: texts.text(language, 'outflow.hidden-together'),
    family: 'hidden' as const,
    figure: hidden,
    bounds: null,
  };
  return [...lines, rest];
}

/** `slecht of zeer slecht`: the groups of a trait that stand on one line. */
export function groupName(trait: string, keys: readonly string[], language: Language): string {
  const { bands } = traitOf(trait);
  const names = keys.map((key) => {
    const answer = ANSWER_GROUPS.find((group) => group === key);
    return answer ? texts.text(language, `outflow.answer.${answer}`) : (bands.find((band) => band.key === key)?.label[language] ?? key);
  });
  return list(language, 'disjunction', names);
}

/** Nobody was asked yet, or nobody answered. */
export function isUnanswered({ cells, hidden }: TraitFigures): boolean {
  return hidden === null && cells.every(({ keys, figure }) => keys.includes('not-known') || figure?.people === 0);
}
