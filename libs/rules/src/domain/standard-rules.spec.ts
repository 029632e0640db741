import { STANDARD_CATALOGUE } from '#libs/interventions';
import { aFact, anIntervention, compiled, type Said } from '../../../../test/support/rule-profile.js';
import { ABLE_BUT_UNSURE, FIT, proposalsFor, told } from '../../../../test/support/situation.js';
import { STANDARD_RULES } from './standard-rules.js';

describe('WORK_CAPACITY_ASSESSMENT', () => {
  it('Samira feels bad, reads well and could make a CV: first it is looked at what she can do', () => {
    expect(told({ ...ABLE_BUT_UNSURE, 'health.self_rated': 2 })).toEqual([
      '+WORK_CAPACITY_ASSESSMENT',
      '-CV_WORKSHOP',
      '-JOB_APPLICATION_TRAINING',
    ]);
  });
  it('Henk can do much less because of his body: neither a workshop nor a vacancy comes first, and a workplace waits for its adaptation', () => {
    expect(told({ 'health.physical': 3 })).toEqual([
      '+WORK_CAPACITY_ASSESSMENT',
      '-CV_WORKSHOP',
      '-JOB_APPLICATION_TRAINING',
      '-JOB_MATCHING',
      '-TRIAL_PLACEMENT',
      '-WORK_EXPERIENCE_PLACE',
    ]);
    expect(told({ 'health.physical': 2 })).toEqual([]);
  });
  it('Ineke gives her own ability to work a 4, and Jan a 0, which is an answer too', () => {
    expect(told({ 'workability.self': 4 })).toEqual(['+WORK_CAPACITY_ASSESSMENT']);
    expect(told({ 'workability.self': 0 })).toEqual(['+WORK_CAPACITY_ASSESSMENT']);
    expect(told({ 'workability.self': 5 })).toEqual([]);
  });
  it('Fatma went from a 7 to a 5 in two months', () => {
    expect(told({ 'workability.self': 5 }, { facts: [aFact('workability.self', 7, 60)] })).toEqual(['+WORK_CAPACITY_ASSESSMENT']);
    expect(told({ 'workability.self': 6 }, { facts: [aFact('workability.self', 7, 60)] })).toEqual([]);
  });
  it('Ali was assessed five months ago: not again', () => {
    const interventions = [anIntervention('WORK_CAPACITY_ASSESSMENT', 'ended', 150)];
    expect(told({ 'health.self_rated': 2 }, { interventions })).toEqual(['-CV_WORKSHOP', '-JOB_APPLICATION_TRAINING']);
  });
  it('Bea was assessed eight months ago: not again while she says the same, and again when it got worse', () => {
    const interventions = [anIntervention('WORK_CAPACITY_ASSESSMENT', 'ended', 240)];
    const before = [aFact('workability.self', 4, 100), aFact('health.self_rated', 2, 100)];
    const same = { 'workability.self': 4, 'health.self_rated': 2 };
    expect(told(same, { interventions, facts: before })).toContain('-WORK_CAPACITY_ASSESSMENT');
    expect(told({ ...same, 'workability.self': 2 }, { interventions, facts: before })).toContain('+WORK_CAPACITY_ASSESSMENT');
  });
  it('tells what somebody can do, and never what somebody has', () => {
    expect(STANDARD_CATALOGUE.of('WORK_CAPACITY_ASSESSMENT').summary.nl).toContain('niet wat iemand heeft');
  });
});

describe('CV_WORKSHOP and JOB_APPLICATION_TRAINING', () => {
  it('Daan is able to work and reads well, but does not count on it yet', () => {
    expect(told(ABLE_BUT_UNSURE)).toEqual(['+CV_WORKSHOP', '+JOB_APPLICATION_TRAINING']);
    expect(told({ ...ABLE_BUT_UNSURE, 'confidence.work': 1 })).toEqual([]);
    expect(told({ ...ABLE_BUT_UNSURE, 'workability.self': 5 })).toEqual([]);
  });
  it('Eva would rather not say how reading goes: no workshop, because that is not "reads well"', () => {
    expect(told({ ...ABLE_BUT_UNSURE, 'literacy.reading_nl': 'refused' })).toEqual([]);
  });
  it.each<[string, Record<string, Said>]>([
    ['reads no letters yet', { 'literacy.reading_nl': 3 }],
    ['speaks no Dutch yet', { 'language.dutch_speaking': 3 }],
    ['speaks a little Dutch', { 'language.dutch_speaking': 2 }],
    ['feels unhealthy', { 'health.self_rated': 2 }],
    ['has debts and no money', { 'finance.debt': 1, 'finance.making_ends_meet': 1 }],
    ['has no home', { 'housing.stability': 2 }],
    ['is in an acute situation', { 'situation.acute': 1 }],
  ])('who %s is advised to wait with a workshop, whatever else fits, and sees why', (_, barrier) => {
    const proposals = proposalsFor({ ...ABLE_BUT_UNSURE, ...barrier });
    expect(proposals[0]?.intervention).not.toBe('CV_WORKSHOP');
    expect(proposals.find(({ intervention }) => intervention === 'CV_WORKSHOP')).toMatchObject({
      stance: 'advise_against',
      evidence: { against: [expect.objectContaining({ wish: false })] },
    });
  });
});

