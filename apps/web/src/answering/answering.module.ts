import { Module } from '@nestjs/common';
import { CheckInsModule } from '#libs/checkins';
import { PeopleModule } from '#libs/people';
import { WordingModule } from '#libs/wording';
import { AnsweringController } from './answering.controller.js';
import { EndingController } from './ending.controller.js';
import { FollowingService } from './following.service.js';
import { PreferringController } from './preferring.controller.js';
import { TellingController } from './telling.controller.js';
import { UnknownLinks } from './unknown-links.js';

@Module({
  imports: [CheckInsModule, PeopleModule, WordingModule],
  controllers: [PreferringController, TellingController, EndingController, AnsweringController],
  providers: [UnknownLinks, FollowingService],
})
export class AnsweringModule {}
