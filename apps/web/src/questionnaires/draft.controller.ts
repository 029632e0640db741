import { Body, Controller, Get, Header, HttpStatus, Param, Post, Query, Render, Req, Res } from '@nestjs/common';
import type { SignedInStaff } from '#libs/people';
import { Clock } from '#libs/platform';
import { DraftsService, estimateOf, ModulesService, StaleDraftError } from '#libs/questionnaires';
import { IsIn, IsOptional, IsString } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { texts } from '../http/views.js';
import { DRAFT_DONE, draftPage, type DraftDone, type DraftPageGiven } from './draft.page.js';
import { DraftViewingService } from './draft-viewing.service.js';
import { sentOf, textIn, textsIn, wholeIn } from './form-reading.js';
import { definitionWith, fieldsOfGeneral, readGeneral, withSections } from './general.form.js';
import { generalPage, type GeneralPageGiven } from './general.page.js';
import { ordered, stepped } from './order.js';
import { remarksAbout, unreadable } from './problem-words.js';

class DraftQuery {
  @IsOptional()
  @IsIn(DRAFT_DONE)
  gedaan?: DraftDone;

  /** The question that was moved. */
  @IsOptional()
  @IsString()
  vraag?: string;
}

/** The administrator makes a questionnaire: its questions in their order, and what is said about the whole. Nobody is asked anything by it. */
@Controller('beheer/vragenlijsten/:key')
@Roles('admin')
export class DraftController {
  constructor(
    private readonly drafts: DraftsService,
    private readonly viewing: DraftViewingService,
    private readonly modules: ModulesService,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Roles('admin', 'privacy_officer')
  @Header('cache-control', 'no-store')
  @Render('questionnaires/draft')
  async show(
    @CurrentStaff() staff: SignedInStaff,
    @Param('key') key: string,
    @Query() { gedaan: done, vraag: moved }: DraftQuery,
    @Req() request: StaffRequest,
  ) {
    return this.page(key, staff, { done: done ?? null, movedItem: done === 'verplaatst' ? (moved ?? null) : null }, request);
  }

  /** One question up or down by a button, or all of them as they were dragged. */
  @Post('volgorde')
  async order(
    @CurrentStaff() staff: SignedInStaff,
    @Param('key') key: string,
    @Body() body: unknown,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ) {
    const sent = sentOf(body);
    const { definition } = await this.drafts.open(key);
    const [up, down, dragged] = [textIn(sent, 'omhoog', 200), textIn(sent, 'omlaag', 200), textIn(sent, 'gesleept', 200)];
    const next = dragged ? ordered(definition, textsIn(sent, 'plaats', MOST_ITEMS)) : stepped(definition, up || down, up ? -1 : 1);
    try {
      await this.drafts.save(key, revisionIn(body), next, staff.staffId, this.clock.now());
    } catch (error) {
      if (!(error instanceof StaleDraftError)) throw error;
      void reply.status(HttpStatus.CONFLICT).header('cache-control', 'no-store');
      return reply.view('questionnaires/draft', await this.page(key, staff, { isStale: true }, request));
    }
    const question = encodeURIComponent(dragged || up || down);
    void reply.redirect(`/beheer/vragenlijsten/${key}?gedaan=verplaatst&vraag=${question}#vraag-${question}`, 303);
  }

  @Get('algemeen')
  @Roles('admin', 'privacy_officer')
  @Header('cache-control', 'no-store')
  @Render('questionnaires/general')
  async general(
    @CurrentStaff() staff: SignedInStaff,
    @Param('key') key: string,
    @Query() { gedaan: done }: DraftQuery,
    @Req() request: StaffRequest,
  ) {
    const language = languageOf(request);
    return this.generalPage(key, staff, { done: done === 'bewaard' ? texts.text(language, 'questionnaires.done.bewaard') : null }, request);
  }

  @Post('algemeen')
  async keepGeneral(
    @CurrentStaff() staff: SignedInStaff,
    @Param('key') key: string,
    @Body() body: unknown,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ) {
    const { fields: typed, action } = readGeneral(sentOf(body));
    const fields = withSections(typed, action);
    const revision = revisionIn(body);
    const show = async (status: HttpStatus, given: Partial<GeneralPageGiven>) => {
      void reply.status(status).header('cache-control', 'no-store');
      await reply.view('questionnaires/general', await this.generalPage(key, staff, { fields, revision, ...given }, request));
    };
    if (action.do !== 'bewaar') return show(HttpStatus.OK, {});
    const { definition } = await this.drafts.open(key);
    const read = definitionWith(definition, fields);
    if (Object.keys(read.problems).length > 0)
      return show(HttpStatus.UNPROCESSABLE_ENTITY, { said: unreadable(read.problems, languageOf(request)) });
    try {
      await this.drafts.save(key, revision, read.definition, staff.staffId, this.clock.now());
    } catch (error) {
      if (!(error instanceof StaleDraftError)) throw error;
      // Who saves once more has seen what there is now.
      return show(HttpStatus.CONFLICT, { isStale: true, revision: (await this.drafts.open(key)).revision });
    }
    void reply.redirect(`/beheer/vragenlijsten/${key}/algemeen?gedaan=bewaard`, 303);
  }

  private async page(key: string, staff: SignedInStaff, given: Partial<DraftPageGiven>, request: StaffRequest) {
    const [seen, modulesOn] = await Promise.all([this.viewing.see(key, staff), this.modules.on(this.dataSource.manager)]);
    const { definition } = seen.draft;
    const estimate = definition.items.length === 0 ? null : estimateOf(definition);
    return draftPage({ seen, estimate, modulesOn, done: null, movedItem: null, isStale: false, ...given }, languageOf(request));
  }

  private async generalPage(key: string, staff: SignedInStaff, given: Partial<GeneralPageGiven>, request: StaffRequest) {
    const language = languageOf(request);
    const seen = await this.viewing.see(key, staff);
    const { definition, revision } = seen.draft;
    const said = remarksAbout(null, seen.problems, definition, language);
    return generalPage({ seen, fields: fieldsOfGeneral(definition), revision, said, isStale: false, done: null, ...given }, language);
  }
}

const MOST_ITEMS = 500;

/** Of the draft that was on the screen; 0, which no draft has, for what is none. */
export function revisionIn(body: unknown): number {
  return wholeIn(textIn(sentOf(body), 'revisie', 12)) ?? 0;
}
