import { Body, Controller, Get, HttpStatus, Post, Req, Res } from '@nestjs/common';
import { SENDING_PAGE } from '#libs/operations';
import { PausesService, type NewPause, type SignedInStaff } from '#libs/people';
import { Clock, InvalidInputError } from '#libs/platform';
import { IsString, IsUUID, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { readDate } from '../client-file/deciding.forms.js';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { SendingScreen } from './sending.screen.js';

class EverybodyForm {
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

class GoOnForm {
  @IsUUID()
  pauze!: string;
}

/** The brake on everything: one administrator presses it, everybody sees it. */
@Controller('beheer/verzending')
@Roles('admin')
export class PausingController {
  constructor(
    private readonly screen: SendingScreen,
    private readonly pauses: PausesService,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Post('pauze')
  async pause(
    @CurrentStaff() staff: SignedInStaff,
    @Body() form: EverybodyForm,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const now = this.clock.now();
    try {
      const pause = wished(form, staff.staffId);
      await this.dataSource.transaction((tx) => this.pauses.pauseEverybody(tx, pause, now));
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      const page = await this.screen.show(staff, { refused: { values: form, problems: error.fields } }, now, languageOf(request));
      void reply.status(HttpStatus.UNPROCESSABLE_ENTITY).header('cache-control', 'no-store');
      return reply.view('operations/sending', page);
    }
    void reply.redirect(`${SENDING_PAGE}?gedaan=pauze`, 303);
  }

  @Post('hervatten')
  async resume(@CurrentStaff() staff: SignedInStaff, @Body() { pauze }: GoOnForm, @Res() reply: FastifyReply): Promise<void> {
    const now = this.clock.now();
    const { everybody } = await this.pauses.current(this.dataSource.manager, now);
    // Of another pause this form says nothing; one that is over already is what was asked for.
    if (everybody?.id === pauze) await this.dataSource.transaction((tx) => this.pauses.resume(tx, pauze, staff.staffId, now));
    void reply.redirect(`${SENDING_PAGE}?gedaan=hervat`, 303);
  }

  /** Where signing in, or another language, leads back to after a form that was refused. */
  @Get(['pauze', 'hervatten'])
  afterRefusal(@Res() reply: FastifyReply): void {
    void reply.redirect(SENDING_PAGE, 303);
  }
}

/** @throws InvalidInputError when the day is no day */
function wished({ reden, tot, toelichting }: EverybodyForm, staffId: string): NewPause {
  const until = tot.trim() === '' ? null : readDate(tot);
  if (tot.trim() !== '' && until === null) throw new InvalidInputError({ until: 'form.no-date' });
  return { reason: reden as NewPause['reason'], until, note: toelichting.trim() || null, staffId };
}
