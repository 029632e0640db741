import { Module } from '@nestjs/common';
import { MessagingModule } from '#libs/messaging';
import { PeopleModule } from '#libs/people';
import { WordingModule } from '#libs/wording';
import { CrisisService } from './crisis.service.js';
import { CrisisWordsService } from './crisis-words.service.js';
import { DeputiesService } from './deputies.service.js';
import { WritingService } from './writing.service.js';
import { InboxService } from './inbox.service.js';
import { ReadingService } from './reading.service.js';
import { RepliesService } from './replies.service.js';

const services = [InboxService, ReadingService, RepliesService, CrisisService, CrisisWordsService, DeputiesService, WritingService];

/** What clients say in their own words, who reads it, and what is done at once when somebody may be in danger. */
@Module({ imports: [PeopleModule, WordingModule, MessagingModule], providers: services, exports: services })
export class InboxModule {}
