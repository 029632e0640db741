import { Controller, Get, Header, HttpStatus, Query, Render, Req, Res } from '@nestjs/common';
import { ClientCourseReadModel } from '#libs/insight';
import { CatalogueService } from '#libs/interventions';
import type { SignedInStaff } from '#libs/people';
import { Clock } from '#libs/platform';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { fileHeader } from './file-header.page.js';
import { IdParam } from './id-param.js';
import { OpeningService } from './opening.service.js';
import { lookOf, pastForm, readPast } from './past.forms.js';
import { pastPage } from './past.page.js';
import { PERIODS, traitLinesPage, type Period } from './trait-lines.page.js';

class CourseQuery {
  @IsOptional()
  @IsIn(PERIODS)
  periode: Period = 'anderhalf-jaar';
}

/** Dates are nobody's: they may stand in an address. */
class PastQuery {
  @IsOptional()
  @IsString()
  @MaxLength(40)
  op?: string;

  @IsOptional()
  @IsString()
  @MaxLength(40)
  bekend?: string;
}

/** How it went with a client: each trait as a line, and the profile as it was on a day. */
@Controller('klanten/:id')
@Roles('coach')
export class CourseController {
  constructor(
    private readonly opening: OpeningService,
    private readonly courses: ClientCourseReadModel,
    private readonly catalogue: CatalogueService,
    private readonly clock: Clock,
  ) {}

  @Get('verloop')
  @Header('cache-control', 'no-store')
  @Render('client-file/course')
  async lines(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @Query() { periode: period }: CourseQuery,
    @Req() request: StaffRequest,
  ) {
    const now = this.clock.now();
    const language = languageOf(request);
    const { header, reach } = await this.opening.open(staff, id, 'course', now);
    const [course, catalogue] = await Promise.all([this.courses.course(id, now), this.catalogue.current()]);
    return {
      file: fileHeader(header, reach, 'verloop', now, language),
      ...traitLinesPage(header, course, period, catalogue, now, language),
    };
  }

  @Get('profiel')
  @Header('cache-control', 'no-store')
  async past(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @Query() query: PastQuery,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const now = this.clock.now();
    const language = languageOf(request);
    const read = readPast(query, now);
    const { header, reach } = await this.opening.open(staff, id, lookOf(read), now);
    if ('problems' in read) void reply.status(HttpStatus.UNPROCESSABLE_ENTITY);
    await reply.view('client-file/past', {
      file: fileHeader(header, reach, 'profiel', now, language),
      form: pastForm(id, query, read, now, language),
      past:
        'problems' in read
          ? null
          : pastPage(header, await this.courses.asOf(id, read), read, await this.catalogue.current(), now, language),
    });
  }
}
