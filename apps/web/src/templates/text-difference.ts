export interface TextPart {
  text: string;
  change: 'same' | 'removed' | 'added';
}

/** Words and the white space between them: a text is these, one after the other. */
const PIECES = /\s+|[^\s]+/gu;

/**
 * What is different between two texts, word by word: what stays the same reads on, what went and what came stand where they were.
 * All that is `same` or `removed` is the old text, all that is `same` or `added` the new one. By the longest common row of words, so
 * quadratic: meant for messages, not for books.
 */
export function textDifference(before: string, after: string): TextPart[] {
  const old = before.match(PIECES) ?? [];
  const fresh = after.match(PIECES) ?? [];
  const common = commonLengths(old, fresh);
  const parts: TextPart[] = [];
  let [o, f] = [0, 0];
  while (o < old.length || f < fresh.length) {
    if (o < old.length && f < fresh.length && old[o] === fresh[f]) {
      add(parts, 'same', old[o]);
      o += 1;
      f += 1;
    } else if (f === fresh.length || (o < old.length && at(common, o + 1, f) >= at(common, o, f + 1))) {
      add(parts, 'removed', old[o]);
      o += 1;
    } else {
      add(parts, 'added', fresh[f]);
      f += 1;
    }
  }
  return parts;
}

/** How many words the rests of both texts have in common, from every pair of places on. */
function commonLengths(old: readonly string[], fresh: readonly string[]): number[][] {
  const lengths = Array.from({ length: old.length + 1 }, () => Array.from({ length: fresh.length + 1 }, () => 0));
  for (let o = old.length - 1; o >= 0; o -= 1)
    for (let f = fresh.length - 1; f >= 0; f -= 1)
      (lengths[o] as number[])[f] =
        old[o] === fresh[f] ? at(lengths, o + 1, f + 1) + 1 : Math.max(at(lengths, o + 1, f), at(lengths, o, f + 1));
  return lengths;
}

function at(lengths: readonly (readonly number[])[], o: number, f: number): number {
  return lengths[o]?.[f] ?? 0;
}

function add(parts: TextPart[], change: TextPart['change'], text = ''): void {
  const last = parts.at(-1);
  if (last?.change === change) last.text += text;
  else parts.push({ text, change });
}
