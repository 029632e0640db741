import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits that fit in a URL or a cookie. Only its hash is ever stored. */
export function mintToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database keeps of a token: a plain SHA-256, because there is nothing to guess in 256 random bits. */
export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
