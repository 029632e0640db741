import { Controller, Get, HttpStatus, Param, ParseUUIDPipe, Post, Query, Req, Res } from '@nestjs/common';
import { CatalogueService } from '#libs/interventions';
import type { SignedInStaff } from '#libs/people';
import { Clock } from '#libs/platform';
import { OwnRuleError, RuleNotReadyError, RuleSetsService, RuleVersionsService, StaleRuleError } from '#libs/rules';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { RuleChangeService } from './rule-change.service.js';
import { proposalPage, SET_DONE } from './set.page.js';

class DoneQuery {
  @IsOptional()
  @IsIn(SET_DONE)
  gedaan?: (typeof SET_DONE)[number];
}

interface Here {
  id: string;
  staff: SignedInStaff;
  request: StaffRequest;
  reply: FastifyReply;
}

/** Several rules at once, from a file or of an earlier day: another person than who proposed them says yes or no. */
@Controller('beheer/regelset/voorstellen/:id')
@Roles('admin')
export class ProposalsController {
  constructor(
    private readonly sets: RuleSetsService,
    private readonly versions: RuleVersionsService,
    private readonly catalogues: CatalogueService,
    private readonly changes: RuleChangeService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Roles('admin', 'privacy_officer')
  async show(
    @CurrentStaff() staff: SignedInStaff,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { gedaan: done }: DoneQuery,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ) {
    await this.view({ id, staff, request, reply }, { done: done !== undefined });
  }

  @Post('goedkeuren')
  async approve(
    @CurrentStaff() staff: SignedInStaff,
    @Param('id', ParseUUIDPipe) id: string,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ) {
    await this.decide({ id, staff, request, reply }, 'approved');
  }

  @Post('afwijzen')
  async refuse(
    @CurrentStaff() staff: SignedInStaff,
    @Param('id', ParseUUIDPipe) id: string,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ) {
    await this.decide({ id, staff, request, reply }, 'refused');
  }

  private async decide(here: Here, decision: 'approved' | 'refused'): Promise<void> {
    try {
      await this.sets.decide(here.id, decision, here.staff.staffId, this.clock.now());
    } catch (error) {
      const problem = PROBLEMS.find(([kind]) => error instanceof kind);
      if (!problem) throw error;
      return this.view(here, { problem: problem[1] }, problem[2]);
    }
    void here.reply.redirect(`/beheer/regels?gedaan=${decision === 'approved' ? 'terug' : 'afgewezen'}`, 303);
  }

  private async view(here: Here, given: { done?: boolean; problem?: string }, status: HttpStatus = HttpStatus.OK): Promise<void> {
    const language = languageOf(here.request);
    const now = this.clock.now();
    const [proposal, inForce, catalogue] = await Promise.all([
      this.sets.proposal(here.id),
      this.versions.setAt(now),
      this.catalogues.current(),
    ]);
    const effect = proposal.decision === null ? await this.changes.effectOf(proposal, now, language) : null;
    const { staffId, role } = here.staff;
    const page = proposalPage(
      { proposal, inForce, catalogue, staffId, mayChange: role === 'admin', problem: given.problem ?? null, done: given.done ?? false },
      language,
    );
    await here.reply
      .status(status)
      .header('cache-control', 'no-store')
      .view('rules/proposal', { ...page, effect });
  }
}

const PROBLEMS = [
  [StaleRuleError, 'stale', HttpStatus.CONFLICT],
  [OwnRuleError, 'own', HttpStatus.FORBIDDEN],
  [RuleNotReadyError, 'not-ready', HttpStatus.CONFLICT],
] as const;
