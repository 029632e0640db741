import fc from 'fast-check';
import { Catalogue, STANDARD_CATALOGUE } from '#libs/interventions';
import { traitOf } from '#libs/profiles';
import { STANDARD_RULES } from './standard-rules.js';
import { compileRule } from './compile-rule.js';
import type { RuleDefinition } from './rule.js';

const aRule = (given: Record<string, unknown> = {}) => ({
  rule: 'a-rule',
  version: 1,
  title: { nl: 'Een regel', en: 'A rule' },
  when: { trait: 'health.self_rated', atMost: 2 },
  then: [{ stance: 'suggest', intervention: 'COACH_CALL', strength: 1 }],
  explanation: { nl: 'Bel: {health.self_rated}.', en: 'Call: {health.self_rated}.' },
  author: 'een',
  approver: 'ander',
  validFrom: '2026-01-01T00:00:00Z',
  ...given,
});
const plain = { explanation: { nl: 'Bel.', en: 'Call.' } };
const problemsOf = (rule: unknown) => {
  const compiled = compileRule(rule);
  return 'problems' in compiled ? compiled.problems.map(({ at, reason }) => `${at}: ${reason}`) : [];
};
const problemsWhen = (when: unknown) => problemsOf(aRule({ ...plain, when }));
const problemsThen = (...then: unknown[]) => problemsOf(aRule({ then }));

