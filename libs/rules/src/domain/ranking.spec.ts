import fc from 'fast-check';
import { Catalogue, STANDARD_CATALOGUE } from '#libs/interventions';
import { aFact, anIntervention, aProfile, circumstancesOf, compiled, daysAgo, NOW } from '../../../../test/support/rule-profile.js';
import type { CompiledRule } from './compile-rule.js';
import { asksIn, decide, type Circumstances } from './decide.js';
import { evaluate } from './evaluate.js';
import { rank } from './ranking.js';
import type { Advice, Effect, Strength } from './rule.js';
import { STANDARD_RULES } from './standard-rules.js';

const aRule = (rule: string, then: readonly Effect[], isWish = false) =>
  compiled({
    ...STANDARD_RULES[0],
    rule,
    then,
    wish: isWish,
    when: isWish ? { trait: 'wish.contact', is: 1 } : { trait: 'health.self_rated', atMost: 2 },
  });
const suggest = (intervention: string, strength: Strength = 2): Effect => ({ stance: 'suggest', intervention, strength });
const against = (intervention: string, strength: Strength = 2): Effect => ({ stance: 'advise_against', intervention, strength });
const talk = (strength: Strength): Effect => ({ stance: 'talk_first', strength });
const allFire = aProfile(aFact('health.self_rated', 1, 2), aFact('wish.contact', 1, 2));
const verdictsOf = (rules: readonly CompiledRule[]) => evaluate(rules, allFire, NOW);
const ranked = (rules: readonly CompiledRule[], circumstances: Circumstances = circumstancesOf(), catalogue = STANDARD_CATALOGUE) =>
  rank(verdictsOf(rules), circumstances, catalogue, NOW).map(
    ({ stance, intervention }) => `${stance === 'suggest' ? '+' : '-'}${intervention}`,
  );
/** The standard catalogue, in which some things are better done first and some are not offered. */
const aCatalogue = (firstDo: Record<string, readonly string[]>, notOffered: readonly string[] = []) =>
  new Catalogue(
    STANDARD_CATALOGUE.all.map((type) => ({ ...type, firstDo: firstDo[type.code] ?? [], isOffered: !notOffered.includes(type.code) })),
  );

describe('talking first', () => {
  it('comes after the wish and before everything else, as a conversation', () => {
    const rules = [
      aRule('talk', [talk(2)]),
      aRule('help', [suggest('HOUSING_HELP', 3)]),
      aRule('wished', [suggest('CV_WORKSHOP', 1)], true),
    ];
    expect(ranked(rules)).toEqual(['+CV_WORKSHOP', '+COACH_CALL', '+HOUSING_HELP']);
    const [, conversation] = decide(verdictsOf(rules), circumstancesOf(), STANDARD_CATALOGUE, NOW, allFire);
    expect(conversation?.evidence).toMatchObject({ talkFirst: true, for: [{ rule: 'talk', strength: 2 }] });
  });

  it('of strength 1 is there only where nothing else is suggested', () => {
    expect(ranked([aRule('talk', [talk(1)])])).toEqual(['+COACH_CALL']);
    expect(ranked([aRule('talk', [talk(1)]), aRule('help', [suggest('HOUSING_HELP', 1)])])).toEqual(['+HOUSING_HELP']);
    expect(ranked([aRule('talk', [talk(1)]), aRule('caution', [against('CV_WORKSHOP')])])).toEqual(['+COACH_CALL', '-CV_WORKSHOP']);
  });

  it('is not there while what would help is running: something is done already', () => {
    const running = circumstancesOf([anIntervention('HOUSING_HELP', 'started')]);
    expect(ranked([aRule('talk', [talk(1)]), aRule('help', [suggest('HOUSING_HELP')])], running)).toEqual([]);
  });

  it('that cannot wait (strength 3) comes back after the coach set it aside, once something was said since; any other does not', () => {
    const setAside = (ago: number) => ({
      interventions: [],
      setAside: [{ intervention: 'COACH_CALL', stance: 'suggest' as const, at: daysAgo(ago) }],
    });
    expect(ranked([aRule('talk', [talk(3)])], setAside(10))).toEqual(['+COACH_CALL']);
    expect(ranked([aRule('talk', [talk(3)])], setAside(1))).toEqual([]);
    expect(ranked([aRule('talk', [talk(2)])], setAside(10))).toEqual([]);
  });
});

