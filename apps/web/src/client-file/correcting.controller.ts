import { Body, Controller, Get, Header, HttpStatus, Param, Post, Query, Render, Req, Res } from '@nestjs/common';
import { CorrectableReadModel, type CorrectableObservation } from '#libs/insight';
import type { SignedInStaff } from '#libs/people';
import { Clock, InvalidInputError, NotFoundError } from '#libs/platform';
import { AlreadyCorrectedError, NotObservableError, ObservationsService } from '#libs/profiles';
import { SuggestionsService } from '#libs/rules';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { chosenIn, CorrectingForm } from './correcting.forms.js';
import { correctablePage, correctingPage, MOST_SHOWN, type CorrectingProblems, type ShownCorrecting } from './correcting.page.js';
import { fileHeader } from './file-header.page.js';
import { IdParam } from './id-param.js';
import { OpeningService } from './opening.service.js';

class DoneQuery {
  @IsOptional()
  @IsIn(['ja'])
  gedaan?: 'ja';
}

/** A coach puts right what was recorded wrong. What stood there stays, for the privacy officer; what the rules made of it is looked at anew. */
@Controller('klanten/:id/verbeteren')
@Roles('coach')
export class CorrectingController {
  constructor(
    private readonly opening: OpeningService,
    private readonly correctable: CorrectableReadModel,
    private readonly observations: ObservationsService,
    private readonly suggestions: SuggestionsService,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Render('client-file/correctable')
  async list(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @Query() { gedaan: done }: DoneQuery,
    @Req() request: StaffRequest,
  ) {
    const file = await this.file(staff, id, request);
    const newest = await this.correctable.newest(id, this.clock.now(), MOST_SHOWN);
    return { file, isDone: done !== undefined, ...correctablePage(newest, id, languageOf(request)) };
  }

  @Get(':waarneming')
  @Header('cache-control', 'no-store')
  @Render('client-file/correcting')
  async show(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @Param('waarneming') observationId: string,
    @Req() request: StaffRequest,
  ) {
    return this.page(staff, id, observationId, {}, request);
  }

  @Post(':waarneming')
  async correct(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @Param('waarneming') observationId: string,
    @Body() form: CorrectingForm,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.opening.admit(staff, id);
    const standing = await this.standing(id, observationId);
    try {
      await this.replace(id, standing.id === observationId ? observationId : '', form, staff.staffId);
      return void reply.redirect(`/klanten/${id}/verbeteren?gedaan=ja`, 303);
    } catch (error) {
      const isConflict = error instanceof AlreadyCorrectedError;
      if (!isConflict && !(error instanceof InvalidInputError)) throw error;
      void reply.status(isConflict ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_ENTITY).header('cache-control', 'no-store');
      const problems = error instanceof InvalidInputError ? (error.fields as CorrectingProblems) : {};
      await reply.view('client-file/correcting', await this.page(staff, id, observationId, { form, problems, isConflict }, request));
    }
  }

  /** The correction and what the rules make of it, together or not at all. @param observationId empty: another one took its place */
  private async replace(clientId: string, observationId: string, form: CorrectingForm, staffId: string): Promise<void> {
    if (observationId === '') throw new AlreadyCorrectedError('it was corrected since it was shown');
    const chosen = chosenIn(form);
    if (!chosen) throw new InvalidInputError({ value: 'value-missing', ...(form.reden.trim() === '' ? { reason: 'reason-missing' } : {}) });
    const now = this.clock.now();
    try {
      await this.dataSource.transaction(async (tx) => {
        await this.observations.correct(tx, { clientId, observationId, ...chosen, reason: form.reden }, staffId, now);
        await this.suggestions.review(tx, { clientId, checkInId: null }, now);
      });
    } catch (error) {
      if (error instanceof NotObservableError) throw new InvalidInputError({ value: 'value-missing' });
      throw error;
    }
  }

  private async page(staff: SignedInStaff, id: string, observationId: string, shown: ShownCorrecting, request: StaffRequest) {
    const file = await this.file(staff, id, request);
    return { file, ...correctingPage(await this.standing(id, observationId), shown, languageOf(request)) };
  }

  /** @throws NotFoundError */
  private async standing(clientId: string, observationId: string): Promise<CorrectableObservation> {
    const isId = /^\d{1,18}$/.test(observationId);
    const standing = isId ? await this.correctable.standing(clientId, observationId, this.clock.now()) : null;
    if (!standing) throw new NotFoundError('no such observation of this client');
    return standing;
  }

  private async file(staff: SignedInStaff, id: string, request: StaffRequest) {
    const now = this.clock.now();
    const { header, reach } = await this.opening.open(staff, id, 'correcting', now);
    return fileHeader(header, reach, 'verloop', now, languageOf(request));
  }
}
