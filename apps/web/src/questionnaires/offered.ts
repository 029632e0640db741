import { NotFoundError, type Language } from '#libs/platform';
import { INSTRUMENTS, type QuestionnaireDefinition } from '#libs/questionnaires';
import type { InstrumentOffered } from './overview.page.js';

/** What an administrator may take up as it is, and that of which the words have to be brought along. */
export function offered(language: Language): InstrumentOffered[] {
  return INSTRUMENTS.map(({ key, title, words }) => ({ key, title: title[language], isReady: words === 'here' }));
}

/** @throws NotFoundError when it is not offered, or its words have to be brought along */
export function definitionOf(key: string): QuestionnaireDefinition {
  const instrument = INSTRUMENTS.find((each) => each.key === key);
  if (instrument?.words !== 'here') throw new NotFoundError('no such ready-made questionnaire');
  return instrument.definition;
}
