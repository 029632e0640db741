import { Module } from '@nestjs/common';
import { CohortsService } from './cohorts.service.js';

/** Who leaves the benefit, and how that hangs together with what was known of them. */
@Module({
  providers: [CohortsService],
  exports: [CohortsService],
})
export class OutflowModule {}
