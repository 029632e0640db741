import fc from 'fast-check';
import { keyOf } from './key-of.js';

describe('the key of a title', () => {
  it.each([
    ['Hoe gaat het?', 'hoe-gaat-het'],
    ['  Financiële zorgen: één vraag  ', 'financiele-zorgen-een-vraag'],
    ['Vragenlijst 2026/2', 'vragenlijst-2026-2'],
    ['كيف حالك', 'vragenlijst'],
    ['', 'vragenlijst'],
    ['Nieuw', 'vragenlijst-nieuw'],
    ['modules', 'vragenlijst-modules'],
    ['a'.repeat(200), 'a'.repeat(60)],
  ])('of %j is %j', (title, key) => {
    expect(keyOf(title)).toBe(key);
  });

  it('can always stand in an address, and always names something', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (title) => expect(keyOf(title)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)));
  });
});
