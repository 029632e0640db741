import { Controller, Get, Header, Query, Render, Req } from '@nestjs/common';
import { RegistersReadModel } from '#libs/insight';
import { AccessLogService, type SignedInStaff } from '#libs/people';
import { Clock } from '#libs/platform';
import { IsOptional, Matches } from 'class-validator';
import { DataSource } from 'typeorm';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { correctionsPage, exportsPage, questionnairesPage } from './privacy.page.js';

class PageQuery {
  /** The last correction of the page before. */
  @IsOptional()
  @Matches(/^\d{1,18}$/)
  na?: string;
}

/** The data protection officer: the registers, and what was corrected. Nobody's file. */
@Controller('privacy')
@Roles('privacy_officer')
export class PrivacyController {
  constructor(
    private readonly registers: RegistersReadModel,
    private readonly log: AccessLogService,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Render('privacy/privacy')
  start() {
    return {};
  }

  /** What stood there before is a look at each of these clients, and written down as one before it is shown. */
  @Get('verbeteringen')
  @Header('cache-control', 'no-store')
  @Render('privacy/corrections')
  async corrections(@CurrentStaff() { staffId }: SignedInStaff, @Query() { na: after }: PageQuery, @Req() request: StaffRequest) {
    const page = await this.dataSource.transaction(async (tx) => {
      const found = await this.registers.corrections(tx, after ?? null);
      const clients = found.lines.map(({ clientId }) => clientId);
      await this.log.recordAll(tx, staffId, clients, 'corrections', this.clock.now());
      return found;
    });
    return { ...correctionsPage(page, languageOf(request)), isFirst: after === undefined };
  }

  @Get('vragenlijsten')
  @Header('cache-control', 'no-store')
  @Render('privacy/questionnaires')
  async questionnaires(@Req() request: StaffRequest) {
    return questionnairesPage(await this.registers.questionnaires(), languageOf(request));
  }

  @Get('uitvoer')
  @Header('cache-control', 'no-store')
  @Render('privacy/exports')
  async exports(@Req() request: StaffRequest) {
    return exportsPage(await this.registers.exports(), languageOf(request));
  }
}
