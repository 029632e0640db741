import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ClientFileReadModel } from '#libs/insight';
import type { SignedInStaff } from '#libs/people';
import { Clock, ConflictError, InvalidInputError, NotFoundError } from '#libs/platform';
import { SuggestionsService, WantedTraitsService } from '#libs/rules';
import { ObjectionsService, ResponsesService, SharingService } from '#libs/sharing';
import type { FastifyReply } from 'fastify';
import { DataSource, type EntityManager } from 'typeorm';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { AskAgainForm, OBJECTION, OutcomeForm, ResponseForm, ShareForm, SuggestionForm } from './deciding.forms.js';
import { IdParam } from './id-param.js';
import { OpeningService } from './opening.service.js';
import type { Done, Refused } from './overview.page.js';
import { OverviewService } from './overview.service.js';

const FIRST = 'delen';

/** What goes to and fro between coach and client about suggestions: shared, answered, objected to, asked again. None of it decides anything. */
@Controller('klanten/:id')
@Roles('coach')
export class SharingInFileController {
  constructor(
    private readonly opening: OpeningService,
    private readonly overviews: OverviewService,
    private readonly files: ClientFileReadModel,
    private readonly suggestions: SuggestionsService,
    private readonly sharing: SharingService,
    private readonly responses: ResponsesService,
    private readonly objections: ObjectionsService,
    private readonly wanted: WantedTraitsService,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Post(FIRST)
  async share(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @Body() { suggestie: suggestionIds, hoe: how }: ShareForm,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.opening.admit(staff, id);
    const story = (tx: EntityManager) =>
      this.sharing.share(tx, { clientId: id, suggestionIds, how, staffId: staff.staffId }, this.clock.now());
    const refused = (fields: Record<string, string>): Refused => ({
      share: { suggestionIds, problem: fields['how'] ?? fields['suggestions'] ?? 'other' },
    });
    return this.tell(staff, id, `gedeeld-${how === 'link' ? 'link' : 'samen'}`, story, refused, 'share', request, reply);
  }

  @Post('delen/intrekken')
  async withdraw(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @Body() { suggestie }: SuggestionForm,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.opening.admit(staff, id);
    const withdrawing = { clientId: id, suggestionIds: [suggestie], staffId: staff.staffId };
    const story = (tx: EntityManager) => this.sharing.withdraw(tx, withdrawing, this.clock.now());
    return this.tell(staff, id, 'niet-gedeeld', story, () => ({}), 'share', request, reply);
  }

  /** What the client said at the table or on the telephone; who does not agree is heard there as well. */
  @Post('delen/antwoord')
  async respond(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @Body() { suggestie: suggestionId, antwoord: response, woorden: words }: ResponseForm,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.opening.admit(staff, id);
    if ((await this.suggestions.clientOf(this.dataSource.manager, suggestionId)) !== id)
      throw new NotFoundError('a suggestion about another client');
    const heard = { suggestionId, words, staffId: staff.staffId };
    const story = (tx: EntityManager) =>
      response === OBJECTION
        ? this.objections.object(tx, heard, this.clock.now())
        : this.responses.respond(tx, { ...heard, response }, this.clock.now());
    const refused = (problems: Record<string, string>): Refused => ({ response: { suggestionId, words, problems } });
    return this.tell(staff, id, 'gezegd', story, refused, 'response', request, reply);
  }

  @Post('bezwaren/:objectionId')
  async handle(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @IdParam('objectionId') objectionId: string,
    @Body() { uitkomst: outcome }: OutcomeForm,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.opening.admit(staff, id);
    if (!(await this.files.hasObjection(id, objectionId))) throw new NotFoundError('an objection of another client');
    const story = (tx: EntityManager) => this.objections.handle(tx, objectionId, { outcome, staffId: staff.staffId }, this.clock.now());
    const refused = (problems: Record<string, string>): Refused => ({ objection: { objectionId, outcome, problems } });
    return this.tell(staff, id, 'bezwaar', story, refused, 'objection', request, reply);
  }

  /** What is not known, and the coach wants to know. */
  @Post('navragen')
  async askAgain(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @Body() { onderwerp: trait }: AskAgainForm,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.opening.admit(staff, id);
    const story = (tx: EntityManager) => this.wanted.want(tx, { clientId: id, trait, staffId: staff.staffId }, this.clock.now());
    return this.tell(staff, id, 'navragen', story, () => ({}), 'share', request, reply);
  }

  /** Where signing in, or another language, leads back to after a form that was refused. */
  @Get([FIRST, 'delen/intrekken', 'delen/antwoord', 'bezwaren/:objectionId', 'navragen'])
  afterRefusal(@IdParam('id') id: string, @Res() reply: FastifyReply): void {
    void reply.redirect(`/klanten/${id}`, 303);
  }

  /** Does it, and tells; or comes back with the form as it was filled in. What nobody can have chosen on the page stays an error. */
  private async tell(
    staff: SignedInStaff,
    id: string,
    done: Done,
    story: (tx: EntityManager) => Promise<void>,
    refused: (problems: Record<string, string>) => Refused,
    about: 'share' | 'response' | 'objection',
    request: StaffRequest,
    reply: FastifyReply,
  ): Promise<void> {
    try {
      await this.dataSource.transaction(story);
    } catch (error) {
      const form = error instanceof InvalidInputError ? refused(error.fields) : {};
      if (Object.keys(form).length > 0) return this.overviews.refuse(staff, id, form, languageOf(request), reply);
      if (!(error instanceof ConflictError)) throw error;
      return this.overviews.refuse(staff, id, { conflict: `suggestions.conflict.${about}` }, languageOf(request), reply);
    }
    void reply.redirect(`/klanten/${id}?gedaan=${done}`, 303);
  }
}
