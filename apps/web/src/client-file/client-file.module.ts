import { Module } from '@nestjs/common';
import { InsightModule } from '#libs/insight';
import { InterventionsModule } from '#libs/interventions';
import { PeopleModule } from '#libs/people';
import { QuestionnairesModule } from '#libs/questionnaires';
import { RulesModule } from '#libs/rules';
import { ClientFileController } from './client-file.controller.js';
import { DecidingController } from './deciding.controller.js';
import { OpeningService } from './opening.service.js';

@Module({
  imports: [InsightModule, PeopleModule, RulesModule, InterventionsModule, QuestionnairesModule],
  controllers: [ClientFileController, DecidingController],
  providers: [OpeningService],
})
export class ClientFileModule {}
