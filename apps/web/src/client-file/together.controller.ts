import { Body, Controller, Get, Header, HttpStatus, Post, Query, Render, Req, Res } from '@nestjs/common';
import { AnsweringService, LinkExpiredError, LinkSpentError, NothingAnsweredError } from '#libs/checkins';
import { ClientFileReadModel, type FileCheckIn } from '#libs/insight';
import type { SignedInStaff } from '#libs/people';
import { Clock } from '#libs/platform';
import { QuestionnairesService, type QuestionnaireDefinition } from '#libs/questionnaires';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { fileHeader } from './file-header.page.js';
import { IdParam } from './id-param.js';
import { OpeningService } from './opening.service.js';
import { answersIn, openCheckIn, readChannel, TOGETHER_DONE, togetherPage } from './together.page.js';
import type { ShownTogether, TogetherDone, TogetherForm } from './together.page.js';

class TogetherQuery {
  @IsOptional()
  @IsIn(TOGETHER_DONE)
  gedaan?: TogetherDone;
}

/** Coach and client fill in a check-in together, on the telephone or at a table: one set of answers with what came by other ways. */
@Controller('klanten/:id/samen')
@Roles('coach')
export class TogetherController {
  constructor(
    private readonly opening: OpeningService,
    private readonly files: ClientFileReadModel,
    private readonly questionnaires: QuestionnairesService,
    private readonly answering: AnsweringService,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Render('client-file/together')
  show(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @Query() { gedaan: done }: TogetherQuery,
    @Req() request: StaffRequest,
  ) {
    return this.page(staff, id, { done }, request);
  }

  @Post()
  async keep(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @Body() form: TogetherForm,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.opening.admit(staff, id);
    const finish = form['klaar'] === 'ja';
    try {
      const { checkIn, definition } = await this.openOf(id);
      // Made for a round that is over by now: its answers are of no other round.
      if (!checkIn || !definition || checkIn.id !== form['ronde']) throw new LinkExpiredError();
      const manner = { channel: readChannel(form), helpedBy: staff.staffId, language: languageOf(request) };
      const answers = answersIn(form, checkIn, definition);
      await this.answering.answerAll({ checkInId: checkIn.id }, answers, { finish, ...manner }, this.clock.now());
    } catch (error) {
      const isClosed = error instanceof LinkSpentError || error instanceof LinkExpiredError;
      if (!isClosed && !(error instanceof NothingAnsweredError)) throw error;
      const refused = { form, problem: isClosed ? 'closed' : 'nothing-answered' } as const;
      void reply.status(isClosed ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_ENTITY).header('cache-control', 'no-store');
      await reply.view('client-file/together', await this.page(staff, id, { refused }, request));
      return;
    }
    void reply.redirect(`/klanten/${id}/samen?gedaan=${finish ? 'afgerond' : 'bewaard'}`, 303);
  }

  private async page(staff: SignedInStaff, id: string, shown: ShownTogether, request: StaffRequest) {
    const now = this.clock.now();
    const language = languageOf(request);
    const { header, reach } = await this.opening.open(staff, id, 'together', now);
    const { checkIn, definition } = await this.openOf(id);
    return { file: fileHeader(header, reach, 'antwoorden', now, language), ...togetherPage(checkIn, definition, shown, language) };
  }

  private async openOf(id: string): Promise<{ checkIn: FileCheckIn | null; definition: QuestionnaireDefinition | null }> {
    const checkIn = openCheckIn(await this.files.checkIns(id), this.clock.now());
    if (!checkIn) return { checkIn, definition: null };
    return { checkIn, definition: (await this.questionnaires.version(this.dataSource.manager, checkIn.versionId)).definition };
  }
}
