import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { AlreadyRunningError, InterventionsService, MovedOnError } from '#libs/interventions';
import type { SignedInStaff } from '#libs/people';
import { Clock, ConflictError, InvalidInputError, NotFoundError } from '#libs/platform';
import { DecisionsService, ReconsideringService, SuggestionsService } from '#libs/rules';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { DecisionForm, readDate, SuggestionForm } from './deciding.forms.js';
import { IdParam } from './id-param.js';
import { OpeningService } from './opening.service.js';
import type { Done } from './overview.page.js';
import { OverviewService } from './overview.service.js';
import { doubts, MEDICAL_PROBLEM } from './suggestion-forms.page.js';

/** The coach decides. What cannot be done comes back with the form as it was filled in. */
@Controller('klanten/:id')
@Roles('coach')
export class DecidingController {
  constructor(
    private readonly opening: OpeningService,
    private readonly overviews: OverviewService,
    private readonly suggestions: SuggestionsService,
    private readonly decisions: DecisionsService,
    private readonly reconsidering: ReconsideringService,
    private readonly interventions: InterventionsService,
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
    await this.admit(staff, id, form.suggestie);
    let done: Done;
    try {
      done = await this.carryOut(form, staff.staffId);
    } catch (error) {
      const { suggestie: suggestionId, besluit: decision, toch: _, ...values } = form;
      const problems = problemsOf(error, 'type');
      const refused = problems ? { decision: { suggestionId, decision, values, problems } } : { conflict: 'client-file.conflict.decision' };
      return this.overviews.refuse(staff, id, refused, languageOf(request), reply);
    }
    void reply.redirect(`/klanten/${id}?gedaan=${done}`, 303);
  }

  @Post('besluiten/ongedaan')
  async undo(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @Body() { suggestie }: SuggestionForm,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.admit(staff, id, suggestie);
    try {
      await this.reconsidering.undo(suggestie, { staffId: staff.staffId }, this.clock.now());
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      const conflict = `suggestions.conflict.${error instanceof MovedOnError ? 'moved-on' : 'nothing-to-undo'}`;
      return this.overviews.refuse(staff, id, { conflict }, languageOf(request), reply);
    }
    void reply.redirect(`/klanten/${id}?gedaan=ongedaan`, 303);
  }

  /** Where signing in, or another language, leads back to after a form that was refused. */
  @Get(['besluiten', 'besluiten/ongedaan'])
  afterRefusal(@IdParam('id') id: string, @Res() reply: FastifyReply): void {
    void reply.redirect(`/klanten/${id}`, 303);
  }

  /** An address that names another client's suggestion leads nowhere. @throws NotFoundError */
  private async admit(staff: SignedInStaff, id: string, suggestionId: string): Promise<void> {
    await this.opening.admit(staff, id);
    const owner = await this.suggestions.clientOf(this.dataSource.manager, suggestionId);
    if (owner !== id) throw new NotFoundError('a suggestion about another client');
  }

  private async carryOut(form: DecisionForm, staffId: string): Promise<Done> {
    const { suggestie, besluit, interventie: type, grond: reasonCode, reden: reason } = form;
    const now = this.clock.now();
    if (besluit === 'later') {
      await this.reconsidering.later(suggestie, { staffId, until: readDate(form.tot) }, now);
      return besluit;
    }
    if (form.toch !== 'ja' && doubts(reason).length > 0) throw new InvalidInputError({ reason: MEDICAL_PROBLEM });
    if (besluit === 'niet-doen') {
      await this.decisions.decline(suggestie, { staffId, reasonCode, reason }, now);
      return besluit;
    }
    const startsOn = readDate(form.startdatum);
    if (!startsOn) throw new InvalidInputError({ startdatum: 'form.date-needed' });
    const begun =
      besluit === 'akkoord'
        ? await this.decisions.accept(suggestie, { staffId, startsOn }, now)
        : await this.decisions.adjust(suggestie, { staffId, type, reasonCode, reason, startsOn }, now);
    return (await this.interventions.stateOf(this.dataSource.manager, begun)) === 'waiting' ? 'wachtlijst' : besluit;
  }
}

/** What is wrong, field by field; null when somebody else was ahead. @param conflictField beside which something that runs already is told */
function problemsOf(error: unknown, conflictField: string): Record<string, string> | null {
  if (error instanceof InvalidInputError) return error.fields;
  if (error instanceof AlreadyRunningError) return { [conflictField]: 'form.already-running' };
  if (error instanceof ConflictError) return null;
  throw error;
}
