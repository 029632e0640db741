import { aFact, anIntervention, NOW, type Said } from '../../../../test/support/rule-profile.js';
import { asked, FIT, proposalsFor, told, type Situation } from '../../../../test/support/situation.js';

describe('LANGUAGE_COURSE', () => {
  const courseOf = (answers: Record<string, Said>) =>
    proposalsFor(answers)
      .find(({ intervention }) => intervention === 'LANGUAGE_COURSE')
      ?.evidence.for.map(({ rule }) => rule);
  it('Amina speaks a little Dutch, Yusuf none yet', () => {
    expect(told({ 'language.dutch_speaking': 2 })).toEqual(['+LANGUAGE_COURSE', '-CV_WORKSHOP']);
    expect(told({ 'language.dutch_speaking': 3 })).toEqual(['+LANGUAGE_COURSE', '-CV_WORKSHOP', '-JOB_APPLICATION_TRAINING']);
  });
  it('Gerrit speaks Dutch well and cannot read letters: a course in reading (NT1), not in Dutch', () => {
    expect(courseOf({ 'language.dutch_speaking': 1, 'literacy.reading_nl': 3 })).toContain('reading-course-fits');
  });
  it('Zeynep reads and speaks with difficulty: which course fits is not known, so the reading check comes first', () => {
    const answers = { 'language.dutch_speaking': 2, 'literacy.reading_nl': 2 };
    expect(told(answers).slice(0, 2)).toEqual(['+LANGUAGE_COURSE', '+LITERACY_SCREENING'].toSorted((a, b) => b.localeCompare(a)));
    expect(courseOf({ ...answers, 'language.course_route': 1 })).toContain('course-route-reading');
    expect(courseOf({ ...answers, 'language.course_route': 2 })).toContain('course-route-dutch');
    expect(courseOf({ ...answers, 'language.course_route': 2 })).not.toContain('course-route-reading');
  });
  it('not while something urgent is going on', () => {
    expect(told({ 'language.dutch_speaking': 3, 'situation.acute': 1 })).toContain('-LANGUAGE_COURSE');
  });
  it('Hatice stopped with a course: first hear what did not fit', () => {
    const interventions = [anIntervention('LANGUAGE_COURSE', 'ended', 120, 'stopped_early')];
    expect(told({ 'language.dutch_speaking': 2 }, { interventions })[0]).toBe('+COACH_CALL (talk first)');
  });
});

describe('LITERACY_SCREENING', () => {
  it('Cor cannot read letters, Dirk sometimes can', () => {
    expect(told({ 'literacy.reading_nl': 3 })).toEqual([
      '+LITERACY_SCREENING',
      '+LANGUAGE_COURSE',
      '-CV_WORKSHOP',
      '-JOB_APPLICATION_TRAINING',
    ]);
    expect(told({ 'literacy.reading_nl': 2 })).toEqual(['+LITERACY_SCREENING', '+LANGUAGE_COURSE']);
    expect(told({ 'literacy.reading_nl': 1 })).toEqual([]);
  });
  it('Cor did it eleven months ago: not again, and that is said; after a year it is', () => {
    const ago = (days: number) => ({ interventions: [anIntervention('LITERACY_SCREENING', 'ended', days)] });
    expect(told({ 'literacy.reading_nl': 3 }, ago(330))).toContain('-LITERACY_SCREENING');
    expect(told({ 'literacy.reading_nl': 3 }, ago(366))).toContain('+LITERACY_SCREENING');
  });
});

describe('DIGITAL_SKILLS', () => {
  it('Els arranges nothing online yet, Frits with help: a course in a group, not online', () => {
    for (const digital of [3, 2]) {
      const [course] = proposalsFor({ 'digital.skills': digital });
      expect(course).toMatchObject({ intervention: 'DIGITAL_SKILLS', stance: 'suggest' });
      expect(course?.evidence.for[0]?.explanation.nl).toMatch(/groep.*niet online|groep kan helpen. Bied hem niet online/);
    }
    expect(told({ 'digital.skills': 1 })).toEqual([]);
  });
});

