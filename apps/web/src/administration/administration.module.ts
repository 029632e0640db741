import { Module } from '@nestjs/common';
import { InsightModule } from '#libs/insight';
import { AdministrationController } from './administration.controller.js';

@Module({ imports: [InsightModule], controllers: [AdministrationController] })
export class AdministrationModule {}
