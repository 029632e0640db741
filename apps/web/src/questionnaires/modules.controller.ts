import { Body, Controller, Get, HttpStatus, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { SignedInStaff } from '#libs/people';
import { Clock, InvalidInputError, NotFoundError } from '#libs/platform';
import { DraftsService, MODULES, ModulesService, type ModuleKey } from '#libs/questionnaires';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { sentOf, textIn } from './form-reading.js';
import { FIELD_NAMES, modulesPage, type ModuleFields, type ModulesGiven } from './modules.page.js';
import { unreadable } from './problem-words.js';

class DoneQuery {
  @IsOptional()
  @IsIn(['aan', 'uit'])
  gedaan?: 'aan' | 'uit';
}

/** Which sensitive questions may be asked at all: off until it is recorded why, and off again at once. */
@Controller('beheer/modules')
@Roles('admin')
export class ModulesController {
  constructor(
    private readonly modules: ModulesService,
    private readonly drafts: DraftsService,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Roles('admin', 'privacy_officer')
  async show(
    @CurrentStaff() staff: SignedInStaff,
    @Query() { gedaan: done }: DoneQuery,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ) {
    await this.view(staff, { done: done ?? null }, request, reply);
  }

  @Post(':module/aan')
  async switchOn(
    @CurrentStaff() staff: SignedInStaff,
    @Param('module') wanted: string,
    @Body() body: unknown,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ) {
    const module = demandModule(wanted);
    const read = (name: keyof ModuleFields) => textIn(sentOf(body), `${module}-${FIELD_NAMES[name]}`, 500).trim();
    const fields: ModuleFields = {
      legalBasis: read('legalBasis'),
      dpiaReference: read('dpiaReference'),
      approver: read('approver'),
      note: read('note'),
    };
    try {
      await this.modules.switchOn(module, fields, staff.staffId, this.clock.now());
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      const problems = Object.keys(error.fields).map(
        (field) => [FIELD_NAMES[field as keyof ModuleFields] ?? FIELD_NAMES.note, 'module-field'] as const,
      );
      void reply.status(HttpStatus.UNPROCESSABLE_ENTITY);
      const said = unreadable(Object.fromEntries(problems), languageOf(request));
      return this.view(staff, { filled: { module, fields, said } }, request, reply);
    }
    void reply.redirect(`/beheer/modules?gedaan=aan#${module}`, 303);
  }

  @Post(':module/uit')
  @Roles('admin', 'privacy_officer')
  async switchOff(
    @CurrentStaff() { staffId }: SignedInStaff,
    @Param('module') wanted: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const module = demandModule(wanted);
    await this.modules.switchOff(module, textIn(sentOf(body), `${module}-toelichting-uit`, 500).trim(), staffId, this.clock.now());
    void reply.redirect(`/beheer/modules?gedaan=uit#${module}`, 303);
  }

  private async view({ role }: SignedInStaff, given: Partial<ModulesGiven>, request: StaffRequest, reply: FastifyReply): Promise<void> {
    const [on, history, questionnaires] = await Promise.all([
      this.modules.on(this.dataSource.manager),
      this.modules.history(),
      this.drafts.list(),
    ]);
    const page = modulesPage(
      { on, history, questionnaires, mayChange: role === 'admin', filled: null, done: null, ...given },
      languageOf(request),
    );
    await reply.header('cache-control', 'no-store').view('questionnaires/modules', page);
  }
}

function demandModule(wanted: string): ModuleKey {
  const module = MODULES.find((known) => known === wanted);
  if (!module) throw new NotFoundError('no such module');
  return module;
}
