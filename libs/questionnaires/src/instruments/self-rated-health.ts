import type { Item, QuestionnaireDefinition } from '../domain/definition.js';
import { STANDARD_QUESTIONNAIRE } from '../standard-questionnaire.js';

/**
 * The one question of the European health interview (EHIS, MEHM item 1), which also stands in the standard questionnaire: best first, stored
 * with 5 as best. On its own it belongs to the module of health, as in every questionnaire an administrator makes.
 */
export const SELF_RATED_HEALTH: QuestionnaireDefinition = {
  key: 'uw-gezondheid',
  title: { nl: 'Uw gezondheid', en: 'Your health' },
  purpose: {
    nl: 'Met uw antwoord kan uw coach rekening houden met uw gezondheid. Meedoen is vrijwillig. Uw antwoord heeft nooit gevolgen voor uw uitkering.',
    en: 'With your answer your coach can take your health into account. Taking part is voluntary. Your answer never has consequences for your benefit.',
  },
  legalBasis: { ground: 'public_task', article: 'Participatiewet art. 7 en 10; UAVG art. 30 lid 1 onder b' },
  retentionMonths: 24,
  maxItems: 1,
  refusal: STANDARD_QUESTIONNAIRE.refusal,
  ...(STANDARD_QUESTIONNAIRE.closing && { closing: STANDARD_QUESTIONNAIRE.closing }),
  items: [{ ...standardItem('health.self_rated'), sensitive: true, module: 'health' }],
  source: {
    citation: 'European Health Interview Survey (EHIS), Minimum European Health Module, vraag 1; Nederlandse tekst zoals CBS die gebruikt.',
    licence: 'Vraag uit de officiële statistiek, vrij te gebruiken met bronvermelding',
  },
};

function standardItem(key: string): Item {
  const found = STANDARD_QUESTIONNAIRE.items.find((item) => item.key === key);
  if (!found) throw new Error(`the standard questionnaire lost ${key}`);
  return found;
}
