import type { QuestionnaireDefinition } from './definition.js';
import { languagesOf, placedWordings } from './languages-of.js';

const say = (nl: string) => ({ nl, en: `${nl} (en)`, ar: `${nl} (ar)`, tr: `${nl} (tr)` });

function aDefinition(): QuestionnaireDefinition {
  return {
    key: 'kort',
    title: say('Kort'),
    purpose: say('Om te helpen'),
    maxItems: 1,
    refusal: say('Dat wil ik niet zeggen'),
    sections: [{ key: 'werk', title: say('Werk') }],
    items: [
      {
        key: 'a',
        trait: 'a',
        kind: 'choice',
        wording: say('Gaat het?'),
        help: say('Vandaag'),
        options: [
          { value: 1, label: say('Ja') },
          { value: 2, label: { nl: '2', en: '2' } },
        ],
      },
      { key: 'b', trait: null, kind: 'number', wording: say('Hoe lang?'), options: [], number: { unit: say('uur'), min: 0, max: 40 } },
    ],
    closing: say('Nog iets?'),
  };
}

describe('the languages of a questionnaire', () => {
  it('are those in which it says everything; a number is the same in all of them', () => {
    expect(languagesOf(aDefinition())).toEqual(['nl', 'en', 'ar', 'tr']);
  });

  it.each([
    ['an answer', (it: QuestionnaireDefinition) => delete it.items[0]!.options[0]!.label.ar],
    ['an explanation', (it: QuestionnaireDefinition) => delete it.items[0]!.help!.ar],
    ['the title', (it: QuestionnaireDefinition) => delete it.title.ar],
    ['the name of a section', (it: QuestionnaireDefinition) => delete it.sections![0]!.title.ar],
    ['a unit', (it: QuestionnaireDefinition) => delete it.items[1]!.number!.unit.ar],
    ['the closing question', (it: QuestionnaireDefinition) => delete it.closing!.ar],
    ['the refusal, which is empty', (it: QuestionnaireDefinition) => (it.refusal.ar = '')],
  ])('are without the one that lacks %s', (_, spoil) => {
    const definition = aDefinition();
    spoil(definition);
    expect(languagesOf(definition)).toEqual(['nl', 'en', 'tr']);
  });

  it('are found by where the words stand, in the order in which they are read', () => {
    expect(placedWordings(aDefinition()).map(({ place }) => place)).toEqual([
      'title',
      'purpose',
      'refusal',
      'sections.werk.title',
      'items.a.wording',
      'items.a.help',
      'items.a.options.1.label',
      'items.a.options.2.label',
      'items.b.wording',
      'items.b.number.unit',
      'closing',
    ]);
  });
});
