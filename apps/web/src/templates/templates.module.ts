import { Module } from '@nestjs/common';
import { InboxModule } from '#libs/inbox';
import { InsightModule } from '#libs/insight';
import { WordingModule } from '#libs/wording';
import { CrisisWordsController } from './crisis-words.controller.js';
import { EditingController } from './editing.controller.js';
import { LanguagesController } from './languages.controller.js';
import { TemplatesController } from './templates.controller.js';

@Module({
  imports: [WordingModule, InboxModule, InsightModule],
  controllers: [TemplatesController, EditingController, LanguagesController, CrisisWordsController],
})
export class TemplatesModule {}
