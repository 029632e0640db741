import { InterventionsModule } from '#libs/interventions';
import { Module } from '@nestjs/common';
import { EnrolmentsService } from './enrolments.service.js';
import { PlanForecastService } from './plan-forecast.service.js';
import { PlansService } from './plans.service.js';
import { SelectionsService } from './selections.service.js';

const services = [PlansService, SelectionsService, EnrolmentsService, PlanForecastService];

/** Who is asked what and when. Opening the rounds is up to checkins. */
@Module({ imports: [InterventionsModule], providers: services, exports: services })
export class PlanningModule {}
