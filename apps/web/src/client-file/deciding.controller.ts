import { Body, Controller, Get, HttpStatus, Post, Req, Res } from '@nestjs/common';
import { StoppingService } from '#libs/checkins';
import { ClientFileReadModel, ClientPlanningReadModel } from '#libs/insight';
import { AlreadyRunningError, CatalogueService, InterventionsService, type InterventionOutcome } from '#libs/interventions';
import type { SignedInStaff } from '#libs/people';
import { Clock, ConflictError, InvalidInputError, NotFoundError } from '#libs/platform';
import { DecisionsService, SuggestionsService } from '#libs/rules';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { DecisionForm, EndingForm, readDate } from './deciding.forms.js';
import { fileHeader } from './file-header.page.js';
import { IdParam } from './id-param.js';
import { OpeningService } from './opening.service.js';
import { overviewPage, type Refused } from './overview.page.js';

/** The coach decides. What cannot be done comes back with the form as it was filled in. */
@Controller('klanten/:id')
@Roles('coach')
export class DecidingController {
  constructor(
    private readonly opening: OpeningService,
    private readonly files: ClientFileReadModel,
    private readonly suggestions: SuggestionsService,
    private readonly decisions: DecisionsService,
    private readonly interventions: InterventionsService,
    private readonly plannings: ClientPlanningReadModel,
    private readonly stopping: StoppingService,
    private readonly catalogue: CatalogueService,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Post('besluiten')
  async decide(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @Body() form: DecisionForm,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.opening.admit(staff, id);
    const owner = await this.suggestions.clientOf(this.dataSource.manager, form.suggestie);
    if (owner !== id) throw new NotFoundError('a suggestion about another client');
    try {
      await this.carryOut(form, staff.staffId);
    } catch (error) {
      const { suggestie: suggestionId, besluit: decision, ...values } = form;
      const problems = problemsOf(error, 'type');
      return this.refuse(
        staff,
        id,
        request,
        reply,
        problems ? { decision: { suggestionId, decision, values, problems } } : { conflict: 'client-file.conflict.decision' },
      );
    }
    void reply.redirect(`/klanten/${id}?gedaan=${form.besluit}`, 303);
  }

  @Post('interventies/:interventionId/afronding')
  async end(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @IdParam('interventionId') interventionId: string,
    @Body() form: EndingForm,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.opening.admit(staff, id);
    const owner = await this.interventions.clientOf(this.dataSource.manager, interventionId);
    if (owner !== id) throw new NotFoundError('an intervention of another client');
    const ending = {
      endsOn: readDate(form.einddatum),
      outcome: form.uitkomst as InterventionOutcome,
      note: form.toelichting,
      staffId: staff.staffId,
    };
    try {
      await this.dataSource.transaction(async (tx) => {
        await this.interventions.end(tx, interventionId, ending, this.clock.now());
        if (ending.outcome === 'found_work') await this.stopping.stop(tx, [id], 'found_work', this.clock.now());
      });
    } catch (error) {
      const problems = problemsOf(error, 'outcome');
      return this.refuse(
        staff,
        id,
        request,
        reply,
        problems ? { ending: { interventionId, values: form, problems } } : { conflict: 'client-file.conflict.ending' },
      );
    }
    void reply.redirect(`/klanten/${id}?gedaan=${ending.outcome === 'found_work' ? 'werk' : 'afgerond'}`, 303);
  }

  /** Where signing in, or another language, leads back to after a form that was refused. */
  @Get(['besluiten', 'interventies/:interventionId/afronding'])
  afterRefusal(@IdParam('id') id: string, @Res() reply: FastifyReply): void {
    void reply.redirect(`/klanten/${id}`, 303);
  }

  private async carryOut(
    { suggestie, besluit, interventie: type, reden: reason, startdatum }: DecisionForm,
    staffId: string,
  ): Promise<void> {
    const now = this.clock.now();
    if (besluit === 'niet-doen') return this.decisions.decline(suggestie, { staffId, reason }, now);
    const startsOn = readDate(startdatum);
    if (!startsOn) throw new InvalidInputError({ startdatum: 'form.date-needed' });
    if (besluit === 'akkoord') await this.decisions.accept(suggestie, { staffId, startsOn }, now);
    else await this.decisions.adjust(suggestie, { staffId, type, reason, startsOn }, now);
  }

  private async refuse(staff: SignedInStaff, id: string, request: StaffRequest, reply: FastifyReply, refused: Refused): Promise<void> {
    const now = this.clock.now();
    const language = languageOf(request);
    const { header, reach } = await this.opening.open(staff, id, 'client-file', now);
    const [overview, tasks, catalogue] = await Promise.all([
      this.files.overview(id, now),
      this.plannings.openTasks(id),
      this.catalogue.current(),
    ]);
    void reply.status(refused.conflict ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_ENTITY).header('cache-control', 'no-store');
    await reply.view('client-file/overview', {
      file: fileHeader(header, reach, 'overzicht', now, language),
      ...overviewPage(overview, tasks, { refused }, catalogue, now, language),
    });
  }
}

/** What is wrong, field by field; null when somebody else was ahead. @param conflictField beside which something that runs already is told */
function problemsOf(error: unknown, conflictField: string): Record<string, string> | null {
  if (error instanceof InvalidInputError) return error.fields;
  if (error instanceof AlreadyRunningError) return { [conflictField]: 'form.already-running' };
  if (error instanceof ConflictError) return null;
  throw error;
}
