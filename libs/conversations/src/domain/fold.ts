/** One piece of a reply: a number, a word, or a mark between them. */
export interface Token {
  kind: 'number' | 'word' | 'mark';
  /** Folded: small letters without accents, digits as 0-9. A new line is a mark. */
  text: string;
  /** Whether something stands directly before it, without a space. */
  isGlued: boolean;
}

/** Letters that carry no accent to take off and are written in two ways all the same. */
const SAME_LETTER: Record<string, string> = {
  ł: 'l',
  ı: 'i',
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  ى: 'ي',
  ة: 'ه',
  ـ: '',
  ς: 'σ',
  ሓ: 'ሐ',
  ሠ: 'ሰ',
  ኅ: 'ህ',
  ፀ: 'ጸ',
};
const APOSTROPHES = /['’‘ʼ`´]/gu;
/** Ge'ez counts from 1: these are letters to most programs. */
const GEEZ_ONE = 0x1369;

/**
 * A text as it is compared: one form for every way to write the same. Digits of all scripts are 0-9 (keycaps and full-width ones too),
 * accents, pictures and marks of direction are gone.
 */
export function fold(text: string): string {
  const unified = text
    .replaceAll('\0', '')
    .toWellFormed()
    .replaceAll(/([0-9])\uFE0F?\u20E3/gu, ' $1 ')
    .replaceAll('\u{1F51F}', ' 10 ')
    .replaceAll(/\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}/gu, ' ')
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Cf}]/gu, '')
    .replaceAll(APOSTROPHES, '');
  return Array.from(unified, (sign) => SAME_LETTER[sign] ?? digitOf(sign) ?? sign).join('');
}

/** The pieces of a text, in order. */
export function tokensOf(text: string): Token[] {
  const folded = fold(text).replaceAll(/\r\n?|[\u2028\u2029]/g, '\n');
  return Array.from(folded.matchAll(/[0-9]+|\p{L}+|\n|[^\s\p{L}0-9]/gu), (found) => ({
    kind: /^[0-9]/.test(found[0]) ? 'number' : /^\p{L}/u.test(found[0]) ? 'word' : 'mark',
    text: found[0],
    isGlued: found.index > 0 && !/\s/u.test(folded[found.index - 1] as string),
  }));
}

/** Words and numbers only, as a phrase is looked up. */
export function phraseOf(text: string): string {
  return tokensOf(text)
    .filter(({ kind }) => kind !== 'mark')
    .map((token) => token.text)
    .join(' ');
}

/** Every script has its ten digits in a row; how far it is from the first of them is the number. */
function digitOf(sign: string): string | null {
  const code = sign.codePointAt(0) as number;
  if (code < 0x80) return null;
  if (code >= GEEZ_ONE && code < GEEZ_ONE + 9) return String(code - GEEZ_ONE + 1);
  if (!/^\p{Nd}$/u.test(sign)) return null;
  let first = code;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(first - 1)) && code - first < 9) first -= 1;
  return String(code - first);
}