describe('the rule compiler', () => {
  it('takes a good rule, and every standard one', () => {
    expect(problemsOf(aRule())).toEqual([]);
    expect(STANDARD_RULES.flatMap(problemsOf)).toEqual([]);
  });

  it('knows what a rule reads, and how far back', () => {
    const compiled = compileRule(
      aRule({
        ...plain,
        when: {
          any: [
            { trait: 'workability.self', worsenedBy: 3, withinDays: 60 },
            { trait: 'workability.self', improvedBy: 2, withinDays: 90 },
            { trait: 'wish.contact', is: 1 },
          ],
        },
      }),
    );
    expect(compiled).toMatchObject({ traits: ['workability.self', 'wish.contact'], lookBackDays: new Map([['workability.self', 90]]) });
  });

  it.each([
    ['a trait nobody registered', { trait: 'health.shoe_size', is: 1 }, 'when.trait: unknown-trait'],
    [
      'a forbidden trait, deep inside',
      { all: [{ any: [{ trait: 'client.language', is: 1 }] }] },
      'when.all[0].any[0].trait: forbidden-input',
    ],
    ['a value that is not on the scale', { trait: 'health.self_rated', is: 6 }, 'when.is: off-scale'],
    ['zero where zero means nothing', { trait: 'health.self_rated', atMost: 0 }, 'when.atMost: off-scale'],
    ['one impossible value of several', { trait: 'health.self_rated', oneOf: [1, 9] }, 'when.oneOf: off-scale'],
    ['a comparison that always holds', { trait: 'health.self_rated', atLeast: 1 }, 'when.atLeast: says-nothing'],
    ['all values there are', { trait: 'finance.debt', oneOf: [1, 2] }, 'when.oneOf: says-nothing'],
    ['more or less of what has no order', { trait: 'care.childcare', atLeast: 2 }, 'when.atLeast: has-no-order'],
    ['better or worse of a wish', { trait: 'wish.help', worsenedBy: 2, withinDays: 30 }, 'when.worsenedBy: has-no-order'],
    ['a change larger than the scale', { trait: 'health.physical', worsenedBy: 3, withinDays: 30 }, 'when.worsenedBy: off-scale'],
    ['no change', { trait: 'health.physical', worsenedBy: 0, withinDays: 30 }, 'when.worsenedBy: off-scale'],
    ['a period of nothing', { trait: 'health.physical', worsenedBy: 1, withinDays: 0 }, 'when.withinDays: not-a-period'],
    ['an age beyond the validity', { trait: 'wish.contact', newerThanDays: 31 }, 'when.newerThanDays: longer-than-valid'],
    ['two comparisons at once', { trait: 'health.physical', is: 1, atMost: 2 }, 'when: unknown-shape'],
    ['no comparison', { trait: 'health.physical' }, 'when: unknown-shape'],
    ['a number as text', { trait: 'health.physical', is: '3' }, 'when.is: off-scale'],
    ['all of nothing, which would hold for everybody', { all: [] }, 'when.all: empty'],
    ['none of nothing', { none: [] }, 'when.none: empty'],
    ['a word it does not know', { not: { trait: 'health.physical', is: 3 } }, 'when: unknown-shape'],
    ['nothing', null, 'when: unknown-shape'],
    ['what is usual of a wish', { trait: 'wish.help', against: 'usual', is: 'worse' }, 'when.against: has-no-order'],
    ['against what is usual for others', { trait: 'health.physical', against: 'group', is: 'worse' }, 'when.against: unknown-shape'],
    ['as usual, which is no change', { trait: 'health.physical', against: 'usual', is: 'same' }, 'when.is: unknown-shape'],
    ['a trend of a month', { trait: 'health.physical', trend: 'worsening', withinDays: 30 }, 'when.withinDays: not-a-period'],
    ['a trend of a wish', { trait: 'wish.help', trend: 'worsening', withinDays: 90 }, 'when.trend: has-no-order'],
    ['three of the last two', { trait: 'health.physical', sustained: { is: 3 }, times: 3, ofLast: 2 }, 'when.times: not-a-count'],
    ['the last of one', { trait: 'health.physical', sustained: { is: 3 }, times: 1, ofLast: 1 }, 'when.ofLast: not-a-count'],
    [
      'a lasting value off the scale',
      { trait: 'health.physical', sustained: { is: 9 }, times: 2, ofLast: 3 },
      'when.sustained.is: off-scale',
    ],
    ['a lasting nothing', { trait: 'health.physical', sustained: {}, times: 2, ofLast: 3 }, 'when.sustained: unknown-shape'],
    ['no reason why nothing is known', { trait: 'health.physical', notHeard: [] }, 'when.notHeard: empty'],
    ['a reason nobody knows', { trait: 'health.physical', notHeard: ['bored'] }, 'when.notHeard: unknown-shape'],
    ['a silence of no days', { silentForDays: 0 }, 'when.silentForDays: not-a-period'],
    ['a silence of three years', { silentForDays: 1100 }, 'when.silentForDays: not-a-period'],
    ['within reach, as if that were told', { unreachable: false }, 'when.unreachable: unknown-shape'],
    ['any number of months', { benefitMonths: {} }, 'when.benefitMonths: empty'],
    ['months from twelve to less than six', { benefitMonths: { atLeast: 12, lessThan: 6 } }, 'when.benefitMonths: never-holds'],
    ['what is in no catalogue', { intervention: 'FINE', was: 'tried' }, 'when.intervention: unknown-intervention'],
    ['a state of nothing', { intervention: 'COACH_CALL', was: 'refused' }, 'when.was: unknown-shape'],
    ['running since', { intervention: 'COACH_CALL', was: 'running', withinDays: 9 }, 'when.withinDays: unknown-shape'],
    ['more of the parts than there are', { atLeast: 3, of: [{ trait: 'finance.debt', is: 1 }] }, 'when.atLeast: not-a-count'],
    ['somebody of an age nobody has', { ageBand: ['90'] }, 'when.ageBand: unknown-shape'],
    ['two circumstances at once', { silentForDays: 30, unreachable: true }, 'when: unknown-shape'],
  ])('refuses %s', (_, when, problem) => {
    expect(problemsWhen(when)).toEqual([problem]);
  });

  const a = 'health.self_rated';
  it('stays within what somebody can check: not deeper than six, not more than sixty, not longer than a page', () => {
    const deep = (levels: number): unknown =>
      levels === 0 ? { trait: a, is: 1 } : { any: [{ trait: 'finance.debt', is: 1 }, { all: [deep(levels - 1)] }] };
    expect(problemsWhen(deep(3))).toEqual([]);
    expect(problemsWhen(deep(4)).at(-1)).toContain('too-deep');
    expect(problemsWhen({ any: Array.from({ length: 70 }, () => ({ trait: a, is: 1 })) })).toEqual(['when.any[59]: too-many']);
    let bottomless: unknown = { trait: a, is: 1 };
    for (let depth = 0; depth < 20_000; depth += 1) bottomless = { all: [bottomless] };
    expect(problemsWhen(bottomless)).toHaveLength(1);
    expect(problemsOf(aRule({ title: { nl: 'x'.repeat(121), en: 'e' } }))).toEqual(['title.nl: too-long']);
  });

  it('takes talking first and asking again, each once, and nothing with more to it than that', () => {
    expect(problemsThen({ stance: 'talk_first', strength: 2 }, { stance: 'ask', trait: 'health.mental' })).toEqual([]);
    expect(problemsThen({ stance: 'ask', trait: 'shoe.size' })).toEqual(['then[0].trait: unknown-trait']);
    expect(problemsThen({ stance: 'talk_first', strength: 1 }, { stance: 'talk_first', strength: 2 })).toEqual([
      'then[1].stance: named-twice',
    ]);
    expect(problemsThen({ stance: 'suggest', intervention: 'COACH_CALL', strength: 1, fine: 100 })).toEqual(['then[0]: unknown-field']);
    expect(problemsOf({ ...aRule(), score: 1 })).toEqual(['score: unknown-field']);
  });

  it('lets an age open something, and never keep somebody from it, and never decide alone', () => {
    const young = { ageBand: ['under-27'] };
    const withHealth = { all: [young, { trait: a, atMost: 2 }] };
    expect(problemsWhen(young)).toEqual(['when.ageBand: age-alone']);
    expect(problemsWhen({ none: [young] })).toEqual(['when.none[0].ageBand: age-alone']);
    expect(problemsWhen(withHealth)).toEqual([]);
    expect(
      problemsOf(aRule({ ...plain, when: withHealth, then: [{ stance: 'advise_against', intervention: 'JOB_MATCHING', strength: 1 }] })),
    ).toEqual(['when.all[0].ageBand: age-advises-against']);
  });

  it('reads no trait that is marked as protected, and has none asked', () => {
    const protectedTrait = { ...traitOf('health.self_rated'), isProtected: true as const };
    const planted = (key: string) => (key === a ? protectedTrait : traitOf(key));
    const reasons = (rule: unknown) => {
      const compiled = compileRule(rule, STANDARD_CATALOGUE, { findTrait: planted });
      return 'problems' in compiled ? compiled.problems.map(({ at, reason }) => `${at}: ${reason}`) : [];
    };
    expect(reasons(aRule(plain))).toEqual(['when.trait: protected-input']);
    const asks = { ...plain, when: { trait: 'finance.debt', is: 1 }, then: [{ stance: 'ask', trait: a }] };
    expect(reasons(aRule(asks))).toEqual(['then[0].trait: protected-input']);
  });

  it('takes what the office added to its catalogue, and of a rule that is written now only what is still begun', () => {
    const [first] = STANDARD_CATALOGUE.all;
    if (!first) throw new Error('the catalogue is empty');
    const catalogue = new Catalogue([
      { ...first, code: 'OWN_ONE' },
      { ...first, code: 'OLD_ONE', isOffered: false },
    ]);
    const reasons = (intervention: string, complete: boolean) => {
      const written = { forWhom: { nl: 'n', en: 'e' }, clientExplanation: { nl: 'n', en: 'e' } };
      const compiled = compileRule(aRule({ ...written, then: [{ stance: 'suggest', intervention, strength: 1 }] }), catalogue, {
        complete,
      });
      return 'problems' in compiled ? compiled.problems.map(({ reason }) => reason) : [];
    };
    expect(reasons('OWN_ONE', true)).toEqual([]);
    expect(reasons('COACH_CALL', true)).toEqual(['unknown-intervention']);
    expect(reasons('OLD_ONE', true)).toEqual(['no-longer-offered']);
    // What is stored keeps its other effects.
    expect(reasons('OLD_ONE', false)).toEqual([]);
  });

  it('asks of a rule that is written now for whom it is and what the client reads', () => {
    const compiled = compileRule(aRule(), STANDARD_CATALOGUE, { complete: true });
    expect('problems' in compiled && compiled.problems.map(({ at }) => at)).toEqual([
      'forWhom.nl',
      'forWhom.en',
      'clientExplanation.nl',
      'clientExplanation.en',
    ]);
  });

  it('refuses what cannot follow from a rule', () => {
    expect(problemsThen()).toEqual(['then: empty']);
    expect(problemsThen({ stance: 'suggest', intervention: 'FINE', strength: 1 })).toEqual(['then[0].intervention: unknown-intervention']);
    expect(problemsThen({ stance: 'suggest', intervention: 'EXEMPTION_REVIEW', strength: 1 })).toEqual([
      'then[0].intervention: not-for-rules',
    ]);
    expect(problemsThen({ stance: 'oblige', intervention: 'CV_WORKSHOP', strength: 1 })).toEqual(['then[0].stance: unknown-stance']);
    expect(problemsThen({ stance: 'suggest', intervention: 'CV_WORKSHOP', strength: 9 })).toEqual(['then[0].strength: unknown-strength']);
    expect(
      problemsThen(
        { stance: 'suggest', intervention: 'CV_WORKSHOP', strength: 1 },
        { stance: 'advise_against', intervention: 'CV_WORKSHOP', strength: 1 },
      ),
    ).toEqual(['then[1].intervention: named-twice']);
  });

  it('keeps facts about children for help with children', () => {
    const rule = { ...plain, when: { trait: 'care.childcare', is: 2 } };
    const then = (intervention: string) => [{ stance: 'advise_against', intervention, strength: 1 }];
    expect(problemsOf(aRule({ ...rule, then: then('JOB_MATCHING') }))).toEqual(['when.trait: reserved-input']);
    expect(problemsOf(aRule({ ...rule, then: then('CHILDCARE_ARRANGEMENT') }))).toEqual([]);
  });

  it('lets only a wish be a wish', () => {
    expect(problemsOf(aRule({ wish: true }))).toEqual(['wish: not-a-wish']);
    const wish = { ...plain, wish: true, when: { trait: 'wish.contact', is: 1 } };
    expect(problemsOf(aRule(wish))).toEqual([]);
    expect(problemsOf(aRule({ ...wish, then: [{ stance: 'advise_against', intervention: 'COACH_CALL', strength: 1 }] }))).toEqual([
      'wish: not-a-wish',
    ]);
  });

  it('asks for words in each language, which speak only of what the rule reads', () => {
    expect(problemsOf(aRule({ title: { nl: 'Een regel' } }))).toEqual(['title.en: text-missing']);
    expect(problemsOf(aRule({ explanation: { nl: 'Want {health.mental}.', en: ' ' } }))).toEqual([
      'explanation.nl: not-read',
      'explanation.en: text-missing',
    ]);
  });

  it('asks for two people and a moment', () => {
    expect(problemsOf(aRule({ approver: 'een' }))).toEqual(['approver: author-approves']);
    expect(problemsOf(aRule({ validUntil: '2025-01-01T00:00:00Z' }))).toEqual(['validUntil: ends-before-it-begins']);
    expect(problemsOf(aRule({ validUntil: null }))).toEqual([]);
    expect(problemsOf(aRule({ rule: 'Een regel!' }))).toEqual(['rule: not-a-key']);
    expect(problemsOf(aRule({ validFrom: 'morgen', version: 0 }))).toEqual(['version: unknown-shape', 'validFrom: not-a-moment']);
  });

  it('says everything that is wrong at once', () => {
    expect(
      problemsOf({
        when: {
          all: [
            { trait: 'x', is: 1 },
            { trait: 'health.physical', is: 8 },
          ],
        },
      }).length,
    ).toBeGreaterThan(8);
  });

  it('takes anything and never throws', () => {
    const mangled = fc.tuple(
      fc.constantFrom<keyof RuleDefinition>('rule', 'version', 'title', 'when', 'then', 'explanation', 'wish', 'author', 'validFrom'),
      fc.anything(),
    );
    fc.assert(fc.property(mangled, ([field, value]) => void compileRule(aRule({ [field]: value }))));
    fc.assert(fc.property(fc.anything(), (value) => problemsOf(value).length > 0));
  });
});
