import fc from 'fast-check';
import { allOf, anyOf, noneOf, type Verdict } from './verdict.js';

describe('three-valued logic', () => {
  it.each<[Verdict[], Verdict, Verdict, Verdict]>([
    [['yes'], 'yes', 'yes', 'no'],
    [['no'], 'no', 'no', 'yes'],
    [['unknown'], 'unknown', 'unknown', 'unknown'],
    [['yes', 'no'], 'no', 'yes', 'no'],
    [['yes', 'unknown'], 'unknown', 'yes', 'no'],
    [['no', 'unknown'], 'no', 'unknown', 'unknown'],
    [['yes', 'no', 'unknown'], 'no', 'yes', 'no'],
  ])('%j: all %s, any %s, none %s', (verdicts, all, any, none) => {
    expect([allOf(verdicts), anyOf(verdicts), noneOf(verdicts)]).toEqual([all, any, none]);
  });

  it('never decides more when something becomes unknown', () => {
    const verdict = fc.constantFrom<Verdict>('yes', 'no', 'unknown');
    fc.assert(
      fc.property(fc.array(verdict, { minLength: 1 }), fc.nat(), (verdicts, index) => {
        const knowsLess = verdicts.with(index % verdicts.length, 'unknown');
        for (const join of [allOf, anyOf, noneOf]) expect(['unknown', join(verdicts)]).toContain(join(knowsLess));
      }),
    );
  });
});
