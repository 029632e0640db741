import { STANDARD_QUESTIONNAIRE } from '#libs/questionnaires';
import fc from 'fast-check';
import { ordered, stepped } from './order.js';

const SECTIONS = [undefined, 'een', 'twee'];
const keysOf = ({ items }: { items: readonly { key: string }[] }) => items.map(({ key }) => key);
/** The questionnaire of the product with its questions over some sections. */
const aQuestionnaire = fc.array(fc.constantFrom(...SECTIONS), { minLength: 18, maxLength: 18 }).map((sections) => ({
  ...STANDARD_QUESTIONNAIRE,
  sections: [
    { key: 'een', title: { nl: 'Een', en: 'One' } },
    { key: 'twee', title: { nl: 'Twee', en: 'Two' } },
  ],
  items: STANDARD_QUESTIONNAIRE.items.map((item, index) => (sections[index] ? { ...item, section: sections[index] } : item)),
}));

describe('the order of questions', () => {
  it('keeps every question, whatever is moved up or down', () => {
    fc.assert(
      fc.property(
        aQuestionnaire,
        fc.constantFrom(...keysOf(STANDARD_QUESTIONNAIRE), 'no.such'),
        fc.constantFrom<1 | -1>(1, -1),
        (before, key, step) => {
          const after = stepped(before, key, step);
          expect(keysOf(after).toSorted()).toEqual(keysOf(before).toSorted());
        },
      ),
    );
  });

  it('takes a question over the border of its section before it passes another', () => {
    const items = STANDARD_QUESTIONNAIRE.items.slice(0, 2).map((item, index) => (index === 0 ? item : { ...item, section: 'een' }));
    const once = stepped({ ...STANDARD_QUESTIONNAIRE, items }, items[1]!.key, -1);
    expect([keysOf(once), once.items[1]?.section]).toEqual([keysOf({ items }), undefined]);
    expect(keysOf(stepped(once, items[1]!.key, -1))).toEqual(keysOf({ items }).toReversed());
  });

  it('is as it was dragged, with the section that each question came to stand in', () => {
    fc.assert(
      fc.property(aQuestionnaire, fc.shuffledSubarray(keysOf(STANDARD_QUESTIONNAIRE), { minLength: 18 }), (before, keys) => {
        const after = ordered(
          before,
          keys.map((key, index) => `${SECTIONS[index % 3] ?? ''} ${key}`),
        );
        expect([keysOf(after), after.items.map(({ section }) => section)]).toEqual([keys, keys.map((_, index) => SECTIONS[index % 3])]);
      }),
    );
  });

  it.each([
    ['a question is missing', (places: string[]) => places.slice(1)],
    ['one is there twice', (places: string[]) => [...places.slice(1), places[1]!]],
    ['one is nobody’s', (places: string[]) => [...places.slice(1), ' no.such']],
  ])('stays as it is when %s', (_, spoil) => {
    const places = keysOf(STANDARD_QUESTIONNAIRE).map((key) => ` ${key}`);
    expect(ordered(STANDARD_QUESTIONNAIRE, spoil(places))).toBe(STANDARD_QUESTIONNAIRE);
  });
});
