import { Module } from '@nestjs/common';
import { BaselinesService } from './baselines.service.js';
import { CohortsService } from './cohorts.service.js';
import { CurvesService } from './curves.service.js';
import { FiguresService } from './figures.service.js';
import { TrendsService } from './trends.service.js';

/** Who leaves the benefit, and how that hangs together with what was known of them. */
@Module({
  providers: [BaselinesService, CohortsService, FiguresService, CurvesService, TrendsService],
  exports: [CohortsService, FiguresService, CurvesService, TrendsService],
})
export class OutflowModule {}
