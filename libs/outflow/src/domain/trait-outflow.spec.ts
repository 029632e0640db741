import fc from 'fast-check';
import { NOBODY, together, type Outcomes } from './definition.js';
import { OUTFLOW_TRAITS } from './groups.js';
import { outflowPerTrait, type KnownOutcomes, type Outflow } from './trait-outflow.js';

const READING = 'literacy.reading_nl';
const outcomes = (people: number, work: number): Outcomes => ({ ...NOBODY, people, work, staying: people - work, days: people * 300 });
const known = (value: number | null, people: number, work: number, state: KnownOutcomes['state'] = 'answered'): KnownOutcomes => ({
  trait: READING,
  state,
  value,
  outcomes: outcomes(people, work),
});
const cellsOf = (outflow: Outflow, trait = READING) =>
  outflow.state === 'shown'
    ? outflow.traits
        .find((each) => each.trait === trait)!
        .cells.map(
          ({ keys, family, outcomes: found }) => `${family} ${keys.join('+')} ${found ? `${found.people}/${found.work}` : 'hidden'}`,
        )
    : [];

describe('outflow per trait', () => {
  it('has a line for every level, and lines of their own for who gave no value', () => {
    const rows = [known(1, 40, 12), known(2, 30, 3), known(3, 25, 0), known(null, 20, 4, null), known(null, 12, 1, 'refused')];

    expect(cellsOf(outflowPerTrait(outcomes(127, 20), rows))).toEqual([
      'favourable 1 40/12',
      'barrier 2 30/3',
      'barrier 3 25/0',
      'unknown not-known 20/4',
      'unknown refused 12/1',
    ]);
  });

  it('has a line for "weet ik niet" only when somebody said so', () => {
    const rows = [
      known(1, 40, 12),
      known(2, 30, 3),
      known(null, 20, 4, null),
      known(null, 15, 2, 'unknown'),
      known(null, 12, 1, 'refused'),
    ];

    expect(cellsOf(outflowPerTrait(outcomes(117, 22), rows))).toContain('unknown does-not-know 15/2');
  });

  it('takes the levels of a long scale by band', () => {
    const rows = [0, 4, 5, 8, 10].map((value) => ({ ...known(value, 20, 2), trait: 'workability.self' }));

    expect(cellsOf(outflowPerTrait(outcomes(100, 10), rows), 'workability.self').slice(0, 3)).toEqual([
      'barrier 0-4 40/4',
      'barrier 5-6 20/2',
      'favourable 7-10 40/4',
    ]);
  });

  it('counts a value that is not on the scale as not known', () => {
    expect(cellsOf(outflowPerTrait(outcomes(60, 9), [known(1, 40, 7), known(9, 20, 2)]))).toContain('unknown not-known 20/2');
  });

  it('splits by circumstances, not by wishes', () => {
    expect(OUTFLOW_TRAITS.map(({ key }) => key)).toContain('health.self_rated');
    expect(OUTFLOW_TRAITS.map(({ key }) => key)).not.toContain('wish.help');
  });

  it.each([
    [0, 0, 'nobody'],
    [9, 2, 'too-few'],
    [15, 0, 'too-few'],
    [15, 1, 'shown'],
    [20, 0, 'shown'],
  ])('of %i people of whom %i found work is: %s', (people, work, state) => {
    expect(outflowPerTrait(outcomes(people, work), []).state).toBe(state);
  });

  it('adds up: the lines of a trait and what is hidden are together the total', () => {
    const row = fc.nat(25).chain((people) => fc.nat(people).map((work) => [people, work] as const));
    fc.assert(
      fc.property(fc.tuple(row, row, row, row, row, row), (counts) => {
        const rows = counts.map(([people, work], at) =>
          known(at < 3 ? at + 1 : null, people, work, at < 3 ? 'answered' : ([null, 'refused', 'unknown'] as const)[at - 3]!),
        );
        const total = together(rows.map((each) => each.outcomes));
        const outflow = outflowPerTrait(total, rows);
        if (outflow.state !== 'shown') return;
        const { cells, hidden } = outflow.traits.find(({ trait }) => trait === READING)!;
        expect(together([...cells.flatMap((cell) => cell.outcomes ?? []), hidden ?? NOBODY])).toEqual(total);
      }),
    );
  });
});
