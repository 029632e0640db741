import { Body, Controller, Get, Header, HttpStatus, Inject, Post, Query, Render, Req, Res } from '@nestjs/common';
import { PlansReadModel } from '#libs/insight';
import { CatalogueService } from '#libs/interventions';
import type { SignedInStaff } from '#libs/people';
import { Clock, CONFIGURATION, type Configuration, type Language } from '#libs/platform';
import { NotADraftError, PlansService, type Plan, type PlanSettings } from '#libs/planning';
import { IsOptional, IsUUID } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { IdParam } from '../client-file/id-param.js';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { texts } from '../http/views.js';
import { planFormPage, type PlanFormGiven } from './plan-form.page.js';
import { fieldsOf, newFields, nextMonday, problemsByField, readFields, settingsOf, type PlanFields } from './plan.form.js';

class NewPlanQuery {
  /** Another plan to begin with. */
  @IsOptional()
  @IsUUID()
  van?: string;

  /** A saved selection to make it for. */
  @IsOptional()
  @IsUUID()
  keuze?: string;
}

/** The administrator writes a plan down; nobody is asked anything before it is switched on. */
@Controller('beheer/plannen')
@Roles('admin')
export class DraftingController {
  constructor(
    private readonly plans: PlansService,
    private readonly lines: PlansReadModel,
    private readonly catalogue: CatalogueService,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get('nieuw')
  @Header('cache-control', 'no-store')
  @Render('plans/plan-form')
  async fresh(@Query() { van: from, keuze: selection }: NewPlanQuery, @Req() request: StaffRequest) {
    const language = languageOf(request);
    const today = this.clock.today();
    const choices = await this.lines.choices();
    const fields = from ? await this.copyOf(from, language) : newFields(today, choices.questionnaires[0]?.key ?? '');
    const whom = selection ? { wie: 'keuze', keuze: selection } : {};
    return this.page({ planId: null, fields: { ...fields, ...whom }, problems: {} }, language);
  }

  @Post('nieuw')
  async draft(@CurrentStaff() staff: SignedInStaff, @Body() body: unknown, @Req() request: StaffRequest, @Res() reply: FastifyReply) {
    await this.keep(null, body, request, reply, (settings) => this.plans.draft(settings, staff.staffId, this.clock.now()));
  }

  @Get(':id/wijzigen')
  async change(@IdParam('id') id: string, @Req() request: StaffRequest, @Res() reply: FastifyReply) {
    const plan = await this.plans.find(id);
    if (plan.state !== 'draft') return void reply.redirect(`/beheer/plannen/${id}`, 303);
    const page = await this.page({ planId: id, fields: await this.filledIn(plan), problems: {} }, languageOf(request));
    await reply.header('cache-control', 'no-store').view('plans/plan-form', page);
  }

  @Post(':id/wijzigen')
  async keepChange(@IdParam('id') id: string, @Body() body: unknown, @Req() request: StaffRequest, @Res() reply: FastifyReply) {
    await this.keep(id, body, request, reply, async (settings) => {
      await this.plans.change(id, settings);
      return id;
    });
  }

  /** Everything that is wrong is said at once: what the form cannot read, and what the plan does not allow. */
  private async keep(
    planId: string | null,
    body: unknown,
    request: StaffRequest,
    reply: FastifyReply,
    work: (settings: PlanSettings) => Promise<string>,
  ): Promise<void> {
    const fields = readFields(body);
    const clientId = fields.wie === 'klant' ? await this.lines.clientWithNumber(fields.klantnummer.trim()) : null;
    const { settings, problems: unreadable } = settingsOf(fields, clientId, this.clock.today());
    const problems = { ...problemsByField(await this.plans.check(settings), fields), ...unreadable };
    if (Object.keys(problems).length === 0) {
      const id = await work(settings).catch((error: unknown) => {
        if (error instanceof NotADraftError) return null;
        throw error;
      });
      // Switched on, or thrown away, by somebody else: its own page says so.
      return void reply.redirect(id === null ? `/beheer/plannen/${planId}` : `/beheer/plannen/${id}?gedaan=bewaard`, 303);
    }
    void reply.status(HttpStatus.UNPROCESSABLE_ENTITY).header('cache-control', 'no-store');
    await reply.view('plans/plan-form', await this.page({ planId, fields, problems }, languageOf(request)));
  }

  private async page(given: Pick<PlanFormGiven, 'planId' | 'fields' | 'problems'>, language: Language) {
    const [choices, catalogue] = await Promise.all([this.lines.choices(), this.catalogue.current()]);
    return planFormPage({ ...given, choices, catalogue, office: this.configuration.sendHours }, language);
  }

  private async copyOf(planId: string, language: Language): Promise<PlanFields> {
    const plan = await this.plans.find(planId);
    const fields = await this.filledIn(plan);
    return {
      ...fields,
      naam: texts.text(language, 'plans.copy-name', { name: plan.name }),
      begin: nextMonday(this.clock.today()).toString(),
    };
  }

  private async filledIn(plan: Plan): Promise<PlanFields> {
    const line = plan.audience.kind === 'client' ? await this.lines.one(plan.id, this.clock.today()) : null;
    return fieldsOf(plan, line?.audienceName ?? null, this.clock.today());
  }
}
