import { Module } from '@nestjs/common';
import { CheckInsModule } from '#libs/checkins';
import { InsightModule } from '#libs/insight';
import { InterventionsModule } from '#libs/interventions';
import { PeopleModule } from '#libs/people';
import { PlanningModule } from '#libs/planning';
import { DraftingController } from './drafting.controller.js';
import { PlanViewingService } from './plan-viewing.service.js';
import { PlansController } from './plans.controller.js';
import { RunningController } from './running.controller.js';
import { SelectionsController } from './selections.controller.js';

@Module({
  imports: [CheckInsModule, InsightModule, InterventionsModule, PeopleModule, PlanningModule],
  providers: [PlanViewingService],
  // Drafting first: "nieuw" is no plan's id.
  controllers: [DraftingController, PlansController, RunningController, SelectionsController],
})
export class PlansModule {}
