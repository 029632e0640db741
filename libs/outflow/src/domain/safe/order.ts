/**
 * The places of names in an order that is another for each subject, and always the same for the same. With one order for all, the same team
 * would be hidden for the sake of others every time.
 */
export function orderOf(names: readonly string[], subject: string): number[] {
  const weights = names.map((name) => weigh(`${subject} ${name}`));
  return [...names.keys()].toSorted((a, b) => weights[a]! - weights[b]! || a - b);
}

/** FNV-1a (Fowler, Noll and Vo): spreads texts that look alike. */
function weigh(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  // the last letters alone move the low bits only
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 0;
}
