import { aCohort } from '../../../../test/support/outflow-cohort.js';
import { EXITS, exitsOf } from './exits.js';

/** What became of somebody who left on this day, as it is known on the first of July. */
const leftOn = (left: string) => {
  const cohort = aCohort({ month: '2025-01-01', knownUntil: '2025-07-01', people: [{ left, reason: 'WORK_EMPLOYED' }] });
  return EXITS[exitsOf(cohort, 6).outcome[0]!];
};

describe('what became of somebody by the end of a period', () => {
  it.each([
    ['2025-05-31', 'work'],
    // A month after the first of June is the first of July, of which nothing is known yet.
    ['2025-06-01', 'pending'],
    ['2025-06-30', 'pending'],
    ['2025-07-01', 'staying'],
  ])('is of who left on %s "%s": nobody has left until the month in which one may come back is known whole', (day, outcome) => {
    expect(leftOn(day)).toBe(outcome);
  });

  it('cannot be told of days that have not come', () => {
    const cohort = aCohort({ month: '2025-01-01', knownUntil: '2025-07-01', people: [{}] });

    expect(() => exitsOf(cohort, 7)).toThrow(RangeError);
  });
});
