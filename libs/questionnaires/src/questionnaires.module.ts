import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DraftsService } from './drafts.service.js';
import { ProfilesModule } from '#libs/profiles';
import { ExchangeService } from './exchange/exchange.service.js';
import { ResponsesService } from './exchange/responses.service.js';
import { ModulesService } from './modules.service.js';
import { PublishingService } from './publishing.service.js';
import { QuestionnaireVersion } from './questionnaire-version.entity.js';
import { QuestionnairesService } from './questionnaires.service.js';

const services = [QuestionnairesService, DraftsService, PublishingService, ModulesService, ExchangeService, ResponsesService];

/** What is asked, in every language, in versions that never change. */
@Module({
  imports: [ProfilesModule, TypeOrmModule.forFeature([QuestionnaireVersion])],
  providers: services,
  exports: services,
})
export class QuestionnairesModule {}
