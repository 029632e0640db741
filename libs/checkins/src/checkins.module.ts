import { Module } from '@nestjs/common';
import { PeopleModule } from '#libs/people';
import { MessagingModule } from '#libs/messaging';
import { ProfilesModule } from '#libs/profiles';
import { QuestionnairesModule } from '#libs/questionnaires';
import { RulesModule } from '#libs/rules';
import { AnsweringService } from './answering.service.js';
import { ClosingService } from './closing.service.js';
import { CompletingService } from './completing.service.js';
import { InvitingService } from './inviting.service.js';
import { PlansService } from './plans.service.js';
import { RoundsService } from './rounds.service.js';

/** Floor 7, the storyteller: who is asked when, the invitation, the answers, and what becomes of them. */
@Module({
  imports: [PeopleModule, MessagingModule, QuestionnairesModule, ProfilesModule, RulesModule],
  providers: [PlansService, RoundsService, InvitingService, AnsweringService, ClosingService, CompletingService],
  exports: [PlansService, RoundsService, InvitingService, AnsweringService, ClosingService],
})
export class CheckInsModule {}
