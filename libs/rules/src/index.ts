export { DecisionsService } from './decisions.service.js';
export { ageBandOf } from './domain/age-band.js';
export { compileRule, type CompiledRule, type CompileOptions } from './domain/compile-rule.js';
export { asksIn, COOLING_OFF_DAYS, decide, proposalOf, type Ask, type Circumstances, type Proposal } from './domain/decide.js';
export {
  DECLINE_REASONS,
  LATEST_LATER_DAYS,
  REASON_LENGTH,
  canBeUndone,
  undoableUntil,
  type Decision,
  type DeclineReason,
  type Why,
} from './domain/decision.js';
export { changeOf, type ReviewChange, type ReviewMaterial } from './domain/change-of.js';
export { evaluate, type RuleVerdict } from './domain/evaluate.js';
export { explain, type ExplainedCondition } from './domain/explain.js';
export type { DoFirst, ObservationEvidence, RuleEvidence, SuggestionEvidence } from './domain/evidence.js';
export { conditionInWords, conditionLines, effectInWords, ruleInWords, type ConditionLine, type RuleInWords } from './domain/in-words.js';
export type { NotKnown } from './domain/not-known.js';
export { needsOf, type Needs } from './domain/needs.js';
export { CONVERSATION, rank, type Ranked } from './domain/ranking.js';
export { SURENESS, type Sureness } from './domain/sureness.js';
export {
  AGE_BANDS,
  currentFact,
  NOBODY_IN_PARTICULAR,
  type AgeBand,
  type Fact,
  type PastIntervention,
  type Person,
  type RuleProfile,
} from './domain/profile.js';
export type { ProblemReason, RuleProblem } from './domain/rule-problem.js';
export {
  adviceOf,
  type Advice,
  type Circumstance,
  type Comparison,
  type Condition,
  type Effect,
  type Level,
  type NotHeard,
  type RuleDefinition,
  type Stance,
  type Strength,
} from './domain/rule.js';
export type { Row } from './domain/layout.js';
export { compileRuleSet, type RuleSet } from './domain/rule-set.js';
export { problemsInSet, type RuleSetProblem } from './domain/rule-set-problems.js';
export { atLeastOf, negated, VERDICTS, type Verdict } from './domain/verdict.js';
export {
  NothingToStartError,
  NothingToUndoError,
  RuleRefusedError,
  SuggestionClosedError,
  SuggestionNotFoundError,
} from './rules.errors.js';
export { ReconsideringService, RULES_THAT_SPEAK } from './reconsidering.service.js';
export { readProfiles, type Depth } from './review-material.js';
export { ReviewsService, type NightlyReview } from './reviews.service.js';
export { algorithmRegisterRecord, type RegisterGiven, type RegisterRecord } from './register/algorithm-register.js';
export { problemsWithRecord } from './register/register-schema.js';
export { RulesModule } from './rules.module.js';
export { RulesService } from './rules.service.js';
export { STANDARD_RULES } from './domain/standard-rules.js';
export { SuggestionsService, type Review } from './suggestions.service.js';
export type { Beside } from './editing/beside.js';
export { NothingProposedError, OwnRuleError, RuleNotReadyError, StaleRuleError } from './editing/editing.errors.js';
export { RuleApprovalService, type Seen } from './editing/rule-approval.service.js';
export { LONGEST_NOTE, RuleDraftsService, type ListedRule, type RuleDraft } from './editing/rule-drafts.service.js';
export { RuleExchangeService, type RuleFileRead, type RuleOfFile } from './editing/rule-exchange.service.js';
export { RULE_FILE_FORMAT, type FileProblem } from './editing/rule-file.js';
export { RuleSetsService, type RuleSetProposal } from './editing/rule-sets.service.js';
export { RuleVersionsService, type RuleVersionRecord } from './editing/rule-versions.service.js';
export { asRule, asTrial, emptyRule, ruleKeyOf, writingOf, type RuleWriting } from './editing/rule-writing.js';
export { saysTheSame, setDifference, type RuleDifference } from './editing/set-difference.js';
export { WantedTraitsService, type WantedTraits } from './wanted-traits.service.js';
export { RULE_SCHEMA, ruleSchemaText, schemaProblemsIn, type RuleSchemaName, type SchemaProblem } from './exchange/rule-schemas.js';
