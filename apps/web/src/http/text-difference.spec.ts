import fc from 'fast-check';
import { textDifference, type TextPart } from './text-difference.js';

const joined = (parts: TextPart[], ...changes: TextPart['change'][]) =>
  parts.flatMap(({ text, change }) => (changes.includes(change) ? [text] : [])).join('');

describe('the difference between two texts', () => {
  it('is told word by word, where it is', () => {
    expect(textDifference('Hoe gaat het met u?', 'Hoe gaat het nu met je?')).toEqual([
      { text: 'Hoe gaat het ', change: 'same' },
      { text: 'nu ', change: 'added' },
      { text: 'met ', change: 'same' },
      { text: 'u?', change: 'removed' },
      { text: 'je?', change: 'added' },
    ]);
  });

  it('is nothing between a text and itself, and everything from nothing', () => {
    expect(textDifference('Dag', 'Dag')).toEqual([{ text: 'Dag', change: 'same' }]);
    expect(textDifference('', 'Dag')).toEqual([{ text: 'Dag', change: 'added' }]);
    expect(textDifference('Dag', '')).toEqual([{ text: 'Dag', change: 'removed' }]);
    expect(textDifference('', '')).toEqual([]);
  });

  it('always holds both texts whole, and calls no more changed than is', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'c', ' ', '\n', 'ë', '😀'), { maxLength: 30 }).map((pieces) => pieces.join(' '));
    fc.assert(
      fc.property(words, words, (before, after) => {
        const parts = textDifference(before, after);
        expect([joined(parts, 'same', 'removed'), joined(parts, 'same', 'added')]).toEqual([before, after]);
      }),
    );
  });

  it('is all that went and all that came when there is too much of it, between what stayed', () => {
    const many = (word: string) => `${word} `.repeat(1_500);
    expect(textDifference(`Dag ${many('a')}tot ziens`, `Dag ${many('b')}tot ziens`)).toEqual([
      { text: 'Dag ', change: 'same' },
      { text: many('a').trimEnd(), change: 'removed' },
      { text: many('b').trimEnd(), change: 'added' },
      { text: ' tot ziens', change: 'same' },
    ]);
  });
});
