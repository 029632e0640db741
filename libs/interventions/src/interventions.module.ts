import { Module } from '@nestjs/common';
import { InterventionsService } from './interventions.service.js';

/** Step 5: the catalogue, and what was started with whom. */
@Module({
  providers: [InterventionsService],
  exports: [InterventionsService],
})
export class InterventionsModule {}
