import { Module } from '@nestjs/common';
import { InboxModule } from '#libs/inbox';
import { MessagingModule } from '#libs/messaging';
import { PeopleModule } from '#libs/people';
import { RulesModule } from '#libs/rules';
import { WordingModule } from '#libs/wording';
import { ObjectionsService } from './objections.service.js';
import { ResponsesService } from './responses.service.js';
import { SharingService } from './sharing.service.js';

const services = [SharingService, ResponsesService, ObjectionsService];

/** What a coach shares with a client, and what the client says about it. */
@Module({
  imports: [PeopleModule, WordingModule, MessagingModule, InboxModule, RulesModule],
  providers: services,
  exports: services,
})
export class SharingModule {}
