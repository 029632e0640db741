import { Module } from '@nestjs/common';
import { InsightModule } from '#libs/insight';
import { InterventionsModule } from '#libs/interventions';
import { CaseloadController } from './caseload.controller.js';

@Module({ imports: [InsightModule, InterventionsModule], controllers: [CaseloadController] })
export class CaseloadModule {}
