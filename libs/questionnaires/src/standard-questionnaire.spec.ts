import { CLIENT_LANGUAGES, LANGUAGES } from '#libs/platform';
import { TRAITS } from '#libs/profiles';
import { itemTexts } from '#libs/wording';
import { languagesOf, wordingsOf } from './domain/languages-of.js';
import { standardQuestionnaire } from './domain/standard-questionnaire.js';
import { STANDARD_QUESTIONNAIRE } from './standard-questionnaire.js';

const { items } = STANDARD_QUESTIONNAIRE;
const valuesOf = (key: string) => items.find((item) => item.key === key)?.options.map((option) => option.value);

/** The bank as it was laid down: each question with what can be answered, by the value that is kept. In a text message the same words. */
const BANK: Record<string, [question: string, options: Record<string, string>]> = {
  'wellbeing.general': ['Hoe gaat het met u?', { 1: 'heel slecht', 2: 'slecht', 3: 'gaat wel', 4: 'goed', 5: 'heel goed' }],
  'health.self_rated': [
    'Hoe is over het algemeen uw gezondheid?',
    { 5: 'zeer goed', 4: 'goed', 3: 'gaat wel', 2: 'slecht', 1: 'zeer slecht' },
  ],
  'health.physical': ['Kunt u door uw lichaam minder doen dan u wilt?', { 1: 'nee', 2: 'een beetje', 3: 'veel' }],
  'health.mental': ['Heeft u veel stress of zorgen?', { 1: 'nooit', 2: 'soms', 3: 'vaak', 4: 'altijd' }],
  'finance.making_ends_meet': [
    'Kunt u rondkomen met uw geld?',
    { 1: 'heel moeilijk', 2: 'moeilijk', 3: 'gaat wel', 4: 'makkelijk', 5: 'heel makkelijk' },
  ],
  'finance.debt': ['Heeft u schulden of betaalt u rekeningen te laat?', { 1: 'ja', 2: 'nee', unknown: 'weet ik niet' }],
  'literacy.reading_nl': ['Kunt u brieven van de gemeente lezen en begrijpen?', { 1: 'ja, altijd', 2: 'soms', 3: 'nee' }],
  'language.dutch_speaking': ['Kunt u Nederlands praten in een gesprek?', { 1: 'goed', 2: 'een beetje', 3: 'niet' }],
  'digital.skills': ['Kunt u zelf dingen regelen op internet?', { 1: 'ja', 2: 'met hulp', 3: 'nee' }],
  'care.childcare': ['Heeft u opvang voor uw kinderen als u gaat werken?', { 1: 'ja', 2: 'nee', 3: 'ik heb geen jonge kinderen' }],
  'care.informal': ['Zorgt u vaak voor iemand die ziek is of hulp nodig heeft?', { 1: 'ja', 2: 'nee' }],
  'mobility.transport': ['Kunt u makkelijk naar werk reizen?', { 1: 'ja', 2: 'soms', 3: 'nee' }],
  'housing.stability': ['Heeft u een vaste plek om te wonen?', { 1: 'ja', 2: 'nee', 3: 'ik weet niet hoe lang nog' }],
  'social.network': ['Heeft u mensen die u helpen als het nodig is?', { 1: 'ja', 2: 'een paar', 3: 'nee' }],
  'confidence.work': ['Denkt u dat u binnen een half jaar kunt werken?', { 1: 'ja', 2: 'misschien', 3: 'nee' }],
  'workability.self': [
    'Hoe goed kunt u nu werken? 0 is helemaal niet. 10 is zo goed als in uw beste tijd.',
    {
      0: '0, helemaal niet',
      ...Object.fromEntries(Array.from({ length: 9 }, (_, at) => [at + 1, String(at + 1)])),
      10: '10, zo goed als in uw beste tijd',
    },
  ],
  'wish.help': [
    'Wilt u hulp? Waarmee?',
    { 1: 'geld', 2: 'gezondheid', 3: 'taal', 4: 'kinderen', 5: 'reizen', 6: 'wonen', 7: 'werk zoeken', 8: 'iets anders', 9: 'nee' },
  ],
  'wish.contact': ['Wilt u dat uw coach u belt?', { 1: 'ja', 2: 'nee' }],
};

/** What every item says beside its question: an example, or of a scale what its ends mean. */
const dutch = ({ key, wording, help }: (typeof items)[number]) => (key === 'workability.self' ? `${wording.nl} ${help?.nl}` : wording.nl);

describe('the standard questionnaire', () => {
  it('says what the bank says, character by character, in its order', () => {
    expect(items.map(({ key }) => key)).toEqual(Object.keys(BANK));
    for (const item of items) {
      const [question, options] = BANK[item.key]!;
      expect(dutch(item)).toBe(question);
      const said = item.options.map(({ value, state, label }) => [state ?? String(value), label.nl[0]!.toLowerCase() + label.nl.slice(1)]);
      expect(Object.fromEntries(said)).toEqual(options);
    }
    const health = items[1]!.options.map(({ label }) => label.nl);
    expect(health[0]).toBe('Zeer goed');
  });

  it('may be asked: its ground, how long answers are kept, and health in a module that is off until it is recorded why', () => {
    expect(STANDARD_QUESTIONNAIRE).toMatchObject({
      legalBasis: { ground: 'public_task', article: 'Participatiewet artikel 7 en 10' },
      retentionMonths: 24,
      closing: { nl: 'Wilt u nog iets kwijt?' },
    });
    expect(items.filter(({ module }) => module).map(({ key, module }) => `${module} ${key}`)).toEqual([
      'health health.self_rated',
      'health health.physical',
      'health health.mental',
    ]);
    expect(items.filter(({ opens }) => opens).map(({ key }) => key)).toEqual(['wellbeing.general']);
  });

  it('has every health trait of the registry in its module, and nothing that is sensitive in a text message', () => {
    const sensitivity = new Map(TRAITS.map((trait) => [trait.key, trait.sensitivity]));
    for (const { trait, module, sensitive } of items) {
      expect([trait, module]).toEqual([trait, sensitivity.get(trait!) === 'health' ? 'health' : undefined]);
      if (sensitivity.get(trait!) !== 'ordinary') expect([trait, sensitive]).toEqual([trait, true]);
    }
  });

  it('has the eighteen items of the bank, each once, and each about the trait of its name', () => {
    expect(new Set(items.map(({ key }) => key)).size).toBe(18);
    expect(items.map(({ trait }) => trait)).toEqual(items.map(({ key }) => key));
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
