import { Body, Controller, Get, Header, HttpStatus, Post, Render, Req, Res } from '@nestjs/common';
import { CatalogueService } from '#libs/interventions';
import type { SignedInStaff } from '#libs/people';
import { Clock, InvalidInputError } from '#libs/platform';
import { NothingProposedError, RuleExchangeService, RuleNotReadyError } from '#libs/rules';
import type { FastifyReply } from 'fastify';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { sentOf, textIn } from '../questionnaires/form-reading.js';
import { unreadable } from './rule-problems.js';
import { importPage, type ImportGiven } from './set.page.js';

/** As much as a form can send. */
const MOST_CHARACTERS = 512 * 1024;

/** Reading a file of rules in: first what it would do, then as a proposal that a colleague decides about. */
@Controller('beheer/regelset/inlezen')
@Roles('admin')
export class SetImportController {
  constructor(
    private readonly exchange: RuleExchangeService,
    private readonly catalogues: CatalogueService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Render('rules/import')
  async ask(@Req() request: StaffRequest) {
    const nothing = { text: '', read: null, which: 'all', note: '', said: {} } as const;
    return importPage({ ...nothing, catalogue: await this.catalogues.current() }, languageOf(request));
  }

  @Post()
  async read(@CurrentStaff() { staffId }: SignedInStaff, @Body() body: unknown, @Req() request: StaffRequest, @Res() reply: FastifyReply) {
    const sent = sentOf(body);
    const text = textIn(sent, 'bestand', MOST_CHARACTERS) || textIn(sent, 'tekst', MOST_CHARACTERS);
    const note = textIn(sent, 'toelichting', 600);
    const which = textIn(sent, 'wat') === 'good' ? 'good' : 'all';
    const now = this.clock.now();
    const language = languageOf(request);
    const read = text.trim() === '' ? null : await this.exchange.read(text, now);
    const show = async (said: ImportGiven['said'], status: HttpStatus) => {
      const catalogue = await this.catalogues.current();
      void reply.status(status).header('cache-control', 'no-store');
      await reply.view('rules/import', importPage({ text, read, which, note, said, catalogue }, language));
    };
    const refuse = (field: string, problem: string) => show(unreadable({ [field]: problem }, language), HttpStatus.UNPROCESSABLE_ENTITY);
    if (read === null) return refuse('bestand', 'file-needed');
    if (read.problem !== null) return refuse('bestand', read.problem);
    if (textIn(sent, 'actie') !== 'voorstellen') return show({}, HttpStatus.OK);
    try {
      const id = await this.exchange.propose({ text, which, note }, staffId, now);
      void reply.redirect(`/beheer/regelset/voorstellen/${id}?gedaan=voorgesteld`, 303);
    } catch (error) {
      if (error instanceof InvalidInputError) return refuse('toelichting', error.fields['note'] ?? 'note-missing');
      if (error instanceof RuleNotReadyError) return refuse('bestand', 'not-all-good');
      if (error instanceof NothingProposedError) return refuse('bestand', 'nothing-new');
      throw error;
    }
  }
}
