import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { LearningOutcomesReadModel, LearningReadModel } from '#libs/insight';
import { CatalogueService } from '#libs/interventions';
import { choosePeriod } from '#libs/outflow';
import type { SignedInStaff } from '#libs/people';
import { Clock, NotFoundError } from '#libs/platform';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { learningPage } from './learning.page.js';
import { outcomesPage } from './outcomes.page.js';

class LearningQuery {
  @IsOptional()
  @IsString()
  @MaxLength(20)
  vanaf?: string;

  @IsOptional()
  @IsString()
  @MaxLength(20)
  maanden?: string;

  @IsOptional()
  @IsString()
  @MaxLength(100)
  regel?: string;
}

/** What came of suggestions: a team lead sees the own team, an administrator all. Figures of groups only. */
@Controller('leren')
@Roles('team_lead', 'admin')
export class LearningController {
  constructor(
    private readonly learning: LearningReadModel,
    private readonly outcomes: LearningOutcomesReadModel,
    private readonly catalogue: CatalogueService,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(
    @CurrentStaff() staff: SignedInStaff,
    @Query() { vanaf: from, maanden: months }: LearningQuery,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [now, today] = [this.clock.now(), this.clock.today()];
    const asked = { from, months };
    const chosen = choosePeriod(asked, today);
    const hasTeam = staff.role === 'admin' || staff.teamId !== null;
    const [lines, flagged, catalogue] = await Promise.all([
      chosen.period && hasTeam ? this.learning.cameOfIt(teamOf(staff), chosen.period) : null,
      this.learning.flagged(now),
      this.catalogue.current(),
    ]);
    void reply.status(chosen.problems ? 422 : 200).header('cache-control', 'no-store');
    const given = { chosen, asked, lines, flagged, catalogue, isOffice: staff.role === 'admin', hasTeam };
    await reply.view('learning/learning', learningPage(given, today, languageOf(request)));
  }

  @Get(':intervention')
  async showOutcomes(
    @CurrentStaff() staff: SignedInStaff,
    @Param('intervention') intervention: string,
    @Query() { vanaf: from, maanden: months, regel }: LearningQuery,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const catalogue = await this.catalogue.current();
    const type = catalogue.find(intervention);
    if (!type || (staff.role !== 'admin' && staff.teamId === null))
      throw new NotFoundError('nothing of that name in the catalogue, or a team lead without a team');
    const today = this.clock.today();
    const asked = { from, months };
    const chosen = choosePeriod(asked, today);
    const lines = chosen.period ? await this.learning.cameOfIt(teamOf(staff), chosen.period) : [];
    const line = lines.find((one) => one.intervention === intervention) ?? null;
    // Of a rule that is not named on the page before, nothing is counted: what was too small there is too small here.
    const rule = line?.rules.find((one) => one.rule === regel && one.funnel)?.rule ?? null;
    const isShown = chosen.period !== null && line?.funnel != null;
    const learned = isShown
      ? await this.outcomes.learned({ intervention, rule, teamId: teamOf(staff) }, chosen.period, this.clock.now())
      : null;
    void reply.status(chosen.problems ? 422 : 200).header('cache-control', 'no-store');
    const given = { chosen, asked, type, line, rule, learned, isOffice: staff.role === 'admin' };
    await reply.view('learning/outcomes', outcomesPage(given, today, languageOf(request)));
  }
}

/** null: of all teams. */
function teamOf({ role, teamId }: SignedInStaff): string | null {
  return role === 'admin' ? null : teamId;
}
