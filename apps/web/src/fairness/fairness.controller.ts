import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { FairnessReadModel } from '#libs/insight';
import { choosePeriod } from '#libs/outflow';
import type { SignedInStaff } from '#libs/people';
import { Clock } from '#libs/platform';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { fairnessPage } from './fairness.page.js';

class FairnessQuery {
  @IsOptional()
  @IsString()
  @MaxLength(20)
  vanaf?: string;

  @IsOptional()
  @IsString()
  @MaxLength(20)
  maanden?: string;
}

/**
 * Whether suggestions treat people alike: the data protection officer and administrators for the office, a team lead for the own team. What is
 * known of sex, where it is known at all, is for the data protection officer.
 */
@Controller('verantwoording/gelijk')
@Roles('privacy_officer', 'team_lead', 'admin')
export class FairnessController {
  constructor(
    private readonly fairness: FairnessReadModel,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(
    @CurrentStaff() { role, teamId }: SignedInStaff,
    @Query() { vanaf: from, maanden: months }: FairnessQuery,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const today = this.clock.today();
    const asked = { from, months };
    const chosen = choosePeriod(asked, today);
    const isOffice = role !== 'team_lead';
    const maySeeSex = role === 'privacy_officer';
    const hasTeam = isOffice || teamId !== null;
    const report = chosen.period && hasTeam ? await this.fairness.report(isOffice ? null : teamId, chosen.period, maySeeSex) : null;
    void reply.status(chosen.problems ? 422 : 200).header('cache-control', 'no-store');
    await reply.view(
      'fairness/fairness',
      fairnessPage({ chosen, asked, report, isOffice, maySeeSex, hasTeam }, today, languageOf(request)),
    );
  }
}
