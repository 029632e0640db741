import { Body, Controller, Get, Header, HttpStatus, Post, Query, Render, Req, Res } from '@nestjs/common';
import { DeputiesService } from '#libs/inbox';
import { DeputiesReadModel } from '#libs/insight';
import type { SignedInStaff } from '#libs/people';
import { Clock, InvalidInputError, NotFoundError } from '#libs/platform';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { DataSource, type EntityManager } from 'typeorm';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { DEPUTY_DONE, deputiesPage, type DeputyDone, type DeputyFacts, type ShownDeputies } from './deputies.page.js';

class DeputiesQuery {
  @IsOptional()
  @IsUUID()
  coach?: string;

  @IsOptional()
  @IsIn(DEPUTY_DONE)
  gedaan?: DeputyDone;
}

class DeputyForm {
  @IsUUID()
  coach!: string;

  @IsString()
  @MaxLength(60)
  vervanger = '';
}

class EndingForm {
  @IsUUID()
  coach!: string;
}

/** Who stands in for whom: a coach arranges it for themselves, an administrator for everybody. */
@Controller('vervanging')
@Roles('coach', 'admin')
export class DeputiesController {
  constructor(
    private readonly deputies: DeputiesService,
    private readonly coaches: DeputiesReadModel,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Render('inbox/deputies')
  show(@CurrentStaff() staff: SignedInStaff, @Query() { coach, gedaan: done }: DeputiesQuery, @Req() request: StaffRequest) {
    return this.page(staff, coach ?? null, { done }, request);
  }

  @Post()
  async appoint(
    @CurrentStaff() staff: SignedInStaff,
    @Body() { coach: staffId, vervanger: deputyId }: DeputyForm,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.admit(staff, staffId);
    try {
      await this.dataSource.transaction((tx) => this.deputies.appoint(tx, { staffId, deputyId }, this.clock.now()));
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      void reply.status(HttpStatus.UNPROCESSABLE_ENTITY).header('cache-control', 'no-store');
      await reply.view('inbox/deputies', await this.page(staff, staffId, { refused: error.fields }, request));
      return;
    }
    void reply.redirect(this.pageOf(staff, staffId, 'geregeld'), 303);
  }

  @Post('stoppen')
  async end(@CurrentStaff() staff: SignedInStaff, @Body() { coach }: EndingForm, @Res() reply: FastifyReply): Promise<void> {
    await this.admit(staff, coach);
    await this.dataSource.transaction((tx) => this.deputies.end(tx, coach, this.clock.now()));
    void reply.redirect(this.pageOf(staff, coach, 'gestopt'), 303);
  }

  /** Where signing in, or another language, leads back to after a form that was refused. */
  @Get('stoppen')
  afterRefusal(@Res() reply: FastifyReply): void {
    void reply.redirect('/vervanging', 303);
  }

  /** To a coach nobody else's arrangements exist. @throws NotFoundError */
  private async admit(staff: SignedInStaff, staffId: string): Promise<void> {
    if (staff.role === 'coach' ? staffId !== staff.staffId : (await this.coaches.coach(staffId)) === null)
      throw new NotFoundError('no such coach, or not to arrange for');
  }

  private pageOf(staff: SignedInStaff, staffId: string, done: DeputyDone): string {
    return staff.role === 'admin' ? `/vervanging?coach=${staffId}&gedaan=${done}` : `/vervanging?gedaan=${done}`;
  }

  private async page(staff: SignedInStaff, chosen: string | null, shown: ShownDeputies, request: StaffRequest) {
    const tx = this.dataSource.manager;
    const isOwn = staff.role === 'coach';
    const staffId = isOwn ? staff.staffId : chosen;
    if (staffId !== null) await this.admit(staff, isOwn && chosen !== null ? chosen : staffId);
    const [coaches, facts] = await Promise.all([
      isOwn ? null : this.coaches.coaches(),
      staffId === null ? null : this.factsOf(tx, staffId),
    ]);
    return deputiesPage(coaches, facts, isOwn, shown, languageOf(request));
  }

  private async factsOf(tx: EntityManager, staffId: string): Promise<DeputyFacts> {
    const [coach, current, possible, history, standsInFor] = await Promise.all([
      this.coaches.coach(staffId),
      this.deputies.of(tx, staffId),
      this.deputies.possible(tx, staffId),
      this.deputies.history(tx, staffId),
      this.deputies.standsInFor(tx, staffId),
    ]);
    return { staffId, name: coach?.name ?? '', current, possible, history, standsInFor };
  }
}
