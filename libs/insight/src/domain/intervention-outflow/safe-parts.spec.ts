import fc from 'fast-check';
import { mayBeSeen, shownParts, together, type Cell, type View } from './safe-parts.js';

const TEAMS = ['noord', 'oost', 'zuid'];
const SCHEMES = ['IOAW', 'PW'];
const cell = (month: number, classes: number[], team = 'noord', scheme = 'PW'): Cell => ({ month, team, scheme, classes });
const ALL: View = { from: 0, until: 24, team: null, scheme: null };

describe('what may be shown of who began in a time', () => {
  it('takes months together until they may be shown, from the first on; what is left at the end waits', () => {
    const cells = [cell(1, [4, 2]), cell(2, [3, 2]), cell(3, [20, 0]), cell(4, [9, 0])];
    expect(shownParts(cells, ALL)).toEqual({
      parts: [
        { from: 1, until: 3 },
        { from: 3, until: 4 },
      ],
      classes: [27, 4],
    });
  });

  it('shows whole parts within what is asked, and nothing of a part that sticks out', () => {
    const cells = [cell(1, [4, 2]), cell(2, [3, 2]), cell(3, [20, 5])];
    expect(shownParts(cells, { ...ALL, from: 2 })).toEqual({ parts: [{ from: 3, until: 4 }], classes: [20, 5] });
    expect(shownParts(cells, { ...ALL, from: 2, until: 3 })).toBeNull();
  });

  it('hides a small team, and another with it', () => {
    const cells = [cell(1, [6, 6], 'noord'), cell(1, [2, 1], 'oost'), cell(1, [15, 9], 'zuid')];
    const ofTeam = (team: string) => shownParts(cells, { ...ALL, team })?.classes ?? null;
    // Noord and Oost are fifteen together: too few to hide among, so Zuid is hidden as well.
    expect(TEAMS.map(ofTeam)).toEqual([null, null, null]);
    const more = [...cells, cell(1, [6, 6], 'noord')];
    expect(shownParts(more, { ...ALL, team: 'zuid' })?.classes).toEqual([15, 9]);
    expect(shownParts(more, { ...ALL, team: 'noord' })).toBeNull();
  });

  it('shows a team with a scheme only where all of them may be shown', () => {
    const cells = [cell(1, [9, 9], 'noord', 'PW'), cell(1, [9, 9], 'zuid', 'PW'), cell(1, [9, 9], 'zuid', 'IOAW')];
    expect(shownParts(cells, { ...ALL, team: 'zuid', scheme: 'IOAW' })?.classes).toEqual([9, 9]);
    expect(shownParts([...cells, cell(1, [1, 0], 'noord', 'IOAW')], { ...ALL, team: 'zuid', scheme: 'IOAW' })).toBeNull();
  });

  const worlds = fc.array(
    fc.record({
      month: fc.integer({ min: 0, max: 5 }),
      team: fc.constantFrom(...TEAMS),
      scheme: fc.constantFrom(...SCHEMES),
      classes: fc.tuple(fc.integer({ min: 0, max: 14 }), fc.integer({ min: 0, max: 14 })).map((pair) => [...pair]),
    }),
    { maxLength: 24 },
  );
  const windows = Array.from({ length: 6 }, (_, from) =>
    Array.from({ length: 6 - from }, (__, more) => [from, from + more + 1] as const),
  ).flat();

  it('cannot be subtracted: what one view has more than another is nobody, or may be shown', () => {
    fc.assert(
      fc.property(worlds, (cells) => {
        for (const [team, scheme] of [...TEAMS, null].flatMap((one) => [...SCHEMES, null].map((other) => [one, other] as const))) {
          const shown = windows.flatMap(([from, until]) => shownParts(cells, { from, until, team, scheme }) ?? []);
          for (const one of shown) {
            expect(mayBeSeen(one.classes)).toBe(true);
            for (const other of shown) {
              const isWithin = other.parts.every((part) => one.parts.some(({ from }) => from === part.from));
              if (isWithin) expect(isSafe(minus(one.classes, other.classes))).toBe(true);
            }
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('cannot be subtracted over teams either: those that are hidden are together many and mixed, or all of them are', () => {
    fc.assert(
      fc.property(worlds, fc.constantFrom(...windows), (cells, [from, until]) => {
        const all = shownParts(cells, { from, until, team: null, scheme: null });
        for (const part of all?.parts ?? []) {
          const whole = shownParts(cells, { ...part, team: null, scheme: null })!;
          for (const names of [TEAMS.map((team) => ({ team, scheme: null })), SCHEMES.map((scheme) => ({ team: null, scheme }))]) {
            const seen = names.flatMap((name) => shownParts(cells, { ...part, ...name }) ?? []);
            const rest = minus(whole.classes, together([whole.classes.map(() => 0), ...seen.map(({ classes }) => classes)]));
            expect(isSafe(rest)).toBe(true);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

function minus(one: readonly number[], other: readonly number[]): number[] {
  return one.map((count, nth) => count - (other[nth] ?? 0));
}

function isSafe(classes: readonly number[]): boolean {
  return classes.every((count) => count === 0) || mayBeSeen(classes);
}
