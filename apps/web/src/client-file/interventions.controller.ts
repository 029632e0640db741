import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { StoppingService } from '#libs/checkins';
import {
  AlreadyRunningError,
  InterventionsService,
  NoPlaceError,
  ProgressService,
  type InterventionOutcome,
  type StopReason,
} from '#libs/interventions';
import type { SignedInStaff } from '#libs/people';
import { Clock, ConflictError, InvalidInputError, NotFoundError } from '#libs/platform';
import type { FastifyReply } from 'fastify';
import { DataSource, type EntityManager } from 'typeorm';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { readDate } from './deciding.forms.js';
import { IdParam } from './id-param.js';
import { BeginningForm, EndingForm, StepForm } from './interventions.forms.js';
import type { RefusedIntervention } from './interventions.page.js';
import { OpeningService } from './opening.service.js';
import type { Done } from './overview.page.js';
import { OverviewService } from './overview.service.js';

/** What is offered to a client, agreed upon, begun, paused and ended. What cannot be done comes back with the form as it was filled in. */
@Controller('klanten/:id/interventies')
@Roles('coach')
export class InterventionsController {
  constructor(
    private readonly opening: OpeningService,
    private readonly overviews: OverviewService,
    private readonly interventions: InterventionsService,
    private readonly progress: ProgressService,
    private readonly stopping: StoppingService,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Post()
  async begin(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @Body() form: BeginningForm,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.opening.admit(staff, id);
    const refused = (problems: Record<string, string>) => ({ beginning: { values: form, problems } });
    await this.carryOut(staff, id, request, reply, refused, (tx) => this.beginWith(tx, id, form, staff.staffId));
  }

  @Post(':interventionId/stap')
  async step(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @IdParam('interventionId') interventionId: string,
    @Body() form: StepForm,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.admit(staff, id, interventionId);
    const { stap: step, ...values } = form;
    const refused = (problems: Record<string, string>) => ({ step: { interventionId, step, values, problems } });
    await this.carryOut(staff, id, request, reply, refused, (tx) => this.take(tx, interventionId, form, staff.staffId));
  }

  @Post(':interventionId/afronding')
  async end(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @IdParam('interventionId') interventionId: string,
    @Body() form: EndingForm,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.admit(staff, id, interventionId);
    const ending = {
      endsOn: readDate(form.einddatum),
      outcome: form.uitkomst as InterventionOutcome,
      stopReason: (form.reden || null) as StopReason | null,
      note: form.toelichting,
      staffId: staff.staffId,
    };
    const refused = (problems: Record<string, string>) => ({ ending: { interventionId, values: form, problems } });
    await this.carryOut(staff, id, request, reply, refused, async (tx) => {
      await this.interventions.end(tx, interventionId, ending, this.clock.now());
      if (ending.outcome !== 'found_work') return 'afgerond';
      await this.stopping.stop(tx, [id], 'found_work', this.clock.now());
      return 'werk';
    });
  }

  /** Where signing in, or another language, leads back to after a form that was refused. */
  @Get(['', ':interventionId/stap', ':interventionId/afronding'])
  afterRefusal(@IdParam('id') id: string, @Res() reply: FastifyReply): void {
    void reply.redirect(`/klanten/${id}`, 303);
  }

  /** An address that names another client's intervention leads nowhere. @throws NotFoundError */
  private async admit(staff: SignedInStaff, id: string, interventionId: string): Promise<void> {
    await this.opening.admit(staff, id);
    if ((await this.interventions.clientOf(this.dataSource.manager, interventionId)) !== id)
      throw new NotFoundError('an intervention of another client');
  }

  private async beginWith(tx: EntityManager, clientId: string, form: BeginningForm, staffId: string): Promise<Done> {
    const base = { clientId, type: form.interventie, suggestionId: null, staffId };
    const now = this.clock.now();
    if (form.hoe === 'aanbieden') {
      await this.interventions.offer(tx, base, now);
      return 'aangeboden';
    }
    if (form.hoe !== 'afspreken') throw new InvalidInputError({ how: 'form.how-needed' });
    const id = await this.interventions.plan(tx, { ...base, startsOn: dayIn(form.startdatum) }, now);
    return (await this.interventions.stateOf(tx, id)) === 'waiting' ? 'wacht' : 'afgesproken';
  }

  private async take(tx: EntityManager, id: string, { stap, datum, toelichting: note }: StepForm, staffId: string): Promise<Done> {
    const now = this.clock.now();
    switch (stap) {
      case 'akkoord':
        return (await this.interventions.accept(tx, id, { staffId, startsOn: dayIn(datum) }, now)) === 'waiting' ? 'wacht' : 'afgesproken';
      case 'plek':
        await this.interventions.takePlace(tx, id, { staffId, startsOn: dayIn(datum) }, now);
        return stap;
      case 'wil-niet':
        await this.interventions.refuse(tx, id, { staffId, note }, now);
        return stap;
      case 'begonnen':
        await this.progress.start(tx, id, { staffId, startsOn: readDate(datum) }, now);
        return stap;
      case 'dag':
        await this.progress.agreeDay(tx, id, { staffId, startsOn: readDate(datum) }, now);
        return stap;
      case 'pauze':
        await this.progress.pause(tx, id, { staffId, note }, now);
        return stap;
      case 'verder':
        await this.progress.resume(tx, id, staffId, now);
        return stap;
    }
  }

  private async carryOut(
    staff: SignedInStaff,
    id: string,
    request: StaffRequest,
    reply: FastifyReply,
    refused: (problems: Record<string, string>) => RefusedIntervention,
    work: (tx: EntityManager) => Promise<Done>,
  ): Promise<void> {
    let done: Done;
    try {
      done = await this.dataSource.transaction(work);
    } catch (error) {
      const shown = refusalOf(error, refused);
      return this.overviews.refuse(staff, id, shown, languageOf(request), reply);
    }
    void reply.redirect(`/klanten/${id}?gedaan=${done}`, 303);
  }
}

/** @throws InvalidInputError (field `startsOn`) for what is no date */
function dayIn(text: string): Temporal.PlainDate {
  const day = readDate(text);
  if (!day) throw new InvalidInputError({ startsOn: 'form.date-needed' });
  return day;
}

/** What is wrong, field by field; or the word that somebody else was ahead. */
function refusalOf(error: unknown, refused: (problems: Record<string, string>) => RefusedIntervention) {
  if (error instanceof InvalidInputError) return refused(error.fields);
  if (error instanceof AlreadyRunningError) return refused({ type: 'form.already-running' });
  if (error instanceof NoPlaceError) return { conflict: 'interventions.file.conflict.no-place' };
  if (error instanceof ConflictError) return { conflict: 'interventions.file.conflict.moved' };
  throw error;
}
