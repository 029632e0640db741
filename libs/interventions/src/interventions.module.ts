import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PeopleModule } from '#libs/people';
import { CatalogueService } from './catalogue.service.js';
import { Intervention } from './intervention.entity.js';
import { InterventionsService } from './interventions.service.js';
import { TakingBackService } from './taking-back.service.js';

/** The catalogue, and what was started with whom. */
@Module({
  imports: [PeopleModule, TypeOrmModule.forFeature([Intervention])],
  providers: [CatalogueService, InterventionsService, TakingBackService],
  exports: [CatalogueService, InterventionsService, TakingBackService],
})
export class InterventionsModule {}
