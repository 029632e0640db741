import { anItem, say } from '../../../../test/support/factories/questionnaire.js';
import type { Feed, Item, ItemAnswer } from './definition.js';
import { observedBy } from './observed-by.js';

const options = (...values: number[]) => values.map((value) => ({ value, label: say(String(value)) }));
const fed = (feed: Feed | undefined, given: Partial<Item>, answer: ItemAnswer) =>
  observedBy(anItem('a', { trait: 'mood', ...(feed && { feed }), ...given }), answer);
const value = (feed: Feed | undefined, given: Partial<Item>, answered: number) =>
  fed(feed, given, { state: 'answered', value: answered })?.value ?? null;

describe('what an answer says of a trait', () => {
  it('is its value, a refusal or "weet ik niet", as it was answered', () => {
    expect(fed(undefined, {}, { state: 'answered', value: 2 })).toEqual({ trait: 'mood', state: 'answered', value: 2 });
    expect(fed({ how: 'reverse' }, {}, { state: 'refused', value: null })).toEqual({ trait: 'mood', state: 'refused', value: null });
    expect(fed({ how: 'reverse' }, {}, { state: 'unknown', value: null })).toEqual({ trait: 'mood', state: 'unknown', value: null });
  });

  it('is nothing of what was passed over, of words, and of an item without a trait', () => {
    expect(fed(undefined, {}, { state: 'skipped', value: null })).toBeNull();
    expect(fed(undefined, { kind: 'text' }, { state: 'answered', value: null, said: '3' })).toBeNull();
    expect(observedBy(anItem('a'), { state: 'answered', value: 1 })).toBeNull();
  });

  it.each<[string, Feed, Partial<Item>, number, number | null]>([
    ['by a map', { how: 'map', values: { '1': 7 } }, {}, 1, 7],
    ['by a map that does not know it', { how: 'map', values: { '1': 7 } }, {}, 2, null],
    ['by a map to zero', { how: 'map', values: { '1': 0 } }, {}, 1, 0],
    ['the other way around', { how: 'reverse' }, { options: options(1, 2, 3, 4, 5) }, 2, 4],
    ['the other way around, shown best first', { how: 'reverse' }, { options: options(5, 4, 3, 2, 1) }, 5, 1],
    ['the other way around, from zero', { how: 'reverse' }, { options: options(0, 1, 2, 3) }, 0, 3],
    ['the other way around, with a gap: by place', { how: 'reverse' }, { options: options(1, 2, 9) }, 2, 2],
    ['the other way around, of no option of it', { how: 'reverse' }, {}, 9, null],
    [
      'the other way around, of a number',
      { how: 'reverse' },
      { kind: 'number', number: { unit: say('uur'), min: 2, max: 10 }, options: [] },
      3,
      9,
    ],
  ])('is its value %s', (_, feed, given, answered, expected) => {
    expect(value(feed, given, answered)).toBe(expected);
  });

  it('is of several choices how many they are', () => {
    expect(fed({ how: 'count' }, { kind: 'several' }, { state: 'answered', value: null, said: '1,3,4' })?.value).toBe(3);
    expect(fed(undefined, { kind: 'several' }, { state: 'answered', value: null, said: '1,3,4' })).toBeNull();
    expect(fed({ how: 'count' }, { kind: 'choice' }, { state: 'answered', value: 3 })).toBeNull();
  });
});
