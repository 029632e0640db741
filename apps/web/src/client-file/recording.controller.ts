import { Body, Controller, Get, Header, HttpStatus, Param, Post, Query, Render, Req, Res } from '@nestjs/common';
import type { SignedInStaff } from '#libs/people';
import { Clock, InvalidInputError, localDate, localInstant, NotFoundError } from '#libs/platform';
import { NotObservableError, ObservationsService, ProfilesService, type NewObservation, type TraitDefinition } from '#libs/profiles';
import { ModulesService } from '#libs/questionnaires';
import { SuggestionsService } from '#libs/rules';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { chosenIn } from './correcting.forms.js';
import { readDate } from './deciding.forms.js';
import { fileHeader } from './file-header.page.js';
import { IdParam } from './id-param.js';
import { OpeningService } from './opening.service.js';
import { RecordingForm } from './recording.forms.js';
import { recordable, recordablePage, recordingPage, type RecordingProblems, type ShownRecording } from './recording.page.js';

class DoneQuery {
  @IsOptional()
  @IsIn(['ja'])
  gedaan?: 'ja';
}

/** A coach records what a register, an adviser or the client told: what no questionnaire asks, and rules need. The rules look at it at once. */
@Controller('klanten/:id/vastleggen')
@Roles('coach')
export class RecordingController {
  constructor(
    private readonly opening: OpeningService,
    private readonly profiles: ProfilesService,
    private readonly observations: ObservationsService,
    private readonly suggestions: SuggestionsService,
    private readonly modules: ModulesService,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Render('client-file/recordable')
  async list(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @Query() { gedaan: done }: DoneQuery,
    @Req() request: StaffRequest,
  ) {
    const file = await this.file(staff, id, request);
    const latest = await this.profiles.latest(this.dataSource.manager, id);
    const page = recordablePage(await this.traits(), latest, id, this.clock.now(), languageOf(request));
    return { file, isDone: done !== undefined, ...page };
  }

  @Get(':kenmerk')
  @Header('cache-control', 'no-store')
  @Render('client-file/recording')
  async show(@CurrentStaff() staff: SignedInStaff, @IdParam('id') id: string, @Param('kenmerk') key: string, @Req() request: StaffRequest) {
    return this.page(staff, id, await this.traitOf(key), {}, request);
  }

  @Post(':kenmerk')
  async record(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @Param('kenmerk') key: string,
    @Body() form: RecordingForm,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.opening.admit(staff, id);
    const trait = await this.traitOf(key);
    try {
      await this.write(id, trait, form, languageOf(request));
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      void reply.status(HttpStatus.UNPROCESSABLE_ENTITY).header('cache-control', 'no-store');
      const shown = { form, problems: error.fields as RecordingProblems };
      return void (await reply.view('client-file/recording', await this.page(staff, id, trait, shown, request)));
    }
    void reply.redirect(`/klanten/${id}/vastleggen?gedaan=ja`, 303);
  }

  /** What is recorded and what the rules make of it, together or not at all. */
  private async write(clientId: string, trait: TraitDefinition, form: RecordingForm, language: string): Promise<void> {
    const now = this.clock.now();
    const chosen = chosenIn(form);
    const day = readDate(form.datum);
    const problems: RecordingProblems = {
      ...(chosen ? {} : { value: 'value-missing' }),
      ...(day ? (Temporal.PlainDate.compare(day, localDate(now)) > 0 ? { date: 'date-in-future' } : {}) : { date: 'date-missing' }),
    };
    if (!chosen || !day || Object.keys(problems).length > 0) throw new InvalidInputError(problems);
    const observation: NewObservation = {
      clientId,
      trait: trait.key,
      ...chosen,
      // Of today it is known since now; of an earlier day since it began, in the second that is a professional's (decision 19).
      observedAt: day.equals(localDate(now)) ? now : localInstant(day, '00:00').add({ seconds: 1 }),
      recordedAt: now,
      source: 'professional',
      channel: 'face_to_face',
      mode: 'interview',
      questionnaireVersionId: null,
      checkInId: null,
      language,
    };
    try {
      await this.dataSource.transaction(async (tx) => {
        await this.observations.record(tx, [observation]);
        await this.suggestions.review(tx, { clientId, checkInId: null }, now);
      });
    } catch (error) {
      if (error instanceof NotObservableError) throw new InvalidInputError({ value: 'value-missing' });
      throw error;
    }
  }

  private async page(staff: SignedInStaff, id: string, trait: TraitDefinition, shown: ShownRecording, request: StaffRequest) {
    const file = await this.file(staff, id, request);
    return { file, ...recordingPage(trait, shown, this.clock.now(), languageOf(request)) };
  }

  private async traits(): Promise<readonly TraitDefinition[]> {
    return recordable(await this.modules.on(this.dataSource.manager));
  }

  /** @throws NotFoundError for what is not recorded by hand, and for what belongs to a module that is off */
  private async traitOf(key: string): Promise<TraitDefinition> {
    const found = (await this.traits()).find((trait) => trait.key === key);
    if (!found) throw new NotFoundError('nothing that is recorded by hand');
    return found;
  }

  private async file(staff: SignedInStaff, id: string, request: StaffRequest) {
    const now = this.clock.now();
    const { header, reach } = await this.opening.open(staff, id, 'recording', now);
    return fileHeader(header, reach, 'overzicht', now, languageOf(request));
  }
}
