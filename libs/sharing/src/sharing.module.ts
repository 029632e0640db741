import { Module } from '@nestjs/common';
import { InboxModule } from '#libs/inbox';
import { InterventionsModule } from '#libs/interventions';
import { MessagingModule } from '#libs/messaging';
import { PeopleModule } from '#libs/people';
import { RulesModule } from '#libs/rules';
import { WordingModule } from '#libs/wording';
import { LinksService } from './links.service.js';
import { ObjectionsReadModel } from './objections.read-model.js';
import { ObjectionsService } from './objections.service.js';
import { ResponsesService } from './responses.service.js';
import { SharingComposer } from './sharing-composer.service.js';
import { SharingService } from './sharing.service.js';
import { ShownService } from './shown.service.js';
import { SpeakingService } from './speaking.service.js';
import { WordsHeardService } from './words-heard.service.js';

const services = [
  SharingService,
  SharingComposer,
  LinksService,
  ShownService,
  SpeakingService,
  ResponsesService,
  ObjectionsService,
  ObjectionsReadModel,
];

/** What a coach shares with a client, and what the client says about it. */
@Module({
  imports: [PeopleModule, WordingModule, MessagingModule, InboxModule, InterventionsModule, RulesModule],
  providers: [...services, WordsHeardService],
  exports: services,
})
export class SharingModule {}
