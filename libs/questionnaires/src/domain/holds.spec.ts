import fc from 'fast-check';
import { anItem } from '../../../../test/support/factories/questionnaire.js';
import type { Condition } from './condition.js';
import type { ItemAnswer } from './definition.js';
import { holds, itemsToAsk } from './holds.js';

const answered = (value: number): ItemAnswer => ({ state: 'answered', value });
const answers = new Map<string, ItemAnswer>([
  ['one', answered(1)],
  ['zero', answered(0)],
  ['several', { state: 'answered', value: null, said: '1,3' }],
  ['refused', { state: 'refused', value: null }],
  ['unknown', { state: 'unknown', value: null }],
  ['skipped', { state: 'skipped', value: null }],
  ['words', { state: 'answered', value: null, said: '1 keer' }],
]);
const known = new Map([['mood', 2]]);
const item = (key: string, rest: object) => ({ of: 'item', key, ...rest }) as Condition;

describe('a condition', () => {
  it.each<[string, Condition, boolean]>([
    ['a value that was answered', item('one', { is: [1, 2] }), true],
    ['another value', item('one', { is: [2] }), false],
    ['zero, which is a value', item('zero', { is: [0] }), true],
    ['zero in a range', item('zero', { from: 0, to: 0 }), true],
    ['an open range', item('one', { from: 1 }), true],
    ['a range that ends before', item('one', { to: 0 }), false],
    ['one of several that were chosen', item('several', { is: [3] }), true],
    ['one that was not chosen', item('several', { is: [2] }), false],
    ['several in a range', item('several', { from: 2 }), true],
    ['a refusal', item('refused', { state: 'refused' }), true],
    ['a refusal as an answer', item('refused', { state: 'answered' }), false],
    ['"weet ik niet"', item('unknown', { state: 'unknown' }), true],
    ['words as an answer', item('words', { state: 'answered' }), true],
    ['words that begin with a digit', item('words', { is: [1] }), false],
    ['a known trait', { of: 'trait', key: 'mood', from: 2 }, true],
    ['all of two', { all: [item('one', { is: [1] }), { of: 'trait', key: 'mood', is: [2] }] }, true],
    ['any of two', { any: [item('one', { is: [9] }), { of: 'trait', key: 'mood', is: [2] }] }, true],
    ['none of two', { none: [item('one', { is: [9] }), { of: 'trait', key: 'mood', is: [1] }] }, true],
  ])('over %s', (_, condition, expected) => {
    expect(holds(condition, answers, known)).toBe(expected);
  });

  it.each<[string, Condition]>([
    ['a refusal', item('refused', { is: [1] })],
    ['"weet ik niet"', item('unknown', { is: [1] })],
    ['what was passed over', item('skipped', { is: [1] })],
    ['whether what was passed over was answered', item('skipped', { state: 'answered' })],
    ['what was never asked', item('never', { is: [1] })],
    ['a trait nobody knows', { of: 'trait', key: 'purse', is: [1] }],
  ])('is not so over %s, and neither is that it is not: not known is no "no"', (_, condition) => {
    expect(holds(condition, answers, known)).toBe(false);
    expect(holds({ none: [condition] }, answers, known)).toBe(false);
    expect(holds({ any: [condition, item('one', { is: [1] })] }, answers, known)).toBe(true);
    expect(holds({ none: [condition, item('one', { is: [1] })] }, answers, known)).toBe(false);
  });

  it('is total: whatever was answered, it comes out one way, and never both so and not so', () => {
    const anything = fc.record({
      state: fc.constantFrom('answered', 'refused', 'unknown', 'skipped'),
      value: fc.option(fc.integer()),
      said: fc.option(fc.string()),
    });
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('a', 'b'), anything), fc.array(fc.integer()), (given, is) => {
        const condition: Condition = { any: [item('a', { is }), { all: [item('b', { from: 1 }), item('a', { state: 'refused' })] }] };
        const map = new Map(Object.entries(given)) as Map<string, ItemAnswer>;
        expect(holds(condition, map, new Map()) && holds({ none: [condition] }, map, new Map())).toBe(false);
      }),
    );
  });
});

describe('the items to ask', () => {
  const items = [
    anItem('a'),
    anItem('b', { showWhen: item('a', { is: [1] }) }),
    anItem('c', { showWhen: item('b', { is: [1] }) }),
    anItem('d', { showWhen: { of: 'trait', key: 'mood', is: [2] } }),
    anItem('e'),
  ];
  const asked = (given: Record<string, ItemAnswer>, keys = ['e', 'd', 'c', 'b', 'a'], traits = known) =>
    itemsToAsk({ items }, keys, new Map(Object.entries(given)), traits).map(({ key }) => key);

  it('are those whose condition is so now, in the order of the questionnaire', () => {
    expect(asked({})).toEqual(['a', 'd', 'e']);
    expect(asked({ a: answered(1) })).toEqual(['a', 'b', 'd', 'e']);
    expect(asked({ a: answered(1), b: answered(1) })).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(asked({}, undefined, new Map())).toEqual(['a', 'e']);
  });

  it('are only those that the check-in was opened with', () => {
    expect(asked({ a: answered(1), b: answered(1) }, ['c', 'a'])).toEqual(['a']);
  });

  it('follow no answer to what is not asked any more: somebody went back and changed their mind', () => {
    expect(asked({ a: answered(2), b: answered(1), c: answered(1) })).toEqual(['a', 'd', 'e']);
  });
});
