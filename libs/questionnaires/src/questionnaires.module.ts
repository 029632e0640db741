import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { QuestionnaireVersion } from './questionnaire-version.entity.js';
import { QuestionnairesService } from './questionnaires.service.js';

/** What is asked, in every language, in versions that never change. */
@Module({
  imports: [TypeOrmModule.forFeature([QuestionnaireVersion])],
  providers: [QuestionnairesService],
  exports: [QuestionnairesService],
})
export class QuestionnairesModule {}
