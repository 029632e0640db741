import type { Wording } from '#libs/platform';
import type { Item, QuestionnaireDefinition } from '../domain/definition.js';
import { STANDARD_QUESTIONNAIRE } from '../standard-questionnaire.js';
import { USUAL_BASIS } from './instrument.js';

/**
 * The words as they were published, and in the languages in which their authors vouch for them: Dutch and English. Nobody translates these
 * on their own (a change of one word is another instrument).
 */
const STATEMENTS: readonly Wording[] = [
  { nl: 'Ik ervaar een leegte om me heen.', en: 'I experience a general sense of emptiness.' },
  {
    nl: 'Er zijn genoeg mensen op wie ik in geval van narigheid kan terugvallen.',
    en: 'There are plenty of people I can rely on when I have problems.',
  },
  { nl: 'Ik heb veel mensen op wie ik volledig kan vertrouwen.', en: 'There are many people I can trust completely.' },
  { nl: 'Ik mis mensen om me heen.', en: 'I miss having people around me.' },
  { nl: 'Er zijn voldoende mensen met wie ik me nauw verbonden voel.', en: 'There are enough people I feel close to.' },
  { nl: 'Vaak voel ik me in de steek gelaten.', en: 'I often feel rejected.' },
];

const ANSWERS: readonly [value: number, label: Wording][] = [
  [1, { nl: 'Ja', en: 'Yes' }],
  [2, { nl: 'Min of meer', en: 'More or less' }],
  [3, { nl: 'Nee', en: 'No' }],
];

const { closing } = STANDARD_QUESTIONNAIRE;

/** The six items of De Jong Gierveld and Van Tilburg, which only together say something: each feeds the score and no trait of its own. */
export const LONELINESS: QuestionnaireDefinition = {
  key: 'mensen-om-u-heen',
  title: { nl: 'Mensen om u heen', en: 'People around you' },
  purpose: {
    nl: 'Met uw antwoorden kan uw coach met u praten over mensen om u heen. Meedoen is vrijwillig. Uw antwoorden hebben nooit gevolgen voor uw uitkering.',
    en: 'With your answers your coach can talk with you about people around you. Taking part is voluntary. Your answers never have consequences for your benefit.',
  },
  ...USUAL_BASIS,
  maxItems: STATEMENTS.length,
  refusal: { nl: STANDARD_QUESTIONNAIRE.refusal.nl, en: STANDARD_QUESTIONNAIRE.refusal.en },
  ...(closing && { closing: { nl: closing.nl, en: closing.en } }),
  items: STATEMENTS.map(statement),
  scores: [{ trait: 'social.loneliness', instrument: 'djg6', items: STATEMENTS.map((_, index) => keyOf(index)) }],
  source: {
    citation:
      'De Jong Gierveld, J., & Van Tilburg, T. (2006). A 6-item scale for overall, emotional, and social loneliness. Research on Aging, 28(5), 582-598.',
    licence:
      'Met bronvermelding te gebruiken in wetenschappelijk opgezet vragenlijstonderzoek (Manual of the Loneliness Scale, Vrije Universiteit Amsterdam)',
  },
};

function statement(wording: Wording, index: number): Item {
  return {
    key: keyOf(index),
    trait: null,
    kind: 'choice',
    wording,
    sensitive: true,
    module: 'loneliness',
    options: ANSWERS.map(([value, label]) => ({ value, label })),
  };
}

function keyOf(index: number): string {
  return `loneliness.${index + 1}`;
}
