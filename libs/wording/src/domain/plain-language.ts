import { PLAIN_WORDS } from './plain-words.js';

/** More words than this, and a sentence is hard to follow for who reads with difficulty (language level B1). */
export const LONG_SENTENCE = 15;

/** The sentences with more than `LONG_SENTENCE` words, in any language that ends a sentence with a mark. */
export function longSentences(text: string): { sentence: string; count: number }[] {
  return text.split(/[.!?؟。።\n]+/).flatMap((part) => {
    const sentence = part.replaceAll(/\s+/g, ' ').trim();
    const count = sentence.split(' ').filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
    return count > LONG_SENTENCE ? [{ sentence, count }] : [];
  });
}

/** The official Dutch words in it, each with one that more people know. */
export function hardWords(text: string): { word: string; instead: string }[] {
  const words = new Set((text.match(/[\p{L}\p{M}]+/gu) ?? []).map((word) => word.toLowerCase()));
  return [...words].flatMap((word) => (Object.hasOwn(PLAIN_WORDS, word) ? [{ word, instead: PLAIN_WORDS[word] as string }] : []));
}
