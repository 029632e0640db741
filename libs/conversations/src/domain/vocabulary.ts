import type { ClientLanguage } from '#libs/platform';
import { phraseOf, type Token } from './fold.js';
import { WORDS } from './reply-words.js';

/** Phrases that can be found at a place in a text. */
class Phrases {
  private readonly phrases: ReadonlySet<string>;
  private readonly longest: number;

  constructor(phrases: Iterable<string>) {
    this.phrases = new Set([...phrases].map(phraseOf).filter((phrase) => phrase !== ''));
    this.longest = Math.max(0, ...[...this.phrases].map((phrase) => phrase.split(' ').length));
  }

  has(phrase: string): boolean {
    return this.phrases.has(phrase);
  }

  /** How many tokens the longest phrase takes that begins here; 0: none does. Marks inside it do not count as words, but as tokens. */
  lengthAt(tokens: readonly Token[], at: number): number {
    let best = 0;
    let phrase = '';
    for (let end = at, words = 0; end < tokens.length && words < this.longest; end += 1) {
      const token = tokens[end] as Token;
      if (token.kind === 'mark') {
        if (end === at) return 0;
        continue;
      }
      words += 1;
      phrase = phrase === '' ? token.text : `${phrase} ${token.text}`;
      if (this.phrases.has(phrase)) best = end - at + 1;
    }
    return best;
  }

  lengthBefore(tokens: readonly Token[], end: number): number {
    for (let length = Math.min(this.longest, end); length > 0; length -= 1)
      if (
        this.has(
          tokens
            .slice(end - length, end)
            .map(({ text }) => text)
            .join(' '),
        )
      )
        return length;
    return 0;
  }
}

/** What is read in one language of clients: its own words, and Dutch and English. */
export interface Vocabulary {
  numbers: ReadonlyMap<string, number>;
  no: Phrases;
  later: Phrases;
  unknown: Phrases;
  correct: Phrases;
  then: Phrases;
  not: Phrases;
  units: Phrases;
  /** "van de", between a number and the highest. */
  outOf: Phrases;
  /** Stands for what said that something was a mistake; nobody can write it. */
  corrected: string;
  /** The same words, with ever more taken off at both ends that says nothing about the answer. */
  withoutAround: (said: readonly Token[]) => Token[][];
}

const known = new Map<ClientLanguage, Vocabulary>();

/** Made once for each language. */
export function vocabularyOf(language: ClientLanguage): Vocabulary {
  const found = known.get(language) ?? make(language);
  known.set(language, found);
  return found;
}

function make(language: ClientLanguage): Vocabulary {
  const languages = [...new Set([language, 'nl', 'en'] as const)];
  const all = (key: 'no' | 'later' | 'unknown' | 'correct' | 'then' | 'not' | 'units' | 'around') =>
    languages.flatMap((each) => WORDS[each][key]);
  const around = new Phrases(all('around'));
  // Their own language last: where two languages write different numbers alike, theirs counts.
  const numbers = languages
    .toReversed()
    .flatMap((each) =>
      WORDS[each].numbers.flatMap((spellings, number) => spellings.split('|').map((word) => [phraseOf(word), number] as const)),
    );
  return {
    numbers: new Map(numbers.filter(([word]) => word !== '')),
    no: new Phrases(all('no')),
    later: new Phrases(all('later')),
    unknown: new Phrases(all('unknown')),
    correct: new Phrases(all('correct')),
    then: new Phrases(all('then')),
    not: new Phrases(all('not')),
    units: new Phrases(all('units')),
    outOf: new Phrases(['van de', 'van', 'out of', 'of', 'uit']),
    corrected: '…',
    withoutAround: (said) => withoutAround(said, around),
  };
}

function withoutAround(said: readonly Token[], around: Phrases): Token[][] {
  const parts: Token[][] = [];
  const seen = new Set<string>();
  const look = (start: number, end: number): void => {
    const key = `${start} ${end}`;
    if (seen.has(key)) return;
    seen.add(key);
    parts.push(said.slice(start, end));
    const first = around.lengthAt(said.slice(start, end), 0);
    // One word of it too: "het gaat" may begin what "het" alone stands before.
    if (first > 0)
      for (const length of new Set([first, 1]))
        if (around.lengthAt(said.slice(start, start + length), 0) === length) look(start + length, end);
    const last = around.lengthBefore(said.slice(start, end), end - start);
    if (last > 0) look(start, end - last);
  };
  look(0, said.length);
  return parts;
}
