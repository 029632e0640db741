import { isPossibleAnswer, type Item } from '#libs/questionnaires';
import fc from 'fast-check';
import { EVERY_KIND } from '../../../../test/support/factories/every-kind.js';
import { readForm, typedIn, typedOf, type AnswerForm } from './answer.form.js';

const TODAY = Temporal.PlainDate.from('2026-11-22');
const itemNamed = (key: string) => EVERY_KIND.items.find((item) => item.key === key) as Item;

describe('a form with an answer', () => {
  it.each<[string, AnswerForm, unknown]>([
    ['caring', { antwoord: '1' }, { state: 'answered', value: 1 }],
    ['hours', { antwoord: 'ingevuld', getal: '7' }, { state: 'answered', value: 7 }],
    ['hours', { antwoord: 'refused', getal: '7' }, { state: 'refused', value: null }],
    ['hours', { antwoord: 'skipped', getal: '7' }, { state: 'skipped', value: null }],
    ['since', { antwoord: 'ingevuld', dag: '٣', maand: '11', jaar: '٢٠٢٠' }, { state: 'answered', value: null, said: '2020-11-03' }],
    ['help', { antwoord: 'ingevuld', keuze: ['3', '1', '3'] }, { state: 'answered', value: null, said: '1,3' }],
    ['help', { antwoord: 'unknown', keuze: '1' }, { state: 'unknown', value: null }],
    ['more', { antwoord: 'ingevuld', tekst: ' skipped ' }, { state: 'answered', value: null, said: 'skipped' }],
    ['more', { antwoord: 'ingevuld' }, { state: 'skipped', value: null }],
  ])('%s: %j is %j', (key, form, answer) => {
    expect(readForm(itemNamed(key), form, TODAY)).toEqual({ answer });
  });

  it.each<[string, AnswerForm, string]>([
    ['caring', {}, 'empty'],
    ['caring', { antwoord: 'ingevuld', getal: '1' }, 'not-an-option'],
    ['hours', { getal: '7' }, 'empty'],
    ['hours', { antwoord: '7' }, 'empty'],
    ['since', { antwoord: 'ingevuld', dag: '1', jaar: '2020' }, 'not-a-date'],
    ['since', { antwoord: 'ingevuld', dag: ['1', '2'], maand: '1', jaar: '2020' }, 'not-a-date'],
    ['help', { antwoord: 'ingevuld', keuze: { a: 1 } }, 'empty'],
    ['more', { tekst: 'hoi' }, 'empty'],
  ])('%s: %j is none: %s', (key, form, code) => {
    expect(readForm(itemNamed(key), form, TODAY)).toMatchObject({ problem: { code } });
  });

  it('is read whatever comes in: an answer that the item allows, or what is wrong; and an answer fills the fields as it was typed', () => {
    const field = fc.oneof(fc.string(), fc.constantFrom('1', '2', '31', '2020', 'ingevuld', 'refused', 'unknown'), fc.anything());
    const forms = fc.record({ antwoord: field, keuze: field, getal: field, dag: field, maand: field, jaar: field, tekst: field });
    fc.assert(
      fc.property(fc.constantFrom(...EVERY_KIND.items), forms, (item, form) => {
        const read = readForm(item, form, TODAY);
        typedIn(form);
        if ('problem' in read) return;
        expect(isPossibleAnswer(item, read.answer, TODAY)).toBe(true);
        const { number, day, month, year, words, chosen } = typedOf(item, read.answer);
        const again = { antwoord: 'ingevuld', getal: number, dag: day, maand: month, jaar: year, tekst: words, keuze: [...chosen] };
        const isTyped = ['several', 'number', 'date', 'text'].includes(item.kind) && read.answer.state === 'answered';
        if (isTyped) expect(readForm(item, again, TODAY)).toEqual(read);
      }),
    );
  });
});
