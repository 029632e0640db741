import { Body, Controller, Get, Header, HttpStatus, Post, Render, Req, Res } from '@nestjs/common';
import type { SignedInStaff } from '#libs/people';
import { Clock } from '#libs/platform';
import { ExchangeService } from '#libs/questionnaires';
import type { FastifyReply } from 'fastify';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { sentOf, textIn } from './form-reading.js';
import { importPage, type ImportGiven } from './overview.page.js';

/** As much as a form can send. */
const MOST_CHARACTERS = 512 * 1024;
const NOTHING: ImportGiven = { pasted: '', format: 'json', problems: [], notMapped: [], key: null, isEmpty: false };

/** The administrator reads a questionnaire in from a file; it becomes a draft, and is never published by itself. */
@Controller('beheer/vragenlijst-inlezen')
@Roles('admin')
export class ImportController {
  constructor(
    private readonly exchange: ExchangeService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Render('questionnaires/import')
  ask(@Req() request: StaffRequest) {
    return importPage(NOTHING, languageOf(request));
  }

  /** The file as it was sent, or what was pasted. */
  @Post()
  async read(@CurrentStaff() { staffId }: SignedInStaff, @Body() body: unknown, @Req() request: StaffRequest, @Res() reply: FastifyReply) {
    const sent = sentOf(body);
    const pasted = textIn(sent, 'tekst', MOST_CHARACTERS);
    const text = textIn(sent, 'bestand', MOST_CHARACTERS) || pasted;
    const format = textIn(sent, 'vorm') === 'fhir' ? 'fhir' : 'json';
    const show = async (given: Partial<ImportGiven>, status: HttpStatus) => {
      void reply.status(status).header('cache-control', 'no-store');
      await reply.view('questionnaires/import', importPage({ ...NOTHING, pasted, format, ...given }, languageOf(request)));
    };
    if (text.trim() === '') return show({ isEmpty: true }, HttpStatus.UNPROCESSABLE_ENTITY);
    const now = this.clock.now();
    const taken =
      format === 'fhir' ? await this.exchange.importFhir(text, staffId, now) : await this.exchange.importJson(text, staffId, now);
    if (taken.key !== null && taken.notMapped.length === 0 && taken.problems.length === 0)
      return void reply.redirect(`/beheer/vragenlijsten/${taken.key}?gedaan=ingelezen`, 303);
    return show(
      taken.key === null ? taken : { ...taken, pasted: '' },
      taken.key === null ? HttpStatus.UNPROCESSABLE_ENTITY : HttpStatus.OK,
    );
  }
}
