import fc from 'fast-check';
import { STANDARD_CATALOGUE } from '#libs/interventions';
import { LANGUAGES } from '#libs/platform';
import { TRAITS } from '#libs/profiles';
import { aFact, aProfile, circumstancesOf, compiled, NOW, type Said } from '../../../../test/support/rule-profile.js';
import { compileRule } from './compile-rule.js';
import { decide } from './decide.js';
import { evaluate } from './evaluate.js';
import { leavesOf } from './needs.js';
import { problemsInSet } from './rule-set-problems.js';
import { adviceOf, type Stance } from './rule.js';
import { STANDARD_RULES } from './standard-rules.js';

const rules = STANDARD_RULES.map(compiled);
const speaking = (code: string, stance: Stance) =>
  STANDARD_RULES.filter((rule) => adviceOf(rule).some((advice) => advice.intervention === code && advice.stance === stance)).map(
    ({ rule }) => rule,
  );
const talking = STANDARD_RULES.filter(({ then }) => then.some(({ stance }) => stance === 'talk_first')).map(({ rule }) => rule);

/** Every line of the table of fits and contra-indications: which rules carry it. What no rule of persons can carry says where it stands. */
const TABLE: Record<string, { suggest: string[]; against: string[] }> = {
  COACH_CALL: {
    suggest: [
      'wish-call',
      'wish-money-with-scheme',
      'wish-health',
      'wish-something-else',
      'wellbeing-dropped',
      'unlike-usual',
      'things-are-bad',
      'long-silence',
      'nothing-arrives',
      'often-stress',
      'always-stress',
      'feels-worse-over-time',
      'much-tension',
      'debt-scheme-runs',
      'work-became-harder',
      'work-became-easier',
      'wage-value-first',
    ],
    against: [],
  },
  WORK_CAPACITY_ASSESSMENT: {
    suggest: ['feels-unhealthy', 'limited-by-body', 'work-would-be-hard', 'work-ability-fell'],
    against: ['assessed-this-year'],
  },
  MENTAL_HEALTH_REFERRAL: {
    suggest: ['wish-health-with-stress', 'often-stress', 'always-stress', 'feels-worse-over-time', 'much-tension'],
    against: [],
  },
  DEBT_COUNSELLING: { suggest: ['wish-money', 'debts', 'hard-to-make-ends-meet'], against: ['debt-scheme-runs'] },
  HOUSING_HELP: { suggest: ['wish-housing', 'no-stable-home', 'home-uncertain'], against: [] },
  CHILDCARE_ARRANGEMENT: { suggest: ['wish-children', 'no-childcare'], against: ['no-young-children'] },
  INFORMAL_CARE_SUPPORT: { suggest: ['cares-for-somebody'], against: [] },
  TRANSPORT_SUPPORT: { suggest: ['wish-travel', 'hard-to-travel', 'travel-sometimes-hard'], against: [] },
  LITERACY_SCREENING: {
    suggest: ['cannot-read-letters-yet', 'sometimes-reads-letters', 'which-course-fits'],
    against: ['screened-this-year'],
  },
  LANGUAGE_COURSE: {
    suggest: [
      'wish-language',
      'cannot-read-letters-yet',
      'sometimes-reads-letters',
      'reading-course-fits',
      'course-route-reading',
      'course-route-dutch',
      'no-dutch-yet',
      'a-little-dutch',
      'reading-before-training',
    ],
    against: ['acute-situation'],
  },
  DIGITAL_SKILLS: { suggest: ['not-online-alone', 'online-with-help'], against: [] },
  SOCIAL_ACTIVATION: { suggest: ['nobody-who-helps', 'misses-people', 'lives-withdrawn'], against: ['paid-work-instead'] },
  SOCIETAL_PARTICIPATION: { suggest: ['lives-withdrawn', 'takes-part-already'], against: ['paid-work-instead'] },
  TRAINING_QUALIFICATION: { suggest: ['no-basic-qualification'], against: ['reading-before-training'] },
  CV_WORKSHOP: {
    suggest: ['able-but-unsure'],
    against: [
      'acute-situation',
      'feels-unhealthy',
      'limited-by-body',
      'debts-press',
      'no-stable-home',
      'cannot-read-letters-yet',
      'no-dutch-yet',
      'a-little-dutch',
      'cannot-work-for-some-time',
    ],
  },
  JOB_APPLICATION_TRAINING: {
    suggest: ['wish-work', 'able-but-unsure'],
    against: [
      'acute-situation',
      'feels-unhealthy',
      'limited-by-body',
      'debts-press',
      'cannot-read-letters-yet',
      'no-dutch-yet',
      'cannot-work-for-some-time',
    ],
  },
  // "No childcare" is no mark against anybody: facts about children serve help with children, which ranks before work by itself.
  JOB_MATCHING: {
    suggest: ['ready-for-work'],
    against: ['acute-situation', 'limited-by-body', 'always-stress', 'no-stable-home', 'cannot-work-for-some-time'],
  },
  // Whether it takes the place of a regular job is about the place, not the person: the reason and the catalogue say it.
  TRIAL_PLACEMENT: { suggest: ['long-not-worked'], against: ['adaptation-first'] },
  WORK_EXPERIENCE_PLACE: { suggest: ['long-not-worked'], against: ['adaptation-first'] },
  JOB_COACHING: { suggest: ['earns-below-minimum-wage', 'works-with-help'], against: [] },
  WAGE_SUBSIDY: { suggest: ['earns-below-minimum-wage'], against: ['wage-value-first'] },
  SHELTERED_WORK: { suggest: ['sheltered-work-advised'], against: ['sheltered-work-not-advised'] },
  IPS: { suggest: ['work-beside-treatment'], against: ['no-treatment-team'] },
  // A person decides under the law: what points that way becomes a conversation.
  EXEMPTION_REVIEW: { suggest: [], against: [] },
};

