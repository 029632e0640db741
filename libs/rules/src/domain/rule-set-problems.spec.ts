import { TRAITS } from '#libs/profiles';
import { STANDARD_RULES } from './standard-rules.js';
import type { Condition, Effect, RuleDefinition } from './rule.js';
import { problemsInSet } from './rule-set-problems.js';

const suggest = (intervention: string, strength: 1 | 2 | 3 = 2): Effect => ({ stance: 'suggest', intervention, strength });
const against = (intervention: string, strength: 1 | 2 | 3 = 2): Effect => ({ stance: 'advise_against', intervention, strength });
const aRule = (rule: string, when: Condition, ...then: Effect[]): RuleDefinition => ({
  rule,
  version: 1,
  title: { nl: rule, en: rule },
  when,
  then,
  explanation: { nl: 'n', en: 'e' },
  author: 'een',
  approver: 'ander',
  validFrom: '2026-01-01T00:00:00Z',
});
const told = (...rules: RuleDefinition[]) => problemsInSet(rules).map(({ kind, rule, by }) => `${rule} ${kind} ${by}`);

const poor: Condition = { trait: 'health.self_rated', atMost: 2 };
const verySick: Condition = { trait: 'health.self_rated', is: 1 };
const broke: Condition = { trait: 'finance.debt', is: 1 };

describe('rules beside each other', () => {
  it('are fine when they are about different people', () => {
    expect(told(aRule('a', poor, suggest('COACH_CALL')), aRule('b', broke, suggest('COACH_CALL')))).toEqual([]);
  });

  it.each<[string, RuleDefinition[], string[]]>([
    ['the same twice', [aRule('a', poor, suggest('COACH_CALL')), aRule('b', poor, suggest('COACH_CALL'))], ['b equal a']],
    [
      'the same in other words',
      [aRule('a', poor, suggest('COACH_CALL')), aRule('b', { none: [{ trait: 'health.self_rated', atLeast: 3 }] }, suggest('COACH_CALL'))],
      ['b equal a'],
    ],
    [
      'fewer of the people, and the same advice',
      [aRule('a', { all: [verySick, broke] }, suggest('COACH_CALL')), aRule('b', poor, suggest('COACH_CALL'), suggest('DEBT_COUNSELLING'))],
      ['a shadowed b'],
    ],
    [
      'fewer people, and more strongly: that says something',
      [aRule('a', verySick, suggest('COACH_CALL', 3)), aRule('b', poor, suggest('COACH_CALL', 2))],
      [],
    ],
    [
      'fewer people, and something more',
      [aRule('a', verySick, suggest('COACH_CALL'), { stance: 'talk_first', strength: 1 }), aRule('b', poor, suggest('COACH_CALL'))],
      [],
    ],
    ['one name twice', [aRule('a', poor, suggest('COACH_CALL')), aRule('a', broke, suggest('COACH_CALL'))], ['a same-name a']],
    [
      'a suggestion that the other always advises against',
      [aRule('a', verySick, suggest('CV_WORKSHOP')), aRule('b', poor, against('CV_WORKSHOP'))],
      ['a contradictory b'],
    ],
    [
      'a suggestion that the other sometimes advises against: a contra-indication',
      [aRule('a', poor, suggest('CV_WORKSHOP')), aRule('b', verySick, against('CV_WORKSHOP'))],
      [],
    ],
    [
      'a wish that the other advises against: the wish counts',
      [
        { ...aRule('a', { all: [poor, { trait: 'wish.help', is: 7 }] }, suggest('CV_WORKSHOP')), wish: true },
        aRule('b', poor, against('CV_WORKSHOP')),
      ],
      [],
    ],
    [
      'a shorter period within a longer one',
      [
        aRule('a', { silentForDays: 90 }, { stance: 'talk_first', strength: 1 }),
        aRule('b', { silentForDays: 60 }, { stance: 'talk_first', strength: 1 }),
      ],
      ['a shadowed b'],
    ],
    [
      'two of three, and all of them',
      [
        aRule('a', { all: [poor, broke, { trait: 'care.informal', is: 1 }] }, suggest('COACH_CALL')),
        aRule('b', { atLeast: 2, of: [poor, broke, { trait: 'care.informal', is: 1 }] }, suggest('COACH_CALL')),
      ],
      ['a shadowed b'],
    ],
    [
      'unknown is not no: who does not answer is in one of them only',
      [
        aRule('a', { any: [poor, { trait: 'health.self_rated', notHeard: ['refused'] }] }, suggest('COACH_CALL')),
        aRule('b', { trait: 'health.self_rated', atMost: 4 }, suggest('COACH_CALL')),
      ],
      [],
    ],
  ])('%s', (_, rules, problems) => {
    expect(told(...rules)).toEqual(problems);
    expect(told(...rules.toReversed())).toEqual(problems);
  });

  it('leaves out what does not compile', () => {
    expect(told(aRule('a', { trait: 'shoe.size', is: 1 }, suggest('COACH_CALL')), aRule('b', poor, suggest('COACH_CALL')))).toEqual([]);
  });

  it('finds nothing among the standard rules, and a repetition that is planted there', () => {
    expect(problemsInSet(STANDARD_RULES)).toEqual([]);
    const [first] = STANDARD_RULES;
    if (!first) throw new Error('there are no standard rules');
    expect(told(...STANDARD_RULES, { ...first, rule: 'zz-again' })).toContain(`zz-again equal ${first.rule}`);
  });

  it('says nothing of what is too hard to find out, instead of something wrong', () => {
    const scales = TRAITS.filter(({ better }) => better !== null).slice(0, 16);
    const half = (traits: typeof scales): Condition => ({
      atLeast: 8,
      of: traits.map(({ key, levels }) => ({ trait: key, is: levels[0]?.value ?? 0 })),
    });
    const rules = [aRule('a', half(scales), suggest('COACH_CALL')), aRule('b', half(scales.toReversed()), suggest('COACH_CALL'))];
    expect(told(...rules)).toEqual([]);
  });
});
