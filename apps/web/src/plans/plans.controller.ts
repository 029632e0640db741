import { Controller, Get, Header, Query, Render, Req } from '@nestjs/common';
import { PlansReadModel } from '#libs/insight';
import { CatalogueService } from '#libs/interventions';
import { Clock } from '#libs/platform';
import { IsIn, IsOptional } from 'class-validator';
import { IdParam } from '../client-file/id-param.js';
import { Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { PlanViewingService } from './plan-viewing.service.js';
import { DONE, plansPage, type Done } from './plans.page.js';

class DoneQuery {
  @IsOptional()
  @IsIn(DONE)
  gedaan?: Done;
}

/** The administrator: what is asked of whom, and what that means for the coming quarter. */
@Controller('beheer/plannen')
@Roles('admin')
export class PlansController {
  constructor(
    private readonly plans: PlansReadModel,
    private readonly catalogue: CatalogueService,
    private readonly viewing: PlanViewingService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Render('plans/plans')
  async list(@Query() { gedaan: done }: DoneQuery, @Req() request: StaffRequest) {
    const [lines, catalogue] = await Promise.all([this.plans.all(this.clock.today()), this.catalogue.current()]);
    return plansPage(lines, catalogue, done ?? null, languageOf(request));
  }

  @Get(':id')
  @Header('cache-control', 'no-store')
  @Render('plans/plan')
  async show(@IdParam('id') id: string, @Query() { gedaan: done }: DoneQuery, @Req() request: StaffRequest) {
    return this.viewing.page(id, { done: done ?? null }, languageOf(request));
  }
}
