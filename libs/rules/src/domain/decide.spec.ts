import fc from 'fast-check';
import { STANDARD_CATALOGUE } from '#libs/interventions';
import { TRAITS } from '#libs/profiles';
import { aFact, aProfile, compiled, daysAgo, NOW, type Said } from '../../../../test/support/rule-profile.js';
import { STANDARD_RULES } from './standard-rules.js';
import type { CompiledRule } from './compile-rule.js';
import { decide, type Circumstances } from './decide.js';
import { evaluate } from './evaluate.js';
import type { Fact } from './profile.js';
import { adviceOf, type Advice, type Effect } from './rule.js';

const standard = STANDARD_RULES.map(compiled);
const nothingElse: Circumstances = { interventions: [], setAside: [] };
const decideOn = (facts: readonly Fact[], circumstances: Partial<Circumstances> = {}, rules: readonly CompiledRule[] = standard) =>
  decide(evaluate(rules, aProfile(...facts), NOW), { ...nothingElse, ...circumstances }, STANDARD_CATALOGUE, NOW, aProfile(...facts));
const told = (...given: Parameters<typeof decideOn>) => decideOn(...given).map(({ stance, intervention }) => `${stance} ${intervention}`);

/** A rule that fires whenever `wish.contact` is yes (a wish) or the client is not well (any other). */
const aRule = (rule: string, then: Effect[], wish = false) =>
  compiled({
    ...STANDARD_RULES[0],
    rule,
    then,
    wish,
    when: wish ? { trait: 'wish.contact', is: 1 } : { trait: 'health.self_rated', atMost: 2 },
  });
const suggest = (intervention: string, strength: Advice['strength'] = 2): Effect => ({ stance: 'suggest', intervention, strength });
const against = (intervention: string): Effect => ({ stance: 'advise_against', intervention, strength: 2 });
const bothFire = [aFact('health.self_rated', 1, 2), aFact('wish.contact', 1, 2)];

describe('deciding', () => {
  it('has nothing to say about who is well, about whom nothing is known, and about who would rather not say', () => {
    expect(decideOn([])).toEqual([]);
    expect(decideOn([aFact('health.self_rated', 5), aFact('wish.help', 9), aFact('wish.contact', 2)])).toEqual([]);
    expect(decideOn(TRAITS.map(({ key }) => aFact(key, 'refused')))).toEqual([]);
  });

  it('puts the wish first, then what takes away a barrier, then work, then the stronger, then the order of the catalogue', () => {
    const rules = [
      aRule('one', [
        suggest('JOB_MATCHING', 3),
        suggest('TRANSPORT_SUPPORT', 1),
        suggest('HOUSING_HELP', 1),
        suggest('LANGUAGE_COURSE', 3),
      ]),
      aRule('wished', [suggest('CV_WORKSHOP', 1)], true),
      aRule('two', [against('SHELTERED_WORK')]),
    ];
    expect(decideOn(bothFire, {}, rules).map(({ intervention, rank }) => [rank, intervention])).toEqual([
      [1, 'CV_WORKSHOP'],
      [2, 'LANGUAGE_COURSE'],
      [3, 'HOUSING_HELP'],
      [4, 'TRANSPORT_SUPPORT'],
      [5, 'JOB_MATCHING'],
      [6, 'SHELTERED_WORK'],
    ]);
  });

  it('advises against what is also advised against, and shows both sides', () => {
    const proposal = decideOn(bothFire, {}, [
      aRule('pro', [suggest('CV_WORKSHOP')]),
      aRule('con', [against('CV_WORKSHOP'), suggest('COACH_CALL')]),
    ]).find(({ intervention }) => intervention === 'CV_WORKSHOP');
    expect(proposal).toMatchObject({
      stance: 'advise_against',
      fromWish: false,
      evidence: { for: [{ rule: 'pro' }], against: [{ rule: 'con' }] },
    });
  });

  it('suggests what the client asks for even when a rule advises against it, with the caution beside it', () => {
    const rules = [
      aRule('wished', [suggest('CV_WORKSHOP', 1)], true),
      aRule('con', [against('CV_WORKSHOP'), suggest('LANGUAGE_COURSE', 3)]),
    ];
    const [first] = decideOn(bothFire, {}, rules);
    expect(first).toMatchObject({
      intervention: 'CV_WORKSHOP',
      stance: 'suggest',
      fromWish: true,
      evidence: { for: [{ rule: 'wished' }], against: [{ rule: 'con' }] },
    });
  });

  it('suggests to talk when answers contradict each other and nothing is left to suggest', () => {
    const contradiction = [aRule('pro', [suggest('CV_WORKSHOP')]), aRule('con', [against('CV_WORKSHOP')])];
    expect(told(bothFire, {}, contradiction)).toEqual(['suggest COACH_CALL', 'advise_against CV_WORKSHOP']);
    expect(decideOn(bothFire, {}, contradiction)[0]?.evidence.for.map(({ rule }) => rule)).toEqual(['pro', 'con']);
  });

  it('suggests no talk without a reason: a caution alone is only a caution', () => {
    expect(told(bothFire, {}, [aRule('con', [against('CV_WORKSHOP')])])).toEqual(['advise_against CV_WORKSHOP']);
  });

  describe('looks at what happened before:', () => {
    const debts = [aFact('finance.debt', 1, 20)];
    const wishes = [aFact('wish.help', 1, 20)];
    const aDebtCounselling = (endedDaysAgo: number | null, outcome: 'completed' | 'not_started' | null = 'completed') => ({
      interventions: [{ type: 'DEBT_COUNSELLING', endedAt: endedDaysAgo === null ? null : daysAgo(endedDaysAgo), outcome }],
    });
    const setAside = (ago: number, stance: 'suggest' | 'advise_against' = 'suggest') => ({
      setAside: [{ intervention: 'DEBT_COUNSELLING', stance, at: daysAgo(ago) }],
    });

    it('what runs is not suggested again, also not when the client asks for it', () => {
      expect(told(debts, aDebtCounselling(null, null))).toEqual([]);
      expect(told(wishes, aDebtCounselling(null, null))).toEqual([]);
    });

    it('what ended is not suggested again for a while, unless it never started', () => {
      expect(told(debts, aDebtCounselling(89))).toEqual([]);
      expect(told(debts, aDebtCounselling(90))).toEqual(['suggest DEBT_COUNSELLING']);
      expect(told(debts, aDebtCounselling(5, 'not_started'))).toEqual(['suggest DEBT_COUNSELLING']);
    });

    it('what the coach set aside cools off for ninety days', () => {
      expect(told(debts, setAside(1))).toEqual([]);
      expect(told(debts, setAside(89.9))).toEqual([]);
      expect(told(debts, setAside(90))).toEqual(['suggest DEBT_COUNSELLING']);
      expect(told(debts, setAside(1, 'advise_against'))).toEqual(['suggest DEBT_COUNSELLING']);
    });

    it('a wish from after a decision or an end is told again; the same wish is not', () => {
      expect(told(wishes, setAside(10))).toEqual([]);
      expect(told(wishes, setAside(25))).toEqual(['suggest DEBT_COUNSELLING']);
      expect(told(wishes, aDebtCounselling(10))).toEqual([]);
      expect(told(wishes, aDebtCounselling(25))).toEqual(['suggest DEBT_COUNSELLING']);
    });

    it('a caution stays while the thing itself runs', () => {
      const running = { interventions: [{ type: 'CV_WORKSHOP', endedAt: null, outcome: null }] };
      expect(told([aFact('health.self_rated', 2)], running)).toContain('advise_against CV_WORKSHOP');
    });
  });
});

