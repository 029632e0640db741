import { Module } from '@nestjs/common';
import { CheckInsModule } from '#libs/checkins';
import { MessagingModule } from '#libs/messaging';
import { PeopleModule } from '#libs/people';
import { InboxModule } from '#libs/inbox';
import { QuestionnairesModule } from '#libs/questionnaires';
import { WordingModule } from '#libs/wording';
import { ConversationComposer } from './conversation-composer.service.js';
import { ConversationsService } from './conversations.service.js';
import { HearingService } from './hearing.service.js';
import { SharedNumbersService } from './shared-numbers.service.js';

/** A check-in that is asked question by question, and everything else that people write back. */
@Module({
  imports: [PeopleModule, WordingModule, MessagingModule, InboxModule, QuestionnairesModule, CheckInsModule],
  providers: [HearingService, SharedNumbersService, ConversationComposer, ConversationsService],
  exports: [HearingService, ConversationComposer, ConversationsService],
})
export class ConversationsModule {}
