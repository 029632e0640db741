import fc from 'fast-check';
import type { ItemAnswer } from './definition.js';
import { formValue, isPossibleAnswer, readAnswer } from './read-answer.js';
import { STANDARD_QUESTIONNAIRE } from '../standard-questionnaire.js';

const itemNamed = (key: string) => STANDARD_QUESTIONNAIRE.items.find((item) => item.key === key)!;

describe('reading an answer', () => {
  it.each<[string, unknown, ItemAnswer | null]>([
    ['wellbeing.general', '5', { state: 'answered', value: 5 }],
    ['wellbeing.general', 'refused', { state: 'refused', value: null }],
    ['wellbeing.general', '0', null],
    ['wellbeing.general', '6', null],
    ['wellbeing.general', '', null],
    ['wellbeing.general', ' 5', null],
    ['wellbeing.general', '05', null],
    ['wellbeing.general', '5.0', null],
    ['wellbeing.general', 'vijf', null],
    ['wellbeing.general', ['5', '4'], null],
    ['wellbeing.general', 5, null],
    ['wellbeing.general', null, null],
    ['wellbeing.general', undefined, null],
    ['wellbeing.general', 'null', null],
    ['workability.self', '0', { state: 'answered', value: 0 }],
    ['workability.self', '10', { state: 'answered', value: 10 }],
    ['workability.self', '11', null],
    ['finance.debt', 'unknown', { state: 'unknown', value: null }],
    ['finance.debt', '3', null],
    ['finance.debt', 'null', null],
    ['wellbeing.general', 'unknown', null],
    ['care.childcare', '3', { state: 'answered', value: 3 }],
    ['housing.stability', '3', { state: 'answered', value: 3 }],
  ])('%s: %j becomes %j', (key, raw, expected) => {
    expect(readAnswer(itemNamed(key), raw)).toEqual(expected);
  });

  it('never invents: whatever is sent, the outcome is an option of the item, a refusal or nothing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...STANDARD_QUESTIONNAIRE.items),
        fc.oneof(fc.string(), fc.integer().map(String), fc.anything()),
        (item, raw) => {
          const answer = readAnswer(item, raw);
          if (answer === null || answer.state === 'refused') return;
          expect(item.options.some((option) => option.value === answer.value && (option.state ?? 'answered') === answer.state)).toBe(true);
        },
      ),
    );
  });

  it('takes back every option that a form can show, and nothing else from elsewhere', () => {
    for (const item of STANDARD_QUESTIONNAIRE.items) {
      for (const option of item.options) {
        const answer = { state: option.state ?? ('answered' as const), value: option.value };
        expect(readAnswer(item, formValue(option))).toEqual(answer);
        expect(isPossibleAnswer(item, answer)).toBe(true);
      }
      expect(isPossibleAnswer(item, { state: 'refused', value: null })).toBe(true);
      expect(isPossibleAnswer(item, { state: 'refused', value: 1 })).toBe(false);
      expect(isPossibleAnswer(item, { state: 'answered', value: null })).toBe(false);
      expect(isPossibleAnswer(item, { state: 'answered', value: 11 })).toBe(false);
    }
  });
});
