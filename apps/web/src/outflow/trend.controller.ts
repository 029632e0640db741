import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { TrendsService, trendView, type OutflowQuestion, type TrendView } from '#libs/outflow';
import { END_REASONS, type SignedInStaff } from '#libs/people';
import { Clock, NotFoundError } from '#libs/platform';
import type { FastifyReply } from 'fastify';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { OutflowQuery } from './asking.js';
import { AskingService } from './asking.service.js';
import { fileName, sendFile } from './files.js';
import { trendCsv, trendJson, trendSvg } from './trend-files.js';
import { trendPage } from './trend.page.js';

/** Instroom, stock and outflow per month: a team lead of the own team, management of all or one. Plain numbers, nothing foretold. */
@Controller('uitstroom')
@Roles('team_lead', 'management')
export class TrendController {
  constructor(
    private readonly trends: TrendsService,
    private readonly asking: AskingService,
    private readonly clock: Clock,
  ) {}

  @Get('verloop')
  async show(
    @CurrentStaff() staff: SignedInStaff,
    @Query() query: OutflowQuery,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asked = await this.asking.read(query, staff);
    const view = asked.question && (await this.view(asked.question));
    void reply.status(Object.keys(asked.problems).length > 0 ? 422 : 200).header('cache-control', 'no-store');
    await reply.view('outflow/trend', trendPage({ asked, view }, this.clock.today(), languageOf(request)));
  }

  @Get('verloop.csv')
  async csv(@CurrentStaff() staff: SignedInStaff, @Query() query: OutflowQuery, @Req() request: StaffRequest, @Res() reply: FastifyReply) {
    const { asked, question, view } = await this.file(query, staff);
    await sendFile(reply, 'csv', fileName('verloop', question), trendCsv(view, question, asked, languageOf(request)));
  }

  @Get('verloop.json')
  async json(@CurrentStaff() staff: SignedInStaff, @Query() query: OutflowQuery, @Res() reply: FastifyReply) {
    const { asked, question, view } = await this.file(query, staff);
    const team = asked.teams.find(({ id }) => id === question.scope.teamId)?.name ?? null;
    await sendFile(reply, 'json', fileName('verloop', question), trendJson(view, question, team));
  }

  @Get('verloop.svg')
  async svg(@CurrentStaff() staff: SignedInStaff, @Query() query: OutflowQuery, @Req() request: StaffRequest, @Res() reply: FastifyReply) {
    const { asked, question, view } = await this.file(query, staff);
    if (view.state !== 'shown') throw new NotFoundError('there is nothing to draw');
    await sendFile(reply, 'svg', fileName('verloop', question), trendSvg(view, question, asked, languageOf(request)));
  }

  private async file(query: OutflowQuery, staff: SignedInStaff) {
    const { asked, question } = await this.asking.mustRead(query, staff);
    return { asked, question, view: await this.view(question) };
  }

  private async view({ period, scope }: OutflowQuestion): Promise<TrendView> {
    return trendView(await this.trends.trend(this.clock.now()), period, scope, END_REASONS);
  }
}
