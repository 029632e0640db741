import fc from 'fast-check';
import { TRAITS, traitOf } from '#libs/profiles';
import { STANDARD_RULES } from './standard-rules.js';
import { aFact, aProfile, compiled, NOW, type Said } from '../../../../test/support/rule-profile.js';
import type { CompiledRule } from './compile-rule.js';
import { evaluate } from './evaluate.js';
import type { Fact, RuleProfile } from './profile.js';
import { leavesOf } from './needs.js';
import type { Condition } from './rule.js';
import type { Verdict } from './verdict.js';

const aRule = (when: Condition): CompiledRule =>
  compiled({ ...STANDARD_RULES[0], rule: 'tried', wish: false, title: { nl: 'n', en: 'e' }, explanation: { nl: 'n', en: 'e' }, when });
const standard = STANDARD_RULES.map(compiled);
/** Those that look at answers only: what was not heard, what ran before and who is silent is known without any. */
const ofAnswers = standard.filter(({ definition }) => leavesOf(definition.when).every((leaf) => 'trait' in leaf && !('notHeard' in leaf)));

const verdictOn = (when: Condition, ...given: Fact[]): Verdict | undefined => evaluate([aRule(when)], aProfile(...given), NOW)[0]?.verdict;

describe('a condition on the latest value', () => {
  it.each<[string, Condition, Fact[], Verdict]>([
    ['holds', { trait: 'health.self_rated', atMost: 2 }, [aFact('health.self_rated', 2)], 'yes'],
    ['does not hold', { trait: 'health.self_rated', atMost: 2 }, [aFact('health.self_rated', 3)], 'no'],
    ['counts zero as a value', { trait: 'workability.self', atMost: 4 }, [aFact('workability.self', 0)], 'yes'],
    ['is one of several', { trait: 'wish.help', oneOf: [1, 7] }, [aFact('wish.help', 7)], 'yes'],
    ['is not known when nothing was observed', { trait: 'health.self_rated', atMost: 2 }, [], 'unknown'],
    [
      'is not known after a refusal, whatever was said before',
      { trait: 'health.self_rated', atMost: 2 },
      [aFact('health.self_rated', 1, 9), aFact('health.self_rated', 'refused')],
      'unknown',
    ],
    ['is not known after "weet ik niet"', { trait: 'finance.debt', is: 1 }, [aFact('finance.debt', 'unknown')], 'unknown'],
    ['still counts just before it expires', { trait: 'health.self_rated', atMost: 2 }, [aFact('health.self_rated', 2, 89.9)], 'yes'],
    [
      'is not known once it has expired: not yes, and not no',
      { trait: 'health.self_rated', atMost: 2 },
      [aFact('health.self_rated', 5, 90)],
      'unknown',
    ],
    ['of a wish expires sooner', { trait: 'wish.contact', is: 1 }, [aFact('wish.contact', 1, 30)], 'unknown'],
  ])('%s', (_, when, given, verdict) => {
    expect(verdictOn(when, ...given)).toBe(verdict);
  });
});

describe('a condition on age', () => {
  const when: Condition = { trait: 'workability.self', newerThanDays: 60 };
  it.each<[number, Verdict]>([
    [59, 'yes'],
    [60, 'no'],
    [89, 'no'],
    [90, 'unknown'],
  ])('after %i days is %s', (ago, verdict) => {
    expect(verdictOn(when, aFact('workability.self', 8, ago))).toBe(verdict);
  });
});

describe('a condition on change', () => {
  const when: Condition = { trait: 'wellbeing.general', worsenedBy: 2, withinDays: 60 };
  const said = (value: Said, ago: number) => aFact('wellbeing.general', value, ago);
  it.each<[string, Fact[], Verdict]>([
    ['a sharp drop', [said(4, 40), said(2, 1)], 'yes'],
    ['a small one', [said(3, 40), said(2, 1)], 'no'],
    ['better instead of worse', [said(2, 40), said(4, 1)], 'no'],
    ['a drop in two steps', [said(4, 50), said(3, 30), said(2, 1)], 'yes'],
    ['a drop across a refusal', [said(4, 50), said('refused', 30), said(2, 1)], 'yes'],
    ['a drop that is over', [said(5, 50), said(1, 30), said(5, 1)], 'no'],
    ['a drop from before the period', [said(4, 60.1), said(2, 1)], 'unknown'],
    ['one value and nothing to compare it with', [said(1, 1)], 'unknown'],
    ['a refusal now', [said(5, 40), said('refused', 1)], 'unknown'],
    ['two values of the same moment, of which one is a correction', [said(5, 1), said(1, 1)], 'unknown'],
  ])('%s', (_, given, verdict) => {
    expect(verdictOn(when, ...given)).toBe(verdict);
  });

  it('rests on the value it moved furthest from and the latest one', () => {
    const [high, middle, low] = [said(5, 50), said(3, 30), said(2, 1)];
    expect(evaluate([aRule(when)], aProfile(high, middle, low), NOW)[0]?.facts).toEqual([high, low]);
  });

  it('reads better and worse by what is better for the trait', () => {
    const given = [aFact('health.mental', 2, 40), aFact('health.mental', 4, 1)];
    expect(verdictOn({ trait: 'health.mental', worsenedBy: 2, withinDays: 60 }, ...given)).toBe('yes');
    expect(verdictOn({ trait: 'health.mental', improvedBy: 2, withinDays: 60 }, ...given)).toBe('no');
  });
});

