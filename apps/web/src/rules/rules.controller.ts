import { Body, Controller, Get, Header, HttpStatus, Post, Query, Render, Req, Res } from '@nestjs/common';
import { LearningReadModel } from '#libs/insight';
import { CatalogueService } from '#libs/interventions';
import type { SignedInStaff } from '#libs/people';
import { Clock } from '#libs/platform';
import { emptyRule, RuleDraftsService, RuleSetsService } from '#libs/rules';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { sentOf, textIn } from '../questionnaires/form-reading.js';
import { unreadable } from './rule-problems.js';
import { LONGEST_TEXT } from './rule.form.js';
import { LIST_DONE, newRulePage, rulesPage, type ListDone } from './rules.page.js';

class ListQuery {
  @IsOptional()
  @IsIn(LIST_DONE)
  gedaan?: ListDone;

  @IsOptional()
  @IsString()
  @MaxLength(100)
  zoek?: string;
}

/** The administrator: which rules there are, and where a new one begins. */
@Controller('beheer')
@Roles('admin')
export class RulesController {
  constructor(
    private readonly drafts: RuleDraftsService,
    private readonly sets: RuleSetsService,
    private readonly learning: LearningReadModel,
    private readonly catalogues: CatalogueService,
    private readonly clock: Clock,
  ) {}

  @Get('regels')
  @Roles('admin', 'privacy_officer')
  @Header('cache-control', 'no-store')
  @Render('rules/rules')
  async list(
    @CurrentStaff() { staffId, role }: SignedInStaff,
    @Query() { gedaan: done, zoek: search = '' }: ListQuery,
    @Req() request: StaffRequest,
  ) {
    const now = this.clock.now();
    const [rules, proposals, catalogue, flagged] = await Promise.all([
      this.drafts.list(),
      this.sets.list(),
      this.catalogues.current(),
      this.learning.flagged(now),
    ]);
    return rulesPage(
      {
        rules,
        proposals,
        catalogue,
        flagged: new Map(flagged.map((flag) => [flag.rule, flag])),
        staffId,
        mayChange: role === 'admin',
        search: search.trim(),
        done: done ?? null,
        now,
      },
      languageOf(request),
    );
  }

  @Get('regel-nieuw')
  @Header('cache-control', 'no-store')
  @Render('rules/new')
  begin(@Req() request: StaffRequest) {
    return newRulePage({ title: '', said: {} }, languageOf(request));
  }

  @Post('regel-nieuw')
  async make(@CurrentStaff() { staffId }: SignedInStaff, @Body() body: unknown, @Req() request: StaffRequest, @Res() reply: FastifyReply) {
    const title = textIn(sentOf(body), 'titel-nl', LONGEST_TEXT.titel).trim();
    if (title === '') {
      void reply.status(HttpStatus.UNPROCESSABLE_ENTITY).header('cache-control', 'no-store');
      const said = unreadable({ 'titel-nl': 'title-needed' }, languageOf(request));
      return reply.view('rules/new', newRulePage({ title, said }, languageOf(request)));
    }
    const rule = await this.drafts.create({ ...emptyRule(''), title: { nl: title, en: '' } }, staffId, this.clock.now());
    void reply.redirect(`/beheer/regels/${rule}/wijzigen?gedaan=gemaakt`, 303);
  }
}
