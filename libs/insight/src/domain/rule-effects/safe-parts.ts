import { Crowd, isShowable } from '../crowd.js';
import { FEWEST_ALIKE } from '#libs/outflow';
import type { ShownCount } from './shown.js';

/**
 * Parts that together are a known whole, each person in one: a part of a few is hidden, and others with it, in the order given and never by their
 * sizes, because what is hidden together is the whole less the rest. A whole of a few shows nothing.
 */
export function safeParts<K extends string>(parts: Readonly<Record<K, Crowd>>): Record<K, ShownCount> {
  const all = Object.entries(parts) as [K, Crowd][];
  const everybody = sumOf(all);
  const isAlike = all.filter(([, { count }]) => count > 0).length === 1;
  const hidden = new Set(all.filter(([, { count }]) => !isShowable(count)).map(([key]) => key));
  if (!isShowable(everybody) || (isAlike && everybody < FEWEST_ALIKE)) all.forEach(([key]) => hidden.add(key));
  for (const [key, { count }] of hidden.size > 0 ? all : []) {
    if (hidden.has(key) || count === 0) continue;
    hidden.add(key);
    if (sumOf(all.filter(([each]) => hidden.has(each))) >= FEWEST_ALIKE) break;
  }
  // Where nothing is left to hide behind (the rest is nobody), that nobody is in the rest says who is in these: all of it is hidden.
  const together = all.filter(([key]) => hidden.has(key));
  const isCover = sumOf(together) >= FEWEST_ALIKE && together.some(([, { count }]) => count > 0 && isShowable(count));
  if (hidden.size > 0 && !isCover) all.forEach(([key]) => hidden.add(key));
  return Object.fromEntries(all.map(([key, crowd]) => [key, hidden.has(key) ? null : crowd.rounded])) as Record<K, ShownCount>;
}

function sumOf(parts: readonly (readonly [string, Crowd])[]): number {
  return parts.reduce((sum, [, { count }]) => sum + count, 0);
}
