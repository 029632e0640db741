import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { InterventionOutflowReadModel, type InterventionInFull } from '#libs/insight';
import { CatalogueService, DECISIONS_OF_THE_LAW, TypeNotFoundError, type InterventionType } from '#libs/interventions';
import type { OutflowQuestion } from '#libs/outflow';
import type { SignedInStaff } from '#libs/people';
import { Clock, NotFoundError } from '#libs/platform';
import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { OutflowQuery } from './asking.js';
import { AskingService } from './asking.service.js';
import { pictureFile } from './chart-file.js';
import { fileName, sendFile } from './files.js';
import { interventionPage } from './intervention.page.js';
import type { InterventionFigures } from './interventions-figures.js';
import { differenceChart } from './interventions-chart.js';
import { aboutInterventions, interventionsCsv, interventionsJson } from './interventions-files.js';
import { differencesPicture } from './interventions-picture.js';
import { interventionsPage } from './interventions.page.js';

class InterventionsQuery extends OutflowQuery {
  @IsOptional()
  @IsString()
  @MaxLength(40)
  volgorde?: string;
}

class InterventionPath {
  @Matches(/^[A-Z][A-Z0-9_]{0,60}$/)
  code!: string;
}

/** What began, what followed, and how that compares with people who were alike: a team lead of the own team, management of all or one. Groups only. */
@Controller('uitstroom')
@Roles('team_lead', 'management')
export class InterventionsController {
  constructor(
    private readonly outflow: InterventionOutflowReadModel,
    private readonly catalogue: CatalogueService,
    private readonly asking: AskingService,
    private readonly clock: Clock,
  ) {}

  @Get('interventies')
  async all(
    @CurrentStaff() staff: SignedInStaff,
    @Query() query: InterventionsQuery,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asked = await this.asking.read(query, staff);
    const figures = asked.question && (await this.overview(asked.question));
    void reply.status(Object.keys(asked.problems).length > 0 ? 422 : 200).header('cache-control', 'no-store');
    const page = interventionsPage({ asked, figures, order: query.volgorde }, this.clock.today(), languageOf(request));
    await reply.view('outflow/interventions', page);
  }

  @Get('interventies.csv')
  async csv(
    @CurrentStaff() staff: SignedInStaff,
    @Query() query: InterventionsQuery,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ) {
    const { asked, question, figures } = await this.file(query, staff);
    const about = aboutInterventions(question, asked, figures.madeAt, languageOf(request));
    await sendFile(reply, 'csv', fileName('interventies', question), interventionsCsv(figures, question, about, languageOf(request)));
  }

  @Get('interventies.json')
  async json(@CurrentStaff() staff: SignedInStaff, @Query() query: InterventionsQuery, @Res() reply: FastifyReply) {
    const { question, figures } = await this.file(query, staff);
    await sendFile(reply, 'json', fileName('interventies', question), interventionsJson(figures.lines, question, figures.madeAt));
  }

  @Get('interventies.svg')
  async svg(
    @CurrentStaff() staff: SignedInStaff,
    @Query() query: InterventionsQuery,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ) {
    const { asked, question, figures } = await this.file(query, staff);
    const language = languageOf(request);
    const chart = differenceChart(figures, () => '', language);
    if (!chart) throw new NotFoundError('there is nothing to draw');
    const text = { title: chart.title, lines: aboutInterventions(question, asked, figures.madeAt, language), width: 1008 };
    await sendFile(reply, 'svg', fileName('interventies', question), pictureFile(differencesPicture(chart), text));
  }

  @Get('interventies/:code')
  async one(
    @CurrentStaff() staff: SignedInStaff,
    @Param() { code }: InterventionPath,
    @Query() query: OutflowQuery,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asked = await this.asking.read(query, staff);
    const type = await this.typeOf(code);
    const found = asked.question && (await this.inFull(code, asked.question));
    void reply.status(Object.keys(asked.problems).length > 0 ? 422 : 200).header('cache-control', 'no-store');
    await reply.view('outflow/intervention', interventionPage({ asked, type, found }, this.clock.today(), languageOf(request)));
  }

  @Get('interventies/:code.csv')
  async oneCsv(
    @CurrentStaff() staff: SignedInStaff,
    @Param() { code }: InterventionPath,
    @Query() query: OutflowQuery,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ) {
    const { asked, question, found } = await this.oneFile(query, staff, code);
    const figures = { lines: [found.figures], catalogue: await this.catalogue.current(), madeAt: found.madeAt };
    const about = aboutInterventions(question, asked, found.madeAt, languageOf(request));
    await sendFile(reply, 'csv', fileName('interventie', question), interventionsCsv(figures, question, about, languageOf(request)));
  }

  @Get('interventies/:code.json')
  async oneJson(
    @CurrentStaff() staff: SignedInStaff,
    @Param() { code }: InterventionPath,
    @Query() query: OutflowQuery,
    @Res() reply: FastifyReply,
  ) {
    const { question, found } = await this.oneFile(query, staff, code);
    await sendFile(reply, 'json', fileName('interventie', question), interventionsJson([found.figures], question, found.madeAt));
  }

  private async file(query: OutflowQuery, staff: SignedInStaff) {
    const { asked, question } = await this.asking.mustRead(query, staff);
    return { asked, question, figures: await this.overview(question) };
  }

  private async oneFile(query: OutflowQuery, staff: SignedInStaff, code: string) {
    const { asked, question } = await this.asking.mustRead(query, staff);
    await this.typeOf(code);
    return { asked, question, found: await this.inFull(code, question) };
  }

  private async overview(question: OutflowQuestion): Promise<InterventionFigures> {
    const [catalogue, now] = [await this.catalogue.current(), this.clock.now()];
    const types = catalogue.all.map(({ code }) => code).filter((code) => !DECISIONS_OF_THE_LAW.has(code));
    return { lines: await this.outflow.overview(types, question, now), catalogue, madeAt: now };
  }

  private async inFull(code: string, question: OutflowQuestion): Promise<{ figures: InterventionInFull; madeAt: Temporal.Instant }> {
    const now = this.clock.now();
    return { figures: await this.outflow.one(code, question, now), madeAt: now };
  }

  /** What prepares a decision of the law is no help to compare. @throws TypeNotFoundError */
  private async typeOf(code: string): Promise<InterventionType> {
    const type = DECISIONS_OF_THE_LAW.has(code) ? null : (await this.catalogue.current()).find(code);
    if (!type) throw new TypeNotFoundError();
    return type;
  }
}