describe('every line of the table of fits and contra-indications', () => {
  it('is about everything that is in the catalogue', () => {
    expect(Object.keys(TABLE).toSorted()).toEqual(STANDARD_CATALOGUE.all.map(({ code }) => code).toSorted());
  });

  it.each(Object.entries(TABLE))('%s has its rules for and against', (code, { suggest, against }) => {
    expect({ suggest: speaking(code, 'suggest').toSorted(), against: speaking(code, 'advise_against').toSorted() }).toEqual({
      suggest: suggest.toSorted(),
      against: against.toSorted(),
    });
  });

  it('has its rules for talking first', () => {
    expect(talking.toSorted()).toEqual([
      'acute-situation',
      'answers-contradict',
      'cannot-work-for-some-time',
      'debts-after-help',
      'language-course-stopped',
      'something-in-the-way',
      'stays-bad',
    ]);
  });
});

describe('the standard rules together', () => {
  it('compile with every word there is room for, and have no name twice', () => {
    for (const rule of STANDARD_RULES) expect(compileRule(rule, STANDARD_CATALOGUE, { complete: true })).not.toHaveProperty('problems');
    expect(new Set(STANDARD_RULES.map(({ rule }) => rule)).size).toBe(STANDARD_RULES.length);
  });

  it('do not shadow, repeat or contradict each other', () => {
    expect(problemsInSet(STANDARD_RULES)).toEqual([]);
  });

  it('look at no age and at no length of the benefit: what is answered and what was begun is enough', () => {
    const asked = new Set(STANDARD_RULES.flatMap(({ when }) => leavesOf(when)).flatMap((leaf) => Object.keys(leaf)));
    expect([...asked]).not.toContain('ageBand');
    expect([...asked]).not.toContain('benefitMonths');
    expect([...asked]).toContain('intervention');
  });

  const anyFact = fc.constantFrom(...TRAITS).chain(({ key, levels }) => {
    const said = fc.oneof(fc.constantFrom<Said>(...levels.map(({ value }) => value)), fc.constantFrom<Said>('refused', 'unknown'));
    return fc.tuple(said, fc.integer({ min: 0, max: 200 })).map(([answer, ago]) => aFact(key, answer, ago));
  });
  const decideOn = (facts: Parameters<typeof aProfile>) => {
    const profile = aProfile(...facts);
    return decide(evaluate(rules, profile, NOW), circumstancesOf(), STANDARD_CATALOGUE, NOW, profile);
  };

  it('never put a CV workshop on top of who feels bad, whatever else is known (requirement 26)', () => {
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 40 }), fc.constantFrom(1, 2), (facts, health) => {
        const others = facts.filter(({ trait }) => trait !== 'health.self_rated');
        const proposals = decideOn([...others, aFact('health.self_rated', health, 1)]);
        expect(proposals[0]?.intervention).not.toBe('CV_WORKSHOP');
        expect(proposals.some(({ intervention, stance }) => intervention === 'WORK_CAPACITY_ASSESSMENT' && stance === 'suggest')).toBe(
          true,
        );
      }),
    );
  });

  it('put what the client wants first, whatever else is known (requirement 27)', () => {
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 40 }), fc.integer({ min: 1, max: 8 }), (facts, wish) => {
        const others = facts.filter(({ trait }) => trait !== 'wish.help');
        expect(decideOn([...others, aFact('wish.help', wish, 1)])[0]).toMatchObject({ fromWish: true, stance: 'suggest', rank: 1 });
      }),
    );
  });

  it('suggest nothing to who is known only by what expired, was refused or is "weet ik niet"', () => {
    const gone = fc
      .constantFrom(...TRAITS)
      .chain(({ key, levels, validDays }) =>
        fc
          .constantFrom<[Said, number]>(
            [levels[0]!.value, validDays],
            [levels.at(-1)!.value, validDays + 30],
            ['refused', 1],
            ['unknown', 2],
          )
          .map(([said, ago]) => aFact(key, said, ago)),
      );
    fc.assert(
      fc.property(fc.array(gone, { maxLength: 40 }), (facts) => {
        const latestOnly = [...new Map(facts.map((fact) => [fact.trait, fact])).values()];
        expect(decideOn(latestOnly)).toEqual([]);
      }),
    );
  });
});

