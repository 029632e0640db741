import { isSignedByTwilio } from '#libs/messaging';
import fc from 'fast-check';
import { twilioSignature } from './signature.js';

/** The worked example of Twilio's own documentation and SDK. */
const EXAMPLE = {
  authToken: '12345',
  url: 'https://mycompany.com/myapp.php?foo=1&bar=2',
  fields: { CallSid: 'CA1234567890ABCDE', Caller: '+14158675309', Digits: '1234', From: '+14158675309', To: '+18005551212' },
  signature: 'RSOYDt4T1cUTdK1PDd93/VVr8B8=',
};

describe('the signature of a webhook', () => {
  it("is that of Twilio's own example", () => {
    expect(twilioSignature(EXAMPLE.authToken, EXAMPLE.url, EXAMPLE.fields)).toBe(EXAMPLE.signature);
    expect(isSignedByTwilio(EXAMPLE)).toBe(true);
  });

  it.each([
    ['another secret', { authToken: '12346' }],
    ['another address', { url: 'https://mycompany.com/myapp.php?foo=1&bar=3' }],
    ['another value', { fields: { ...EXAMPLE.fields, Digits: '1235' } }],
    ['a field too many', { fields: { ...EXAMPLE.fields, Extra: '', Z: 'z' } }],
    ['no signature', { signature: '' }],
    ['half a signature', { signature: EXAMPLE.signature.slice(0, 14) }],
  ])('does not fit %s', (_, change) => {
    expect(isSignedByTwilio({ ...EXAMPLE, ...change })).toBe(false);
  });

  it("is one that Twilio's own validator accepts, whatever people type", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[A-Z][A-Za-z]{0,9}$/), fc.string({ unit: 'grapheme' })), (fields) => {
        const url = 'http://127.0.0.1:3000/webhooks/twilio/inbound';
        expect(isSignedByTwilio({ authToken: 'secret', url, fields, signature: twilioSignature('secret', url, fields) })).toBe(true);
      }),
    );
  });
});