describe('DEBT_COUNSELLING', () => {
  it('Anja has debts; Bram finds it hard to make ends meet; Carla does not know', () => {
    expect(told({ 'finance.debt': 1 })).toEqual(['+DEBT_COUNSELLING']);
    expect(told({ 'finance.making_ends_meet': 2 })).toEqual(['+DEBT_COUNSELLING']);
    expect(told({ 'finance.debt': 'unknown' })).toEqual([]);
  });
  it.each([2, 3, 4])('Anja has a scheme already (%i): call who handles it, do not begin again', (scheme) => {
    expect(told({ 'finance.debt': 1, 'finance.debt_scheme': scheme })).toEqual(['+COACH_CALL', '-DEBT_COUNSELLING']);
    expect(told({ 'finance.debt': 1, 'finance.debt_scheme': 1 })).toEqual(['+DEBT_COUNSELLING']);
  });
  it('Anja asks for it, with a scheme: what she asks for stays first, with the caution beside it', () => {
    const [first, second] = proposalsFor({ 'wish.help': 1, 'finance.debt_scheme': 2 });
    expect([first, second]).toMatchObject([
      { intervention: 'COACH_CALL', fromWish: true },
      { intervention: 'DEBT_COUNSELLING', fromWish: true, evidence: { against: [{ rule: 'debt-scheme-runs' }] } },
    ]);
  });
  it('Dries completed it last month and still has debts: talk before anything begins', () => {
    expect(told({ 'finance.debt': 1 }, { interventions: [anIntervention('DEBT_COUNSELLING', 'ended', 30)] })).toEqual([
      '+COACH_CALL (talk first)',
    ]);
  });
});

describe('help around the home', () => {
  it('CHILDCARE_ARRANGEMENT: who has no childcare, and not who has no young children', () => {
    expect(told({ 'care.childcare': 2 })).toEqual(['+CHILDCARE_ARRANGEMENT']);
    expect(told({ 'care.childcare': 3 })).toEqual([]);
    const [asked] = proposalsFor({ 'care.childcare': 3, 'wish.help': 4 });
    expect(asked).toMatchObject({ fromWish: true, evidence: { against: [{ rule: 'no-young-children' }] } });
  });
  it('TRANSPORT_SUPPORT: who cannot travel easily, or sometimes cannot', () => {
    expect(told({ 'mobility.transport': 3 })).toEqual(['+TRANSPORT_SUPPORT']);
    expect(told({ 'mobility.transport': 2 })).toEqual(['+TRANSPORT_SUPPORT']);
    expect(told({ 'mobility.transport': 1 })).toEqual([]);
  });
  it('INFORMAL_CARE_SUPPORT: who often cares for somebody', () => {
    expect(told({ 'care.informal': 1 })).toEqual(['+INFORMAL_CARE_SUPPORT']);
  });
  it('HOUSING_HELP: who has no home, and who does not know for how long', () => {
    expect(told({ 'housing.stability': 2 })).toEqual(['+HOUSING_HELP', '-CV_WORKSHOP', '-JOB_MATCHING']);
    expect(told({ 'housing.stability': 3 })).toEqual(['+HOUSING_HELP']);
  });
});

describe('SOCIAL_ACTIVATION and SOCIETAL_PARTICIPATION', () => {
  it('Quinten has nobody who helps; Rosa often misses people; Sem lives withdrawn; Tess takes part already', () => {
    expect(told({ 'social.network': 3 })).toEqual(['+SOCIAL_ACTIVATION']);
    expect(told({ 'social.loneliness': 5 })).toEqual(['+SOCIAL_ACTIVATION']);
    expect(told({ 'participation.ladder': 1 })).toEqual(['+SOCIAL_ACTIVATION', '+SOCIETAL_PARTICIPATION']);
    expect(told({ 'participation.ladder': 3 })).toEqual(['+SOCIETAL_PARTICIPATION']);
  });
  it('Uri does unpaid work and could be paid for it: no volunteering instead', () => {
    expect(told({ ...FIT, 'participation.ladder': 4, 'social.network': 3 })).toEqual([
      '+JOB_MATCHING',
      '-SOCIAL_ACTIVATION',
      '-SOCIETAL_PARTICIPATION',
    ]);
  });
});

