import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { OutflowReadModel } from '#libs/insight';
import { choosePeriod, type Outflow, type OutflowPeriod } from '#libs/outflow';
import type { SignedInStaff } from '#libs/people';
import { Clock, InvalidInputError } from '#libs/platform';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { outflowCsv } from './outflow.csv.js';
import { monthOf, monthsOf, outflowPage } from './outflow.page.js';

class OutflowQuery {
  @IsOptional()
  @IsString()
  @MaxLength(20)
  vanaf?: string;

  @IsOptional()
  @IsString()
  @MaxLength(20)
  maanden?: string;
}

/** The team lead: who of my team left for work, by what was known of them. Figures of groups only. */
@Controller()
@Roles('team_lead')
export class OutflowController {
  constructor(
    private readonly outflow: OutflowReadModel,
    private readonly clock: Clock,
  ) {}

  @Get('uitstroom')
  async show(
    @CurrentStaff() staff: SignedInStaff,
    @Query() query: OutflowQuery,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const today = this.clock.today();
    const asked = { from: query.vanaf, months: query.maanden };
    const chosen = choosePeriod(asked, today);
    const outflow = chosen.period ? await this.figures(staff, chosen.period) : null;
    void reply.status(chosen.problems ? 422 : 200).header('cache-control', 'no-store');
    await reply.view('outflow/outflow', outflowPage({ chosen, asked, outflow }, today, languageOf(request)));
  }

  @Get('uitstroom.csv')
  async download(
    @CurrentStaff() staff: SignedInStaff,
    @Query() query: OutflowQuery,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { period } = choosePeriod({ from: query.vanaf, months: query.maanden }, this.clock.today());
    if (!period) throw new InvalidInputError({ vanaf: 'invalid' });
    const outflow = await this.figures(staff, period);
    await reply
      .header('cache-control', 'no-store')
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="uitstroom-${monthOf(period.from)}-${monthsOf(period)}-maanden.csv"`)
      .send(outflowCsv(outflow.state === 'no-team' ? { state: 'nobody' } : outflow, period, languageOf(request)));
  }

  private async figures({ teamId }: SignedInStaff, period: OutflowPeriod): Promise<Outflow | { state: 'no-team' }> {
    return teamId ? this.outflow.perTrait(teamId, period, this.clock.today()) : { state: 'no-team' };
  }
}
