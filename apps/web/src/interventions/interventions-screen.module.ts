import { Module } from '@nestjs/common';
import { InsightModule } from '#libs/insight';
import { InterventionsModule } from '#libs/interventions';
import { CatalogueEditingController } from './catalogue-editing.controller.js';
import { CatalogueController } from './catalogue.controller.js';
import { DrawsController } from './draws.controller.js';
import { OfferController } from './offer.controller.js';

@Module({
  imports: [InsightModule, InterventionsModule],
  // Editing first: "nieuw" is no code.
  controllers: [CatalogueEditingController, CatalogueController, DrawsController, OfferController],
})
export class InterventionsScreenModule {}
