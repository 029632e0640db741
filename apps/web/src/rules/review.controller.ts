import { Body, Controller, Get, HttpStatus, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { SignedInStaff } from '#libs/people';
import { Clock, InvalidInputError, NotAllowedError } from '#libs/platform';
import { OwnRuleError, RuleApprovalService, RuleDraftsService, RuleNotReadyError, StaleRuleError } from '#libs/rules';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { sentOf, textIn, wholeIn } from '../questionnaires/form-reading.js';
import { revisionIn } from './edit.controller.js';
import { RuleChangeService } from './rule-change.service.js';
import { REVIEW_DONE, reviewPage, type ReviewDone, type ReviewPageGiven } from './review.page.js';
import { unreadable } from './rule-problems.js';
import { RuleViewingService } from './rule-viewing.service.js';

class DoneQuery {
  @IsOptional()
  @IsIn(REVIEW_DONE)
  gedaan?: ReviewDone;
}

/** Looking over what was written, asking another for it, and saying yes or no: four eyes on every rule. */
@Controller('beheer/regels/:rule')
@Roles('admin')
export class ReviewController {
  constructor(
    private readonly drafts: RuleDraftsService,
    private readonly approval: RuleApprovalService,
    private readonly viewing: RuleViewingService,
    private readonly changes: RuleChangeService,
    private readonly clock: Clock,
  ) {}

  @Get('nakijken')
  @Roles('admin', 'privacy_officer')
  async show(
    @CurrentStaff() staff: SignedInStaff,
    @Param('rule') rule: string,
    @Query() { gedaan: done }: DoneQuery,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ) {
    await this.view({ rule, staff, request, reply }, { done: done ?? null });
  }

  @Post('voorleggen')
  async submit(
    @CurrentStaff() staff: SignedInStaff,
    @Param('rule') rule: string,
    @Body() body: unknown,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ) {
    const here = { rule, staff, request, reply };
    await this.attempt(here, async () => {
      await this.approval.submit(rule, revisionIn(body), staff.staffId, this.clock.now());
      return `/beheer/regels/${rule}/nakijken?gedaan=voorgelegd`;
    });
  }

  @Post('goedkeuren')
  async approve(
    @CurrentStaff() staff: SignedInStaff,
    @Param('rule') rule: string,
    @Body() body: unknown,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ) {
    await this.attempt({ rule, staff, request, reply }, async () => {
      const newest = wholeIn(textIn(sentOf(body), 'versie', 12)) || null;
      const version = await this.approval.approve(rule, { revision: revisionIn(body), newest }, staff.staffId, this.clock.now());
      return `/beheer/regels/${rule}?gedaan=${version === null ? 'beeindigd' : 'goedgekeurd'}`;
    });
  }

  @Post('teruggeven')
  async giveBack(
    @CurrentStaff() staff: SignedInStaff,
    @Param('rule') rule: string,
    @Body() body: unknown,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ) {
    const here = { rule, staff, request, reply };
    const note = textIn(sentOf(body), 'toelichting', 600);
    const refuse = (problem: string) =>
      this.view(here, { note, said: unreadable({ toelichting: problem }, languageOf(request)) }, HttpStatus.UNPROCESSABLE_ENTITY);
    if (note.trim() === '') return refuse('note-needed');
    await this.attempt(
      here,
      async () => {
        await this.approval.giveBack(rule, revisionIn(body), note, staff.staffId);
        return `/beheer/regels/${rule}/nakijken?gedaan=teruggegeven`;
      },
      () => refuse('note-too-long'),
    );
  }

  /** What was written is gone; what counts stays. */
  @Post('weggooien')
  async discard(
    @CurrentStaff() staff: SignedInStaff,
    @Param('rule') rule: string,
    @Body() body: unknown,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ) {
    await this.attempt({ rule, staff, request, reply }, async () => {
      const { newest } = await this.drafts.open(rule);
      await this.drafts.discard(rule, revisionIn(body));
      return newest === null ? '/beheer/regels?gedaan=weggegooid' : `/beheer/regels/${rule}?gedaan=weggegooid`;
    });
  }

  /** Does it and goes on; what a colleague did in between, or what may not be, comes back with the page as it is now. */
  private async attempt(here: Here, act: () => Promise<string>, onInvalid?: () => Promise<void>): Promise<void> {
    try {
      const next = await act();
      void here.reply.redirect(next, 303);
    } catch (error) {
      if (onInvalid && error instanceof InvalidInputError) return onInvalid();
      const problem = PROBLEMS.find(([kind]) => error instanceof kind);
      if (!problem) throw error;
      await this.view(here, { problem: problem[1] }, problem[2]);
    }
  }

  private async view(here: Here, given: Partial<ReviewPageGiven>, status: HttpStatus = HttpStatus.OK): Promise<void> {
    const language = languageOf(here.request);
    const seen = await this.viewing.see(here.rule, here.staff);
    const { draft, catalogue, now } = seen;
    const isChange = draft.changedAt !== null && draft.kind === 'change';
    const setProblems = isChange ? await this.approval.beside([draft.definition], [], catalogue, now) : { refused: [], told: [] };
    const titles = new Map(
      (await this.drafts.list()).map((each) => [each.rule, (each.newest?.definition ?? draft.definition).title[language]]),
    );
    const effect =
      draft.changedAt !== null && seen.problems.length === 0
        ? await this.changes.effectOf(
            { definitions: isChange ? [draft.definition] : [], ends: isChange ? [] : [draft.rule] },
            now,
            language,
          )
        : null;
    const page = reviewPage({ seen, setProblems, titles, said: {}, problem: null, note: '', done: null, ...given }, language);
    await here.reply
      .status(status)
      .header('cache-control', 'no-store')
      .view('rules/review', { ...page, effect });
  }
}

interface Here {
  rule: string;
  staff: SignedInStaff;
  request: StaffRequest;
  reply: FastifyReply;
}

const PROBLEMS = [
  [StaleRuleError, 'stale', HttpStatus.CONFLICT],
  [OwnRuleError, 'own', HttpStatus.FORBIDDEN],
  [RuleNotReadyError, 'not-ready', HttpStatus.CONFLICT],
  [NotAllowedError, 'not-allowed', HttpStatus.FORBIDDEN],
] as const;
