import fc from 'fast-check';
import { messageIdOfUnsubscribeToken, unsubscribeToken } from './unsubscribe-token.js';

const SECRET = 'q8Zr2Lw5Xc9Vb1Nm4Kj7Hg3Fd6Sa0PoiU';
const ID = '0199aaaa-0000-7000-8000-000000000001';

describe('the address to unsubscribe by', () => {
  it('names a message', () => {
    fc.assert(fc.property(fc.uuid(), (id) => expect(messageIdOfUnsubscribeToken(unsubscribeToken(id, SECRET), SECRET)).toBe(id)));
    expect(unsubscribeToken(ID, SECRET)).toMatch(/^[\w-]{43}$/);
  });

  it('is nothing with another secret, another letter, or something missing', () => {
    const token = unsubscribeToken(ID, SECRET);
    expect(messageIdOfUnsubscribeToken(token, `${SECRET}.`)).toBeNull();
    for (let index = 0; index < token.length - 1; index += 1) {
      const other = `${token.slice(0, index)}${token[index] === 'A' ? 'B' : 'A'}${token.slice(index + 1)}`;
      expect(messageIdOfUnsubscribeToken(other, SECRET)).toBeNull();
    }
    for (const other of ['', token.slice(0, -1), `${token}=`, `${token}A`, ID])
      expect(messageIdOfUnsubscribeToken(other, SECRET)).toBeNull();
  });

  it('is never made by chance', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        (bytes) => messageIdOfUnsubscribeToken(Buffer.from(bytes).toString('base64url'), SECRET) === null,
      ),
    );
  });
});
