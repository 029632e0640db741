import { compileRule } from './compile-rule.js';

const problemsWhen = (when: unknown) => {
  const compiled = compileRule({
    rule: 'a-rule',
    version: 1,
    title: { nl: 'Een regel', en: 'A rule' },
    when,
    then: [{ stance: 'suggest', intervention: 'COACH_CALL', strength: 1 }],
    explanation: { nl: 'Bel.', en: 'Call.' },
    author: 'een',
    approver: 'ander',
    validFrom: '2026-01-01T00:00:00Z',
  });
  return 'problems' in compiled ? compiled.problems.map(({ at, reason }) => `${at}: ${reason}`) : [];
};

describe('the compiler finds what can never hold, and what always does', () => {
  const a = 'health.self_rated';
  it.each<[string, unknown, string[]]>([
    [
      'low and high at once',
      {
        all: [
          { trait: a, atMost: 2 },
          { trait: a, atLeast: 4 },
        ],
      },
      ['when: never-holds'],
    ],
    ['a value and its opposite', { all: [{ trait: a, is: 1 }, { none: [{ trait: a, atMost: 2 }] }] }, ['when: never-holds']],
    [
      'known and refused',
      {
        all: [
          { trait: a, is: 1 },
          { trait: a, notHeard: ['refused'] },
        ],
      },
      ['when: never-holds'],
    ],
    [
      'the best there is, and worse than before',
      {
        all: [
          { trait: a, is: 5 },
          { trait: a, worsenedBy: 1, withinDays: 90 },
        ],
      },
      ['when: never-holds'],
    ],
    [
      'the best there is, and worse than usual',
      {
        all: [
          { trait: a, is: 5 },
          { trait: a, against: 'usual', is: 'worse' },
        ],
      },
      ['when: never-holds'],
    ],
    [
      'always low lately, and not low now',
      {
        all: [
          { trait: a, sustained: { atMost: 2 }, times: 2, ofLast: 2 },
          { trait: a, is: 3 },
        ],
      },
      ['when: never-holds'],
    ],
    [
      'worse and better at once',
      {
        all: [
          { trait: a, against: 'usual', is: 'worse' },
          { trait: a, against: 'usual', is: 'better' },
        ],
      },
      ['when: never-holds'],
    ],
    ['two ages', { all: [{ ageBand: ['under-27'] }, { ageBand: ['35-44'] }, { trait: a, is: 1 }] }, ['when: never-holds']],
    [
      'fewer than six months and more than a year',
      { all: [{ benefitMonths: { lessThan: 6 } }, { benefitMonths: { atLeast: 12 } }] },
      ['when: never-holds'],
    ],
    [
      'tried lately and never',
      { all: [{ intervention: 'COACH_CALL', was: 'tried', withinDays: 30 }, { none: [{ intervention: 'COACH_CALL', was: 'tried' }] }] },
      ['when: never-holds'],
    ],
    ['three of four that exclude each other', { atLeast: 3, of: [1, 2, 3, 4].map((is) => ({ trait: a, is })) }, ['when: never-holds']],
    [
      'a part of which nothing comes, where it stands',
      {
        any: [
          { trait: 'finance.debt', is: 1 },
          {
            all: [
              { trait: a, is: 1 },
              { trait: a, is: 2 },
            ],
          },
        ],
      },
      ['when.any[1]: never-holds'],
    ],
    [
      'everybody who answers',
      {
        any: [
          { trait: a, atMost: 2 },
          { trait: a, atLeast: 3 },
        ],
      },
      ['when: says-nothing'],
    ],
    [
      'everybody, whether they answer or not',
      { any: [{ trait: a, notHeard: ['refused'] }, { none: [{ trait: a, notHeard: ['refused'] }] }] },
      ['when: says-nothing'],
    ],
    [
      'low or high, which leaves out the middle',
      {
        any: [
          { trait: a, atMost: 2 },
          { trait: a, atLeast: 4 },
        ],
      },
      [],
    ],
    [
      'better than long ago, and worse than lately',
      {
        all: [
          { trait: a, worsenedBy: 1, withinDays: 30 },
          { trait: a, improvedBy: 1, withinDays: 90 },
        ],
      },
      [],
    ],
    [
      'low now, of what is not always low',
      {
        all: [
          { trait: a, sustained: { atMost: 2 }, times: 2, ofLast: 3 },
          { trait: a, is: 3 },
        ],
      },
      [],
    ],
    ['old, and very old', { all: [{ silentForDays: 30 }, { silentForDays: 60 }] }, []],
    [
      'two of four that are two things',
      {
        atLeast: 2,
        of: [
          { trait: a, is: 1 },
          { trait: a, is: 2 },
          { trait: 'finance.debt', is: 1 },
          { trait: 'finance.debt', is: 2 },
        ],
      },
      [],
    ],
  ])('%s', (_, when, problems) => {
    expect(problemsWhen(when)).toEqual(problems);
  });
});
