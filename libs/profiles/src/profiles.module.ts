import { Module } from '@nestjs/common';
import { HeardService } from './heard.service.js';
import { ObservationsService } from './observations.service.js';
import { PartitionsService } from './partitions.service.js';
import { ProfilesService } from './profiles.service.js';

/** What is known of a client, as a time series of traits. */
@Module({
  providers: [ObservationsService, PartitionsService, ProfilesService, HeardService],
  exports: [ObservationsService, PartitionsService, ProfilesService, HeardService],
})
export class ProfilesModule {}
