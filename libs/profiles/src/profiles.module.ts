import { Module } from '@nestjs/common';
import { ObservationsService } from './observations.service.js';
import { PartitionsService } from './partitions.service.js';
import { ProfilesService } from './profiles.service.js';

/** What is known of a client, as a time series of traits. */
@Module({
  providers: [ObservationsService, PartitionsService, ProfilesService],
  exports: [ObservationsService, PartitionsService, ProfilesService],
})
export class ProfilesModule {}
