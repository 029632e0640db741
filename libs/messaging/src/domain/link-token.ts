import { createHash } from 'node:crypto';

/** Crockford's base 32 in lower case: without i, l, o and u, so that who types it over from a phone cannot mistake one for another. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
/** Sixteen characters of 5 bits: 80 bits of chance. */
export const TOKEN_LENGTH = 16;

/** The secret of a new link, from as many bytes of chance as it has characters (256 is a multiple of 32: each is equally likely). Only its hash is stored. */
export function tokenFrom(chance: Uint8Array): string {
  return Array.from(chance, (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/**
 * Reads a token as somebody may have typed it: capitals, o for 0, i or l for 1, spaces or hyphens in between, the full stop of the sentence it stood in.
 * @returns null when it cannot be a token
 */
export function readToken(typed: string): string | null {
  const token = typed
    .toLowerCase()
    .replaceAll(/[\s.,-]/g, '')
    .replaceAll('o', '0')
    .replaceAll(/[il]/g, '1');
  return token.length === TOKEN_LENGTH && [...token].every((character) => ALPHABET.includes(character)) ? token : null;
}

/** What is stored of a token. No salt: 80 bits of chance cannot be looked up in a table. */
export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
