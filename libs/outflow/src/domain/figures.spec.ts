import fc from 'fast-check';
import { outcomesOf } from './definition.js';
import { boundsOf, figureOf, roundedOutcomes } from './figures.js';
import { DENOMINATORS, MEASURES, USUAL_DEFINITION, type Definition } from './question.js';

const GROUP = outcomesOf({
  people: 100,
  work: 20,
  other: 10,
  outOfSight: 5,
  staying: 64,
  pending: 1,
  days: 300 * 100,
  monthly: 990,
  followed6: 18,
  sustained6: 15,
  followed12: 10,
  sustained12: 6,
  left6: 27,
  back6: 4,
  partTime: 8,
  ladderKnown: 50,
  ladderUp: 5,
});
const figure = (definition: Partial<Definition>) => figureOf({ ...USUAL_DEFINITION, ...definition }, GROUP, 12);

describe('a figure', () => {
  it.each<[Partial<Definition>, string]>([
    [{}, '20 of 82 years rate'],
    [{ denominator: 'start' }, '20 of 100 start share'],
    [{ denominator: 'average' }, '20 of 83 average share'],
    [{ measure: 'any', denominator: 'start' }, '30 of 100 start share'],
    [{ measure: 'any', denominator: 'start', censoring: 'left' }, '35 of 100 start share'],
    [{ measure: 'sustained-6' }, '15 of 18 left-for-work share'],
    [{ measure: 'sustained-12', denominator: 'average' }, '6 of 10 left-for-work share'],
    [{ measure: 'back-6' }, '4 of 27 left share'],
    [{ measure: 'part-time' }, '8 of 100 start share'],
    [{ measure: 'ladder' }, '5 of 50 ladder-known share'],
  ])('of %j is %s', (definition, expected) => {
    const { count, of, base, kind } = figure(definition);
    expect(`${count} of ${of} ${base} ${kind}`).toBe(expected);
  });

  it('says how many left too recently to be followed', () => {
    expect(figure({ measure: 'sustained-6' }).notYet).toBe(2);
    expect(figure({ measure: 'sustained-12' }).notYet).toBe(10);
    expect(figure({ measure: 'back-6' }).notYet).toBe(3);
    expect(figure({}).notYet).toBeNull();
  });

  it('has no estimate of nobody, and no time to divide by', () => {
    expect(figureOf(USUAL_DEFINITION, outcomesOf({ people: 3, work: 1, days: 20 }), 12).estimate).toBeNull();
    expect(figureOf({ ...USUAL_DEFINITION, measure: 'sustained-6' }, outcomesOf({ people: 30 }), 12).estimate).toBeNull();
  });

  it('lies within its interval, whatever is counted and divided by', () => {
    fc.assert(
      fc.property(fc.constantFrom(...MEASURES), fc.constantFrom(...DENOMINATORS), (measure, denominator) => {
        const { estimate } = figure({ measure, denominator });
        expect(estimate === null || (estimate.low <= estimate.value && estimate.value <= estimate.high)).toBe(true);
      }),
    );
  });

  it('does not tell on which day the only one left: years and averages are whole', () => {
    const oneLeft = (day: number) => figureOf(USUAL_DEFINITION, outcomesOf({ people: 20, work: 1, staying: 19, days: 19 * 365 + day }), 12);
    const months = (spent: number) =>
      figureOf({ ...USUAL_DEFINITION, denominator: 'average' }, outcomesOf({ people: 20, work: 1, monthly: 19 * 12 + spent }), 12);

    expect(new Set([1, 60, 100, 170].map((day) => oneLeft(day).estimate!.value)).size).toBe(1);
    expect(new Set([1, 2, 4, 5].map((spent) => months(spent).estimate!.value)).size).toBe(1);
  });

  it('is the same of what was rounded before', () => {
    for (const denominator of DENOMINATORS) {
      const definition: Definition = { ...USUAL_DEFINITION, denominator };
      expect(figureOf(definition, roundedOutcomes(GROUP, 12), 12)).toEqual(figureOf(definition, GROUP, 12));
    }
  });
});

describe('the worst and the best case for who is not known', () => {
  const counts = fc.nat(60).chain((people) => fc.tuple(fc.constant(people), fc.nat(people)));

  it('of a share is as if exactly those belonged to it to whom it did not, or did, happen', () => {
    const of = (people: number, work: number) => figureOf({ ...USUAL_DEFINITION, denominator: 'start' }, outcomesOf({ people, work }), 12);
    expect(boundsOf(of(50, 10), of(20, 5))).toEqual({ low: 10 / 65, high: 15 / 55 });
  });

  it('contains the figure of the group with any of them', () => {
    fc.assert(
      fc.property(counts, counts, counts, fc.constantFrom(...DENOMINATORS), ([people, work], [more, found], [few, some], denominator) => {
        const members = { people: Math.min(few, more), work: Math.min(some, found, Math.min(few, more)) };
        fc.pre(people > 0 && more - members.people >= found - members.work);
        const of = (size: number, count: number) =>
          figureOf(
            { ...USUAL_DEFINITION, denominator },
            outcomesOf({ people: size, work: count, days: size * 365.25, monthly: size * 12 }),
            12,
          );
        const { low, high } = boundsOf(of(people, work), of(more, found))!;
        const { value } = of(people + members.people, work + members.work).estimate!;
        expect(low - 1e-9 <= value && value <= high + 1e-9).toBe(true);
      }),
    );
  });
});
