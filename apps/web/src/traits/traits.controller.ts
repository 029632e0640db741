import { Controller, Get, Header, Render, Req } from '@nestjs/common';
import { RegistersReadModel } from '#libs/insight';
import { TRAITS } from '#libs/profiles';
import { ModulesService } from '#libs/questionnaires';
import { DataSource } from 'typeorm';
import { Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { traitsPage } from './traits.page.js';

/** What may be known about a client at all, for who answers for it. There is nobody's answer in it. */
@Controller('beheer/kenmerken')
@Roles('admin', 'privacy_officer')
export class TraitsController {
  constructor(
    private readonly registers: RegistersReadModel,
    private readonly modules: ModulesService,
    private readonly dataSource: DataSource,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Render('traits/traits')
  async show(@Req() request: StaffRequest) {
    const [questionnaires, modulesOn] = await Promise.all([this.registers.questionnaires(), this.modules.on(this.dataSource.manager)]);
    return traitsPage({ traits: TRAITS, questionnaires, modulesOn }, languageOf(request));
  }
}