describe('a verdict rests on what decided it', () => {
  const [unwell, rested] = [aFact('health.self_rated', 1), aFact('health.mental', 1)];
  const parts: Condition[] = [
    { trait: 'health.self_rated', atMost: 2 },
    { trait: 'health.mental', is: 4 },
  ];
  it.each<[string, Condition, Verdict, Fact[]]>([
    ['all: no, because of the one that is no', { all: parts }, 'no', [rested]],
    ['any: yes, because of the one that is yes', { any: parts }, 'yes', [unwell]],
    ['none: no, because of the one that is yes', { none: parts }, 'no', [unwell]],
    ['none of what does not hold: yes, because of all of it', { none: parts.slice(1) }, 'yes', [rested]],
  ])('%s', (_, when, verdict, restsOn) => {
    expect(evaluate([aRule(when)], aProfile(unwell, rested), NOW)[0]).toMatchObject({ verdict, facts: restsOn });
  });
});

const anyFact = fc
  .constantFrom(...TRAITS)
  .chain(({ key, levels }) =>
    fc
      .tuple(
        fc.oneof(fc.constantFrom<Said>(...levels.map(({ value }) => value)), fc.constantFrom<Said>('refused', 'unknown')),
        fc.integer({ min: 0, max: 200 }),
      )
      .map(([said, ago]) => aFact(key, said, ago)),
  );
const anyFacts = fc.array(anyFact, { maxLength: 40 });

describe('evaluating', () => {
  const verdicts = (rules: readonly CompiledRule[], profile: RuleProfile) =>
    evaluate(rules, profile, NOW).map(({ rule, verdict, facts: restsOn }) => [rule.definition.rule, verdict, restsOn.map(({ id }) => id)]);

  it('gives every rule a verdict on any profile, and the same one again', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const profile = aProfile(...given);
        const first = verdicts(standard, profile);
        expect(first).toHaveLength(standard.length);
        for (const [, verdict] of first) expect(['yes', 'no', 'unknown']).toContain(verdict);
        expect(verdicts(standard, profile)).toEqual(first);
      }),
    );
  });

  it('does not depend on the order of the rules', () => {
    fc.assert(
      fc.property(anyFacts, fc.shuffledSubarray(standard, { minLength: standard.length }), (given, shuffled) => {
        const profile = aProfile(...given);
        expect(verdicts(shuffled, profile)).toEqual(verdicts(standard, profile));
      }),
    );
  });

  it('says unknown to everything when nothing is known: not one no', () => {
    const refusals = TRAITS.map(({ key }) => aFact(key, 'refused'));
    for (const profile of [aProfile(), aProfile(...refusals)])
      expect(new Set(evaluate(ofAnswers, profile, NOW).map(({ verdict }) => verdict))).toEqual(new Set(['unknown']));
  });

  it('never counts unknown as no: forgetting an answer makes no other rule fire', () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...TRAITS), (given, { key }) => {
        const firing = (profile: RuleProfile) =>
          evaluate(ofAnswers, profile, NOW).flatMap(({ rule, verdict }) => (verdict === 'yes' ? rule.definition.rule : []));
        const knowing = firing(aProfile(...given));
        for (const rule of firing(aProfile(...given.filter(({ trait }) => trait !== key)))) expect(knowing).toContain(rule);
      }),
    );
  });

  it('never fires on a stale trait, nor rests on one as the latest', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const profile = aProfile(...given);
        for (const { verdict, rule, facts: restsOn } of evaluate(standard, profile, NOW)) {
          if (verdict !== 'yes') continue;
          for (const fact of restsOn) {
            const latest = profile.latest.get(fact.trait);
            expect(NOW.since(latest?.observedAt ?? NOW).total('hours')).toBeLessThan(traitOf(fact.trait).validDays * 24);
            if (rule.lookBackDays.size === 0) expect(fact).toEqual(latest);
          }
        }
      }),
    );
  });
});
