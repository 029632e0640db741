import { STANDARD_CATALOGUE } from '#libs/interventions';
import { LANGUAGES } from '#libs/platform';
import { aFact, aProfile, compiled, NOW, type Said } from '../../../../test/support/rule-profile.js';
import { decide, type Proposal } from './decide.js';
import { evaluate } from './evaluate.js';
import { STANDARD_RULES } from './standard-rules.js';

const rules = STANDARD_RULES.map(compiled);
const proposalsFor = (answers: Record<string, Said>): Proposal[] => {
  const facts = Object.entries(answers).map(([trait, said]) => aFact(trait, said, 3));
  return decide(evaluate(rules, aProfile(...facts), NOW), { interventions: [], setAside: [] }, STANDARD_CATALOGUE, NOW, aProfile(...facts));
};
const told = (answers: Record<string, Said>) =>
  proposalsFor(answers).map(
    ({ stance, intervention, fromWish }) => `${stance === 'suggest' ? '+' : '-'}${intervention}${fromWish ? ' (wish)' : ''}`,
  );

describe('the standard rules', () => {
  it.each<[string, Record<string, Said>, string[]]>([
    ['feels unhealthy', { 'health.self_rated': 2 }, ['+WORK_CAPACITY_ASSESSMENT', '-CV_WORKSHOP', '-JOB_APPLICATION_TRAINING']],
    ['feels fair', { 'health.self_rated': 3 }, []],
    [
      'limited by the body',
      { 'health.physical': 3 },
      ['+WORK_CAPACITY_ASSESSMENT', '-CV_WORKSHOP', '-JOB_APPLICATION_TRAINING', '-JOB_MATCHING'],
    ],
    ['a little limited', { 'health.physical': 2 }, []],
    ['work would be hard', { 'workability.self': 0 }, ['+WORK_CAPACITY_ASSESSMENT']],
    ['no childcare', { 'care.childcare': 2 }, ['+CHILDCARE_ARRANGEMENT']],
    ['no young children', { 'care.childcare': 3 }, []],
    ['cannot travel', { 'mobility.transport': 3 }, ['+TRANSPORT_SUPPORT']],
    [
      'cannot read letters yet',
      { 'literacy.reading_nl': 3 },
      ['+LITERACY_SCREENING', '+LANGUAGE_COURSE', '-CV_WORKSHOP', '-JOB_APPLICATION_TRAINING'],
    ],
    ['no Dutch yet', { 'language.dutch_speaking': 3 }, ['+LANGUAGE_COURSE', '-CV_WORKSHOP', '-JOB_APPLICATION_TRAINING']],
    ['not online', { 'digital.skills': 3 }, ['+DIGITAL_SKILLS']],
    ['debts', { 'finance.debt': 1 }, ['+DEBT_COUNSELLING']],
    ['does not know about debts', { 'finance.debt': 'unknown' }, []],
    ['hard to make ends meet', { 'finance.making_ends_meet': 2 }, ['+DEBT_COUNSELLING']],
    ['often stress: a conversation', { 'health.mental': 3 }, ['+COACH_CALL']],
    ['always stress: a conversation and an offer', { 'health.mental': 4 }, ['+COACH_CALL', '+MENTAL_HEALTH_REFERRAL', '-JOB_MATCHING']],
    ['no home', { 'housing.stability': 2 }, ['+HOUSING_HELP', '-CV_WORKSHOP', '-JOB_MATCHING']],
    ['uncertain home', { 'housing.stability': 3 }, ['+HOUSING_HELP']],
    ['cares for somebody', { 'care.informal': 1 }, ['+INFORMAL_CARE_SUPPORT']],
    ['nobody who helps', { 'social.network': 3 }, ['+SOCIAL_ACTIVATION']],
    ['able but unsure', { 'workability.self': 6, 'confidence.work': 3 }, ['+CV_WORKSHOP', '+WORK_EXPERIENCE_PLACE']],
    ['wants a call', { 'wish.contact': 1 }, ['+COACH_CALL (wish)']],
    ['wants no call', { 'wish.contact': 2 }, []],
    ['wants help with money', { 'wish.help': 1 }, ['+DEBT_COUNSELLING (wish)']],
    ['wants help with health', { 'wish.help': 2 }, ['+COACH_CALL (wish)']],
    [
      'wants help with health, with stress',
      { 'wish.help': 2, 'health.mental': 3 },
      ['+COACH_CALL (wish)', '+MENTAL_HEALTH_REFERRAL (wish)'],
    ],
    ['wants help with language', { 'wish.help': 3 }, ['+LANGUAGE_COURSE (wish)']],
    ['wants help with children', { 'wish.help': 4 }, ['+CHILDCARE_ARRANGEMENT (wish)']],
    ['wants help with travel', { 'wish.help': 5 }, ['+TRANSPORT_SUPPORT (wish)']],
    ['wants help with housing', { 'wish.help': 6 }, ['+HOUSING_HELP (wish)']],
    ['wants help with looking for work', { 'wish.help': 7 }, ['+JOB_APPLICATION_TRAINING (wish)']],
    ['wants help with something else', { 'wish.help': 8 }, ['+COACH_CALL (wish)']],
    ['wants no help', { 'wish.help': 9 }, []],
  ])('%s', (_, answers, expected) => {
    expect(told(answers)).toEqual(expected);
  });

  const fit = { 'workability.self': 8, 'health.self_rated': 4, 'health.physical': 1, 'health.mental': 2, 'housing.stability': 1 };
  it('suggest matching with a job to who can work, is healthy and has nothing in the way', () => {
    expect(told(fit)).toEqual(['+JOB_MATCHING']);
    expect(told({ ...fit, 'workability.self': 6 })).toEqual([]);
  });

  it.each(['health.physical', 'health.mental', 'housing.stability'])(
    'suggest no matching while %s was refused: not known is not "nothing in the way"',
    (trait) => {
      expect(told({ ...fit, [trait]: 'refused' })).toEqual([]);
    },
  );

  it.each([
    [3, ['+JOB_MATCHING']],
    [70, []],
  ])('rest the readiness for work on a recent answer: %i days', (ago, expected) => {
    const facts = Object.entries(fit).map(([trait, value]) => aFact(trait, value, trait === 'workability.self' ? ago : 3));
    expect(
      decide(
        evaluate(rules, aProfile(...facts), NOW),
        { interventions: [], setAside: [] },
        STANDARD_CATALOGUE,
        NOW,
        aProfile(...facts),
      ).map(({ intervention }) => `+${intervention}`),
    ).toEqual(expected);
  });

  it('suggest a call when things suddenly get much worse', () => {
    const facts = [aFact('wellbeing.general', 5, 84), aFact('wellbeing.general', 3, 1)];
    expect(
      decide(evaluate(rules, aProfile(...facts), NOW), { interventions: [], setAside: [] }, STANDARD_CATALOGUE, NOW, aProfile(...facts)),
    ).toMatchObject([{ intervention: 'COACH_CALL', stance: 'suggest' }]);
  });

  it('take away barriers before they go for work', () => {
    expect(told({ ...fit, 'care.childcare': 2, 'mobility.transport': 3 })).toEqual([
      '+CHILDCARE_ARRANGEMENT',
      '+TRANSPORT_SUPPORT',
      '+JOB_MATCHING',
    ]);
  });

  describe('requirement 26', () => {
    it.each([1, 2])(
      'given health.self_rated %i, CV_WORKSHOP is not top-ranked and WORK_CAPACITY_ASSESSMENT is suggested, whatever else is known',
      (health) => {
        const others: Record<string, Said>[] = [
          {},
          { 'workability.self': 9, 'confidence.work': 3 },
          { 'wish.help': 7 },
          { 'literacy.reading_nl': 1, 'wish.contact': 1 },
        ];
        for (const other of others) {
          const proposals = proposalsFor({ ...other, 'health.self_rated': health });
          expect(proposals[0]?.intervention).not.toBe('CV_WORKSHOP');
          expect(proposals.find(({ intervention }) => intervention === 'CV_WORKSHOP')?.stance).toBe('advise_against');
          expect(proposals.find(({ intervention }) => intervention === 'WORK_CAPACITY_ASSESSMENT')?.stance).toBe('suggest');
        }
      },
    );
  });

  describe('requirement 27', () => {
    it.each([1, 2, 3, 4, 5, 6, 7, 8])('wish.help %i is always shown and ranks first, also when rules say otherwise', (wish) => {
      const [first] = proposalsFor({
        'wish.help': wish,
        'health.self_rated': 1,
        'literacy.reading_nl': 3,
        'housing.stability': 2,
        'finance.debt': 1,
        'health.mental': 4,
      });
      expect(first).toMatchObject({ rank: 1, stance: 'suggest', fromWish: true });
    });

    it('a wish that a rule advises against is suggested, with the caution in the evidence', () => {
      const [first] = proposalsFor({ 'wish.help': 7, 'health.self_rated': 2 });
      expect(first).toMatchObject({
        intervention: 'JOB_APPLICATION_TRAINING',
        stance: 'suggest',
        evidence: { for: [{ rule: 'wish-work' }], against: [{ rule: 'feels-unhealthy' }] },
      });
    });
  });

  it('names no rule twice', () => {
    expect(new Set(STANDARD_RULES.map(({ rule }) => rule)).size).toBe(STANDARD_RULES.length);
  });
});

