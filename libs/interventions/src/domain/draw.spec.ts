import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { drawLots, isForLots, type Ticket } from './draw.js';

const digest = (text: string) => createHash('sha256').update(text).digest('hex');
const tickets = (count: number): Ticket[] =>
  Array.from({ length: count }, (_, at) => ({ interventionId: `intervention-${at}`, clientId: `client-${at}` }));

describe('drawing lots', () => {
  it('gives everybody one position, and as many a place as there are', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 50 }), (seed, people, places) => {
        const drawn = drawLots(seed, tickets(people), places, digest);
        expect(drawn.map(({ position }) => position)).toEqual(Array.from({ length: people }, (_, at) => at + 1));
        expect(new Set(drawn.map(({ clientId }) => clientId)).size).toBe(people);
        expect(drawn.filter(({ won }) => won)).toHaveLength(Math.min(people, places));
      }),
    );
  });

  it('is decided by the seed alone: in whatever order people stand, the same win', () => {
    fc.assert(
      fc.property(fc.string(), fc.shuffledSubarray(tickets(12), { minLength: 12 }), (seed, shuffled) => {
        expect(drawLots(seed, shuffled, 4, digest)).toEqual(drawLots(seed, tickets(12), 4, digest));
      }),
    );
  });

  it('is fair: over many seeds everybody wins about as often', () => {
    const wins = new Map<string, number>();
    for (let seed = 0; seed < 4000; seed += 1)
      for (const { clientId, won } of drawLots(String(seed), tickets(8), 2, digest))
        if (won) wins.set(clientId, (wins.get(clientId) ?? 0) + 1);

    // A quarter of 4,000, give or take four standard deviations; the seeds are always the same, so this does not happen by chance.
    for (const count of wins.values()) expect(Math.abs(count - 1000)).toBeLessThan(110);
    expect(wins.size).toBe(8);
  });

  it('can be checked with any program that knows SHA-256', () => {
    // echo -n 'zaad:intervention-0' | sha256sum
    const lots = tickets(3).map(({ interventionId }) => digest(`zaad:${interventionId}`));
    const [first] = drawLots('zaad', tickets(3), 1, digest);
    expect(digest(`zaad:${first?.interventionId}`)).toBe(lots.toSorted()[0]);
  });

  it.each([
    ['places without a bound', { places: null, taken: 0 }, 12, false],
    ['no place is free', { places: 4, taken: 4 }, 12, false],
    ['places that an office took back', { places: 4, taken: 6 }, 12, false],
    ['a place for everybody', { places: 4, taken: 1 }, 3, false],
    ['one too few', { places: 4, taken: 1 }, 4, true],
  ])('%s: %j, and %i wait: %s', (_, occupancy, waiting, isFor) => {
    expect(isForLots(occupancy, waiting)).toBe(isFor);
  });
});
