import { STANDARD_CATALOGUE } from '#libs/interventions';
import { aFact, aProfile, circumstancesOf, compiled, NOW } from '../../../../test/support/rule-profile.js';
import { decide } from './decide.js';
import { evaluate } from './evaluate.js';
import { NOBODY_IN_PARTICULAR, type Fact, type Person } from './profile.js';
import { STANDARD_RULES } from './standard-rules.js';
import type { Sureness } from './sureness.js';

const rules = STANDARD_RULES.map(compiled);
const evidenceOn = (intervention: string, facts: readonly Fact[], person: Partial<Person> = {}) => {
  const profile = { ...aProfile(...facts), person: { ...NOBODY_IN_PARTICULAR, ...person } };
  return decide(evaluate(rules, profile, NOW), circumstancesOf(), STANDARD_CATALOGUE, NOW, profile).find(
    (proposal) => proposal.intervention === intervention,
  )?.evidence;
};

describe('how sure a suggestion is', () => {
  const wellbeing = (...said: readonly (readonly [value: number, ago: number])[]) =>
    said.map(([value, ago]) => aFact('wellbeing.general', value, ago));

  it.each<[string, Sureness, string, Fact[]]>([
    ['one recent answer', 'fair', 'DEBT_COUNSELLING', [aFact('finance.debt', 1, 3)]],
    ['one answer past half of its validity', 'thin', 'DEBT_COUNSELLING', [aFact('finance.debt', 1, 45)]],
    ['two recent answers', 'clear', 'DEBT_COUNSELLING', [aFact('finance.debt', 1, 3), aFact('finance.making_ends_meet', 2, 3)]],
    [
      'two answers of which one is past half of its validity',
      'fair',
      'DEBT_COUNSELLING',
      [aFact('finance.debt', 1, 3), aFact('finance.making_ends_meet', 2, 50)],
    ],
    ['the same answer at two moments', 'clear', 'COACH_CALL', wellbeing([2, 85], [2, 3])],
    ['an answer that goes up and down', 'thin', 'COACH_CALL', wellbeing([2, 120], [4, 80], [2, 3])],
    ['a steady fall', 'fair', 'COACH_CALL', wellbeing([4, 100], [3, 50], [2, 3])],
    ['what the client asked for lately', 'clear', 'HOUSING_HELP', [aFact('wish.help', 6, 3)]],
    ['what the client asked for a while ago', 'thin', 'HOUSING_HELP', [aFact('wish.help', 6, 40)]],
    [
      'what the client asks for, with a reason against it',
      'fair',
      'JOB_APPLICATION_TRAINING',
      [aFact('wish.help', 7, 3), aFact('health.self_rated', 1, 3)],
    ],
    [
      'reasons for and against',
      'thin',
      'CV_WORKSHOP',
      [
        aFact('workability.self', 6, 3),
        aFact('confidence.work', 2, 3),
        aFact('literacy.reading_nl', 1, 3),
        aFact('health.self_rated', 2, 3),
      ],
    ],
  ])('%s: %s', (_, sureness, intervention, facts) => {
    expect(evidenceOn(intervention, facts)?.sureness).toBe(sureness);
  });

  it('of what rests on no answer at all is fair', () => {
    expect(evidenceOn('COACH_CALL', [], { isUnreachable: true })?.sureness).toBe('fair');
  });
});

describe('what is not known', () => {
  const notKnown = (intervention: string, ...facts: Fact[]) =>
    evidenceOn(intervention, facts)?.notKnown?.map(({ trait, why }) => `${trait}: ${why}`);

  it('names what would have been looked at, each with why, and not what is known', () => {
    expect(notKnown('DEBT_COUNSELLING', aFact('finance.debt', 1, 3), aFact('finance.making_ends_meet', 2, 100))).toEqual([
      'finance.debt_scheme: never',
      'finance.making_ends_meet: expired',
    ]);
    expect(notKnown('DEBT_COUNSELLING', aFact('finance.debt', 1, 3), aFact('finance.making_ends_meet', 'refused', 3))).toEqual([
      'finance.debt_scheme: never',
      'finance.making_ends_meet: refused',
    ]);
    expect(notKnown('DEBT_COUNSELLING', aFact('finance.debt', 'unknown', 3), aFact('finance.making_ends_meet', 2, 3))).toEqual([
      'finance.debt: unknown',
      'finance.debt_scheme: never',
    ]);
  });

  it('is silent about wishes: who asks for nothing left no question open', () => {
    expect(notKnown('CHILDCARE_ARRANGEMENT', aFact('care.childcare', 2, 3))).toEqual([]);
  });
});