describe('JOB_MATCHING', () => {
  it('Omar can work, is healthy and has nothing in the way', () => {
    expect(told(FIT)).toEqual(['+JOB_MATCHING']);
    expect(told({ ...FIT, 'workability.self': 6 })).toEqual([]);
  });
  it.each(['health.physical', 'health.mental', 'housing.stability'])(
    'Omar would rather not say %s: not known is not "nothing in the way"',
    (trait) => {
      expect(told({ ...FIT, [trait]: 'refused' })).toEqual([]);
    },
  );
  it('Omar said so two months ago: that is too long to rest a job on', () => {
    const { 'workability.self': workability, ...others } = FIT;
    expect(told(others, { facts: [aFact('workability.self', workability, 70)] })).toEqual([]);
  });
  it('Noor is ready and has no childcare: childcare first, as a step before and not as a mark against her', () => {
    expect(told({ ...FIT, 'care.childcare': 2 })).toEqual(['+CHILDCARE_ARRANGEMENT', '+JOB_MATCHING']);
  });
  it('Piet is ready, and something urgent is going on: talk about that first, the rest can wait', () => {
    expect(told({ ...FIT, 'situation.acute': 1 })).toEqual([
      '+COACH_CALL (talk first)',
      '-LANGUAGE_COURSE',
      '-JOB_MATCHING',
      '-CV_WORKSHOP',
      '-JOB_APPLICATION_TRAINING',
    ]);
  });
});

describe('TRIAL_PLACEMENT and WORK_EXPERIENCE_PLACE', () => {
  const longOut = { 'workability.self': 7, 'confidence.work': 2, 'experience.recent_work': 2 };
  it('Ria has not worked for two years and does not count on it yet', () => {
    expect(told(longOut)).toEqual(['+WORK_EXPERIENCE_PLACE', '+TRIAL_PLACEMENT']);
    expect(told({ ...longOut, 'experience.recent_work': 1 })).toEqual([]);
  });
  it('Sjoerd cannot do much because of his body: not before the work is adapted, also when nobody noted whether it is', () => {
    const limited = { ...longOut, 'health.physical': 3 };
    for (const adaptation of [undefined, 2, 'refused'] as const)
      expect(told({ ...limited, ...(adaptation !== undefined && { 'work.adaptation': adaptation }) })).toEqual(
        expect.arrayContaining(['-TRIAL_PLACEMENT', '-WORK_EXPERIENCE_PLACE']),
      );
    expect(told({ ...limited, 'work.adaptation': 1 })).toEqual(expect.arrayContaining(['+TRIAL_PLACEMENT', '+WORK_EXPERIENCE_PLACE']));
  });
  it('says in the reason itself that it never takes the place of a regular job', () => {
    const [place] = proposalsFor(longOut);
    expect(place?.evidence.for[0]?.explanation.nl).toContain('nooit in plaats van een gewone baan');
    expect(STANDARD_CATALOGUE.of('WORK_EXPERIENCE_PLACE').summary.nl).toContain('Nooit in plaats van een gewone baan');
  });
});

describe('WAGE_SUBSIDY and JOB_COACHING', () => {
  const below = { 'work.target_group': 1, 'work.capacity': 2, 'work.wage_value': 1 };
  it('Kees stands in the register (or probably does) and would earn less than the minimum wage', () => {
    expect(told(below)).toEqual(['+JOB_COACHING', '+WAGE_SUBSIDY']);
    expect(told({ ...below, 'work.target_group': 2 })).toEqual(['+JOB_COACHING', '+WAGE_SUBSIDY']);
    expect(told({ ...below, 'work.target_group': 3 })).toEqual([]);
  });
  it.each([2, undefined])(
    'the wage value of Kees is not determined, or nobody knows (%s): a job coach can begin, a subsidy waits',
    (value) => {
      const known = { 'work.target_group': 1, 'work.capacity': 2, ...(value !== undefined && { 'work.wage_value': value }) };
      expect(told(known)).toEqual(['+COACH_CALL', '+JOB_COACHING', '-WAGE_SUBSIDY']);
    },
  );
  it('Lotte earns the minimum wage with help', () => {
    expect(told({ 'work.capacity': 3 })).toEqual(['+JOB_COACHING']);
  });
});

describe('SHELTERED_WORK', () => {
  it('Teun has an advice of UWV; Marja has none, and Wim’s was never asked', () => {
    expect(told({ 'work.sheltered_advice': 1 })).toEqual(['+SHELTERED_WORK']);
    for (const none of [2, 3]) expect(told({ 'work.capacity': 2, 'work.sheltered_advice': none })).toContain('-SHELTERED_WORK');
  });
  it('of whom nobody knows it is not spoken', () => {
    expect(told({ 'work.capacity': 2 }).join()).not.toContain('SHELTERED_WORK');
  });
});

