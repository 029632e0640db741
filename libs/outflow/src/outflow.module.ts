import { Module } from '@nestjs/common';
import { CohortsService } from './cohorts.service.js';
import { FiguresService } from './figures.service.js';

/** Who leaves the benefit, and how that hangs together with what was known of them. */
@Module({
  providers: [CohortsService, FiguresService],
  exports: [CohortsService, FiguresService],
})
export class OutflowModule {}
