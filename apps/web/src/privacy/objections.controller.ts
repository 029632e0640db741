import { Body, Controller, Get, Header, HttpStatus, Post, Query, Render, Req, Res } from '@nestjs/common';
import { AccessLogService, type SignedInStaff } from '#libs/people';
import { Clock, ConflictError, InvalidInputError } from '#libs/platform';
import { ObjectionsReadModel, ObjectionsService } from '#libs/sharing';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { IdParam } from '../client-file/id-param.js';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { objectionsPage, type RefusedOutcome } from './objections.page.js';

class ObjectionsQuery {
  @IsOptional()
  @IsIn(['behandeld'])
  welke?: 'behandeld';

  /** The last objection of the page before. */
  @IsOptional()
  @IsUUID()
  na?: string;

  @IsOptional()
  @IsIn(['bewaard', 'al-behandeld'])
  gedaan?: 'bewaard' | 'al-behandeld';
}

class OutcomeForm {
  @IsString()
  @MaxLength(20_000)
  uitkomst = '';
}

/** The data protection officer sees that each objection is looked at, and may say what came of it: of a client number, and of nobody's file. */
@Controller('privacy/bezwaren')
@Roles('privacy_officer')
export class ObjectionsController {
  constructor(
    private readonly objections: ObjectionsReadModel,
    private readonly handling: ObjectionsService,
    private readonly log: AccessLogService,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Render('privacy/objections')
  async list(@CurrentStaff() staff: SignedInStaff, @Query() query: ObjectionsQuery, @Req() request: StaffRequest) {
    return this.page(staff, query, request, null);
  }

  @Post(':id')
  async handle(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @Body() { uitkomst: outcome }: OutcomeForm,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      await this.dataSource.transaction((tx) => this.handling.handle(tx, id, { outcome, staffId: staff.staffId }, this.clock.now()));
    } catch (error) {
      if (error instanceof ConflictError) return void reply.redirect('/privacy/bezwaren?gedaan=al-behandeld', 303);
      if (!(error instanceof InvalidInputError)) throw error;
      const refused = { id, outcome, problem: error.fields['outcome'] ?? 'outcome-missing' };
      void reply.status(HttpStatus.UNPROCESSABLE_ENTITY).header('cache-control', 'no-store');
      return reply.view('privacy/objections', await this.page(staff, {}, request, refused));
    }
    void reply.redirect('/privacy/bezwaren?gedaan=bewaard', 303);
  }

  /** Where signing in, or another language, leads back to after a form that was refused. */
  @Get(':id')
  afterRefusal(@Res() reply: FastifyReply): void {
    void reply.redirect('/privacy/bezwaren', 303);
  }

  /** What a client wrote is a look at this client, and written down as one before it is shown. */
  private async page({ staffId }: SignedInStaff, query: ObjectionsQuery, request: StaffRequest, refused: RefusedOutcome | null) {
    const { welke, na: after = null, gedaan: done = null } = query;
    const found = await this.dataSource.transaction(async (tx) => {
      const page = await (welke ? this.objections.handled(tx, after) : this.objections.open(tx, after));
      const clients = page.lines.map(({ clientId }) => clientId);
      await this.log.recordAll(tx, staffId, clients, 'objections', this.clock.now());
      return page;
    });
    return objectionsPage(found, { isHandled: welke === 'behandeld', isFirst: after === null, done, refused }, languageOf(request));
  }
}
