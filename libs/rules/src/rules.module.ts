import { Module } from '@nestjs/common';
import { InterventionsModule } from '#libs/interventions';
import { DecisionsService } from './decisions.service.js';
import { RuleApprovalService } from './editing/rule-approval.service.js';
import { RuleDraftsService } from './editing/rule-drafts.service.js';
import { RuleExchangeService } from './editing/rule-exchange.service.js';
import { RuleSetsService } from './editing/rule-sets.service.js';
import { RuleVersionsService } from './editing/rule-versions.service.js';
import { ReconsideringService } from './reconsidering.service.js';
import { ReviewsService } from './reviews.service.js';
import { RulesService } from './rules.service.js';
import { SuggestionsService } from './suggestions.service.js';
import { WantedTraitsService } from './wanted-traits.service.js';

const EDITING = [RuleDraftsService, RuleApprovalService, RuleVersionsService, RuleSetsService, RuleExchangeService];

/** What the answers suggest, why, and what the coach decided. */
@Module({
  imports: [InterventionsModule],
  providers: [RulesService, SuggestionsService, ReviewsService, WantedTraitsService, DecisionsService, ReconsideringService, ...EDITING],
  exports: [RulesService, SuggestionsService, ReviewsService, WantedTraitsService, DecisionsService, ReconsideringService, ...EDITING],
})
export class RulesModule {}
