export interface TextPart {
  text: string;
  change: 'same' | 'removed' | 'added';
}

/** Words and the white space between them: a text is these, one after the other. */
const PIECES = /\s+|[^\s]+/gu;
/** Pairs of words that are compared at most: a thousand changed words by a thousand, in a few milliseconds. */
const MOST_PAIRS = 1_000_000;

/**
 * What is different between two texts, word by word: what stays the same reads on, what went and what came stand where they were.
 * All that is `same` or `removed` is the old text, all that is `same` or `added` the new one. By the longest common row of words; where
 * more changed than a message can hold, it is all that went and all that came.
 */
export function textDifference(before: string, after: string): TextPart[] {
  const old = before.match(PIECES) ?? [];
  const fresh = after.match(PIECES) ?? [];
  const start = commonAtStart(old, fresh);
  const end = commonAtStart(old.slice(start).toReversed(), fresh.slice(start).toReversed());
  const parts: TextPart[] = [];
  for (const piece of old.slice(0, start)) add(parts, 'same', piece);
  addChanged(parts, old.slice(start, old.length - end), fresh.slice(start, fresh.length - end));
  for (const piece of old.slice(old.length - end)) add(parts, 'same', piece);
  return parts;
}

function addChanged(parts: TextPart[], old: readonly string[], fresh: readonly string[]): void {
  const common = old.length * fresh.length > MOST_PAIRS ? null : commonLengths(old, fresh);
  let [o, f] = [0, 0];
  while (o < old.length || f < fresh.length) {
    if (common && o < old.length && f < fresh.length && old[o] === fresh[f]) {
      add(parts, 'same', old[o]);
      o += 1;
      f += 1;
    } else if (o < old.length && (f === fresh.length || !common || at(common, o + 1, f) >= at(common, o, f + 1))) {
      add(parts, 'removed', old[o]);
      o += 1;
    } else {
      add(parts, 'added', fresh[f]);
      f += 1;
    }
  }
}

/** How many words the rests of both texts have in common, from every pair of places on. */
function commonLengths(old: readonly string[], fresh: readonly string[]): Uint32Array[] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint32Array(fresh.length + 1));
  for (let o = old.length - 1; o >= 0; o -= 1)
    for (let f = fresh.length - 1; f >= 0; f -= 1)
      (lengths[o] as Uint32Array)[f] =
        old[o] === fresh[f] ? at(lengths, o + 1, f + 1) + 1 : Math.max(at(lengths, o + 1, f), at(lengths, o, f + 1));
  return lengths;
}

function commonAtStart(old: readonly string[], fresh: readonly string[]): number {
  const different = old.findIndex((piece, index) => piece !== fresh[index]);
  return different === -1 ? old.length : different;
}

function at(lengths: readonly Uint32Array[], o: number, f: number): number {
  return lengths[o]?.[f] ?? 0;
}

function add(parts: TextPart[], change: TextPart['change'], text = ''): void {
  const last = parts.at(-1);
  if (last?.change === change) last.text += text;
  else parts.push({ text, change });
}
