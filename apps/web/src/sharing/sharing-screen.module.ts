import { Module } from '@nestjs/common';
import { PeopleModule } from '#libs/people';
import { SharingModule } from '#libs/sharing';
import { WordingModule } from '#libs/wording';
import { UnknownLinks } from '../answering/unknown-links.js';
import { ClientFileModule } from '../client-file/client-file.module.js';
import { PaperController } from './paper.controller.js';
import { ReadingController } from './reading.controller.js';
import { ReadingService } from './reading.service.js';
import { SpeakingController } from './speaking.controller.js';

@Module({
  imports: [ClientFileModule, PeopleModule, SharingModule, WordingModule],
  controllers: [SpeakingController, ReadingController, PaperController],
  providers: [ReadingService, UnknownLinks],
})
export class SharingScreenModule {}
