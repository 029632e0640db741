import type { QuestionnaireDefinition } from './definition.js';
import { languagesOf } from './languages-of.js';

const say = (nl: string) => ({ nl, en: `${nl} (en)`, ar: `${nl} (ar)`, tr: `${nl} (tr)` });

function aDefinition(): QuestionnaireDefinition {
  return {
    key: 'kort',
    title: say('Kort'),
    purpose: say('Om te helpen'),
    maxItems: 1,
    refusal: say('Dat wil ik niet zeggen'),
    items: [
      { key: 'a', trait: 'a', kind: 'choice', wording: say('Gaat het?'), help: say('Vandaag'), options: [{ value: 1, label: say('Ja') }] },
    ],
  };
}

describe('the languages of a questionnaire', () => {
  it('are those in which it says everything', () => {
    expect(languagesOf(aDefinition())).toEqual(['nl', 'en', 'ar', 'tr']);
  });

  it.each([
    ['an answer', (it: QuestionnaireDefinition) => delete it.items[0]!.options[0]!.label.ar],
    ['an explanation', (it: QuestionnaireDefinition) => delete it.items[0]!.help!.ar],
    ['the title', (it: QuestionnaireDefinition) => delete it.title.ar],
    ['the refusal, which is empty', (it: QuestionnaireDefinition) => (it.refusal.ar = '')],
  ])('are without the one that lacks %s', (_, spoil) => {
    const definition = aDefinition();
    spoil(definition);
    expect(languagesOf(definition)).toEqual(['nl', 'en', 'tr']);
  });
});
