import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { CatalogueService } from '#libs/interventions';
import { Clock, CONFIGURATION, isLanguage, type Configuration } from '#libs/platform';
import { RulesService } from '#libs/rules';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { Public, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { explainingPage } from './explaining.page.js';

/** For every citizen: how suggestions are made, and every rule that is in force, in words. Nothing here is about a person. */
@Controller('regels')
@Public()
export class ExplainingController {
  constructor(
    private readonly rules: RulesService,
    private readonly catalogue: CatalogueService,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get()
  async show(@Query('taal') taal: unknown, @Req() request: StaffRequest, @Res() reply: FastifyReply): Promise<void> {
    const language = isLanguage(taal) ? taal : languageOf(request);
    const [rules, catalogue] = await Promise.all([this.rules.inForce(this.dataSource.manager, this.clock.now()), this.catalogue.current()]);
    const content = explainingPage(
      rules.map(({ definition }) => definition),
      catalogue,
      language,
    );
    await reply.view('explaining/explaining', { ...content, site: { language, demo: this.configuration.demo } });
  }
}
