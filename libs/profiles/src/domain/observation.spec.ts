import { problemWith } from './observation.js';

describe('what can be observed', () => {
  it.each([
    ['a value on the scale', { trait: 'health.self_rated', state: 'answered', value: 2 }, null],
    ['zero, where zero is on the scale', { trait: 'workability.self', state: 'answered', value: 0 }, null],
    ['a refusal', { trait: 'health.self_rated', state: 'refused', value: null }, null],
    ['"weet ik niet"', { trait: 'finance.debt', state: 'unknown', value: null }, null],
    ['a value off the scale', { trait: 'health.self_rated', state: 'answered', value: 0 }, 'value-off-scale'],
    ['half a value', { trait: 'health.self_rated', state: 'answered', value: 2.5 }, 'value-off-scale'],
    ['a refusal that carries a value', { trait: 'health.self_rated', state: 'refused', value: 1 }, 'value-without-answer'],
    ['an answer without a value', { trait: 'health.self_rated', state: 'answered', value: null }, 'answered-without-value'],
    ['a trait nobody registered', { trait: 'person.nationality', state: 'answered', value: 1 }, 'unknown-trait'],
  ] as const)('%s', (_, observation, problem) => {
    expect(problemWith(observation)).toBe(problem);
  });
});
