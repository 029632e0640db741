import { Module } from '@nestjs/common';
import { BaselinesService } from './baselines.service.js';
import { CohortsService } from './cohorts.service.js';
import { FiguresService } from './figures.service.js';

/** Who leaves the benefit, and how that hangs together with what was known of them. */
@Module({
  providers: [BaselinesService, CohortsService, FiguresService],
  exports: [CohortsService, FiguresService],
})
export class OutflowModule {}
