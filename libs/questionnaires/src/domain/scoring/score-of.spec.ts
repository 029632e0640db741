import fc from 'fast-check';
import type { ItemAnswer, Score } from '../definition.js';
import { isWorthATalk } from './phq4.js';
import { INSTRUMENT_SHAPES, scoreOf } from './score-of.js';

type Given = number | 'refused' | 'unknown' | 'skipped' | 'nothing';

const INSTRUMENTS = ['djg6', 'phq4', 'who5'] as const;

function score(instrument: Score['instrument'], ...given: Given[]) {
  const items = given.map((_, index) => `q${index + 1}`);
  return scoreOf({ instrument, items }, answersOf(items, given));
}

function answersOf(items: string[], given: Given[]): Map<string, ItemAnswer> {
  return new Map(
    given.flatMap((one, index) => {
      if (one === 'nothing') return [];
      const answer: ItemAnswer = typeof one === 'number' ? { state: 'answered', value: one } : { state: one, value: null };
      return [[String(items[index]), answer]];
    }),
  );
}

describe('the loneliness score of De Jong Gierveld', () => {
  // 1 yes, 2 more or less, 3 no; items 2, 3 and 5 are reversed.
  it.each<[string, Given[], number | null, number | null, number | null]>([
    ['nothing points to it', [3, 1, 1, 3, 1, 3], 0, 0, 0],
    ['everything points to it', [1, 3, 3, 1, 3, 1], 6, 3, 3],
    ['yes to everything counts where it means missing people', [1, 1, 1, 1, 1, 1], 3, 3, 0],
    ['no to everything counts where it means having nobody', [3, 3, 3, 3, 3, 3], 3, 0, 3],
    ['more or less always counts', [2, 2, 2, 2, 2, 2], 6, 3, 3],
    ['emptiness alone', [2, 1, 1, 3, 1, 3], 1, 1, 0],
    ['nobody to rely on, alone', [3, 2, 1, 3, 1, 3], 1, 0, 1],
    ['the sixth counts as the first does', [3, 1, 1, 3, 1, 1], 1, 1, 0],
    ['the fifth is reversed as the second is', [3, 1, 1, 3, 3, 3], 1, 0, 1],
    ['one refusal leaves a total over five, and no emotional part', ['refused', 3, 3, 1, 3, 1], 5, null, 3],
    ['one "weet ik niet" leaves a total over five, and no social part', [1, 'unknown', 3, 1, 3, 1], 5, 3, null],
    ['one that was passed over is missing, not a zero', [3, 1, 1, 3, 1, 'skipped'], 0, null, 0],
    ['one that was not asked is missing too', [3, 1, 1, 3, 'nothing', 3], 0, 0, null],
    ['two missing and there is no total', [1, 'refused', 3, 'refused', 3, 1], null, null, null],
    ['two missing in one part leave the other part', ['refused', 3, 3, 'skipped', 3, 1], null, null, 3],
    ['all refused', ['refused', 'refused', 'refused', 'refused', 'refused', 'refused'], null, null, null],
  ])('%s', (_, given, value, emotional, social) => {
    expect(score('djg6', ...given)).toMatchObject({
      state: value === null ? 'unknown' : 'answered',
      value,
      subscales: { emotional, social },
    });
  });
});

describe('the score of the PHQ-4', () => {
  it.each<[Given[], number | null, number | null, number | null]>([
    [[0, 0, 0, 0], 0, 0, 0],
    [[3, 3, 3, 3], 12, 6, 6],
    [[1, 2, 0, 3], 6, 3, 3],
    [[2, 1, 'refused', 0], null, 3, null],
    [['unknown', 1, 2, 0], null, null, 2],
    [[0, 0, 0, 'skipped'], null, 0, null],
    [['nothing', 'nothing', 'nothing', 'nothing'], null, null, null],
  ])('of %j', (given, value, first, second) => {
    expect(score('phq4', ...given)).toMatchObject({ state: value === null ? 'unknown' : 'answered', value, subscales: { first, second } });
  });

  it.each<[Given[], boolean | null]>([
    [[1, 1, 1, 1], false],
    [[2, 1, 0, 0], true],
    [[0, 0, 0, 3], true],
    [[3, 0, 'refused', 0], true],
    [[1, 1, 'refused', 3], null],
  ])('of %j says of a talk: %j', (given, worth) => {
    expect(isWorthATalk(score('phq4', ...given))).toBe(worth);
  });

  it('names no illness', () => {
    expect(JSON.stringify(score('phq4', 3, 3, 3, 3))).not.toMatch(/depress|anxi|angst|somber|mild|severe|ernstig/i);
  });
});

