import { Body, Controller, Get, Header, HttpStatus, Post, Query, Render, Req, Res } from '@nestjs/common';
import type { SignedInStaff } from '#libs/people';
import { Clock, type Wording } from '#libs/platform';
import { DraftsService, ModulesService, STANDARD_QUESTIONNAIRE } from '#libs/questionnaires';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { sentOf, textIn } from './form-reading.js';
import { definitionOf, offered } from './offered.js';
import { OVERVIEW_DONE, overviewPage, startPage, type OverviewDone } from './overview.page.js';
import { unreadable } from './problem-words.js';

class DoneQuery {
  @IsOptional()
  @IsIn(OVERVIEW_DONE)
  gedaan?: OverviewDone;
}

/** The administrator: which questionnaires there are, and where a new one begins. */
@Controller('beheer')
@Roles('admin')
export class OverviewController {
  constructor(
    private readonly drafts: DraftsService,
    private readonly modules: ModulesService,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Get('vragenlijsten')
  @Roles('admin', 'privacy_officer')
  @Header('cache-control', 'no-store')
  @Render('questionnaires/overview')
  async list(@CurrentStaff() { role }: SignedInStaff, @Query() { gedaan: done }: DoneQuery, @Req() request: StaffRequest) {
    const [questionnaires, modulesOn] = await Promise.all([this.drafts.list(), this.modules.on(this.dataSource.manager)]);
    return overviewPage({ questionnaires, modulesOn, mayChange: role === 'admin', done: done ?? null }, languageOf(request));
  }

  @Get('vragenlijst-nieuw')
  @Header('cache-control', 'no-store')
  @Render('questionnaires/start')
  begin(@Req() request: StaffRequest) {
    return startPage({ fields: { title: '', purpose: '' }, said: {}, instruments: offered(languageOf(request)) }, languageOf(request));
  }

  @Post('vragenlijst-nieuw')
  async make(@CurrentStaff() { staffId }: SignedInStaff, @Body() body: unknown, @Req() request: StaffRequest, @Res() reply: FastifyReply) {
    const sent = sentOf(body);
    const fields = { title: textIn(sent, 'titel-nl', 200).trim(), purpose: textIn(sent, 'doel-nl').trim() };
    if (fields.title === '') {
      const said = unreadable({ 'titel-nl': 'words-needed' }, languageOf(request));
      void reply.status(HttpStatus.UNPROCESSABLE_ENTITY).header('cache-control', 'no-store');
      return reply.view(
        'questionnaires/start',
        startPage({ fields, said, instruments: offered(languageOf(request)) }, languageOf(request)),
      );
    }
    const key = await this.drafts.create(
      {
        key: '',
        title: { nl: fields.title } as Wording,
        purpose: { nl: fields.purpose } as Wording,
        maxItems: STANDARD_QUESTIONNAIRE.maxItems,
        // These words are the same in every questionnaire, and translated already.
        refusal: STANDARD_QUESTIONNAIRE.refusal,
        ...(STANDARD_QUESTIONNAIRE.closing && { closing: STANDARD_QUESTIONNAIRE.closing }),
        items: [],
      },
      staffId,
      this.clock.now(),
    );
    void reply.redirect(`/beheer/vragenlijsten/${key}?gedaan=gemaakt`, 303);
  }

  /** A ready-made questionnaire as a draft of one's own. */
  @Post('vragenlijst-nieuw/kant-en-klaar')
  async takeUp(@CurrentStaff() { staffId }: SignedInStaff, @Body() body: unknown, @Res() reply: FastifyReply) {
    const key = await this.drafts.create(definitionOf(textIn(sentOf(body), 'sleutel', 100)), staffId, this.clock.now());
    void reply.redirect(`/beheer/vragenlijsten/${key}?gedaan=gemaakt`, 303);
  }
}
