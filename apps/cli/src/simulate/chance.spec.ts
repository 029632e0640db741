import { Chance } from './chance.js';

describe('repeatable chance', () => {
  it('tells the same story for the same seed, and another for another', () => {
    const draw = (seed: number) =>
      Array.from(
        { length: 5 },
        (
          (chance) => () =>
            chance.next()
        )(new Chance(seed)),
      );
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('gives every subject an own stream, whatever was drawn before', () => {
    const untouched = new Chance(1);
    const used = new Chance(1);
    used.next();
    expect(used.of('K1').next()).toBe(untouched.of('K1').next());
    expect(used.of('K2').next()).not.toBe(untouched.of('K1').next());
  });

  it('keeps to its probabilities', () => {
    const chance = new Chance(42);
    const share = (draw: () => boolean) => Array.from({ length: 20_000 }, draw).filter(Boolean).length / 20_000;
    expect(share(() => chance.happens(0.2))).toBeCloseTo(0.2, 1);
    expect(share(() => chance.weighted({ a: 3, b: 1 }) === 'a')).toBeCloseTo(0.75, 1);
    const normals = Array.from({ length: 20_000 }, () => chance.normal());
    expect(normals.reduce((sum, value) => sum + value, 0) / normals.length).toBeCloseTo(0, 1);
  });

  it('stays within its bounds', () => {
    const chance = new Chance(3);
    const throws = new Set(Array.from({ length: 1_000 }, () => chance.between(1, 6)));
    expect([...throws].toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
