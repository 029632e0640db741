import fc from 'fast-check';
import { chooseProvider, equalShares, PROBE_SHARE, steadyChance } from './provider-choice.js';

const HALVES = [
  { provider: 'one', share: 50 },
  { provider: 'other', share: 50 },
];
const AROUND_ONE = [
  { provider: 'one', share: PROBE_SHARE },
  { provider: 'other', share: 100 - PROBE_SHARE },
];

describe('the choice of a provider', () => {
  it.each([
    [HALVES, [], 0, 'one'],
    [HALVES, [], 0.49, 'one'],
    [HALVES, [], 0.5, 'other'],
    [HALVES, [], 1, 'other'],
    [HALVES, ['one'], 0, 'other'],
    [HALVES, ['other'], 1, 'one'],
    [HALVES, ['one', 'other'], 0, 'one'],
    [AROUND_ONE, [], 0.04, 'one'],
    [AROUND_ONE, [], 0.06, 'other'],
  ] as const)('of %j, tried %j, at %d is %s', (weights, tried, chance, chosen) => {
    expect(chooseProvider(weights, tried, chance)).toBe(chosen);
  });

  it('does not lead a second try to one that is ill', () => {
    expect(chooseProvider(AROUND_ONE, ['other'], 0.5)).toBe('other');
  });

  it('is the only one there is, tried or not, and none when there is none', () => {
    expect(chooseProvider([{ provider: 'one', share: 100 }], ['one'], 0.5)).toBe('one');
    expect(chooseProvider([{ provider: 'one', share: 0 }], [], 0.5)).toBe('one');
    expect(chooseProvider([], [], 0.5)).toBeNull();
  });

  it('is always one of them, and never one without a share while another has one', () => {
    const weights = fc.uniqueArray(fc.record({ provider: fc.constantFrom('a', 'b', 'c', 'd'), share: fc.integer({ min: 0, max: 100 }) }), {
      selector: ({ provider }) => provider,
      minLength: 1,
    });
    const tried = fc.subarray(['a', 'b', 'c', 'd']);
    fc.assert(
      fc.property(weights, tried, fc.double({ min: 0, max: 1, noNaN: true }), (given, before, chance) => {
        const chosen = given.find(({ provider }) => provider === chooseProvider(given, before, chance));
        expect(chosen).toBeDefined();
        if (given.some(({ share }) => share > 0)) expect(chosen!.share).toBeGreaterThan(0);
      }),
    );
  });

  it('stays the same for an address, and is evenly spread over addresses', () => {
    const chances = Array.from({ length: 10_000 }, (_, n) => steadyChance(`+316${20_000_000 + n}`));
    expect(steadyChance('+31620000000')).toBe(chances[0]);
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const part = chances.filter((chance) => chance >= tenth / 10 && chance < (tenth + 1) / 10).length;
      expect(part).toBeGreaterThan(900);
      expect(part).toBeLessThan(1100);
    }
  });

  it('gives all the same when nobody decided otherwise', () => {
    expect(equalShares(['one', 'other', 'third'])).toEqual([
      { provider: 'one', share: 34 },
      { provider: 'other', share: 33 },
      { provider: 'third', share: 33 },
    ]);
    expect(equalShares([])).toEqual([]);
  });
});
