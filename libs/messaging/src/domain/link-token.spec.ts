import { randomBytes } from 'node:crypto';
import { hashOf, readToken, TOKEN_LENGTH, tokenFrom } from './link-token.js';

const mintToken = () => tokenFrom(randomBytes(TOKEN_LENGTH));

describe('the token of a link', () => {
  it('is sixteen characters without look-alikes, and never the same', () => {
    const tokens = Array.from({ length: 2000 }, mintToken);
    for (const token of tokens) expect(token).toMatch(/^[0-9a-hjkmnp-tv-z]{16}$/);
    expect(new Set(tokens).size).toBe(2000);
  });

  it('uses all 32 characters in every place: 80 bits', () => {
    const tokens = Array.from({ length: 2000 }, mintToken);
    for (let place = 0; place < 16; place += 1) expect(new Set(tokens.map((token) => token[place])).size).toBe(32);
  });

  it.each([
    ['as it was sent', '0123456789abcdef', '0123456789abcdef'],
    ['in capitals', '0123456789ABCDEF', '0123456789abcdef'],
    ['with o for 0, and i and l for 1', 'Oil3456789abcdef', '0113456789abcdef'],
    ['in groups', '0123-4567-89ab-cdef', '0123456789abcdef'],
    ['with spaces', ' 0123 4567 89ab cdef ', '0123456789abcdef'],
    ['with the full stop after it', '0123456789abcdef.', '0123456789abcdef'],
    ['with a letter that is not in it', 'u123456789abcdef', null],
    ['too short', '0123456789abcde', null],
    ['too long', '0123456789abcdef0', null],
    ['empty', '', null],
    ['not a token at all', '../../etc/passwd', null],
  ])('is read %s', (_, typed, expected) => {
    expect(readToken(typed)).toBe(expected);
  });

  it('is stored as a hash from which it cannot be read', () => {
    expect(hashOf('0123456789abcdef')).toHaveLength(32);
    expect(hashOf('0123456789abcdef').equals(hashOf('0123456789abcdeg'))).toBe(false);
  });
});
