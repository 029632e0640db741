import fc from 'fast-check';
import { NOBODY, together, type Outcomes } from './definition.js';
import { FEWEST_ALIKE, FEWEST_PEOPLE, hideSmallGroups, mayBeShown, type Family, type Group, type SafeGroups } from './safe-groups.js';

const outcomes = (people: number, work: number): Outcomes => ({ ...NOBODY, people, work, staying: people - work, days: people * 300 });

/** A table as `favourable | barrier | unknown`, each group `people/work`. */
function table(text: string): Group[] {
  const families: Family[] = ['favourable', 'barrier', 'unknown'];
  return text.split('|').flatMap((part, at) =>
    (part.match(/\d+\/\d+/g) ?? []).map((group, index) => {
      const [people, work] = group.split('/').map(Number) as [number, number];
      return { key: `${families[at]}${index}`, family: families[at] as Family, outcomes: outcomes(people, work) };
    }),
  );
}

const shown = ({ cells, hidden }: SafeGroups): string =>
  [
    ...cells.map(({ keys, outcomes: known }) => `${keys.join('+')} ${known ? `${known.people}/${known.work}` : 'hidden'}`),
    ...(hidden ? [`hidden together ${hidden.people}/${hidden.work}`] : []),
  ].join(', ');

describe('a group may be shown', () => {
  it.each([
    [0, 0, true],
    [1, 0, false],
    [9, 3, false],
    [10, 3, true],
    [10, 0, false],
    [19, 19, false],
    [20, 0, true],
    [20, 20, true],
  ])('with %i people of whom %i found work: %s', (people, work, may) => {
    expect(mayBeShown(outcomes(people, work))).toBe(may);
  });
});

describe('a table of groups', () => {
  it.each([
    ['is shown as it is when every group is large', '30/9 | 25/0 | 20/4', 'favourable0 30/9, barrier0 25/0, unknown0 20/4'],
    ['joins a small group with the one before it', '30/9 | 25/1 5/0 | 20/4', 'favourable0 30/9, barrier0+barrier1 30/1, unknown0 20/4'],
    [
      'joins the first, when small, with the one after it',
      '30/9 | 4/1 25/1 | 20/4',
      'favourable0 30/9, barrier0+barrier1 29/2, unknown0 20/4',
    ],
    [
      'joins further while what was joined is still small',
      '3/1 3/0 3/1 30/9 | 20/1 | 20/4',
      'favourable0+favourable1+favourable2+favourable3 39/11, barrier0 20/1, unknown0 20/4',
    ],
    ['keeps a group of nobody apart', '30/9 | 25/1 0/0 | 20/4', 'favourable0 30/9, barrier0 25/1, barrier1 0/0, unknown0 20/4'],
    [
      'hides a family that stays small, and who did not answer with it',
      '30/9 | 5/0 2/0 | 20/4',
      'favourable0 30/9, barrier0+barrier1 hidden, unknown0 hidden, hidden together 27/4',
    ],
    [
      'hides another when the first was not enough',
      '30/9 25/5 | 5/0 | 8/1',
      'favourable0 hidden, favourable1 25/5, barrier0 hidden, unknown0 hidden, hidden together 43/10',
    ],
    [
      'hides all when nothing less is safe',
      '30/0 | 5/0 | 20/0',
      'favourable0 hidden, barrier0 hidden, unknown0 hidden, hidden together 55/0',
    ],
    [
      'hides a small group in which nobody found work',
      '30/9 | 15/0 | 25/6',
      'favourable0 30/9, barrier0 hidden, unknown0 hidden, hidden together 40/6',
    ],
  ])('%s', (_, given, expected) => {
    expect(shown(hideSmallGroups(table(given)))).toBe(expected);
  });
});

describe('whatever the table', () => {
  const size = fc.nat(30).chain((people) => fc.nat(people).map((work) => `${people}/${work}`));
  const family = (most: number) => fc.array(size, { minLength: 1, maxLength: most }).map((groups) => groups.join(' '));
  const tables = fc.tuple(family(3), family(3), family(2)).map((parts) => table(parts.join(' | ')));

  it('everybody is still in it, once', () => {
    fc.assert(
      fc.property(tables, (groups) => {
        const { cells, hidden } = hideSmallGroups(groups);

        expect(cells.flatMap(({ keys }) => keys)).toEqual(groups.map(({ key }) => key));
        expect(together([...cells.flatMap((cell) => cell.outcomes ?? []), hidden ?? NOBODY])).toEqual(
          together(groups.map((group) => group.outcomes)),
        );
      }),
    );
  });

  it('nothing on the page, and nothing that can be had by subtracting, is about a few people or about people who are all alike', () => {
    fc.assert(
      fc.property(tables, (groups) => {
        const { cells, hidden } = hideSmallGroups(groups);
        const everythingHidden = cells.every((cell) => cell.outcomes === null || cell.outcomes.people === 0);

        expect(cells.every((cell) => cell.outcomes === null || mayBeShown(cell.outcomes))).toBe(true);
        if (hidden && !everythingHidden) {
          expect(hidden.people).toBeGreaterThanOrEqual(FEWEST_ALIKE);
          expect(hidden.work).toBeGreaterThan(0);
          expect(hidden.work).toBeLessThan(hidden.people);
        }
      }),
    );
  });

  it('another size of a group too small to show gives the same page: who knows this code cannot work it out either', () => {
    fc.assert(
      fc.property(tables, (groups) => {
        const page = shown(hideSmallGroups(groups));
        const small = groups.filter((group) => group.outcomes.people > 0 && group.outcomes.people < FEWEST_PEOPLE);
        const everybody = together(groups.map((group) => group.outcomes));
        fc.pre(everybody.people >= FEWEST_ALIKE && everybody.work > 0 && everybody.work < everybody.people);

        for (const group of small) expect(couldBeAnotherSize(groups, group, page)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});

function couldBeAnotherSize(groups: Group[], group: Group, page: string): boolean {
  for (const other of neighbouringTables(groups, group)) if (shown(hideSmallGroups(other)) === page) return true;
  return false;
}

/** Other tables with the same total, in which this group has another size because people of it were in another group, or the other way about. */
function* neighbouringTables(groups: Group[], group: Group): Generator<Group[]> {
  for (const other of groups.filter((candidate) => candidate !== group)) {
    const both = together([group.outcomes, other.outcomes]);
    const sizes = Array.from({ length: both.people + 1 }, (_, people) => people).filter((people) => people !== group.outcomes.people);
    const nearest = sizes.toSorted((a, b) => Math.abs(a - group.outcomes.people) - Math.abs(b - group.outcomes.people));
    for (const people of nearest)
      for (let work = Math.max(0, both.work - (both.people - people)); work <= Math.min(people, both.work); work += 1)
        yield groups.map((each) =>
          each === group
            ? { ...each, outcomes: outcomes(people, work) }
            : each === other
              ? { ...each, outcomes: outcomes(both.people - people, both.work - work) }
              : each,
        );
  }
}
