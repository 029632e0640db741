import { texts } from '../http/views.js';
import type { Language } from '#libs/platform';
import { levelOf, type Baseline, type TraitDefinition } from '#libs/profiles';
import type { Usual } from './trait-line.js';

/** The levels that are usual for somebody: those within one spread of their median, at least the one that is nearest to it. */
export function usualOf({ levels }: TraitDefinition, { median, spread }: Pick<Baseline, 'median' | 'spread'>): Usual | null {
  const values = levels.map(({ value }) => value).toSorted((a, b) => a - b);
  const within = values.filter((value) => Math.abs(value - median) <= spread);
  const nearest = values.toSorted((a, b) => Math.abs(a - median) - Math.abs(b - median))[0];
  const [lowest, highest] = [within[0] ?? nearest, within.at(-1) ?? nearest];
  return lowest === undefined || highest === undefined ? null : { lowest, highest };
}

/** `Gewoon voor Amina: “gaat wel” tot “goed”`: from worse to better. */
export function usualInWords(trait: TraitDefinition, { lowest, highest }: Usual, name: string, language: Language): string {
  const [worst, best] = trait.better === 'lower' ? [highest, lowest] : [lowest, highest];
  const word = (value: number) => levelOf(trait.key, value)?.label[language] ?? String(value);
  return lowest === highest
    ? texts.text(language, 'client-course.usual.one', { name, level: word(lowest) })
    : texts.text(language, 'client-course.usual.range', { name, lowest: word(worst), highest: word(best) });
}
