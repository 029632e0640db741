import { Body, Controller, Get, Header, Param, Post, Query, Render, Req, Res } from '@nestjs/common';
import { LearningReadModel } from '#libs/insight';
import type { SignedInStaff } from '#libs/people';
import { Clock, NotFoundError } from '#libs/platform';
import { RuleApprovalService, RuleDraftsService, RuleVersionsService, StaleRuleError } from '#libs/rules';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Min } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { sentOf, textIn, wholeIn } from '../questionnaires/form-reading.js';
import { revisionIn } from './edit.controller.js';
import { differencePage, RULE_DONE, rulePage, versionPage, versionsPage, type RuleDone } from './rule.page.js';
import { RuleViewingService } from './rule-viewing.service.js';

class RuleQuery {
  @IsOptional()
  @IsIn(RULE_DONE)
  gedaan?: RuleDone;
}

class VersionsQuery {
  @IsOptional()
  @Transform(({ value }) => Number(value))
  @IsInt()
  @Min(1)
  voor?: number;

  @IsOptional()
  @Transform(({ value }) => Number(value))
  @IsInt()
  van?: number;

  @IsOptional()
  @Transform(({ value }) => Number(value))
  @IsInt()
  tot?: number;
}

const PER_PAGE = 20;

/** One rule to read, with everything it ever said; and the request to end it. */
@Controller('beheer/regels/:rule')
@Roles('admin', 'privacy_officer')
export class RuleController {
  constructor(
    private readonly drafts: RuleDraftsService,
    private readonly approval: RuleApprovalService,
    private readonly versions: RuleVersionsService,
    private readonly learning: LearningReadModel,
    private readonly viewing: RuleViewingService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Render('rules/rule')
  async show(
    @CurrentStaff() staff: SignedInStaff,
    @Param('rule') rule: string,
    @Query() { gedaan: done }: RuleQuery,
    @Req() request: StaffRequest,
  ) {
    const seen = await this.viewing.see(rule, staff);
    const record = seen.draft.newest && (await this.versions.version(rule, seen.draft.newest.version));
    const flag = (await this.learning.flagged(seen.now)).find((each) => each.rule === rule) ?? null;
    return rulePage({ seen, record, flag, done: done ?? null }, languageOf(request));
  }

  /** Asks that a rule ends: a colleague has to agree, as with any change. */
  @Post('beeindigen')
  @Roles('admin')
  async end(@CurrentStaff() { staffId }: SignedInStaff, @Param('rule') rule: string, @Body() body: unknown, @Res() reply: FastifyReply) {
    const now = this.clock.now();
    const draft = await this.drafts.open(rule);
    const note = textIn(sentOf(body), 'toelichting', 500);
    try {
      if (draft.newest === null) throw new StaleRuleError();
      const given = { revision: revisionIn(body), definition: draft.definition, note, kind: 'end' as const };
      const revision = await this.drafts.save(rule, given, staffId, now);
      await this.approval.submit(rule, revision, staffId, now);
    } catch (error) {
      // Somebody began something else with it meanwhile: that is shown.
      if (!(error instanceof StaleRuleError)) throw error;
      return void reply.redirect(`/beheer/regels/${rule}/nakijken`, 303);
    }
    void reply.redirect(`/beheer/regels/${rule}/nakijken?gedaan=beeindigen`, 303);
  }

  @Get('versies')
  @Header('cache-control', 'no-store')
  @Render('rules/versions')
  async history(
    @CurrentStaff() staff: SignedInStaff,
    @Param('rule') rule: string,
    @Query() { voor: before }: VersionsQuery,
    @Req() request: StaffRequest,
  ) {
    const seen = await this.viewing.see(rule, staff);
    const versions = await this.versions.history(rule, { most: PER_PAGE, ...(before !== undefined && { before }) });
    const oldest = versions.at(-1)?.version ?? 1;
    return versionsPage(seen, versions, versions.length === PER_PAGE && oldest > 1 ? oldest : null, languageOf(request));
  }

  @Get('versies/:number')
  @Header('cache-control', 'no-store')
  @Render('rules/version')
  async one(
    @CurrentStaff() staff: SignedInStaff,
    @Param('rule') rule: string,
    @Param('number') number: string,
    @Req() request: StaffRequest,
  ) {
    const version = wholeIn(number);
    if (version === null) throw new NotFoundError('no such version');
    return versionPage(await this.viewing.see(rule, staff), await this.versions.version(rule, version), languageOf(request));
  }

  @Get('verschil')
  @Header('cache-control', 'no-store')
  @Render('rules/difference')
  async difference(
    @CurrentStaff() staff: SignedInStaff,
    @Param('rule') rule: string,
    @Query() { van: from = 0, tot: to = 0 }: VersionsQuery,
    @Req() request: StaffRequest,
  ) {
    const seen = await this.viewing.see(rule, staff);
    return differencePage(seen, await this.versions.version(rule, from), await this.versions.version(rule, to), languageOf(request));
  }
}
