import type { TraitDefinition } from '#libs/profiles';
import fc from 'fast-check';
import { anItem, say } from '../../../../test/support/factories/questionnaire.js';
import { neverAsked } from './asked-ever.js';
import type { Condition } from './condition.js';
import type { Item, ItemAnswer } from './definition.js';
import { itemsToAsk } from './holds.js';

const KEYS = ['a', 'b', 'c', 'd'];
const registry = new Map(['t', 'u'].map((key) => [key, { key, levels: [1, 2].map((value) => ({ value })) } as unknown as TraitDefinition]));

/** Every way to answer an item of two options, of which several can be chosen at once, or not to. */
const waysToAnswer = ({ kind }: Item): (ItemAnswer | null)[] => [
  null,
  { state: 'refused', value: null },
  ...(kind === 'several'
    ? ['1', '2', '1,2'].map((said) => ({ state: 'answered' as const, value: null, said }))
    : [1, 2].map((value) => ({ state: 'answered' as const, value }))),
];

/** By trying everything: which items are never asked, whatever is answered and known. */
function neverByTrying(items: Item[]): string[] {
  const seen = new Set<string>();
  const traits = [null, 1, 2];
  const combinations = (lists: unknown[][]): unknown[][] =>
    lists.reduce<unknown[][]>((all, list) => all.flatMap((one) => list.map((next) => [...one, next])), [[]]);
  for (const [t, u, ...given] of combinations([traits, traits, ...items.map(waysToAnswer)])) {
    const known = new Map(
      [
        ['t', t],
        ['u', u],
      ].filter(([, value]) => value !== null) as [string, number][],
    );
    const answers = new Map(items.flatMap(({ key }, index) => (given[index] ? [[key, given[index] as ItemAnswer] as const] : [])));
    for (const { key } of itemsToAsk({ items }, KEYS, answers, known)) seen.add(key);
  }
  return items.map(({ key }) => key).filter((key) => !seen.has(key));
}

/** A condition over the items before, without what cannot be. */
function conditionOver(keys: string[]): fc.Arbitrary<Condition> {
  const of = fc.constantFrom(
    ...keys.map((key) => ({ of: 'item' as const, key })),
    { of: 'trait' as const, key: 't' },
    { of: 'trait' as const, key: 'u' },
  );
  const is = fc.subarray([1, 2], { minLength: 1 });
  const state = fc.constantFrom('answered' as const, 'refused' as const);
  const atom = fc.tuple(of, is, state, fc.integer({ min: 0, max: 3 })).map(([about, values, answered, which]): Condition => {
    if (which === 0 && about.of === 'item') return { ...about, of: 'item', state: answered };
    return which === 1 ? { ...about, from: values[0] as number } : { ...about, is: values };
  });
  return fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      atom,
      ...(['all', 'any', 'none'] as const).map((how) =>
        fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((parts) => ({ [how]: parts }) as unknown as Condition),
      ),
    ),
  })).condition;
}

const definitions = fc
  .tuple(...KEYS.map((_, index) => fc.tuple(fc.boolean(), fc.option(conditionOver(KEYS.slice(0, index)), { nil: undefined }))))
  .map((given) =>
    given.map(([isSeveral, showWhen], index) =>
      anItem(KEYS[index] as string, { kind: isSeveral ? 'several' : 'choice', ...(showWhen && { showWhen }) }),
    ),
  );

describe('what is never asked', () => {
  it('is exactly what no answers and no known traits can bring about', () => {
    fc.assert(
      fc.property(definitions, (items) => {
        const { never, undecided } = neverAsked({ items }, registry);
        expect(undecided.size).toBe(0);
        expect([...never.keys()]).toEqual(neverByTrying(items));
      }),
      { numRuns: 100 },
    );
  });

  it('is found for a long chain, where each follows the one before', () => {
    const chain = Array.from({ length: 60 }, (_, index) =>
      anItem(`k${index}`, index === 0 ? {} : { showWhen: { of: 'item', key: `k${index - 1}`, is: [1] } }),
    );
    expect(neverAsked({ items: chain }, registry)).toEqual({ never: new Map(), undecided: new Set() });
    const broken = chain.with(30, anItem('k30', { showWhen: { none: [{ of: 'item', key: 'k0', is: [1, 2] }] } }));
    const { never } = neverAsked({ items: broken }, registry);
    expect(never.get('k30')).toBe('unreachable');
    expect([...never].slice(1)).toEqual(chain.slice(31).map(({ key }) => [key, 'follows-unreachable']));
  });

  it('is left open where more hangs together than can be searched, rather than guessed', () => {
    const many = Array.from({ length: 40 }, (_, index) => anItem(`k${index}`));
    // Of every three something else: nobody sees at once that it cannot be.
    const parts = many.flatMap((_, index): Condition[] => {
      const [a, b, c] = [0, 7, 19].map((step) => ({ of: 'item' as const, key: `k${(index + step) % 40}` }));
      return [
        {
          any: [
            { ...a!, is: [1] },
            { ...b!, is: [2] },
            { ...c!, is: [1] },
          ],
        },
        {
          any: [
            { ...a!, is: [2] },
            { ...b!, is: [1] },
            { ...c!, is: [2] },
          ],
        },
      ];
    });
    const impossible: Condition = {
      all: [
        { of: 'item', key: 'k39', is: [1] },
        { of: 'item', key: 'k39', state: 'refused' },
      ],
    };
    const last = anItem('last', { showWhen: { all: [...parts, { any: [impossible, impossible] }] } });
    const { never, undecided } = neverAsked({ items: [...many, last] }, registry);
    expect([never.has('last'), undecided.has('last')]).toContain(true);
  });

  it('knows that of several choices two can be made at once, and of a number every border', () => {
    const several = anItem('a', { kind: 'several' });
    const both: Condition = {
      all: [
        { of: 'item', key: 'a', is: [1] },
        { of: 'item', key: 'a', is: [2] },
      ],
    };
    expect(neverAsked({ items: [several, anItem('b', { showWhen: both })] }, registry).never.size).toBe(0);
    expect(neverAsked({ items: [anItem('a'), anItem('b', { showWhen: both })] }, registry).never.size).toBe(1);
    const number = anItem('a', { kind: 'number', options: [], number: { unit: say('uur'), min: 0, max: 1_000_000 } });
    const between = (from: number, to: number): Condition => ({
      all: [
        { of: 'item', key: 'a', from },
        { of: 'item', key: 'a', to },
      ],
    });
    expect(neverAsked({ items: [number, anItem('b', { showWhen: between(777_777, 777_777) })] }, registry).never.size).toBe(0);
    expect(neverAsked({ items: [number, anItem('b', { showWhen: between(8, 7) })] }, registry).never.size).toBe(1);
  });
});
