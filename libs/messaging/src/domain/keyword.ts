import { withoutGreetings } from './greetings.js';
import { KEYWORD_WORDS, type Keyword } from './keyword-words.js';

export type { Keyword } from './keyword-words.js';

/** What a provider that keeps its own list of who stopped says of a reply. */
export type OptOutType = 'STOP' | 'START' | 'HELP';

/** What the provider says, when it is something we know. */
export function readOptOutType(text: string | undefined): OptOutType | undefined {
  return text === 'STOP' || text === 'START' || text === 'HELP' ? text : undefined;
}

/**
 * The keyword that a reply is, in any case and with any punctuation or emoji around it. Only the whole text counts:
 * "ik wil stoppen met roken" is not somebody who opts out.
 */
export function readKeyword(body: string): Keyword | null {
  return WORDS.get(plain(body)) ?? null;
}

/**
 * The keyword of a reply. What the provider read as STOP it has obeyed already: then it is one here too, whatever the words are. An e-mail
 * may have a greeting around it, or say it in its subject when there is nothing else in it.
 */
export function keywordOf({ channel, body, subject = '', optOutType }: Reply): Keyword | null {
  const said = channel === 'email' ? withoutGreetings(body) || subject : body;
  const read = readKeyword(said);
  if (optOutType === 'STOP') return read === 'stop_all' ? read : 'stop';
  return read;
}

interface Reply {
  channel: 'sms' | 'email';
  body: string;
  subject?: string;
  optOutType?: OptOutType;
}

/** Far longer than the longest phrase: a whole e-mail is not looked through. */
const LONGEST = 200;

/** Letters that people leave out or that their telephone lacks; what takes an accent off does not reach them. */
const SAME: Record<string, string> = { ı: 'i', ł: 'l', አ: 'ኣ', ة: 'ه', ى: 'ي' };

/** In small letters without accents, punctuation or emoji; a word that is only said again ("stop stop stop") counts once. */
function plain(text: string): string {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST) return '';
  const words = trimmed
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Cf}ـ]/gu, '')
    .toLowerCase()
    .replaceAll(/[ıłአةى]/g, (letter) => SAME[letter] as string)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ');
  return new Set(words).size === 1 ? (words[0] as string) : words.join(' ');
}

const WORDS = new Map<string, Keyword>(
  Object.values(KEYWORD_WORDS).flatMap((words) =>
    Object.entries(words).flatMap(([keyword, said]) => said.map((word) => [plain(word), keyword as Keyword] as const)),
  ),
);
