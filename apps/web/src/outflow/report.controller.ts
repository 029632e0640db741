import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { reportInWords, REPORT_PAGE, ReportsService } from '#libs/outflow';
import type { SignedInStaff } from '#libs/people';
import { Clock } from '#libs/platform';
import { IsIn } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { formatMoment } from '../http/dates.js';
import { languageOf } from '../http/site.js';

class ChoiceForm {
  @IsIn(['aan', 'uit'])
  mail!: 'aan' | 'uit';
}

/** The latest monthly report, as it went out by mail: a team lead's of the own team, management's of all. */
@Controller(REPORT_PAGE.slice(1))
@Roles('team_lead', 'management')
export class ReportController {
  constructor(
    private readonly reports: ReportsService,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(@CurrentStaff() staff: SignedInStaff, @Req() request: StaffRequest, @Res() reply: FastifyReply): Promise<void> {
    const { role, teamId, staffId } = staff;
    const language = languageOf(request);
    const report = role === 'management' || teamId ? await this.reports.latest(role === 'management' ? null : teamId) : null;
    await reply.header('cache-control', 'no-store').view('outflow/report', {
      report: report && { ...reportInWords(report.content, report.team, language), madeAt: formatMoment(language, report.madeAt) },
      isMailed: await this.reports.isMailedTo(staffId),
    });
  }

  @Post()
  async choose(@CurrentStaff() { staffId }: SignedInStaff, @Body() { mail }: ChoiceForm, @Res() reply: FastifyReply): Promise<void> {
    await this.reports.choose(staffId, mail === 'aan', this.clock.now());
    void reply.redirect(REPORT_PAGE, 303);
  }
}
