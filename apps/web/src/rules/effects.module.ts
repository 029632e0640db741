import { Module } from '@nestjs/common';
import { InsightModule } from '#libs/insight';
import { InterventionsModule } from '#libs/interventions';
import { RulesModule } from '#libs/rules';
import { EffectsController } from './effects.controller.js';
import { EffectsViewingService } from './effects-viewing.service.js';

/** Whom a rule touches, what it would have done, and what a change of rules does: beside the editor of rules. */
@Module({
  imports: [InsightModule, InterventionsModule, RulesModule],
  providers: [EffectsViewingService],
  controllers: [EffectsController],
  exports: [EffectsViewingService],
})
export class EffectsModule {}
