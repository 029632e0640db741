import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { SignedInStaff } from '#libs/people';
import { Clock, CONFIGURATION, type Configuration } from '#libs/platform';
import { ShownService } from '#libs/sharing';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { sendScreen } from '../answering/answering.filter.js';
import { languageChosen } from '../answering/journey.js';
import { IdParam } from '../client-file/id-param.js';
import { OpeningService } from '../client-file/opening.service.js';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { paperScreen } from './paper.page.js';
import { ReadingService } from './reading.service.js';

/** What is shared with a client, in the client's own words, to read at the table or to take home on paper. */
@Controller('klanten/:id/voorstellen/afdruk')
@Roles('coach')
export class PaperController {
  constructor(
    private readonly opening: OpeningService,
    private readonly reading: ReadingService,
    private readonly shown: ShownService,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get()
  async print(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @Query('taal') taal: unknown,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { header } = await this.opening.open(staff, id, 'shared-on-paper', this.clock.now());
    const languages = await this.reading.spoken();
    const speech = { languages, language: languageChosen(taal, languages) ?? header.spokenIn };
    const suggestions = await this.shown.shown(this.dataSource.manager, id, null, this.clock.now());
    await sendScreen(reply, paperScreen(speech, id, suggestions, languageOf(request)), this.configuration);
  }
}
