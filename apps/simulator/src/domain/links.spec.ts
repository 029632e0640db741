import fc from 'fast-check';
import { tappable } from './links.js';

describe('a text on a telephone', () => {
  it('has links one can tap, without the full stop behind them', () => {
    expect(tappable('Hoe gaat het? http://127.0.0.1:3000/c/aB3. Stoppen? Antwoord STOP.')).toEqual([
      { text: 'Hoe gaat het? ', href: null },
      { text: 'http://127.0.0.1:3000/c/aB3', href: 'http://127.0.0.1:3000/c/aB3' },
      { text: '. Stoppen? Antwoord STOP.', href: null },
    ]);
  });

  it('links nothing but web addresses', () => {
    expect(tappable('javascript:alert(1) ftp://x data:text/html,x').every(({ href }) => href === null)).toBe(true);
  });

  it('loses nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.webUrl(), fc.constant(' '))), (pieces) => {
        expect(
          tappable(pieces.join(''))
            .map(({ text }) => text)
            .join(''),
        ).toBe(pieces.join(''));
      }),
    );
  });
});
