import { Body, Controller, Get, HttpStatus, Post, Req, Res } from '@nestjs/common';
import { ClosingService } from '#libs/checkins';
import { PausesService, type PauseReason, type SignedInStaff } from '#libs/people';
import { Clock, ConflictError, InvalidInputError } from '#libs/platform';
import { PlansService } from '#libs/planning';
import { IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { readDate } from '../client-file/deciding.forms.js';
import { IdParam } from '../client-file/id-param.js';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { PlanViewingService } from './plan-viewing.service.js';
import { END_REASON_LENGTH, type RefusedAction } from './plan.page.js';

class PauseForm {
  @IsString()
  @MaxLength(40)
  reden = '';

  @IsString()
  @MaxLength(40)
  tot = '';

  @IsString()
  @MaxLength(5000)
  toelichting = '';
}

class EndForm {
  @IsString()
  @MaxLength(5000)
  reden = '';
}

interface Asked {
  staff: SignedInStaff;
  request: StaffRequest;
  reply: FastifyReply;
}

/** The administrator switches plans on, lets them rest and ends them. What cannot be done comes back with the form as it was filled in. */
@Controller('beheer/plannen/:id')
@Roles('admin')
export class RunningController {
  constructor(
    private readonly plans: PlansService,
    private readonly pauses: PausesService,
    private readonly closing: ClosingService,
    private readonly viewing: PlanViewingService,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Post('aanzetten')
  async switchOn(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ) {
    await this.carryOut(id, { staff, request, reply }, 'aanzetten', {}, async () => {
      await this.plans.switchOn(id, staff.staffId, this.clock.now());
      return `/beheer/plannen/${id}?gedaan=aan`;
    });
  }

  @Post('pauze')
  async pause(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @Body() form: PauseForm,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ) {
    await this.carryOut(id, { staff, request, reply }, 'pauze', { ...form }, async () => {
      await this.demandRunning(id);
      const until = readDate(form.tot);
      if (until === null && form.tot.trim() !== '') throw new InvalidInputError({ until: 'form.date-needed' });
      const pause = { planId: id, reason: form.reden as PauseReason, note: form.toelichting, until, staffId: staff.staffId };
      await this.dataSource.transaction((tx) => this.pauses.pausePlan(tx, pause, this.clock.now()));
      await this.withdrawWhatWaits();
      return `/beheer/plannen/${id}?gedaan=gepauzeerd`;
    });
  }

  @Post('hervatten')
  async resume(@CurrentStaff() staff: SignedInStaff, @IdParam('id') id: string, @Req() request: StaffRequest, @Res() reply: FastifyReply) {
    await this.carryOut(id, { staff, request, reply }, 'pauze', {}, async () => {
      await this.plans.find(id);
      await this.dataSource.transaction(async (tx) => {
        const pause = (await this.pauses.current(tx, this.clock.now())).plans.get(id);
        if (pause) await this.pauses.resume(tx, pause.id, staff.staffId, this.clock.now());
      });
      return `/beheer/plannen/${id}?gedaan=hervat`;
    });
  }

  @Post('beeindigen')
  async end(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @Body() form: EndForm,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ) {
    await this.carryOut(id, { staff, request, reply }, 'beeindigen', { ...form }, async () => {
      const reason = form.reden.trim();
      if (reason === '') throw new InvalidInputError({ reason: 'form.reason-needed' });
      if (reason.length > END_REASON_LENGTH) throw new InvalidInputError({ reason: 'form.too-long' });
      const { state } = await this.plans.find(id);
      await this.plans.end(id, reason, staff.staffId, this.clock.now());
      await this.withdrawWhatWaits();
      return `/beheer/plannen/${id}?gedaan=${state === 'draft' ? 'weggegooid' : 'beeindigd'}`;
    });
  }

  /** Where signing in, or another language, leads back to after a form that was refused. */
  @Get(['aanzetten', 'pauze', 'hervatten', 'beeindigen'])
  afterRefusal(@IdParam('id') id: string, @Res() reply: FastifyReply): void {
    void reply.redirect(`/beheer/plannen/${id}`, 303);
  }

  /** Only what asks can rest. */
  private async demandRunning(id: string): Promise<void> {
    const { state } = await this.plans.find(id);
    if (state !== 'on') throw new ConflictError('this plan does not ask anybody');
  }

  /** Now, and not when the worker comes round: what the page says next is true. */
  private async withdrawWhatWaits(): Promise<void> {
    await this.closing.cancelPointless(this.clock.now());
  }

  private async carryOut(
    id: string,
    { request, reply }: Asked,
    action: RefusedAction['action'],
    values: Record<string, string>,
    work: () => Promise<string>,
  ): Promise<void> {
    try {
      void reply.redirect(await work(), 303);
    } catch (error) {
      if (!(error instanceof InvalidInputError) && !(error instanceof ConflictError)) throw error;
      const refused = error instanceof InvalidInputError ? { action, values, problems: error.fields } : null;
      const hasConflict = refused === null;
      void reply.status(hasConflict ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_ENTITY).header('cache-control', 'no-store');
      await reply.view('plans/plan', await this.viewing.page(id, { refused, hasConflict }, languageOf(request)));
    }
  }
}
