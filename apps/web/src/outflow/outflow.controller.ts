import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { FiguresService, type OutflowQuestion, type PerTrait } from '#libs/outflow';
import type { SignedInStaff } from '#libs/people';
import { Clock, NotFoundError } from '#libs/platform';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { OutflowQuery, type AskedQuestion } from './asking.js';
import { AskingService } from './asking.service.js';
import { pictureFile } from './chart-file.js';
import { aboutFile, fileName, sendFile } from './files.js';
import { outflowCsv } from './outflow.csv.js';
import { outflowJson } from './outflow-json.js';
import { outflowPicture } from './outflow-picture.js';
import { chartOf, headline, outflowPage, readOwn } from './outflow.page.js';

class OverviewQuery extends OutflowQuery {
  @IsOptional()
  @IsString()
  @MaxLength(40)
  toon?: string;

  @IsOptional()
  @IsString()
  @MaxLength(40)
  volgorde?: string;
}

/** Who left, by what was known of them: a team lead of the own team, management of all or one. Figures of groups only. */
@Controller()
@Roles('team_lead', 'management')
export class OutflowController {
  constructor(
    private readonly figures: FiguresService,
    private readonly asking: AskingService,
    private readonly clock: Clock,
  ) {}

  @Get('uitstroom')
  async show(
    @CurrentStaff() staff: SignedInStaff,
    @Query() query: OverviewQuery,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const today = this.clock.today();
    const asked = await this.asking.read(query, staff);
    const figures = asked.question ? await this.figures.perTrait(asked.question, this.clock.now()) : null;
    void reply.status(Object.keys(asked.problems).length > 0 ? 422 : 200).header('cache-control', 'no-store');
    await reply.view('outflow/outflow', outflowPage({ asked, figures, own: readOwn(query) }, today, languageOf(request)));
  }

  @Get('uitstroom.csv')
  async csv(
    @CurrentStaff() staff: SignedInStaff,
    @Query() query: OverviewQuery,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { asked, question, figures } = await this.found(staff, query);
    const language = languageOf(request);
    const about = aboutFile(question, asked, figures.madeAt, language);
    await sendFile(reply, 'csv', fileName('uitstroom', question), outflowCsv(figures, question, about, language));
  }

  @Get('uitstroom.json')
  async json(
    @CurrentStaff() staff: SignedInStaff,
    @Query() query: OverviewQuery,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { asked, question, figures } = await this.found(staff, query);
    const team = asked.teams.find(({ id }) => id === question.scope.teamId)?.name ?? null;
    const content = outflowJson(figures, question, { team, scheme: question.scope.scheme }, languageOf(request));
    await sendFile(reply, 'json', fileName('uitstroom', question), content);
  }

  @Get('uitstroom.svg')
  async svg(
    @CurrentStaff() staff: SignedInStaff,
    @Query() query: OverviewQuery,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { asked, question, figures } = await this.found(staff, query);
    if (figures.state !== 'shown') throw new NotFoundError('there is nothing to draw');
    const language = languageOf(request);
    const chart = chartOf(figures, asked, readOwn(query), language);
    const text = {
      title: chart.title,
      lines: [headline(figures, question, language), ...aboutFile(question, asked, figures.madeAt, language)],
      width: 1008,
    };
    await sendFile(reply, 'svg', fileName('uitstroom', question), pictureFile(outflowPicture(chart), text));
  }

  private async found(
    staff: SignedInStaff,
    query: OverviewQuery,
  ): Promise<{ asked: AskedQuestion; question: OutflowQuestion; figures: PerTrait }> {
    const { asked, question } = await this.asking.mustRead(query, staff);
    return { asked, question, figures: await this.figures.perTrait(question, this.clock.now()) };
  }
}
