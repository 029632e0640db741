import fc from 'fast-check';
import { anItem, say } from '../../../../test/support/factories/questionnaire.js';
import { STANDARD_QUESTIONNAIRE } from '../standard-questionnaire.js';
import type { Item, ItemAnswer } from './definition.js';
import { answerProblem, formValue, isPossibleAnswer, readAnswer } from './read-answer.js';

const TODAY = Temporal.PlainDate.from('2026-11-22');
const itemNamed = (key: string) => STANDARD_QUESTIONNAIRE.items.find((item) => item.key === key)!;
const option = (value: number | null) =>
  value === null ? { value, state: 'unknown' as const, label: say('Weet ik niet') } : { value, label: say(String(value)) };
const typed = { options: [] };
const several = anItem('several', { kind: 'several', options: [5, 1, 3, null].map(option) });
const yesNo = anItem('yes_no', { kind: 'yes_no' });
const number = anItem('number', { kind: 'number', ...typed, number: { unit: say('uur'), min: -5, max: 40 } });
const date = anItem('date', { kind: 'date', ...typed, date: { from: '2020-01-01', until: 'today' } });
const anyDate = anItem('date', { kind: 'date', ...typed });
const text = anItem('text', { kind: 'text', ...typed, text: { maxLength: 10 } });
const EVERY_KIND: Item[] = [...STANDARD_QUESTIONNAIRE.items, several, yesNo, number, date, anyDate, text];