describe('COACH_CALL', () => {
  it.each<[string, Record<string, Said>, Situation, string]>([
    ['wants a call', { 'wish.contact': 1 }, {}, '+COACH_CALL (wish)'],
    ['says that things are bad', { 'wellbeing.general': 2 }, {}, '+COACH_CALL'],
    ['was very well and is not now', { 'wellbeing.general': 3 }, { facts: [aFact('wellbeing.general', 5, 84)] }, '+COACH_CALL'],
    [
      'says something else than usual',
      { 'wellbeing.general': 3 },
      { facts: [400, 360, 320, 280, 240].map((ago) => aFact('wellbeing.general', 5, ago)) },
      '+COACH_CALL',
    ],
    [
      'has said for long that things are bad',
      { 'wellbeing.general': 2 },
      { facts: [250, 170, 85].map((ago) => aFact('wellbeing.general', 2, ago)) },
      '+COACH_CALL (talk first)',
    ],
    ['fell from a 9 to a 6', { 'workability.self': 6 }, { facts: [aFact('workability.self', 9, 80)] }, '+COACH_CALL'],
    ['rose from a 4 to an 8', { 'workability.self': 8 }, { facts: [aFact('workability.self', 4, 80)] }, '+COACH_CALL'],
    ['says to work well and to be unhealthy', { 'workability.self': 9, 'health.self_rated': 1 }, {}, '+COACH_CALL (talk first)'],
    ['says to work badly and to start soon', { 'workability.self': 1, 'confidence.work': 1 }, {}, '+COACH_CALL (talk first)'],
    ['has not been heard for twelve weeks', {}, { person: { silentSince: NOW.subtract({ hours: 24 * 85 }) } }, '+COACH_CALL'],
    ['cannot be reached', {}, { person: { isUnreachable: true } }, '+COACH_CALL'],
    ['names something in the way that no rule has an answer to', { 'confidence.work': 3 }, {}, '+COACH_CALL'],
  ])('who %s', (_, answers, situation, expected) => {
    expect(told(answers, situation)).toContain(expected);
  });
  it('is not the answer to everything: where something fits, nobody is called as well', () => {
    expect(told({ 'finance.debt': 1, 'confidence.work': 3 })).toEqual(['+DEBT_COUNSELLING']);
  });
  it('is not needed for who is well, of whom nothing is known, or who would rather not say', () => {
    expect(told({})).toEqual([]);
    expect(told({ 'wellbeing.general': 4, 'wish.help': 9, 'wish.contact': 2 })).toEqual([]);
    expect(told({ 'wellbeing.general': 'refused', 'health.self_rated': 'refused', 'finance.debt': 'unknown' })).toEqual([]);
  });
});

describe('what is asked again', () => {
  it('how work would go, while somebody is being matched', () => {
    const interventions = [anIntervention('JOB_MATCHING', 'started')];
    expect(asked({}, { interventions, facts: [aFact('workability.self', 8, 100)] })).toEqual(['workability.self']);
    expect(asked({ 'workability.self': 8 }, { interventions })).toEqual([]);
  });
  it('health, debts and reading, where something depends on them', () => {
    expect(asked({ 'workability.self': 3 }, { facts: [aFact('health.self_rated', 4, 100)] })).toEqual(['health.self_rated']);
    expect(asked({ 'finance.making_ends_meet': 1 })).toEqual(['finance.debt']);
    expect(asked({ 'workability.self': 7, 'confidence.work': 2 })).toEqual(['literacy.reading_nl']);
  });
  it('never what somebody would rather not say', () => {
    expect(asked({ 'finance.making_ends_meet': 1, 'finance.debt': 'refused' })).toEqual([]);
    expect(asked({ 'workability.self': 7, 'confidence.work': 2, 'literacy.reading_nl': 'refused' })).toEqual([]);
  });
});

describe('requirement 27', () => {
  const EVERYTHING_ELSE = {
    'health.self_rated': 1,
    'literacy.reading_nl': 3,
    'housing.stability': 2,
    'finance.debt': 1,
    'health.mental': 4,
  };
  it.each([
    [1, 'DEBT_COUNSELLING'],
    [2, 'COACH_CALL'],
    [3, 'LANGUAGE_COURSE'],
    [4, 'CHILDCARE_ARRANGEMENT'],
    [5, 'TRANSPORT_SUPPORT'],
    [6, 'HOUSING_HELP'],
    [7, 'JOB_APPLICATION_TRAINING'],
    [8, 'COACH_CALL'],
  ])('wish.help %i is always shown and ranks first (%s), also when rules say otherwise', (wish, intervention) => {
    expect(proposalsFor({ 'wish.help': wish, ...EVERYTHING_ELSE })[0]).toMatchObject({
      rank: 1,
      stance: 'suggest',
      fromWish: true,
      intervention,
    });
    expect(told({ 'wish.help': wish })[0]).toBe(`+${intervention} (wish)`);
  });
  it('a wish that a rule advises against is suggested, with the caution in the evidence', () => {
    expect(proposalsFor({ 'wish.help': 7, 'health.self_rated': 2 })[0]).toMatchObject({
      intervention: 'JOB_APPLICATION_TRAINING',
      stance: 'suggest',
      evidence: { for: [{ rule: 'wish-work' }], against: [{ rule: 'feels-unhealthy' }] },
    });
  });
  it('who wants no help is not helped because of that', () => {
    expect(told({ 'wish.help': 9, 'wish.contact': 2 })).toEqual([]);
  });
});