describe('the words of the standard rules', () => {
  const DISRESPECTFUL =
    /sanctie|maatregel|boete|korting|verplicht|moet\b|handhav|fraude|ontheff|diagnos|depress|ziek\b|ziekte|stoornis|analfabe|laaggeletterd|onwillig|ongemotiveerd|lui\b|oorzaak van|leidt tot|door dit|sanction|penalt|obligat|enforce|fraud|exempt|disorder|illiterate|unwilling|lazy|must\b|\bcause of|leads to/i;
  const wordsOf = (definitions: typeof STANDARD_RULES) =>
    definitions.flatMap(({ title, explanation }) => LANGUAGES.flatMap((language) => [title[language], explanation[language]]));

  it('name no sanction, diagnosis, duty or cause; a text planted among them that does is found', () => {
    const offending = (definitions: typeof STANDARD_RULES) => wordsOf(definitions).filter((text) => DISRESPECTFUL.test(text));
    expect(offending(STANDARD_RULES)).toEqual([]);
    const [rule] = STANDARD_RULES;
    if (!rule) throw new Error('there are no standard rules');
    const sinner = {
      ...rule,
      explanation: { nl: 'De klant moet meewerken, anders volgt een maatregel.', en: 'The client must cooperate.' },
    };
    expect(offending([...STANDARD_RULES, sinner])).toHaveLength(2);
  });

  it('are short sentences', () => {
    for (const sentence of wordsOf(STANDARD_RULES).flatMap((text) => text.split(/[.?!:] /)))
      expect(sentence.split(' ').length).toBeLessThanOrEqual(25);
  });
});
