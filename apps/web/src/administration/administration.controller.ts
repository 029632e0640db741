import { Controller, Get, Header, Render, Req } from '@nestjs/common';
import { AdministrationReadModel } from '#libs/insight';
import { CatalogueService } from '#libs/interventions';
import { Clock } from '#libs/platform';
import { Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { administrationPage } from './administration.page.js';

/** The administrator: is everything in place? What is to be changed is changed on the command line. */
@Controller('beheer')
@Roles('admin')
export class AdministrationController {
  constructor(
    private readonly administration: AdministrationReadModel,
    private readonly catalogue: CatalogueService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Render('administration/administration')
  async show(@Req() request: StaffRequest) {
    const [overview, catalogue] = await Promise.all([
      this.administration.overview(this.clock.now(), this.clock.today()),
      this.catalogue.current(),
    ]);
    return administrationPage(overview, catalogue, languageOf(request));
  }
}
