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
