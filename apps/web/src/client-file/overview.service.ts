import { HttpStatus, Injectable } from '@nestjs/common';
import {
  ClientFileReadModel,
  ClientInterventionsReadModel,
  ClientPlanningReadModel,
  OfferReadModel,
  OthersReadModel,
  type OfferStanding,
} from '#libs/insight';
import { CatalogueService } from '#libs/interventions';
import type { SignedInStaff } from '#libs/people';
import { Clock, type Language } from '#libs/platform';
import { WantedTraitsService } from '#libs/rules';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { fileHeader } from './file-header.page.js';
import { OpeningService } from './opening.service.js';
import { overviewPage, type Refused, type Shown } from './overview.page.js';
import { situationsOf } from './weighing.page.js';

/** The first page of a file, from wherever it is shown: opened, or with a form on it that could not be carried out. */
@Injectable()
export class OverviewService {
  constructor(
    private readonly opening: OpeningService,
    private readonly files: ClientFileReadModel,
    private readonly plannings: ClientPlanningReadModel,
    private readonly interventions: ClientInterventionsReadModel,
    private readonly others: OthersReadModel,
    private readonly offer: OfferReadModel,
    private readonly catalogue: CatalogueService,
    private readonly wanted: WantedTraitsService,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Lets in, writes down the look, and gives what the page prints. @throws NotFoundError */
  async page(staff: SignedInStaff, id: string, shown: Shown, language: Language) {
    const now = this.clock.now();
    const { header, reach } = await this.opening.open(staff, id, 'client-file', now);
    const [overview, tasks, inFull, catalogue, wanted] = await Promise.all([
      this.files.overview(id, now),
      this.plannings.openTasks(id),
      this.interventions.ofClient(id, now),
      this.catalogue.current(),
      this.wanted.of(this.dataSource.manager, [id]),
    ]);
    const situations = situationsOf(overview.suggestions);
    const isBounded = situations.some(({ intervention }) => catalogue.of(intervention).places !== null);
    const [others, standings] = await Promise.all([
      this.others.inSituations(situations, now),
      isBounded ? this.offer.standings(now) : new Map<string, OfferStanding>(),
    ]);
    const beside = {
      others: new Map(situations.map(({ intervention }, index) => [intervention, others[index] ?? null])),
      standings,
      wanted: new Set(wanted.get(id)?.keys()),
    };
    return {
      file: fileHeader(header, reach, 'overzicht', now, language),
      ...overviewPage({ ...overview, inFull }, tasks, beside, shown, catalogue, now, language),
    };
  }

  /** The page with the form as it was filled in, and what is wrong with it; or with the word that somebody was ahead. */
  async refuse(staff: SignedInStaff, id: string, refused: Refused, language: Language, reply: FastifyReply): Promise<void> {
    const page = await this.page(staff, id, { refused }, language);
    void reply.status(refused.conflict ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_ENTITY).header('cache-control', 'no-store');
    await reply.view('client-file/overview', page);
  }
}
