import { Module } from '@nestjs/common';
import { PeopleModule } from '#libs/people';
import { InboxModule } from '#libs/inbox';
import { MessagingModule } from '#libs/messaging';
import { PlanningModule } from '#libs/planning';
import { ProfilesModule } from '#libs/profiles';
import { QuestionnairesModule } from '#libs/questionnaires';
import { RulesModule } from '#libs/rules';
import { WordingModule } from '#libs/wording';
import { AnsweringService } from './answering.service.js';
import { ClosingService } from './closing.service.js';
import { CompletingService } from './completing.service.js';
import { ComposingService } from './composing.service.js';
import { FollowingUpService } from './following-up.service.js';
import { InvitingService } from './inviting.service.js';
import { LadderService } from './ladder.service.js';
import { OwnWordsService } from './own-words.service.js';
import { RoundsService } from './rounds.service.js';
import { StoppingService } from './stopping.service.js';
import { TellingService } from './telling.service.js';

/** The storyteller: who is asked when, the invitation, the answers, and what becomes of them. */
@Module({
  imports: [PeopleModule, WordingModule, MessagingModule, InboxModule, QuestionnairesModule, ProfilesModule, RulesModule, PlanningModule],
  providers: [
    RoundsService,
    ComposingService,
    InvitingService,
    AnsweringService,
    ClosingService,
    CompletingService,
    LadderService,
    FollowingUpService,
    StoppingService,
    TellingService,
    OwnWordsService,
  ],
  exports: [
    RoundsService,
    InvitingService,
    AnsweringService,
    ClosingService,
    LadderService,
    FollowingUpService,
    StoppingService,
    TellingService,
  ],
})
export class CheckInsModule {}
