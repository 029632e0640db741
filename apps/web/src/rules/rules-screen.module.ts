import { Module } from '@nestjs/common';
import { InsightModule } from '#libs/insight';
import { InterventionsModule } from '#libs/interventions';
import { RulesModule } from '#libs/rules';
import { EditController } from './edit.controller.js';
import { EffectsModule } from './effects.module.js';
import { ProposalsController } from './proposals.controller.js';
import { ReviewController } from './review.controller.js';
import { RuleChangeService } from './rule-change.service.js';
import { RuleController } from './rule.controller.js';
import { RulesController } from './rules.controller.js';
import { RuleViewingService } from './rule-viewing.service.js';
import { SetController } from './set.controller.js';
import { SetImportController } from './set-import.controller.js';

/** The administrator's rules: writing, approving, comparing, taking back, as a file. */
@Module({
  imports: [RulesModule, InterventionsModule, InsightModule, EffectsModule],
  providers: [RuleViewingService, RuleChangeService],
  controllers: [RulesController, EditController, ReviewController, RuleController, SetImportController, ProposalsController, SetController],
})
export class RulesScreenModule {}