describe('what is better done first', () => {
  const catalogue = aCatalogue({ LANGUAGE_COURSE: ['LITERACY_SCREENING'], CV_WORKSHOP: ['LANGUAGE_COURSE'] });
  const rules = [aRule('all', [suggest('LANGUAGE_COURSE', 3), suggest('LITERACY_SCREENING', 1), suggest('CV_WORKSHOP', 3)])];

  it('stands before what it prepares, however much stronger that is, and is said beside it', () => {
    expect(ranked(rules, circumstancesOf(), catalogue)).toEqual(['+LITERACY_SCREENING', '+LANGUAGE_COURSE', '+CV_WORKSHOP']);
    const course = decide(verdictsOf(rules), circumstancesOf(), catalogue, NOW)[1];
    expect(course?.evidence.doFirst).toEqual([
      {
        intervention: 'LITERACY_SCREENING',
        caution: {
          nl: 'Eerst "Taalmeter": dat is nog niet gedaan, en dat maakt dit makkelijker.',
          en: 'First "Reading check": that has not been done yet, and it makes this easier.',
        },
      },
    ]);
  });

  it.each([
    ['was completed', anIntervention('LITERACY_SCREENING', 'ended', 400), []],
    ['runs', anIntervention('LITERACY_SCREENING', 'started'), []],
    ['was stopped early', anIntervention('LITERACY_SCREENING', 'ended', 400, 'stopped_early'), ['LITERACY_SCREENING']],
    ['only waits for a place', anIntervention('LITERACY_SCREENING', 'waiting'), ['LITERACY_SCREENING']],
  ])('once it %s', (_, past, left) => {
    const course = rank(verdictsOf(rules), circumstancesOf([past]), catalogue, NOW).find(
      ({ intervention }) => intervention === 'LANGUAGE_COURSE',
    );
    expect(course?.doFirst).toEqual(left);
  });

  it('does not come before what the client asks for', () => {
    const wished = [aRule('wished', [suggest('CV_WORKSHOP', 1)], true), aRule('help', [suggest('LANGUAGE_COURSE', 3)])];
    expect(ranked(wished, circumstancesOf(), catalogue)).toEqual(['+CV_WORKSHOP', '+LANGUAGE_COURSE']);
  });

  it('keeps its place also when it is advised against itself: what waits for it does not jump ahead of others', () => {
    const others = [...rules, aRule('home', [suggest('HOUSING_HELP', 2)])];
    expect(ranked(others, circumstancesOf(), catalogue)).toEqual([
      '+HOUSING_HELP',
      '+LITERACY_SCREENING',
      '+LANGUAGE_COURSE',
      '+CV_WORKSHOP',
    ]);
    expect(ranked([...others, aRule('con', [against('LITERACY_SCREENING')])], circumstancesOf(), catalogue)).toEqual([
      '+HOUSING_HELP',
      '+LANGUAGE_COURSE',
      '+CV_WORKSHOP',
      '-LITERACY_SCREENING',
    ]);
  });

  it('in a circle does no harm', () => {
    const circle = aCatalogue({ LANGUAGE_COURSE: ['CV_WORKSHOP'], CV_WORKSHOP: ['LANGUAGE_COURSE'] });
    expect(ranked(rules, circumstancesOf(), circle).toSorted()).toEqual(['+CV_WORKSHOP', '+LANGUAGE_COURSE', '+LITERACY_SCREENING']);
  });
});

describe('what is not offered', () => {
  it('is neither suggested nor advised against', () => {
    const rules = [aRule('help', [suggest('HOUSING_HELP'), suggest('LANGUAGE_COURSE'), against('CV_WORKSHOP')])];
    expect(ranked(rules, circumstancesOf(), aCatalogue({}, ['HOUSING_HELP', 'CV_WORKSHOP']))).toEqual(['+LANGUAGE_COURSE']);
  });
});

describe('what the client asks for and nobody offers', () => {
  it('is talked about, first: a wish is always shown', () => {
    const rules = [aRule('wished', [suggest('HOUSING_HELP', 3)], true), aRule('help', [suggest('LANGUAGE_COURSE', 3)])];
    const catalogue = aCatalogue({}, ['HOUSING_HELP']);
    expect(ranked(rules, circumstancesOf(), catalogue)).toEqual(['+COACH_CALL', '+LANGUAGE_COURSE']);
    expect(decide(verdictsOf(rules), circumstancesOf(), catalogue, NOW)[0]).toMatchObject({
      fromWish: true,
      evidence: { for: [{ rule: 'wished' }] },
    });
  });
});

