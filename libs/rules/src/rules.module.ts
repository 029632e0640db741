import { Module } from '@nestjs/common';
import { InterventionsModule } from '#libs/interventions';
import { DecisionsService } from './decisions.service.js';
import { ReconsideringService } from './reconsidering.service.js';
import { RulesService } from './rules.service.js';
import { SuggestionsService } from './suggestions.service.js';

/** What the answers suggest, why, and what the coach decided. */
@Module({
  imports: [InterventionsModule],
  providers: [RulesService, SuggestionsService, DecisionsService, ReconsideringService],
  exports: [RulesService, SuggestionsService, DecisionsService, ReconsideringService],
})
export class RulesModule {}
