import { Module } from '@nestjs/common';
import { InsightModule } from '#libs/insight';
import { InterventionsModule } from '#libs/interventions';
import { LearningController } from './learning.controller.js';

@Module({ imports: [InsightModule, InterventionsModule], controllers: [LearningController] })
export class LearningModule {}
