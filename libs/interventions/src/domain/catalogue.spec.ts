import { FITS } from './catalogue-fits.js';
import { STANDARD_CATALOGUE } from './catalogue.js';

const CODES = [
  'WORK_CAPACITY_ASSESSMENT',
  'CV_WORKSHOP',
  'JOB_APPLICATION_TRAINING',
  'JOB_MATCHING',
  'TRIAL_PLACEMENT',
  'WORK_EXPERIENCE_PLACE',
  'WAGE_SUBSIDY',
  'JOB_COACHING',
  'SHELTERED_WORK',
  'LANGUAGE_COURSE',
  'LITERACY_SCREENING',
  'DIGITAL_SKILLS',
  'DEBT_COUNSELLING',
  'CHILDCARE_ARRANGEMENT',
  'TRANSPORT_SUPPORT',
  'MENTAL_HEALTH_REFERRAL',
  'IPS',
  'INFORMAL_CARE_SUPPORT',
  'HOUSING_HELP',
  'SOCIAL_ACTIVATION',
  'SOCIETAL_PARTICIPATION',
  'TRAINING_QUALIFICATION',
  'EXEMPTION_REVIEW',
  'COACH_CALL',
];

describe('the catalogue', () => {
  it('is complete, and names nothing twice', () => {
    expect(STANDARD_CATALOGUE.all.map(({ code }) => code).toSorted()).toEqual(CODES.toSorted());
  });

  it.each(STANDARD_CATALOGUE.all.map((type) => [type.code, type] as const))(
    '%s is worded in Dutch and English, in short sentences',
    (_, { name, summary }) => {
      for (const text of [name.nl, name.en, summary.nl, summary.en]) expect(text).toMatch(/^\S.*\S$/);
      for (const sentence of [summary.nl, summary.en].flatMap((text) => text.split(/[.?!] /)))
        expect(sentence.split(' ').length).toBeLessThanOrEqual(20);
    },
  );

  it('speaks of no sanction or duty', () => {
    const words = STANDARD_CATALOGUE.all.flatMap(({ code, name, summary }) => [code, name.nl, name.en, summary.nl, summary.en]).join(' ');
    expect(words).not.toMatch(/sanctie|maatregel|boete|korting|verplicht|sanction|penalt|fine\b|obligat|enforce/i);
  });

  it('leaves decisions of the law to people', () => {
    expect(STANDARD_CATALOGUE.all.filter(({ suggestible }) => !suggestible).map(({ code }) => code)).toEqual(['EXEMPTION_REVIEW']);
  });

  it('takes away what stands in the way before it goes for work', () => {
    expect(STANDARD_CATALOGUE.of('LANGUAGE_COURSE').approach).toBe('barrier_first');
    expect(STANDARD_CATALOGUE.of('CV_WORKSHOP').approach).toBe('work_first');
    expect(STANDARD_CATALOGUE.of('JOB_MATCHING').approach).toBe('work_first');
  });

  it('knows its own codes only', () => {
    expect(STANDARD_CATALOGUE.find('FINE')).toBeNull();
    expect(STANDARD_CATALOGUE.find('constructor')).toBeNull();
    expect(() => STANDARD_CATALOGUE.of('FINE')).toThrow('FINE');
    expect(STANDARD_CATALOGUE.placeOf('COACH_CALL')).toBe(0);
  });

  it('says of everything for whom it is meant, and names nothing that is not in it', () => {
    for (const { code, forWhom } of STANDARD_CATALOGUE.all)
      expect([code, forWhom.nl !== '', forWhom.en !== '']).toEqual([code, true, true]);
    expect(Object.keys(FITS).filter((code) => !STANDARD_CATALOGUE.find(code))).toEqual([]);
  });
});
