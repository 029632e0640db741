export type { AskingFacts, Composed, Reason, Wanting } from './domain/asking.js';
export { traitsAskedBy } from './domain/due-units.js';
export { composeCheckIn, MOST_BY_MESSAGE, MOST_IN_A_MONTH } from './domain/compose-check-in.js';
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
export type { AnswerProblem } from './domain/answer-problem.js';
export { differenceBetween, type Difference, type DifferencePart, type DifferenceValue } from './domain/difference.js';
export { estimateOf, type Estimate } from './domain/estimate.js';
export { holds, itemsToAsk, type Answers, type Known } from './domain/holds.js';
export { languagesOf, wordingsOf } from './domain/languages-of.js';
export { moduleOfTrait } from './domain/module-of-trait.js';
export { isAskableByMessage, modulesOf, needsApproval } from './domain/modules-of.js';
export { observedBy, type Told } from './domain/observed-by.js';
export { PROBLEM_CODES, type DefinitionProblem, type ProblemCode } from './domain/problem.js';
export { problemsIn, type ProblemContext } from './domain/problems-in.js';
export { answerProblem, formValue, isPossibleAnswer, readAnswer, REFUSED, SKIPPED, UNKNOWN } from './domain/read-answer.js';
export { isWorthATalk } from './domain/scoring/phq4.js';
export { INSTRUMENT_SHAPES, scoreOf, type InstrumentShape, type ScoreResult } from './domain/scoring/score-of.js';
export { STANDARD_KEY } from './domain/standard-questionnaire.js';
export { DraftsService, type Draft, type ListedQuestionnaire } from './drafts.service.js';
export { tellRemark } from './exchange/exchange-texts.js';
export { ExchangeService } from './exchange/exchange.service.js';
export type { AnsweredCheckIn } from './exchange/fhir/response-to-fhir.js';
export type { ExchangeFile, ExchangeProblem, Imported, NotMapped, Remark } from './exchange/imported.js';
export { ResponsesService, type TakenResponse } from './exchange/responses.service.js';
export { SCHEMA_NAMES, schemaText, type SchemaName } from './exchange/schemas.js';
export { ModulesService, type ModuleGround, type ModuleSwitch } from './modules.service.js';
export { PublishingService, type Approval, type VersionRecord } from './publishing.service.js';
export { INSTRUMENTS, instrumentOf } from './instruments/catalogue.js';
export type { Instrument, PackShape } from './instruments/instrument.js';
export { QuestionnaireVersion } from './questionnaire-version.entity.js';
export { ApprovalMissingError, NothingChangedError, NotPublishableError, StaleDraftError } from './questionnaires.errors.js';
export { QuestionnairesModule } from './questionnaires.module.js';
export { QuestionnairesService, type PublishedVersion } from './questionnaires.service.js';
export { STANDARD_QUESTIONNAIRE } from './standard-questionnaire.js';
