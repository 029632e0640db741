import { Controller, Get, Header, Query, Render, Req } from '@nestjs/common';
import { CLIENT_LANGUAGES, DEFAULT_LANGUAGE, type ClientLanguage } from '#libs/platform';
import {
  ADDRESS_FORMS,
  LanguagesService,
  TEMPLATE_CHANNELS,
  TemplatesService,
  type AddressForm,
  type TemplateChannel,
} from '#libs/wording';
import { IsIn, IsOptional } from 'class-validator';
import { DataSource } from 'typeorm';
import { Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { templatesPage } from './templates.page.js';

class FilterQuery {
  @IsOptional()
  @IsIn(CLIENT_LANGUAGES)
  taal?: ClientLanguage;

  @IsOptional()
  @IsIn(TEMPLATE_CHANNELS)
  manier?: TemplateChannel;

  @IsOptional()
  @IsIn(ADDRESS_FORMS)
  vorm?: AddressForm;
}

/** The administrator: every message that clients can get, and whose words it has. */
@Controller('beheer/berichten')
@Roles('admin')
export class TemplatesController {
  constructor(
    private readonly templates: TemplatesService,
    private readonly languages: LanguagesService,
    private readonly dataSource: DataSource,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Render('templates/templates')
  async list(@Query() { taal: of, manier: channel, vorm: form }: FilterQuery, @Req() request: StaffRequest) {
    const tx = this.dataSource.manager;
    const [changed, statuses] = await Promise.all([this.templates.newestVersions(tx), this.languages.statuses(tx)]);
    const { form: used } = this.templates.options;
    const filter = { language: of ?? DEFAULT_LANGUAGE, channel: channel ?? null, form: form ?? used };
    return templatesPage({ changed, statuses, form: used, filter }, languageOf(request));
  }
}