describe('what is to be asked again', () => {
  it('is named once a trait, for the first rule by name, and only where a rule says yes', () => {
    const ask = (trait: string): Effect => ({ stance: 'ask', trait });
    const silent = compiled({ ...aRule('never', [ask('finance.debt')]).definition, when: { trait: 'health.self_rated', atLeast: 4 } });
    expect(
      asksIn(verdictsOf([aRule('b', [ask('workability.self'), ask('digital.skills')]), aRule('a', [ask('workability.self')]), silent])),
    ).toEqual([
      { trait: 'digital.skills', rule: 'b' },
      { trait: 'workability.self', rule: 'a' },
    ]);
  });
});

const anyCode = fc.constantFrom(...STANDARD_CATALOGUE.all.filter(({ suggestible }) => suggestible).map(({ code }) => code));
const anyStrength = fc.constantFrom<Strength>(1, 2, 3);
const anyAdvice = fc
  .tuple(anyCode, fc.constantFrom('suggest' as const, 'advise_against' as const), anyStrength)
  .map(([intervention, stance, strength]): Advice => ({ intervention, stance, strength }));
const anyEffects = fc
  .tuple(
    fc.uniqueArray(anyAdvice, { selector: ({ intervention }) => intervention, minLength: 1, maxLength: 6 }),
    fc.option(anyStrength.map(talk), { nil: undefined, freq: 4 }),
  )
  .map(([advice, first]): Effect[] => (first ? [...advice, first] : advice));
const anyRules = fc
  .array(fc.tuple(anyEffects, fc.boolean()), { minLength: 1, maxLength: 8 })
  .map((given) =>
    given.map(([effects, wish], index) => aRule(`rule-${index}`, effects, wish && effects.every(({ stance }) => stance === 'suggest'))),
  );
/** Offices where anything may be better done first, circles included. */
const anyCatalogue = fc
  .dictionary(anyCode, fc.uniqueArray(anyCode, { maxLength: 2 }), { maxKeys: 6 })
  .map((firstDo) => aCatalogue(firstDo));

describe('one more reason against', () => {
  it('never moves anything up, and never changes the order of the others', () => {
    fc.assert(
      fc.property(anyRules, anyCatalogue, anyCode, anyStrength, (rules, catalogue, code, strength) => {
        const order = (given: readonly CompiledRule[]) => rank(verdictsOf(given), circumstancesOf(), catalogue, NOW);
        const [before, after] = [order(rules), order([...rules, aRule('one-more', [against(code, strength)])])];
        const place = (given: typeof before, intervention: string) => given.findIndex((one) => one.intervention === intervention);
        // A conversation may come in where nothing else is left; what stays is what was there.
        const others = before.map(({ intervention }) => intervention).filter((one) => one !== code && one !== 'COACH_CALL');
        expect(others.toSorted((a, b) => place(after, a) - place(after, b))).toEqual(others);
        if (place(before, code) >= 0)
          for (const other of others)
            if (place(before, other) < place(before, code)) expect(place(after, other)).toBeLessThan(place(after, code));
        for (const { intervention, stance } of after)
          if (stance === 'suggest' && intervention === code) expect(before.find((one) => one.intervention === code)?.fromWish).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the order in which things are given', () => {
  it('of rules and of observations makes no difference', () => {
    const facts = [
      aFact('health.self_rated', 2, 3),
      aFact('health.self_rated', 4, 60),
      aFact('wish.contact', 1, 2),
      aFact('wellbeing.general', 2, 4),
      aFact('wellbeing.general', 5, 90),
      aFact('finance.debt', 1, 10),
      aFact('literacy.reading_nl', 3, 80),
    ];
    const standard = STANDARD_RULES.map(compiled);
    const decided = (rules: readonly CompiledRule[], given: typeof facts) => {
      const profile = aProfile(...given);
      return decide(evaluate(rules, profile, NOW), circumstancesOf(), STANDARD_CATALOGUE, NOW, profile);
    };
    const expected = decided(standard, facts);
    const shuffled = <T>(given: T[]) => fc.shuffledSubarray(given, { minLength: given.length });
    fc.assert(
      fc.property(shuffled(standard), shuffled(facts), (rules, given) => {
        expect(decided(rules, given)).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });
});
