import { Module } from '@nestjs/common';
import { HeardService } from './heard.service.js';
import { ObservationExportService } from './export/observation-export.service.js';
import { ObservationImportService } from './import/observation-import.service.js';
import { ObservationsService } from './observations.service.js';
import { PartitionsService } from './partitions.service.js';
import { ProfilesService } from './profiles.service.js';

/** What is known of a client, as a time series of traits. */
@Module({
  providers: [ObservationExportService, ObservationImportService, ObservationsService, PartitionsService, ProfilesService, HeardService],
  exports: [ObservationExportService, ObservationImportService, ObservationsService, PartitionsService, ProfilesService, HeardService],
})
export class ProfilesModule {}
