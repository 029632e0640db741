import { Body, Controller, Get, Header, HttpStatus, Post, Query, Render, Req, Res } from '@nestjs/common';
import { AnsweringService, LinkExpiredError, LinkSpentError, NothingAnsweredError, routeOf, type AnsweringView } from '#libs/checkins';
import { ClientFileReadModel, type FileCheckIn } from '#libs/insight';
import type { SignedInStaff } from '#libs/people';
import { Clock, localDate } from '#libs/platform';
import type { Item, ItemAnswer } from '#libs/questionnaires';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { fileHeader } from './file-header.page.js';
import { IdParam } from './id-param.js';
import { OpeningService } from './opening.service.js';
import { readChannel, readTogether, wasOnPage, type TogetherForm } from './together.forms.js';
import { openCheckIn, TOGETHER_DONE, togetherPage, type ShownTogether, type TogetherDone } from './together.page.js';

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
    private readonly answering: AnsweringService,
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
    const now = this.clock.now();
    const answerWith = async (status: HttpStatus, shown: ShownTogether): Promise<void> => {
      void reply.status(status).header('cache-control', 'no-store');
      await reply.view('client-file/together', await this.page(staff, id, shown, request));
    };
    try {
      const { checkIn, view } = await this.openOf(id);
      // Made for a round that is over by now: its answers are of no other round.
      if (!checkIn || !view || checkIn.id !== form['ronde']) throw new LinkExpiredError();
      const { answers, problems } = readTogether(form, view.route, localDate(now));
      if (problems.size > 0) return await answerWith(HttpStatus.UNPROCESSABLE_ENTITY, { refused: { form, problem: 'fields', problems } });
      // An answer may bring questions that did not stand on the page yet: those come first.
      const hasMore = routeWith(view, answers).some((item) => !wasOnPage(form, item));
      const finish = form['klaar'] === 'ja' && !hasMore;
      const manner = { channel: readChannel(form), helpedBy: staff.staffId, language: languageOf(request) };
      const { isCrisis } = await this.answering.answerAll({ checkInId: checkIn.id }, answers, { finish, ...manner }, now);
      const done = finish ? 'afgerond' : form['klaar'] === 'ja' ? 'vervolg' : 'bewaard';
      // Shown as the answer itself: no address tells what was written.
      if (isCrisis) return await answerWith(HttpStatus.OK, { done, isCrisis });
      void reply.redirect(`/klanten/${id}/samen?gedaan=${done}`, 303);
    } catch (error) {
      const isClosed = error instanceof LinkSpentError || error instanceof LinkExpiredError;
      if (!isClosed && !(error instanceof NothingAnsweredError)) throw error;
      const refused = { form, problem: isClosed ? 'closed' : 'nothing-answered' } as const;
      await answerWith(isClosed ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_ENTITY, { refused });
    }
  }

  private async page(staff: SignedInStaff, id: string, shown: ShownTogether, request: StaffRequest) {
    const now = this.clock.now();
    const language = languageOf(request);
    const { header, reach } = await this.opening.open(staff, id, 'together', now);
    const { checkIn, view } = await this.openOf(id);
    return { file: fileHeader(header, reach, 'antwoorden', now, language), ...togetherPage(checkIn, view, shown, language) };
  }

  private async openOf(id: string): Promise<{ checkIn: FileCheckIn | null; view: AnsweringView | null }> {
    const now = this.clock.now();
    const checkIn = openCheckIn(await this.files.checkIns(id), now);
    return { checkIn, view: checkIn && (await this.answering.find({ checkInId: checkIn.id }, now)) };
  }
}

/** What is asked once these answers are in. */
function routeWith(
  { definition, items, known, modulesOn, answers }: AnsweringView,
  given: readonly ({ item: string } & ItemAnswer)[],
): Item[] {
  const all = new Map(answers);
  for (const { item, ...answer } of given) all.set(item, answer);
  return routeOf(definition, { items: items.map(({ key }) => key), known, modulesOn }, all);
}
