import { Module } from '@nestjs/common';
import { AdministrationReadModel } from './administration.read-model.js';
import { CaseloadReadModel } from './caseload.read-model.js';
import { CheckInResponseReadModel } from './check-in-response.read-model.js';
import { ClientCourseReadModel } from './client-course.read-model.js';
import { ClientFileReadModel } from './client-file.read-model.js';
import { ClientInterventionsReadModel } from './client-interventions.read-model.js';
import { ClientPlanningReadModel } from './client-planning.read-model.js';
import { LanguagesReadModel } from './languages.read-model.js';
import { CorrectableReadModel } from './correctable.read-model.js';
import { DrawsReadModel } from './draws.read-model.js';
import { DeputiesReadModel } from './deputies.read-model.js';
import { ExchangeReadModel } from './exchange.read-model.js';
import { InboxReadModel } from './inbox.read-model.js';
import { FairnessReadModel } from './fairness.read-model.js';
import { InterventionOutflowReadModel } from './intervention-outflow.read-model.js';
import { LearningOutcomesReadModel } from './learning-outcomes.read-model.js';
import { LearningReadModel } from './learning.read-model.js';
import { OfferReadModel } from './offer.read-model.js';
import { OthersReadModel } from './others.read-model.js';
import { PlansReadModel } from './plans.read-model.js';
import { ReachReadModel } from './reach.read-model.js';
import { RegistersReadModel } from './registers.read-model.js';
import { RuleEffectsReadModel } from './rule-effects.read-model.js';
import { RuleLookBackReadModel } from './rule-look-back.read-model.js';
import { SignalsReadModel } from './signals.read-model.js';
import { TeamsReadModel } from './teams.read-model.js';

const readModels = [
  CaseloadReadModel,
  CheckInResponseReadModel,
  ClientCourseReadModel,
  ClientFileReadModel,
  ClientInterventionsReadModel,
  ClientPlanningReadModel,
  InboxReadModel,
  CorrectableReadModel,
  DeputiesReadModel,
  DrawsReadModel,
  ExchangeReadModel,
  SignalsReadModel,
  AdministrationReadModel,
  LanguagesReadModel,
  FairnessReadModel,
  InterventionOutflowReadModel,
  LearningOutcomesReadModel,
  LearningReadModel,
  OfferReadModel,
  OthersReadModel,
  PlansReadModel,
  ReachReadModel,
  RegistersReadModel,
  RuleEffectsReadModel,
  RuleLookBackReadModel,
  TeamsReadModel,
];

/** The questions of the screens; reads every table, writes none. */
@Module({ providers: readModels, exports: readModels })
export class InsightModule {}
