import { Controller, Get, Header, Param, Query, Render, Req } from '@nestjs/common';
import { OfferReadModel } from '#libs/insight';
import { CatalogueEditingService, CatalogueService, TypeNotFoundError } from '#libs/interventions';
import { Clock } from '#libs/platform';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { CATALOGUE_DONE, cataloguePage, type CatalogueDone } from './catalogue.page.js';
import { typePage } from './type.page.js';

/** A code of the catalogue, as it stands in an address. */
export class CodePath {
  @Matches(/^[A-Z][A-Z0-9_]{0,60}$/)
  code!: string;
}

class DoneQuery {
  @IsOptional()
  @IsIn(CATALOGUE_DONE)
  gedaan?: CatalogueDone;
}

/** The administrator: what the office can begin with people. */
@Controller('beheer/aanbod')
@Roles('admin')
export class CatalogueController {
  constructor(
    private readonly catalogue: CatalogueService,
    private readonly editing: CatalogueEditingService,
    private readonly offer: OfferReadModel,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Render('interventions/catalogue')
  async list(@Req() request: StaffRequest) {
    const [catalogue, standings] = await Promise.all([this.catalogue.current(), this.offer.standings(this.clock.now())]);
    return cataloguePage(catalogue, standings, languageOf(request));
  }

  @Get(':code')
  @Header('cache-control', 'no-store')
  @Render('interventions/type')
  async one(@Param() { code }: CodePath, @Query() { gedaan: done }: DoneQuery, @Req() request: StaffRequest) {
    const [catalogue, standings, versions] = await Promise.all([
      this.catalogue.current(),
      this.offer.standings(this.clock.now()),
      this.editing.versions(code),
    ]);
    const type = catalogue.find(code);
    if (!type) throw new TypeNotFoundError();
    return typePage({ type, catalogue, standing: standings.get(code), versions, done: done ?? null }, languageOf(request));
  }
}
