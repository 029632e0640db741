import { Module } from '@nestjs/common';
import { InsightModule } from '#libs/insight';
import { CaseloadController } from './caseload.controller.js';

@Module({ imports: [InsightModule], controllers: [CaseloadController] })
export class CaseloadModule {}
