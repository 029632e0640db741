import { CLIENT_LANGUAGES, LANGUAGES } from '#libs/platform';
import { itemTexts } from '#libs/wording';
import { languagesOf, wordingsOf } from './domain/languages-of.js';
import { standardQuestionnaire } from './domain/standard-questionnaire.js';
import { STANDARD_QUESTIONNAIRE } from './standard-questionnaire.js';

const { items } = STANDARD_QUESTIONNAIRE;
const valuesOf = (key: string) => items.find((item) => item.key === key)?.options.map((option) => option.value);

describe('the standard questionnaire', () => {
  it('has the eighteen items of the bank, each once', () => {
    expect(items.map(({ trait }) => trait)).toEqual([
      'wellbeing.general',
      'health.self_rated',
      'health.physical',
      'health.mental',
      'finance.making_ends_meet',
      'finance.debt',
      'literacy.reading_nl',
      'language.dutch_speaking',
      'digital.skills',
      'care.childcare',
      'care.informal',
      'mobility.transport',
      'housing.stability',
      'social.network',
      'confidence.work',
      'workability.self',
      'wish.help',
      'wish.contact',
    ]);
    expect(new Set(items.map(({ key }) => key)).size).toBe(18);
  });

  it('shows health with the best first, and stores 5 for the best', () => {
    expect(valuesOf('health.self_rated')).toEqual([5, 4, 3, 2, 1]);
  });

  it('has zero as a real answer to workability, and eleven steps', () => {
    expect(valuesOf('workability.self')).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('gives "weet ik niet" no value, and no two options of an item the same one', () => {
    expect(valuesOf('finance.debt')).toEqual([1, 2, null]);
    for (const { options } of items) {
      expect(new Set(options.map(({ value, state }) => state ?? value)).size).toBe(options.length);
      for (const { value, state } of options) expect(value === null).toBe(state === 'unknown');
    }
  });

  it('shows a face on the scales from one to five, the same one for the same value', () => {
    const faces = items.filter(({ options }) => options.some(({ icon }) => icon));
    expect(faces.map(({ key }) => key)).toEqual(['wellbeing.general', 'health.self_rated', 'finance.making_ends_meet']);
    for (const { options } of faces) for (const { value, icon } of options) expect(icon).toBe(`face-${value}`);
  });

  it('says everything in Dutch and English in short plain sentences', () => {
    for (const wording of wordingsOf(STANDARD_QUESTIONNAIRE)) {
      for (const language of LANGUAGES) {
        const text = wording[language];
        expect(text.trim()).toBe(text);
        for (const sentence of text.split(/[.?]\s*/)) expect(sentence.split(' ').length).toBeLessThanOrEqual(15);
      }
    }
  });

  it('says everything in every language of clients', () => {
    expect(languagesOf(STANDARD_QUESTIONNAIRE)).toEqual([...CLIENT_LANGUAGES]);
  });

  it('has a place for every word of its files, so that no translation is made for nothing', () => {
    const dutch = new Set(wordingsOf(STANDARD_QUESTIONNAIRE).map(({ nl }) => nl));
    const textsIn = (tree: unknown): string[] => (typeof tree === 'string' ? [tree] : Object.values(tree as object).flatMap(textsIn));
    expect(textsIn(itemTexts.nl).filter((text) => !dutch.has(text))).toEqual([]);
  });

  it('is not made when words are missing', () => {
    const words = { nl: 'Ja', en: 'Yes' };
    expect(() => standardQuestionnaire((place) => (place === 'wish.contact.options.2' ? null : words))).toThrow(
      'no words for wish.contact.options.2',
    );
  });
});
