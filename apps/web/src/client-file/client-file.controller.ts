import { Controller, Get, Header, Query, Render, Req } from '@nestjs/common';
import { ClientFileReadModel } from '#libs/insight';
import type { SignedInStaff } from '#libs/people';
import { Clock } from '#libs/platform';
import { QuestionnairesService } from '#libs/questionnaires';
import { IsIn, IsOptional } from 'class-validator';
import { DataSource } from 'typeorm';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { answersPage } from './answers.page.js';
import { fileHeader } from './file-header.page.js';
import { IdParam } from './id-param.js';
import { OpeningService } from './opening.service.js';
import { DONE, type Done } from './overview.page.js';
import { OverviewService } from './overview.service.js';

class OverviewQuery {
  @IsOptional()
  @IsIn(DONE)
  gedaan?: Done;
}

/** The werkcoach: one client. */
@Controller('klanten/:id')
@Roles('coach')
export class ClientFileController {
  constructor(
    private readonly opening: OpeningService,
    private readonly files: ClientFileReadModel,
    private readonly overviews: OverviewService,
    private readonly questionnaires: QuestionnairesService,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Render('client-file/overview')
  async overview(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @Query() { gedaan: done }: OverviewQuery,
    @Req() request: StaffRequest,
  ) {
    return this.overviews.page(staff, id, { done }, languageOf(request));
  }

  @Get('antwoorden')
  @Header('cache-control', 'no-store')
  @Render('client-file/answers')
  async answers(@CurrentStaff() staff: SignedInStaff, @IdParam('id') id: string, @Req() request: StaffRequest) {
    const now = this.clock.now();
    const language = languageOf(request);
    const { header, reach } = await this.opening.open(staff, id, 'answers', now);
    const checkIns = await this.files.checkIns(id);
    const versions = [...new Set(checkIns.map(({ versionId }) => versionId))];
    const published = await Promise.all(versions.map((version) => this.questionnaires.version(this.dataSource.manager, version)));
    const definitions = new Map(published.map(({ versionId, definition }) => [versionId, definition]));
    return { file: fileHeader(header, reach, 'antwoorden', now, language), ...answersPage(checkIns, definitions, now, language) };
  }
}
