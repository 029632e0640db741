import fc from 'fast-check';
import { readKeyword } from './keyword.js';

describe('a keyword', () => {
  it.each([
    ['STOP', 'stop'],
    ['stop', 'stop'],
    [' Stop. ', 'stop'],
    ['“Stop!!”', 'stop'],
    ['STOPPEN', 'stop'],
    ['afmelden\n', 'stop'],
    ['Opt-out', 'stop'],
    ['STOP', 'stop'],
    ['stop alles', 'stop_all'],
    ['Stop, alles!', 'stop_all'],
    ['START', 'start'],
    ['ja, start', 'start'],
    ['hulp?', 'help'],
    ['Info', 'help'],
  ])('is read from "%s": %s', (body, keyword) => {
    expect(readKeyword(body)).toBe(keyword);
  });

  it.each([
    '',
    '   ',
    '…',
    '4',
    'ik wil niet stoppen',
    'stop maar met bellen',
    'nee',
    'niet stop',
    'start?? wanneer',
    'STOPSTOP',
    'constructor',
  ])('is not read from "%s"', (body) => {
    expect(readKeyword(body)).toBeNull();
  });

  it('survives any punctuation and any case', () => {
    const noise = fc.stringMatching(/^[\s.,!?;:'"()\-–…]*$/u);
    fc.assert(
      fc.property(noise, noise, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), (before, after, upper) => {
        const word = [...'afmelden'].map((letter, index) => (upper[index] ? letter.toUpperCase() : letter)).join('');
        expect(readKeyword(`${before}${word}${after}`)).toBe('stop');
      }),
    );
  });

  it('never reads one from a longer sentence', () => {
    fc.assert(fc.property(fc.stringMatching(/^[a-z]{3,12}$/), (word) => readKeyword(`ik ${word} stop`) === null));
  });
});
