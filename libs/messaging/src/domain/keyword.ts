export type Keyword = 'stop' | 'stop_all' | 'start' | 'help';

const WORDS = new Map<string, Keyword>([
  ...['STOP', 'STOPPEN', 'AFMELDEN', 'UIT', 'END', 'QUIT', 'CANCEL', 'UNSUBSCRIBE', 'REVOKE', 'OPTOUT', 'OPT OUT'].map(
    (word) => [word, 'stop'] as const,
  ),
  ...['STOP ALLES', 'STOPALLES', 'STOP ALL', 'STOPALL'].map((word) => [word, 'stop_all'] as const),
  ...['START', 'AANMELDEN', 'JA START', 'UNSTOP'].map((word) => [word, 'start'] as const),
  ...['HELP', 'HULP', 'INFO'].map((word) => [word, 'help'] as const),
]);

/**
 * The keyword that a reply is, in any case and with any punctuation around it. Only the whole text counts:
 * "ik wil niet stoppen met werken" is not somebody who opts out.
 */
export function readKeyword(body: string): Keyword | null {
  const words = body
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return WORDS.get(words) ?? null;
}

/**
 * The keyword of a reply. What the provider read as STOP it has obeyed already: then it is one here too, whatever the words are. An e-mail
 * may say it in its subject, when there is nothing else in it.
 */
export function keywordOf({ body, subject, optOutType }: { body: string; subject?: string; optOutType?: string }): Keyword | null {
  const read = readKeyword(body) ?? (body.trim() === '' && subject !== undefined ? readKeyword(subject) : null);
  if (optOutType === 'STOP') return read === 'stop_all' ? read : 'stop';
  return read;
}
