import { Body, Controller, Get, Header, HttpStatus, Post, Query, Render, Req, Res } from '@nestjs/common';
import type { SignedInStaff } from '#libs/people';
import { Clock, InvalidInputError, NotFoundError } from '#libs/platform';
import { SelectionNameTakenError, SelectionsService } from '#libs/planning';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { IdParam } from '../client-file/id-param.js';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { carriedOut, criteriaOf, readSelection, selectionField, type SelectionFields } from './selection.form.js';
import { selectionFormPage, selectionPage, selectionsPage, type SelectionFormGiven } from './selections.page.js';

class KeptQuery {
  @IsOptional()
  @IsIn(['keuze'])
  gedaan?: 'keuze';
}

const EMPTY: SelectionFields = { name: '', conditions: [], monthsFrom: '', monthsUntil: '' };

/** The administrator names groups of people by what is known of them, and never sees who they are. */
@Controller('beheer/keuzes')
@Roles('admin')
export class SelectionsController {
  constructor(
    private readonly selections: SelectionsService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Render('plans/selections')
  async list(@Req() request: StaffRequest) {
    return selectionsPage(await this.selections.all(), languageOf(request));
  }

  @Get('nieuw')
  @Header('cache-control', 'no-store')
  @Render('plans/selection-form')
  fresh(@Req() request: StaffRequest) {
    return selectionFormPage({ fields: EMPTY, problems: {}, count: null }, languageOf(request));
  }

  @Post('nieuw')
  async fill(@CurrentStaff() staff: SignedInStaff, @Body() body: unknown, @Req() request: StaffRequest, @Res() reply: FastifyReply) {
    const { fields: sent, action } = readSelection(body);
    const fields = carriedOut(sent, action);
    const now = this.clock.now();
    const show = async (given: Omit<SelectionFormGiven, 'fields'>, status: HttpStatus = HttpStatus.OK) => {
      void reply.status(status).header('cache-control', 'no-store');
      await reply.view('plans/selection-form', selectionFormPage({ fields, ...given }, languageOf(request)));
    };
    try {
      if (action.kind === 'count') return await show({ problems: {}, count: await this.selections.count(criteriaOf(fields), now) });
      if (action.kind !== 'keep') return await show({ problems: {}, count: null });
      const id = await this.selections.save(fields.name, criteriaOf(fields), staff.staffId, now);
      return void reply.redirect(`/beheer/keuzes/${id}?gedaan=keuze`, 303);
    } catch (error) {
      await show({ problems: problemsOf(error, fields), count: null }, HttpStatus.UNPROCESSABLE_ENTITY);
    }
  }

  @Get(':id')
  @Header('cache-control', 'no-store')
  @Render('plans/selection')
  async show(@IdParam('id') id: string, @Query() { gedaan: done }: KeptQuery, @Req() request: StaffRequest) {
    const selection = (await this.selections.all()).find((each) => each.id === id);
    if (!selection) throw new NotFoundError('no such selection');
    return selectionPage(selection, await this.selections.count(selection.criteria, this.clock.now()), done ?? null, languageOf(request));
  }
}

/** By field of the form. */
function problemsOf(error: unknown, fields: SelectionFields): Record<string, string> {
  if (error instanceof SelectionNameTakenError) return { naam: 'form.name-taken' };
  if (!(error instanceof InvalidInputError)) throw error;
  return Object.fromEntries(Object.entries(error.fields).map(([field, problem]) => [selectionField(field, fields), problem]));
}
