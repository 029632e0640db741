import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PeopleModule } from '#libs/people';
import { CatalogueEditingService } from './catalogue-editing.service.js';
import { CatalogueService } from './catalogue.service.js';
import { DrawsService } from './draws.service.js';
import { Intervention } from './intervention.entity.js';
import { InterventionsService } from './interventions.service.js';
import { ProgressService } from './progress.service.js';
import { TakingBackService } from './taking-back.service.js';

const services = [CatalogueService, CatalogueEditingService, DrawsService, InterventionsService, ProgressService, TakingBackService];

/** The catalogue, and what was started with whom. */
@Module({
  imports: [PeopleModule, TypeOrmModule.forFeature([Intervention])],
  providers: services,
  exports: services,
})
export class InterventionsModule {}