describe('the score of the WHO-5', () => {
  it.each<[Given[], number | null]>([
    [[0, 0, 0, 0, 0], 0],
    [[5, 5, 5, 5, 5], 100],
    [[3, 3, 3, 2, 2], 52],
    [[1, 0, 0, 0, 0], 4],
    [[5, 5, 5, 5, 'refused'], null],
    [['skipped', 5, 5, 5, 5], null],
    [[5, 5, 'unknown', 5, 5], null],
  ])('of %j is %j', (given, value) => {
    expect(score('who5', ...given)).toMatchObject({ state: value === null ? 'unknown' : 'answered', value, subscales: {} });
  });
});

describe('any score', () => {
  const anyGiven = fc.oneof(
    fc.integer({ min: -2, max: 7 }),
    fc.constantFrom('refused', 'unknown', 'skipped', 'nothing') as fc.Arbitrary<Given>,
  );

  it.each(INSTRUMENTS)('of %s is on its scale or unknown, whatever was answered', (instrument) => {
    const { min, max, step } = INSTRUMENT_SHAPES[instrument].score;
    fc.assert(
      fc.property(fc.array(anyGiven, { maxLength: 8 }), (given) => {
        const { state, value } = score(instrument, ...given);
        if (value === null) return state === 'unknown';
        return state === 'answered' && value >= min && value <= max && (value - min) % step === 0;
      }),
    );
  });

  it.each(INSTRUMENTS)('of %s with everything answered has every item among its inputs, and a value', (instrument) => {
    const { items, values } = INSTRUMENT_SHAPES[instrument];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...values), { minLength: items, maxLength: items }), (given) => {
        const result = score(instrument, ...given);
        return result.value !== null && result.inputs.length === items && Object.values(result.subscales).every((part) => part !== null);
      }),
    );
  });

  it.each(INSTRUMENTS)('of %s is never lower or higher because a refusal was taken for a number', (instrument) => {
    const { items, values } = INSTRUMENT_SHAPES[instrument];
    const answer = fc.oneof(fc.constantFrom(...values), fc.constant('refused' as const));
    fc.assert(
      fc.property(fc.array(answer, { minLength: items, maxLength: items }), (given) => {
        const { inputs } = score(instrument, ...given);
        const refusals = given.filter((one) => one === 'refused').length;
        return inputs.length === items - refusals && score(instrument, ...given).value === scoreWithout(instrument, given);
      }),
    );
  });

  it('says which items it was made of, in the order of the instrument', () => {
    expect(score('djg6', 1, 3, 'refused', 1, 3, 1).inputs).toEqual(['q1', 'q2', 'q4', 'q5', 'q6']);
    expect(score('phq4', 1, 'skipped', 0, 9)).toMatchObject({ inputs: ['q1', 'q3'], value: null });
  });

  it('over too few items is unknown: a definition that lacks one says nothing rather than something wrong', () => {
    expect(scoreOf({ instrument: 'phq4', items: ['a', 'b', 'c'] }, answersOf(['a', 'b', 'c'], [3, 3, 3]))).toMatchObject({
      state: 'unknown',
      value: null,
    });
  });

  /** Refusing says the same as never having been asked. */
  function scoreWithout(instrument: Score['instrument'], given: Given[]) {
    return score(instrument, ...given.map((one) => (one === 'refused' ? 'nothing' : one))).value;
  }
});
