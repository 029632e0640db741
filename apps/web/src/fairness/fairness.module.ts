import { Module } from '@nestjs/common';
import { InsightModule } from '#libs/insight';
import { FairnessController } from './fairness.controller.js';

@Module({ imports: [InsightModule], controllers: [FairnessController] })
export class FairnessModule {}
