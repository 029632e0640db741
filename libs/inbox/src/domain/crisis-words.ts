/** Longer than what people say in danger, and as much as somebody can still look over. */
export const LONGEST_CRISIS_WORD = 80;
export const MOST_CRISIS_WORDS = 500;
/** Letters that a word has at least: anything shorter would find half of what people write. */
const SHORTEST_CRISIS_WORD = 4;
/** One Arabic or Ethiopic letter carries what takes two or three in Latin script. */
const SHORTEST_IN_ANY_SCRIPT = 3;

/** Letters that people without that key on their telephone, or who learnt another spelling, write as another one. */
const ALIKE: Record<string, string> = { ı: 'i', ł: 'l', ø: 'o', đ: 'd', ß: 'ss', ى: 'ي', ة: 'ه' };
/** Tigrinya has two series of seven letters each that sound like another one: ሠ like ሰ, ፀ like ጸ. */
const SOUND_ALIKE = [
  { from: 0x1220, like: 0x1230 },
  { from: 0x1340, like: 0x1338 },
];

/**
 * How a text is compared: without case, accents, apostrophes and invisible letters; every letter once where it is repeated ("doooood" and
 * "dood" are both "dod"); everything else is one space. Words of the lists are brought to the same form, so nothing is lost by it.
 */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Cf}ـ'’‘ʼ`´]+/gu, '')
    .replaceAll(/[ıłøđßىة]/gu, (letter) => ALIKE[letter] as string)
    .replaceAll(/[\u1220-\u1227\u1340-\u1347]/gu, soundsLike)
    .replaceAll(/(\p{L})\1+/gu, '$1')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * Words that may mean that somebody is in danger, as one question. Whole words only: "doodmoe" is no "dood". In a list
 * - a space stands for a space, a hyphen, a line end or nothing: `zelf moord` finds "zelf-moord" and "zelfmoord";
 * - a `*` at the end stands for the rest of the word: `suicid*` finds "suïcidaal".
 * It says yes or no and nothing else: which word it was, how sure it is and what that would mean is nobody's business but the reader's.
 */
export class CrisisWords {
  private readonly found: RegExp | null;

  constructor(words: readonly string[]) {
    const patterns = [...new Set(words.map(patternOf))].filter(Boolean);
    // In Arabic "and" and "so" are written to the word that follows.
    this.found = patterns.length > 0 ? new RegExp(`(?<![\\p{L}\\p{N}])[وف]?(?:${patterns.join('|')})(?![\\p{L}\\p{N}])`, 'u') : null;
  }

  isIn(text: string): boolean {
    return this.found?.test(plain(text)) ?? false;
  }
}

/** Nothing, or what is wrong with a list (field `words`): too long, empty, or a word that would find too much. */
export function problemsWithWords(words: readonly string[]): Record<string, string> {
  if (words.length === 0) return { words: 'words-missing' };
  if (words.length > MOST_CRISIS_WORDS) return { words: 'words-too-many' };
  if (words.some((word) => word.length > LONGEST_CRISIS_WORD)) return { words: 'word-too-long' };
  if (words.some((word) => !isUsable(word))) return { words: 'word-too-short' };
  return {};
}

/** One word or phrase a line, without doubles, as somebody typed or pasted them. */
export function wordsOf(text: string): string[] {
  return [...new Set(text.split(/[\r\n,;]+/u).map((line) => line.trim().replaceAll(/\s+/gu, ' ')))].filter(Boolean);
}

/** Whether a text is long enough to hold a word of any list: "4" and "ja" are not. */
export function canHoldWord(text: string): boolean {
  return plain(text).replaceAll(' ', '').length >= SHORTEST_IN_ANY_SCRIPT;
}

function patternOf(word: string): string {
  const [, stem = '', rest = ''] = /^(.*?)(\*?)$/su.exec(word.trim()) ?? [];
  const letters = plain(stem)
    // Written as one word, the letter that both words share is there once.
    .replaceAll(/(\p{L}) \1/gu, '$1(?: $1)?')
    .replaceAll(/(?<!\?:) /gu, ' ?');
  return letters && letters + (rest && '[\\p{L}\\p{N}]*');
}

function isUsable(word: string): boolean {
  const letters = plain(word.replace(/\*$/u, '')).replaceAll(' ', '');
  return letters.length >= (/^[\p{Script=Latin}\p{N}]+$/u.test(letters) ? SHORTEST_CRISIS_WORD : SHORTEST_IN_ANY_SCRIPT);
}

function soundsLike(letter: string): string {
  const code = letter.charCodeAt(0);
  const series = SOUND_ALIKE.find(({ from }) => code >= from && code < from + 8);
  return series ? String.fromCharCode(code - series.from + series.like) : letter;
}
