import { explain, type Condition } from '#libs/rules';
import { aFact, aProfile, compiled, NOW, type Said } from '../../../../../test/support/rule-profile.js';
import { agoOf, ExamplePatterns } from './example-patterns.js';

const HEALTH = 'health.self_rated';
const READING = 'literacy.reading_nl';
const bad: Condition = { trait: HEALTH, atMost: 2 };
const reads: Condition = { trait: READING, is: 1 };
const ruleOf = (when: Condition) =>
  compiled({
    rule: 'probe',
    version: 1,
    title: { nl: 'Proef', en: 'Trial' },
    when,
    then: [{ stance: 'suggest', intervention: 'COACH_CALL', strength: 1 }],
    explanation: { nl: '-', en: '-' },
    author: 'a',
    approver: 'b',
    validFrom: '2026-01-01T00:00:00Z',
  });
const examplesOf = (when: Condition, ...people: [count: number, said: Record<string, Said>, ago?: number][]) => {
  const patterns = new ExamplePatterns();
  for (const [count, said, ago = 1] of people)
    for (let at = 0; at < count; at += 1)
      patterns.add(explain(ruleOf(when), aProfile(...Object.entries(said).map(([trait, answer]) => aFact(trait, answer, ago))), NOW), NOW);
  return patterns.examples();
};

describe('examples of whom a rule is about', () => {
  it('are positions that at least ten people share', () => {
    expect(examplesOf(bad, [9, { [HEALTH]: 1 }], [10, { [HEALTH]: 2 }]).map(({ lines }) => lines[0]?.known[0]?.value)).toEqual([2]);
  });

  it('take two who are in for certain, one who nearly is, and one of whom it is not known; and then what there is', () => {
    const kinds = examplesOf(
      { all: [bad, reads] },
      [30, { [HEALTH]: 1, [READING]: 1 }],
      [20, { [HEALTH]: 2, [READING]: 1 }],
      [15, { [HEALTH]: 4, [READING]: 1 }],
      [14, { [HEALTH]: 2, [READING]: 3 }],
      [12, { [HEALTH]: 2 }],
      [50, { [HEALTH]: 5, [READING]: 3 }],
    ).map(({ kind }) => kind);

    expect(kinds).toEqual(['yes', 'yes', 'nearly', 'nearly', 'unknown']);
  });

  it.each<[string, Condition, Record<string, Said>, string]>([
    ['one of two does not hold', { all: [bad, reads] }, { [HEALTH]: 4, [READING]: 1 }, 'nearly'],
    ['neither holds', { all: [bad, reads] }, { [HEALTH]: 4, [READING]: 3 }, 'no'],
    ['none of two, and one would do', { any: [bad, reads] }, { [HEALTH]: 4, [READING]: 3 }, 'nearly'],
    ['there is only one, and it does not hold', bad, { [HEALTH]: 4 }, 'no'],
    ['something stands against it that is so', { all: [bad, { none: [reads] }] }, { [HEALTH]: 1, [READING]: 1 }, 'nearly'],
    ['what is missing is not known, and the other does not hold', { all: [bad, reads] }, { [HEALTH]: 4 }, 'no'],
    ['somebody refused', { all: [bad, reads] }, { [HEALTH]: 'refused', [READING]: 1 }, 'unknown'],
  ])('are called what they are when %s', (_, when, said, kind) => {
    expect(examplesOf(when, [10, said])[0]?.kind).toBe(kind);
  });

  it('never carry a date', () => {
    expect(JSON.stringify(examplesOf({ all: [bad, reads] }, [10, { [HEALTH]: 1, [READING]: 1 }, 24]))).not.toMatch(/20\d\d|Z"/);
  });

  it.each([
    [0, 'week', 0],
    [6, 'week', 0],
    [7, 'week', 1],
    [24, 'week', 3],
    [62, 'week', 8],
    [63, 'month', 2],
    [365, 'month', 12],
  ])('say of %i days ago: %s %i', (days, unit, count) => {
    expect(agoOf(NOW.subtract({ hours: 24 * days }), NOW)).toEqual({ unit, count });
  });
});
