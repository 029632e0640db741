import { Module } from '@nestjs/common';
import { InsightModule } from '#libs/insight';
import { QuestionnairesModule } from '#libs/questionnaires';
import { TraitsController } from './traits.controller.js';

@Module({ imports: [InsightModule, QuestionnairesModule], controllers: [TraitsController] })
export class TraitsModule {}
