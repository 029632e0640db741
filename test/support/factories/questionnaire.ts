import type { Item, QuestionnaireDefinition } from '#libs/questionnaires';

/** Words in Dutch and English. */
export const say = (nl: string) => ({ nl, en: `${nl} (en)` });

/** A question with two answers, that feeds no trait. */
export function anItem(key: string, given: Partial<Item> = {}): Item {
  return {
    key,
    trait: null,
    kind: 'choice',
    wording: say('Gaat het?'),
    options: [
      { value: 1, label: say('Ja') },
      { value: 2, label: say('Nee') },
    ],
    ...given,
  };
}

/** A questionnaire that may be published as it is. */
export function aDefinition(given: Partial<QuestionnaireDefinition> = {}): QuestionnaireDefinition {
  return {
    key: 'kort',
    title: say('Kort'),
    purpose: say('Om te helpen'),
    legalBasis: { ground: 'public_task', article: 'Participatiewet artikel 7' },
    retentionMonths: 24,
    maxItems: 6,
    refusal: say('Dat wil ik niet zeggen'),
    closing: say('Wilt u nog iets kwijt?'),
    items: [anItem('een'), anItem('twee')],
    ...given,
  };
}
