import type { Language } from '#libs/platform';
import { percent, whole } from '../outflow/figures.js';

/** A part of a bar, as an SVG takes it: positions from 0 to 100%. */
export interface BarPart {
  kind: string;
  label: string;
  number: string;
  share: string;
  x: string;
  width: string;
}

/** A bar of parts that add up to the whole; a part of nobody takes no room, and is still said. */
export function bar(language: Language, parts: readonly { kind: string; label: string; count: number }[]): BarPart[] {
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  let before = 0;
  return parts.map(({ kind, label, count }) => {
    const place = (fraction: number) => `${Number((100 * fraction).toFixed(2))}%`;
    const x = place(total > 0 ? before / total : 0);
    before += count;
    const fraction = total > 0 ? count / total : 0;
    return { kind, label, number: whole(language, count), share: percent(language, fraction), x, width: place(fraction) };
  });
}

/** `61% overgenomen, 12% aangepast`: the bar for who does not see it. */
export function spoken(parts: readonly BarPart[]): string {
  return parts.map(({ share, label }) => `${share} ${label}`).join(', ');
}
