import { Controller, Get, Header, Render, Req } from '@nestjs/common';
import { DrawsReadModel, OfferReadModel } from '#libs/insight';
import { CatalogueService } from '#libs/interventions';
import type { SignedInStaff } from '#libs/people';
import { Clock } from '#libs/platform';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { offerPage } from './offer.page.js';

/** What there is to offer, which places are free and who waits: names of one's own caseload only, others are counted. */
@Controller('aanbod')
@Roles('coach', 'team_lead')
export class OfferController {
  constructor(
    private readonly catalogue: CatalogueService,
    private readonly offer: OfferReadModel,
    private readonly draws: DrawsReadModel,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Render('interventions/offer')
  async show(@CurrentStaff() { staffId, role }: SignedInStaff, @Req() request: StaffRequest) {
    const now = this.clock.now();
    const isCoach = role === 'coach';
    const [catalogue, offer, draws] = await Promise.all([
      this.catalogue.current(),
      this.offer.forStaff(isCoach ? staffId : null, now),
      this.draws.latest(),
    ]);
    return offerPage(offer, catalogue, { isCoach, draws }, now, languageOf(request));
  }
}
