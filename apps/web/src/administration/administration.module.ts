import { Module } from '@nestjs/common';
import { InsightModule } from '#libs/insight';
import { InterventionsModule } from '#libs/interventions';
import { AdministrationController } from './administration.controller.js';

@Module({ imports: [InsightModule, InterventionsModule], controllers: [AdministrationController] })
export class AdministrationModule {}
