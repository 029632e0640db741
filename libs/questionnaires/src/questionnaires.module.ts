import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ExchangeService } from './exchange/exchange.service.js';
import { QuestionnaireVersion } from './questionnaire-version.entity.js';
import { QuestionnairesService } from './questionnaires.service.js';

/** What is asked, in every language, in versions that never change. */
@Module({
  imports: [TypeOrmModule.forFeature([QuestionnaireVersion])],
  providers: [QuestionnairesService, ExchangeService],
  exports: [QuestionnairesService, ExchangeService],
})
export class QuestionnairesModule {}
