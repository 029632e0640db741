import fc from 'fast-check';
import { dealPlaces, type ToPlace } from './places.js';

describe('the places in the spread of a plan', () => {
  it('load every coach evenly, whatever caseloads there are', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 200 }), fc.integer({ min: 1, max: 60 }), (coaches, days) => {
        const people = coaches.map((coach, index): ToPlace => ({ clientId: `c${index}`, staffId: coach === 0 ? null : `s${coach}` }));
        const places = dealPlaces(people, days);
        expect(places.size).toBe(people.length);
        for (const group of Map.groupBy(people, ({ staffId }) => staffId).values()) {
          const counts = Array.from({ length: days }, (_, day) => group.filter(({ clientId }) => places.get(clientId) === day).length);
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('give whoever comes later the day on which the coach has fewest', () => {
    const taken = (_: string | null, place: number) => (place === 3 ? 0 : 1);
    expect(dealPlaces([{ clientId: 'new', staffId: 's' }], 5, taken)).toEqual(new Map([['new', 3]]));
  });

  it('lie far apart for few', () => {
    const people = [1, 2, 3].map((number) => ({ clientId: `c${number}`, staffId: 's' }));
    const places = [...dealPlaces(people, 28).values()].toSorted((one, other) => one - other);
    expect(places[1]! - places[0]!).toBeGreaterThan(4);
    expect(places[2]! - places[1]!).toBeGreaterThan(4);
  });

  it('are only good ones, evenly, when there are any: nobody gets a Saturday that becomes one more on Monday', () => {
    const people = Array.from({ length: 60 }, (_, index) => ({ clientId: `c${index}`, staffId: 's' }));
    const isWeekday = (place: number) => place % 7 < 5;
    const dealt = [...dealPlaces(people, 28, undefined, isWeekday).values()];
    expect(dealt.every(isWeekday)).toBe(true);
    expect([...Map.groupBy(dealt, (place) => place).values()].map(({ length }) => length)).toEqual(Array.from({ length: 20 }, () => 3));
    expect(dealPlaces(people, 1, undefined, () => false).get('c0')).toBe(0);
  });

  it('are the same each time they are dealt', () => {
    const people = Array.from({ length: 40 }, (_, index) => ({ clientId: `c${index}`, staffId: `s${index % 3}` }));
    expect(dealPlaces(people, 28)).toEqual(dealPlaces(people, 28));
  });
});
