import { aFact, aProfile, compiled, NOW } from '../../../../test/support/rule-profile.js';
import type { Condition } from './rule.js';
import { compileRuleSet } from './rule-set.js';

const setOf = (conditions: readonly Condition[]) =>
  compileRuleSet(
    conditions.map((when, index) =>
      compiled({
        rule: `rule-${String(index).padStart(2, '0')}`,
        version: 1,
        title: { nl: 'n', en: 'e' },
        when,
        then: [{ stance: 'talk_first', strength: 1 }],
        explanation: { nl: 'n', en: 'e' },
        author: 'een',
        approver: 'ander',
        validFrom: '2026-01-01T00:00:00Z',
      }),
    ),
  );
const hours = Array.from({ length: 41 }, (_, value) => value);

describe('the row of a set of rules', () => {
  it('has one place for what many rules ask about', () => {
    const set = setOf(
      [1, 2, 3].map((is) => ({
        all: [
          { trait: 'health.self_rated', is },
          { trait: 'finance.debt', is: 1 },
        ],
      })),
    );
    expect(set.layout.map(({ quantity }) => quantity.key)).toEqual(['level health.self_rated', 'level finance.debt']);
  });

  it('takes more places for what is cut more finely than a number has bits, and says the same', () => {
    const set = setOf(hours.map((is) => ({ trait: 'work.hours_possible', is })));
    expect(set.layout.length).toBeGreaterThan(1);
    for (const value of hours) {
      const verdicts = set.verdicts(set.prepare(aProfile(aFact('work.hours_possible', value)), NOW));
      expect([...verdicts]).toEqual(hours.map((is) => (is === value ? 1 : 0)));
    }
    expect(new Set(set.verdicts(set.prepare(aProfile(), NOW)))).toEqual(new Set([2]));
  });

  it('knows nothing of a value that is on no scale', () => {
    const set = setOf([{ trait: 'health.self_rated', atLeast: 2 }]);
    expect([...set.verdicts(set.prepare(aProfile(aFact('health.self_rated', 99)), NOW))]).toEqual([2]);
  });
});
