import { CLIENT_LANGUAGES, type ClientLanguage, type Wording } from '#libs/platform';

/** What a browser sends of a form, whatever is in it. */
export type Sent = Record<string, unknown>;

/** One text in every language of clients; what is not there is empty. */
export type WordFields = Record<ClientLanguage, string>;

/** A question may be long; nothing that somebody reads is longer than this. */
const MOST_CHARACTERS = 2_000;

export function sentOf(body: unknown): Sent {
  return typeof body === 'object' && body !== null ? (body as Sent) : {};
}

/** The text of a field; what was not sent, or sent in a way that no browser does, is empty. */
export function textIn(sent: Sent, field: string, most = MOST_CHARACTERS): string {
  const value = sent[field];
  return typeof value === 'string' ? value.slice(0, most).replaceAll('\r\n', '\n').replaceAll('\0', '') : '';
}

/** One box ticked is a text, several are a list. */
export function textsIn(sent: Sent, field: string, most = 50): string[] {
  const value = sent[field];
  const all: unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return all.filter((each): each is string => typeof each === 'string').slice(0, most);
}

/** The whole number that was typed, or null for anything else. */
export function wholeIn(text: string): number | null {
  return /^\s*-?\d{1,9}\s*$/.test(text) ? Number(text) : null;
}

/** `vraag-nl`, `vraag-en`, …, as far as they were sent. */
export function wordsIn(sent: Sent, prefix: string): WordFields {
  return inEveryLanguage((language) => textIn(sent, `${prefix}-${language}`));
}

export function fieldsOfWording(wording?: Partial<Wording>): WordFields {
  return inEveryLanguage((language) => wording?.[language] ?? '');
}

/** What was written, and nothing of a language in which nothing was: that one is not there, rather than empty. */
export function wordingOf(words: WordFields): Wording {
  const written = CLIENT_LANGUAGES.map((language) => [language, words[language].trim()] as const).filter(([, text]) => text !== '');
  return Object.fromEntries(written) as Wording;
}

export function isWritten(words: WordFields): boolean {
  return CLIENT_LANGUAGES.some((language) => words[language].trim() !== '');
}

function inEveryLanguage(of: (language: ClientLanguage) => string): WordFields {
  return Object.fromEntries(CLIENT_LANGUAGES.map((language) => [language, of(language)])) as WordFields;
}