describe('reading an answer', () => {
  it.each<[string, unknown, ItemAnswer | null]>([
    ['wellbeing.general', '5', { state: 'answered', value: 5 }],
    ['wellbeing.general', 'refused', { state: 'refused', value: null }],
    ['wellbeing.general', 'skipped', { state: 'skipped', value: null }],
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
    expect(readAnswer(itemNamed(key), raw, TODAY)).toEqual(expected);
  });

  const said = (words: string): ItemAnswer => ({ state: 'answered', value: null, said: words });

  it.each<[Item, unknown, ItemAnswer | string]>([
    [several, ['5', '1'], said('1,5')],
    [several, '3', said('3')],
    [several, '5,1', said('1,5')],
    [several, ['3', '3'], said('3')],
    [several, ['unknown'], { state: 'unknown', value: null }],
    [several, ['1', 'unknown'], 'not-an-option'],
    [several, ['1', '9'], 'not-an-option'],
    [several, ['1', 3], 'not-an-option'],
    [several, [], 'empty'],
    [several, '', 'empty'],
    [several, undefined, 'empty'],
    [several, 'refused', { state: 'refused', value: null }],
    [yesNo, '1', { state: 'answered', value: 1 }],
    [yesNo, '', 'empty'],
    [number, '12', { state: 'answered', value: 12 }],
    [number, ' 12 ', { state: 'answered', value: 12 }],
    [number, '012', { state: 'answered', value: 12 }],
    [number, '١٢', { state: 'answered', value: 12 }],
    [number, '۱۲', { state: 'answered', value: 12 }],
    [number, '−3', { state: 'answered', value: -3 }],
    [number, '-0', { state: 'answered', value: 0 }],
    [number, '0', { state: 'answered', value: 0 }],
    [number, '12,5', 'not-a-number'],
    [number, '1.000', 'not-a-number'],
    [number, '1e3', 'not-a-number'],
    [number, '0x10', 'not-a-number'],
    [number, '12 uur', 'not-a-number'],
    [number, '9999999999', 'not-a-number'],
    [number, '41', 'too-high'],
    [number, '-6', 'too-low'],
    [number, '  ', 'empty'],
    [number, ['12'], 'empty'],
    [number, 'unknown', 'not-a-number'],
    [date, '2026-11-22', said('2026-11-22')],
    [date, ' 2020-02-29 ', said('2020-02-29')],
    [date, '2026-02-29', 'not-a-date'],
    [date, '22-11-2026', 'not-a-date'],
    [date, '2026-1-2', 'not-a-date'],
    [date, '2026-11-23', 'too-late'],
    [date, '2019-12-31', 'too-early'],
    [date, '', 'empty'],
    [anyDate, '0026-11-22', 'too-early'],
    [anyDate, '1980-05-01', said('1980-05-01')],
    [text, ' goed \r\nhoor ', said('goed \nhoor')],
    [text, 'a\u0000b', said('ab')],
    [text, '1234567890', said('1234567890')],
    [text, '12345678901', 'too-long'],
    [text, '👩‍👩‍👧‍👦🇳🇱é', said('👩‍👩‍👧‍👦🇳🇱é')],
    [text, `e${'\u0301'.repeat(2001)}`, 'too-long'],
    [text, 'a'.repeat(5_000_000), 'too-long'],
    [text, ' \n ', 'empty'],
    [text, '\u0000', 'empty'],
    [text, '\uD800', said('\uFFFD')],
    [text, 'refused', { state: 'refused', value: null }],
    [text, { typed: 'refused' }, said('refused')],
    [text, { typed: 5 }, 'empty'],
  ])('$kind: %j becomes %j', (item, raw, expected) => {
    const read = readAnswer(item, raw, TODAY);
    expect(typeof expected === 'string' ? answerProblem(item, raw, TODAY)?.code : read).toEqual(expected);
    expect(read === null).toBe(answerProblem(item, raw, TODAY) !== null);
  });

  it('says what the bounds are that were passed', () => {
    expect(answerProblem(number, '41', TODAY)).toEqual({ code: 'too-high', values: { min: -5, max: 40 } });
    expect(answerProblem(date, '2026-11-23', TODAY)).toEqual({ code: 'too-late', values: { from: '2020-01-01', until: '2026-11-22' } });
    expect(answerProblem(text, '12345678901', TODAY)).toEqual({ code: 'too-long', values: { most: 10 } });
  });

  const whatever = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.integer().map(String),
    fc.date({ noInvalidDate: true }).map((day) => day.toISOString().slice(0, 10)),
    fc.array(fc.constantFrom('1', '3', '5', 'unknown', '7')),
    fc.string().map((words) => ({ typed: words })),
    fc.anything(),
  );

  it('never invents: whatever is sent, the outcome is an answer that the item allows, or nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...EVERY_KIND), whatever, (item, raw) => {
        const answer = readAnswer(item, raw, TODAY);
        expect(answer === null).toBe(answerProblem(item, raw, TODAY) !== null);
        if (answer === null) return;
        expect(isPossibleAnswer(item, answer, TODAY)).toBe(true);
        const { state, value, said: words } = answer;
        const isTyped = ['number', 'date', 'text'].includes(item.kind);
        if (state === 'answered' && !isTyped)
          for (const chosen of words?.split(',').map(Number) ?? [value]) expect(item.options.map((one) => one.value)).toContain(chosen);
        if (item.kind === 'number' && state === 'answered') expect(value! >= -5 && value! <= 40).toBe(true);
        if (state === 'unknown') expect(item.options.some((one) => one.state === 'unknown')).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('takes back whatever it read, as a form shows it again', () => {
    fc.assert(
      fc.property(fc.constantFrom(...EVERY_KIND.filter(({ kind }) => kind !== 'text')), whatever, (item, raw) => {
        const answer = readAnswer(item, raw, TODAY);
        if (answer) expect(readAnswer(item, formValue(answer), TODAY)).toEqual(answer);
      }),
    );
  });

  it('takes back every option that a form can show, and nothing else from elsewhere', () => {
    for (const item of STANDARD_QUESTIONNAIRE.items) {
      for (const one of item.options) {
        const answer = { state: one.state ?? ('answered' as const), value: one.value };
        expect(readAnswer(item, formValue(one), TODAY)).toEqual(answer);
        expect(isPossibleAnswer(item, answer, TODAY)).toBe(true);
      }
      expect(isPossibleAnswer(item, { state: 'refused', value: null }, TODAY)).toBe(true);
      expect(isPossibleAnswer(item, { state: 'skipped', value: null }, TODAY)).toBe(true);
      expect(isPossibleAnswer(item, { state: 'refused', value: 1 }, TODAY)).toBe(false);
      expect(isPossibleAnswer(item, { state: 'refused', value: null, said: 'nee' }, TODAY)).toBe(false);
      expect(isPossibleAnswer(item, { state: 'answered', value: null }, TODAY)).toBe(false);
      expect(isPossibleAnswer(item, { state: 'answered', value: 11 }, TODAY)).toBe(false);
    }
    expect(isPossibleAnswer(several, said('3,1'), TODAY)).toBe(false);
    expect(isPossibleAnswer(several, { state: 'answered', value: 1 }, TODAY)).toBe(false);
    expect(isPossibleAnswer(text, said('refused'), TODAY)).toBe(true);
    expect(isPossibleAnswer(text, said(' los'), TODAY)).toBe(false);
    expect(isPossibleAnswer(number, said('12'), TODAY)).toBe(false);
  });
});
