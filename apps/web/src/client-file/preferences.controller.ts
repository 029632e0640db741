import { Body, Controller, Get, Header, HttpStatus, Inject, Post, Query, Render, Req, Res } from '@nestjs/common';
import { possibleDayParts, PreferencesService, type SignedInStaff } from '#libs/people';
import { Clock, CONFIGURATION, InvalidInputError, type Configuration } from '#libs/platform';
import { canBeAnswered, LanguagesService } from '#libs/wording';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { fileHeader } from './file-header.page.js';
import { IdParam } from './id-param.js';
import { OpeningService } from './opening.service.js';
import { PreferenceForm } from './preferences.forms.js';
import { changeOf, preferencesPage, PREFERENCES_DONE, type PreferencesDone, type ShownPreferences } from './preferences.page.js';

class PreferencesQuery {
  @IsOptional()
  @IsIn(PREFERENCES_DONE)
  gedaan?: PreferencesDone;
}

/** How a client wants to be reached. The client says so in one tap; here the coach does it for them, with a reason. */
@Controller('klanten/:id/voorkeuren')
@Roles('coach')
export class PreferencesController {
  constructor(
    private readonly opening: OpeningService,
    private readonly preferences: PreferencesService,
    private readonly languages: LanguagesService,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Render('client-file/preferences')
  show(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @Query() { gedaan: done }: PreferencesQuery,
    @Req() request: StaffRequest,
  ) {
    return this.page(staff, id, { done }, request);
  }

  @Post()
  async change(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @Body() form: PreferenceForm,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.opening.admit(staff, id);
    try {
      const by = { staffId: staff.staffId, note: form.toelichting };
      const isNew = await this.dataSource.transaction(async (tx) => {
        const change = changeOf(form, await this.preferences.current(tx, id));
        return this.preferences.change(tx, id, change, by, this.clock.now());
      });
      void reply.redirect(`/klanten/${id}/voorkeuren?gedaan=${isNew ? 'vastgelegd' : 'ongewijzigd'}`, 303);
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      void reply.status(HttpStatus.UNPROCESSABLE_ENTITY).header('cache-control', 'no-store');
      await reply.view('client-file/preferences', await this.page(staff, id, { refused: { form, problems: error.fields } }, request));
    }
  }

  private async page(staff: SignedInStaff, id: string, shown: ShownPreferences, request: StaffRequest) {
    const now = this.clock.now();
    const language = languageOf(request);
    const tx = this.dataSource.manager;
    const { header, reach } = await this.opening.open(staff, id, 'preferences', now);
    const [current, history, statuses] = await Promise.all([
      this.preferences.current(tx, id),
      this.preferences.history(tx, id),
      this.languages.statuses(tx),
    ]);
    const working = header.contactPoints.filter(({ state }) => state !== 'invalid').map(({ kind }) => kind);
    const facts = {
      current,
      history,
      statuses,
      importedLanguage: header.importedLanguage,
      channels: [...(working.includes('mobile') ? (['sms'] as const) : []), ...(working.includes('email') ? (['email'] as const) : [])],
      dayParts: possibleDayParts(this.configuration.sendHours),
      canBeAnswered: canBeAnswered(this.configuration.twilio?.from, this.configuration.twilio2?.from),
    };
    return { file: fileHeader(header, reach, 'voorkeuren', now, language), ...preferencesPage(facts, shown, language) };
  }
}
