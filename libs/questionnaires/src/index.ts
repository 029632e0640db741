export { chooseItems, MOST_BY_MESSAGE } from './domain/choose-items.js';
export type { Condition } from './domain/condition.js';
export {
  ITEM_KINDS,
  itemOf,
  LEGAL_GROUNDS,
  MODULES,
  type AnswerState,
  type Feed,
  type Item,
  type ItemAnswer,
  type ItemKind,
  type ItemOption,
  type LegalGround,
  type ModuleKey,
  type QuestionnaireDefinition,
  type Score,
} from './domain/definition.js';
export { languagesOf } from './domain/languages-of.js';
export { observedBy } from './domain/observed-by.js';
export { formValue, isPossibleAnswer, readAnswer, REFUSED, UNKNOWN } from './domain/read-answer.js';
export { isWorthATalk } from './domain/scoring/phq4.js';
export { INSTRUMENT_SHAPES, scoreOf, type InstrumentShape, type ScoreResult } from './domain/scoring/score-of.js';
export { STANDARD_KEY } from './domain/standard-questionnaire.js';
export { ExchangeService } from './exchange/exchange.service.js';
export type { ExchangeFile, ExchangeProblem, Imported, NotMapped } from './exchange/imported.js';
export { QuestionnaireVersion } from './questionnaire-version.entity.js';
export { QuestionnairesModule } from './questionnaires.module.js';
export { QuestionnairesService, type PublishedVersion } from './questionnaires.service.js';
export { STANDARD_QUESTIONNAIRE } from './standard-questionnaire.js';
