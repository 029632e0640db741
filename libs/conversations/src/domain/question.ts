import { isAskableByMessage, itemOf, type Item, type ItemAnswer, type QuestionnaireDefinition } from '#libs/questionnaires';
import { wordingIn, type ClientLanguage, type Wording } from '#libs/platform';
import { phraseOf } from './fold.js';
import { OPTION_WORDS, WORDS } from './reply-words.js';

/** A question as it can be answered in a text message. */
export interface Question {
  item: string;
  /** What each number says. 0 is here too: on a scale that has a zero it is an answer, else "I would rather not say". */
  numbers: ReadonlyMap<number, ItemAnswer>;
  /** What whole phrases say: the words of the options in the languages that count, and what is said instead of them. */
  phrases: ReadonlyMap<string, ItemAnswer>;
}

export const REFUSAL: ItemAnswer = { state: 'refused', value: null };

/** Made once for an item of a version, which never changes: it takes longer than reading a reply. */
const made = new WeakMap<Item, Map<ClientLanguage, Question>>();

/** How an item is answered in a text message by somebody who speaks this language; Dutch and English are always understood. @param refusal the words of the questionnaire to refuse with */
export function questionOf(item: Item, language: ClientLanguage, refusal: Wording): Question {
  const inLanguages = made.get(item) ?? new Map<ClientLanguage, Question>();
  const question = inLanguages.get(language) ?? makeQuestion(item, language, refusal);
  made.set(item, inLanguages.set(language, question));
  return question;
}

function makeQuestion(item: Item, language: ClientLanguage, refusal: Wording): Question {
  const languages = [...new Set([language, 'nl', 'en'] as const)];
  const numbers = new Map<number, ItemAnswer>();
  const phrases = new Map<string, ItemAnswer>();
  const unclear = new Set<string>();
  const say = (phrase: string, answer: ItemAnswer): void => {
    const known = phrases.get(phrase);
    // One word for two options says neither.
    if (known && (known.state !== answer.state || known.value !== answer.value)) unclear.add(phrase);
    else if (phrase !== '') phrases.set(phrase, answer);
  };
  for (const [answer, number] of choicesOf(item)) numbers.set(number, answer);
  for (const option of item.options) {
    const answer: ItemAnswer = { state: option.state ?? 'answered', value: option.value };
    for (const each of languages) {
      const label = option.label[each];
      for (const phrase of label ? waysToSay(label) : []) say(phrase, answer);
    }
    const dutch = phraseOf(option.label.nl);
    for (const each of languages) for (const word of OPTION_WORDS[each][dutch] ?? []) say(phraseOf(word), answer);
    // "Ja, altijd" is said as "ja", and that is said in other words.
    const [first] = dutch.split(' ');
    for (const [yesOrNo, start] of [
      ['yes', 'ja'],
      ['no', 'nee'],
    ] as const)
      if (first === start) for (const each of languages) for (const word of WORDS[each][yesOrNo]) say(phraseOf(word), answer);
  }
  for (const phrase of unclear) phrases.delete(phrase);
  const hasUnknown = item.options.find(({ state }) => state === 'unknown');
  for (const each of languages) {
    if (hasUnknown) for (const word of WORDS[each].unknown) addNew(phrases, phraseOf(word), { state: 'unknown', value: null });
    for (const word of [...WORDS[each].refuse, refusal[each] ?? '']) addNew(phrases, phraseOf(word), REFUSAL);
    // Where 0 is an answer, a bare "no" is the word that is offered to refuse with.
    if (numbers.get(0)?.state === 'answered') for (const word of WORDS[each].no) addNew(phrases, phraseOf(word), REFUSAL);
  }
  if (!numbers.has(0)) numbers.set(0, REFUSAL);
  return { item: item.key, numbers, phrases };
}

/** The number that stands before each way to answer: its value; "weet ik niet" takes the place where it stands. */
export function choicesOf(item: Item): [ItemAnswer, number][] {
  const values = new Set(item.options.map(({ value }) => value));
  return item.options.flatMap(({ value, state }, index): [ItemAnswer, number][] => {
    if (value !== null) return [[{ state: 'answered', value }, value]];
    return values.has(index + 1) ? [] : [[{ state: state ?? 'unknown', value: null }, index + 1]];
  });
}

/** Of these items what a text message may ask: not what is too personal for one, what needs more than a digit, or what is not in the questionnaire. */
export function askableItems(definition: QuestionnaireDefinition, items: readonly string[]): string[] {
  return items.filter((key) => {
    const item = itemOf(definition, key);
    return item !== undefined && isAskableByMessage(item);
  });
}

/** "1 heel slecht 2 slecht …": every number with its words; of a scale only the ends. */
export function optionsText(item: Item, language: ClientLanguage): string {
  const choices = new Map(choicesOf(item).map(([answer, number]) => [JSON.stringify(answer), number]));
  return item.options
    .flatMap((option) => {
      const number = choices.get(JSON.stringify({ state: option.state ?? 'answered', value: option.value }));
      const label = wordingIn(option.label, language);
      if (number === undefined) return [];
      // "0, helemaal niet" carries its number already; of a scale the numbers in between say themselves.
      if (label === String(number)) return [];
      const carried = new RegExp(`^${number}\\s*[,،]?\\s*`, 'u');
      return [carried.test(label) ? label.replace(carried, `${number} `) : `${number} ${inSentence(label, language)}`];
    })
    .join('\n');
}

/** "0 = dat wil ik niet zeggen"; where 0 is an answer, with a word instead. */
export function refusalText(item: Item, refusal: Wording, language: ClientLanguage): string {
  const hasZero = item.options.some(({ value }) => value === 0);
  const sign = hasZero ? (WORDS[language].no[0] as string).toLocaleUpperCase(language) : '0';
  return `${sign} = ${inSentence(wordingIn(refusal, language), language)}`;
}

/** Behind a number, so with a small letter; "I" stays as it is. */
function inSentence(text: string, language: ClientLanguage): string {
  if (language === 'en' && /^I\b/.test(text)) return text;
  return `${text.charAt(0).toLocaleLowerCase(language)}${text.slice(1)}`;
}

function waysToSay(label: string): string[] {
  const whole = phraseOf(label);
  const withoutNumber = whole.replace(/^\d+ /, '');
  const [beforeComma] = label.split(',');
  const short = phraseOf(beforeComma as string);
  return [whole, withoutNumber, short].filter((phrase) => !/^\d*$/.test(phrase));
}

function addNew(phrases: Map<string, ItemAnswer>, phrase: string, answer: ItemAnswer): void {
  if (phrase !== '' && !phrases.has(phrase)) phrases.set(phrase, answer);
}
