import { Body, Controller, Get, Header, HttpStatus, Post, Query, Render, Req, Res } from '@nestjs/common';
import { CrisisService } from '#libs/inbox';
import { SignalsReadModel } from '#libs/insight';
import { AccessLogService, type SignedInStaff } from '#libs/people';
import { Clock, ConflictError, InvalidInputError, NotFoundError } from '#libs/platform';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { IdParam } from '../client-file/id-param.js';
import { languageOf } from '../http/site.js';
import { SIGNAL_DONE, signalPage, signalsPage, type ShownSignal, type SignalDone } from './signals.page.js';

class SignalQuery {
  @IsOptional()
  @IsIn(SIGNAL_DONE)
  gedaan?: SignalDone;
}

class TakingForm {
  @IsString()
  @MaxLength(5000)
  toelichting = '';
}

/** Whoever was told that a client may be in danger: what was written, whom to call, and who has taken it on. To others it does not exist. */
@Controller('signalen')
@Roles('coach', 'team_lead', 'admin')
export class SignalsController {
  constructor(
    private readonly signals: SignalsReadModel,
    private readonly crisis: CrisisService,
    private readonly log: AccessLogService,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Render('signals/signals')
  async list(@CurrentStaff() { staffId }: SignedInStaff, @Req() request: StaffRequest) {
    return signalsPage(await this.signals.toldTo(staffId, this.clock.now()), this.clock.now(), languageOf(request));
  }

  @Get(':id')
  @Header('cache-control', 'no-store')
  @Render('signals/signal')
  show(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @Query() { gedaan: done }: SignalQuery,
    @Req() request: StaffRequest,
  ) {
    return this.page(staff, id, { done }, request);
  }

  @Post(':id/oppakken')
  async take(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @Body() { toelichting: note }: TakingForm,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      const taking = { staffId: staff.staffId, note };
      await this.dataSource.transaction((tx) => this.crisis.acknowledge(tx, id, taking, this.clock.now()));
    } catch (error) {
      if (error instanceof InvalidInputError)
        return this.refuse(staff, id, { refused: { note, problems: error.fields } }, HttpStatus.UNPROCESSABLE_ENTITY, request, reply);
      if (error instanceof ConflictError) return this.refuse(staff, id, { conflict: true }, HttpStatus.CONFLICT, request, reply);
      throw error;
    }
    void reply.redirect(`/signalen/${id}?gedaan=opgepakt`, 303);
  }

  /** Where signing in, or another language, leads back to after a form that was refused. */
  @Get(':id/oppakken')
  afterRefusal(@IdParam('id') id: string, @Res() reply: FastifyReply): void {
    void reply.redirect(`/signalen/${id}`, 303);
  }

  private async refuse(
    staff: SignedInStaff,
    id: string,
    shown: ShownSignal,
    status: HttpStatus,
    request: StaffRequest,
    reply: FastifyReply,
  ): Promise<void> {
    void reply.status(status).header('cache-control', 'no-store');
    await reply.view('signals/signal', await this.page(staff, id, shown, request));
  }

  /** A look at a client, and so written down before anything is shown; at everybody whose it may be. */
  private async page({ staffId }: SignedInStaff, id: string, shown: ShownSignal, request: StaffRequest) {
    const now = this.clock.now();
    const signal = await this.signals.signal(id, staffId, now);
    if (!signal) throw new NotFoundError('no such signal, or not told');
    await this.dataSource.transaction(async (tx) => {
      for (const { clientId } of signal.people) await this.log.record(tx, staffId, clientId, 'signal', now);
    });
    return signalPage(signal, shown, now, languageOf(request));
  }
}