describe('MENTAL_HEALTH_REFERRAL and IPS', () => {
  it('Lies often has stress, Mo always: a conversation and an offer, which the client chooses', () => {
    expect(told({ 'health.mental': 3 })).toEqual(['+COACH_CALL', '+MENTAL_HEALTH_REFERRAL']);
    expect(told({ 'health.mental': 4 })).toEqual(['+COACH_CALL', '+MENTAL_HEALTH_REFERRAL', '-JOB_MATCHING']);
    expect(proposalsFor({ 'health.mental': 4 })[1]?.evidence.for[0]?.explanation.nl).toContain('De klant kiest.');
  });
  it('Nina asks for help with her health and has stress: her wish comes first', () => {
    expect(told({ 'wish.help': 2, 'health.mental': 3 })).toEqual(['+COACH_CALL (wish)', '+MENTAL_HEALTH_REFERRAL (wish)']);
  });
  it('Otto slowly feels less well over a year', () => {
    const facts = [72, 64, 60, 52].map((score, index) => aFact('wellbeing.who5', score, 300 - index * 80));
    expect(told({ 'wellbeing.who5': 44 }, { facts })).toEqual(['+COACH_CALL', '+MENTAL_HEALTH_REFERRAL']);
  });
  it('Pam tells of much tension', () => {
    expect(told({ 'mental.distress': 7 })).toEqual(['+COACH_CALL', '+MENTAL_HEALTH_REFERRAL']);
    expect(told({ 'mental.distress': 5 })).toEqual([]);
  });
  it('IPS: who has a treatment team and wants to work; not without a team, and not when nobody knows', () => {
    expect(told({ 'health.in_treatment': 1, 'motivation.work_wish': 1 })).toEqual(['+IPS']);
    expect(told({ 'health.in_treatment': 1, 'wish.help': 7 })).toEqual(['+JOB_APPLICATION_TRAINING (wish)', '+IPS']);
    expect(told({ 'health.in_treatment': 2, 'motivation.work_wish': 1, 'health.mental': 4 })).toContain('-IPS');
    expect(told({ 'motivation.work_wish': 1, 'health.mental': 4 }).join()).not.toContain('IPS');
  });
});

describe('TRAINING_QUALIFICATION', () => {
  const wantsToLearn = { 'education.start_qualification': 2, 'motivation.work_wish': 1 };
  it('Vera wants to work and has no basic qualification', () => {
    expect(told(wantsToLearn)).toEqual(['+TRAINING_QUALIFICATION']);
    expect(told({ ...wantsToLearn, 'motivation.work_wish': 3 })).toEqual([]);
  });
  it('Vera reads letters sometimes: language first, or beside it', () => {
    expect(told({ ...wantsToLearn, 'literacy.reading_nl': 2 })).toEqual([
      '+LANGUAGE_COURSE',
      '+LITERACY_SCREENING',
      '-TRAINING_QUALIFICATION',
    ]);
  });
});

describe('EXEMPTION_REVIEW', () => {
  it('no rule may suggest it, and none speaks of it: a person decides under the law', () => {
    expect(JSON.stringify(STANDARD_RULES)).not.toContain('EXEMPTION_REVIEW');
    for (const stance of ['suggest', 'advise_against'])
      expect(() =>
        compiled({ ...STANDARD_RULES[0], wish: false, then: [{ stance, intervention: 'EXEMPTION_REVIEW', strength: 1 }] }),
      ).toThrow('not-for-rules');
  });
  it('Willem cannot work for some time, an assessment says: the coach talks with him first, and a person decides', () => {
    const [talk, ...others] = proposalsFor({ ...FIT, 'work.capacity': 1 });
    expect(talk).toMatchObject({ intervention: 'COACH_CALL', stance: 'suggest', evidence: { talkFirst: true } });
    expect(talk?.evidence.for[0]?.explanation.nl).toContain('besluit een mens');
    expect(others.every(({ stance }) => stance === 'advise_against')).toBe(true);
  });
  it('Xandra asks for help with her children: that reaches the coach as her wish, and nothing else is concluded from it', () => {
    expect(told({ 'wish.help': 4, 'care.childcare': 2 })).toEqual(['+CHILDCARE_ARRANGEMENT (wish)']);
  });
});

describe('requirement 26', () => {
  const OTHERS: Record<string, Said>[] = [
    {},
    { 'workability.self': 7, 'confidence.work': 3, 'literacy.reading_nl': 1 },
    { 'wish.help': 7 },
    { 'wish.contact': 1 },
  ];
  it.each([1, 2])(
    'given health.self_rated %i, CV_WORKSHOP is not top-ranked and WORK_CAPACITY_ASSESSMENT is suggested, whatever else is known',
    (health) => {
      for (const other of OTHERS) {
        const proposals = proposalsFor({ ...other, 'health.self_rated': health });
        expect(proposals[0]?.intervention).not.toBe('CV_WORKSHOP');
        expect(proposals.find(({ intervention }) => intervention === 'CV_WORKSHOP')?.stance).toBe('advise_against');
        expect(proposals.find(({ intervention }) => intervention === 'WORK_CAPACITY_ASSESSMENT')?.stance).toBe('suggest');
      }
    },
  );
});
