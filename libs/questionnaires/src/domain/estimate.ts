import { hardWords, longSentences } from '#libs/wording';
import type { Item, ItemKind, QuestionnaireDefinition } from './definition.js';

export interface Estimate {
  /** Of one check-in: at most, with its longest items. */
  seconds: number;
  /** How many items one check-in asks at most. */
  items: number;
  /** How many words of Dutch those have their reader read. */
  words: number;
  /** Of all its Dutch words. `plain`: nothing to remark; `some`: a hard word or a long sentence here and there; `hard`: in more than one of five items. */
  reading: 'plain' | 'some' | 'hard';
}

/**
 * Two words a second: half as fast as adults read on average (238 a minute, Brysbaert 2019), because who reads with difficulty is to manage
 * as well. An assumption, to compare questionnaires by and to tell people beforehand; what it really took is not measured.
 */
const WORDS_A_SECOND = 2;
/** To think and to tap or type, beside reading: assumptions of ours. */
const SECONDS_TO_ANSWER: Record<ItemKind, number> = { choice: 4, scale: 5, several: 7, yes_no: 3, number: 8, date: 15, text: 40 };
/** The closing question may be passed over in one tap. */
const SECONDS_TO_CLOSE = 4;

/** How long a check-in takes somebody who reads slowly, and how hard its Dutch is. */
export function estimateOf({ items, maxItems, closing }: Pick<QuestionnaireDefinition, 'items' | 'maxItems' | 'closing'>): Estimate {
  const longest = items.map((item) => ({ words: wordsIn(item), seconds: secondsOf(item) })).toSorted((a, b) => b.seconds - a.seconds);
  const asked = longest.slice(0, Math.max(0, maxItems));
  const closingWords = closing ? countWords(closing.nl) : 0;
  const toClose = closing ? SECONDS_TO_CLOSE + closingWords / WORDS_A_SECOND : 0;
  return {
    seconds: Math.round(asked.reduce((sum, { seconds }) => sum + seconds, toClose)),
    items: asked.length,
    words: asked.reduce((sum, { words }) => sum + words, closingWords),
    reading: readingOf(items),
  };
}

function secondsOf(item: Item): number {
  return SECONDS_TO_ANSWER[item.kind] + wordsIn(item) / WORDS_A_SECOND;
}

function wordsIn(item: Item): number {
  return dutchOf(item).reduce((sum, text) => sum + countWords(text), 0);
}

/** What somebody reads of an item. Of a row of numbers nobody reads each. */
function dutchOf({ kind, wording, help, options }: Item): string[] {
  const labels = kind === 'scale' ? [options.at(0), options.at(-1)] : options;
  return [wording.nl, help?.nl ?? '', ...labels.map((option) => option?.label.nl ?? '')];
}

function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function readingOf(items: readonly Item[]): Estimate['reading'] {
  const hard = items.filter((item) => dutchOf(item).some((text) => hardWords(text).length > 0 || longSentences(text).length > 0)).length;
  if (hard === 0) return 'plain';
  return hard * 5 > items.length ? 'hard' : 'some';
}
