import fc from 'fast-check';
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
  ])('refuses %s', (_, when, problem) => {
    expect(problemsWhen(when)).toEqual([problem]);
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