describe('the words of the standard rules', () => {
  const DISRESPECTFUL =
    /sanctie|maatregel|boete|korting|verplicht|moet\b|handhav|fraude|ontheff|diagnos|depress|ziek\b|ziekte|stoornis|analfabe|laaggeletterd|onwillig|ongemotiveerd|lui\b|oorzaak van|leidt tot|door dit|sanction|penalt|obligat|enforce|fraud|exempt|disorder|illiterate|unwilling|lazy|must\b|\bcause of|leads to/i;
  const wordsOf = (definitions: typeof STANDARD_RULES) =>
    definitions.flatMap(({ title, forWhom, explanation, clientExplanation }) =>
      [title, forWhom, explanation, clientExplanation].flatMap((text) => LANGUAGES.map((language) => text?.[language] ?? '')),
    );

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

  it('are there, in both languages, in short sentences', () => {
    for (const text of wordsOf(STANDARD_RULES)) {
      expect(text.trim()).not.toBe('');
      for (const sentence of text.split(/[.?!:] /)) expect(sentence.split(' ').length).toBeLessThanOrEqual(25);
    }
  });

  it('speak to the client as u, without a placeholder, and never of "de klant"', () => {
    for (const { rule, clientExplanation } of STANDARD_RULES) {
      expect([rule, clientExplanation?.nl]).toEqual([rule, expect.not.stringMatching(/klant|\{|\b(je|jij|jouw)\b/i)]);
      expect([rule, clientExplanation?.en]).toEqual([rule, expect.not.stringMatching(/client|\{/i)]);
    }
  });
});
