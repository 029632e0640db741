import { Body, Controller, Get, Header, HttpStatus, Inject, Post, Query, Render, Req, Res } from '@nestjs/common';
import { LadderService, StoppingService } from '#libs/checkins';
import { ClientPlanningReadModel } from '#libs/insight';
import { ClientsService, PausesService, type PauseReason, type SignedInStaff } from '#libs/people';
import { Clock, CONFIGURATION, InvalidInputError, NotFoundError, type Configuration } from '#libs/platform';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { DataSource, type EntityManager } from 'typeorm';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { readDate } from './deciding.forms.js';
import { fileHeader } from './file-header.page.js';
import { IdParam } from './id-param.js';
import { OpeningService } from './opening.service.js';
import { PauseForm, ResumeForm, TimeZoneForm } from './planning.forms.js';
import { PLANNING_DONE, planningPage, type PlanningDone, type RefusedPlanning } from './planning.page.js';

class PlanningQuery {
  @IsOptional()
  @IsIn(PLANNING_DONE)
  gedaan?: PlanningDone;
}

/** What will be sent to a client, when and why; and the coach's own say in it: a pause, work, where somebody is. */
@Controller('klanten/:id/planning')
@Roles('coach')
export class PlanningController {
  constructor(
    private readonly opening: OpeningService,
    private readonly plannings: ClientPlanningReadModel,
    private readonly ladder: LadderService,
    private readonly stopping: StoppingService,
    private readonly pauses: PausesService,
    private readonly clients: ClientsService,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Render('client-file/planning')
  async show(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @Query() { gedaan: done }: PlanningQuery,
    @Req() request: StaffRequest,
  ) {
    return this.page(staff, id, request, { done });
  }

  @Post('pauze')
  async pause(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @Body() form: PauseForm,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.carryOut(staff, id, request, reply, 'gepauzeerd', form, async (tx) => {
      const until = form.tot.trim() === '' ? null : readDate(form.tot);
      if (until === null && form.tot.trim() !== '') throw new InvalidInputError({ until: 'form.until-unreadable' });
      const reason = form.reden as PauseReason;
      await this.stopping.pauseClient(
        tx,
        { clientId: id, reason, note: form.toelichting, until, staffId: staff.staffId },
        this.clock.now(),
      );
    });
  }

  @Post('werk')
  async foundWork(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.carryOut(staff, id, request, reply, 'werk', {}, async (tx) => {
      const pause = { clientId: id, reason: 'found_work', note: null, until: null, staffId: staff.staffId } as const;
      await this.stopping.pauseClient(tx, pause, this.clock.now());
    });
  }

  @Post('hervatten')
  async resume(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @Body() { pauze }: ResumeForm,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.carryOut(staff, id, request, reply, 'hervat', {}, async (tx) => {
      const current = await this.pauses.currentOf(tx, id, this.clock.now());
      // Resumed by a colleague a moment ago: that is what was wanted.
      if (current === null) return;
      if (current.id !== pauze) throw new NotFoundError('a pause of another client, or one that was replaced');
      await this.pauses.resume(tx, pauze, staff.staffId, this.clock.now());
    });
  }

  @Post('tijdzone')
  async move(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @Body() form: TimeZoneForm,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.carryOut(staff, id, request, reply, 'tijdzone', form, (tx) => this.clients.moveTo(tx, id, form.tijdzone, this.clock.now()));
  }

  /** Where signing in, or another language, leads back to after a form that was refused. */
  @Get(['pauze', 'werk', 'hervatten', 'tijdzone'])
  afterRefusal(@IdParam('id') id: string, @Res() reply: FastifyReply): void {
    void reply.redirect(`/klanten/${id}/planning`, 303);
  }

  private async carryOut(
    staff: SignedInStaff,
    id: string,
    request: StaffRequest,
    reply: FastifyReply,
    done: PlanningDone,
    values: RefusedPlanning['values'],
    act: (tx: EntityManager) => Promise<void>,
  ): Promise<void> {
    await this.opening.admit(staff, id);
    try {
      await this.dataSource.transaction(act);
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      void reply.status(HttpStatus.UNPROCESSABLE_ENTITY).header('cache-control', 'no-store');
      await reply.view('client-file/planning', await this.page(staff, id, request, { refused: { values, problems: error.fields } }));
      return;
    }
    void reply.redirect(`/klanten/${id}/planning?gedaan=${done}`, 303);
  }

  private async page(
    staff: SignedInStaff,
    id: string,
    request: StaffRequest,
    shown: { done?: PlanningDone | undefined; refused?: RefusedPlanning },
  ) {
    const now = this.clock.now();
    const language = languageOf(request);
    const { header, reach } = await this.opening.open(staff, id, 'planning', now);
    const [planning, foreseen] = await Promise.all([
      this.plannings.planning(id, now),
      this.ladder.foresee(this.dataSource.manager, id, now),
    ]);
    const facts = { clientId: id, planning, foreseen, reach, hours: this.configuration.sendHours };
    return { file: fileHeader(header, reach, 'planning', now, language), ...planningPage(facts, shown, now, language) };
  }
}
