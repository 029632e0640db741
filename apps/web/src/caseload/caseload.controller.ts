import { Body, Controller, Get, Header, HttpCode, HttpStatus, Post, Query, Render, Req, Res } from '@nestjs/common';
import { CaseloadReadModel, OfferReadModel } from '#libs/insight';
import { CatalogueService, type Catalogue } from '#libs/interventions';
import type { SignedInStaff } from '#libs/people';
import { Clock, type Language } from '#libs/platform';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { freePlacesInWords } from '../interventions/offer.page.js';
import { caseloadPage, FILTERS, type Filter, type Shown } from './caseload.page.js';

class CaseloadQuery {
  @IsOptional()
  @IsIn(FILTERS)
  toon?: Filter;
}

class SearchForm {
  @IsString()
  @MaxLength(100)
  zoek!: string;
}

/** The werkcoach: my clients, and who needs me today. */
@Controller('klanten')
@Roles('coach')
export class CaseloadController {
  constructor(
    private readonly caseload: CaseloadReadModel,
    private readonly catalogue: CatalogueService,
    private readonly offer: OfferReadModel,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Render('caseload/caseload')
  show(@CurrentStaff() staff: SignedInStaff, @Query() { toon }: CaseloadQuery, @Req() request: StaffRequest) {
    return this.page(staff, { filter: toon ?? 'alle', search: '' }, request);
  }

  /** A POST, because a name in an address ends up in histories and logs. */
  @Post('zoeken')
  @HttpCode(HttpStatus.OK)
  @Header('cache-control', 'no-store')
  @Render('caseload/caseload')
  search(@CurrentStaff() staff: SignedInStaff, @Body() { zoek }: SearchForm, @Req() request: StaffRequest) {
    return this.page(staff, { filter: 'alle', search: zoek.trim() }, request);
  }

  /** Where signing in, or another language, leads back to after a search. */
  @Get('zoeken')
  afterSearching(@Res() reply: FastifyReply): void {
    void reply.redirect('/klanten', 303);
  }

  private async page({ staffId }: SignedInStaff, shown: Shown, request: StaffRequest) {
    const now = this.clock.now();
    const [clients, catalogue] = await Promise.all([this.caseload.forCoach(staffId, now), this.catalogue.current()]);
    const freePlaces = await this.freePlaces(staffId, catalogue, now, languageOf(request));
    return { ...caseloadPage(clients, shown, catalogue, now, languageOf(request)), freePlaces };
  }

  /** Asked only where somebody could wait at all. */
  private async freePlaces(staffId: string, catalogue: Catalogue, now: Temporal.Instant, language: Language): Promise<string | null> {
    const isBounded = catalogue.all.some(({ places }) => places !== null);
    return isBounded ? freePlacesInWords(await this.offer.forStaff(staffId, now), catalogue, language) : null;
  }
}
