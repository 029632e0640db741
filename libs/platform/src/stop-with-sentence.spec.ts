import { ConfigurationError } from './configuration-error.js';
import { SentenceError, sentenceOf } from './stop-with-sentence.js';

describe('what the person at the terminal reads', () => {
  it.each([
    [
      'a port that is taken',
      Object.assign(new Error(), { code: 'EADDRINUSE', port: 3100 }),
      /^SIMULATOR_PORT: poort 3100 is al in gebruik/,
    ],
    [
      'a database that is not there',
      Object.assign(new Error(), { code: 'ECONNREFUSED' }),
      /^DATABASE_URL: de database is niet te bereiken/,
    ],
    ['the same, wrapped by a driver', new Error('x', { cause: Object.assign(new Error(), { code: 'ENOTFOUND' }) }), /^DATABASE_URL/],
    [
      'the same, tried on two addresses',
      Object.assign(new AggregateError([Object.assign(new Error(), { code: 'ECONNREFUSED' })])),
      /^DATABASE_URL/,
    ],
    ['a password that is wrong', Object.assign(new Error(), { code: '28P01' }), /^DATABASE_URL: de database weigert/],
    ['a setting', new ConfigurationError([{ setting: 'PORT', reason: 'moet een getal zijn' }]), /^PORT moet een getal zijn\.$/],
    ['a sentence of our own', new SentenceError('Zo kan het niet.'), /^Zo kan het niet\.$/],
  ])('%s', (_, error, sentence) => {
    expect(sentenceOf(error, { 3100: 'SIMULATOR_PORT' })).toMatch(sentence);
  });

  it('keeps the stack of what nobody foresaw', () => {
    expect(sentenceOf(new TypeError('x is not a function'))).toMatch(/TypeError: x is not a function\n\s+at /);
  });
});
