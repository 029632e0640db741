import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { reached, ReachReadModel } from '#libs/insight';
import { FiguresService, type OutflowQuestion } from '#libs/outflow';
import type { SignedInStaff } from '#libs/people';
import { Clock } from '#libs/platform';
import type { FastifyReply } from 'fastify';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { OutflowQuery } from './asking.js';
import { AskingService } from './asking.service.js';
import { fileName, sendFile } from './files.js';
import { reachCsv, reachJson } from './reach-files.js';
import type { ReachFigures } from './reach-groups.js';
import { reachPage } from './reach.page.js';

/** The team lead: whom do we hear, whom not, and what would the figures be if we had heard everybody? */
@Controller('uitstroom')
@Roles('team_lead', 'management')
export class ReachController {
  constructor(
    private readonly reach: ReachReadModel,
    private readonly figures: FiguresService,
    private readonly asking: AskingService,
    private readonly clock: Clock,
  ) {}

  @Get('bereik')
  async show(
    @CurrentStaff() staff: SignedInStaff,
    @Query() query: OutflowQuery,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asked = await this.asking.read(query, staff);
    const figures = asked.question && (await this.read(asked.question));
    void reply.status(Object.keys(asked.problems).length > 0 ? 422 : 200).header('cache-control', 'no-store');
    await reply.view('outflow/reach', reachPage({ asked, figures }, this.clock.today(), languageOf(request)));
  }

  @Get('bereik.csv')
  async csv(
    @CurrentStaff() staff: SignedInStaff,
    @Query() query: OutflowQuery,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { question, figures, teams } = await this.file(query, staff);
    await sendFile(reply, 'csv', fileName('bereik', question), reachCsv(figures, teams, languageOf(request)));
  }

  @Get('bereik.json')
  async json(@CurrentStaff() staff: SignedInStaff, @Query() query: OutflowQuery, @Res() reply: FastifyReply): Promise<void> {
    const { question, figures } = await this.file(query, staff);
    await sendFile(reply, 'json', fileName('bereik', question), reachJson(question, figures));
  }

  private async file(query: OutflowQuery, staff: SignedInStaff) {
    const { asked, question } = await this.asking.mustRead(query, staff);
    return { question, teams: asked.teams, figures: await this.read(question) };
  }

  private async read(question: OutflowQuestion): Promise<ReachFigures> {
    const now = this.clock.now();
    const [rows, perTrait] = await Promise.all([this.reach.counts(question.period), this.figures.perTrait(question, now)]);
    return { reached: reached(rows, question.scope), perTrait, madeAt: now };
  }
}