const anyFact = fc.constantFrom(...TRAITS).chain(({ key, levels }) => {
  const said = fc.oneof(fc.constantFrom<Said>(...levels.map(({ value }) => value)), fc.constantFrom<Said>('refused', 'unknown'));
  return fc.tuple(said, fc.integer({ min: 0, max: 120 })).map(([answer, ago]) => aFact(key, answer, ago));
});
const anyEffects = fc
  .uniqueArray(
    fc.tuple(
      fc.constantFrom(...STANDARD_CATALOGUE.all.filter(({ suggestible }) => suggestible)),
      fc.constantFrom('suggest', 'advise_against'),
      fc.constantFrom(1, 2, 3),
    ),
    {
      selector: ([{ code }]) => code,
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((effects) => effects.map(([{ code }, stance, strength]) => ({ intervention: code, stance, strength })));
/** Rules somebody else might write, which all fire on `bothFire`. */
const anyRules = fc
  .array(fc.tuple(anyEffects, fc.boolean()), { maxLength: 8 })
  .map((given) =>
    given.map(([effects, wish], index) => aRule(`rule-${index}`, effects, wish && effects.every(({ stance }) => stance === 'suggest'))),
  );

describe('whatever is known and whatever the rules', () => {
  it('the client’s own wish ranks first', () => {
    fc.assert(
      fc.property(anyRules, (rules) => {
        const wishes = decideOn(bothFire, {}, rules).map(({ fromWish }) => fromWish);
        expect(wishes).toEqual(wishes.toSorted((a, b) => Number(b) - Number(a)));
        expect(wishes.includes(true)).toBe(rules.some(({ definition }) => definition.wish));
      }),
    );
  });

  it('a contra-indication never hides anything, and is never hidden', () => {
    fc.assert(
      fc.property(anyRules, (rules) => {
        const proposals = decideOn(bothFire, {}, rules);
        for (const { definition } of rules) {
          for (const { intervention, stance } of adviceOf(definition)) {
            const { evidence } = proposals.find((proposal) => proposal.intervention === intervention) ?? {};
            expect((stance === 'suggest' ? evidence?.for : evidence?.against)?.map(({ rule }) => rule)).toContain(definition.rule);
          }
        }
      }),
    );
  });

  it('what is advised against is not suggested, unless it is the client’s own wish', () => {
    fc.assert(
      fc.property(anyRules, (rules) => {
        for (const { stance, evidence, fromWish } of decideOn(bothFire, {}, rules))
          if (stance === 'suggest') expect(evidence.against.length === 0 || fromWish).toBe(true);
      }),
    );
  });

  it('the order of the rules makes no difference', () => {
    fc.assert(
      fc.property(
        anyRules.chain((rules) => fc.tuple(fc.constant(rules), fc.shuffledSubarray(rules, { minLength: rules.length }))),
        ([rules, shuffled]) => {
          expect(decideOn(bothFire, {}, shuffled)).toEqual(decideOn(bothFire, {}, rules));
        },
      ),
    );
  });

  it('the standard rules give each help at most once, ranked from one, with a reason', () => {
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 30 }), (facts) => {
        const proposals = decideOn(facts);
        expect(proposals.map(({ rank }) => rank)).toEqual(proposals.map((_, index) => index + 1));
        expect(new Set(proposals.map(({ intervention }) => intervention)).size).toBe(proposals.length);
        for (const { stance, evidence } of proposals)
          expect((stance === 'suggest' ? evidence.for : evidence.against).length).toBeGreaterThan(0);
      }),
    );
  });
});
