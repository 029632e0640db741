import { Body, Controller, Get, Header, HttpStatus, Post, Query, Render, Req, Res } from '@nestjs/common';
import { COACH_REPLY, ReadingService, RepliesService, REPLY_LENGTH } from '#libs/inbox';
import { ExchangeReadModel } from '#libs/insight';
import type { SignedInStaff } from '#libs/people';
import { Clock, InvalidInputError } from '#libs/platform';
import { TemplatesService } from '#libs/wording';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { CurrentStaff, Roles, type StaffRequest } from '../http/access.js';
import { languageOf } from '../http/site.js';
import { fileHeader } from './file-header.page.js';
import { IdParam } from './id-param.js';
import { MESSAGES_DONE, messagesPage, type MessagesDone, type ShownExchange } from './messages.page.js';
import { OpeningService } from './opening.service.js';
import { doubtsAbout } from './reply.page.js';

class MessagesQuery {
  @IsOptional()
  @IsIn(MESSAGES_DONE)
  gedaan?: MessagesDone;
}

class ReplyForm {
  @IsString()
  @MaxLength(20_000)
  bericht = '';

  @IsOptional()
  @IsIn(['ja'])
  toch?: 'ja';
}

class ReadForm {
  /** The ids of what was on the page: what came in since was not read. */
  @IsString()
  @MaxLength(20_000)
  berichten = '';
}

/** The werkcoach and one client: what they wrote to each other, and the answer. */
@Controller('klanten/:id/berichten')
@Roles('coach')
export class MessagesController {
  constructor(
    private readonly opening: OpeningService,
    private readonly exchange: ExchangeReadModel,
    private readonly reading: ReadingService,
    private readonly replies: RepliesService,
    private readonly templates: TemplatesService,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Render('client-file/messages')
  show(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @Query() { gedaan: done }: MessagesQuery,
    @Req() request: StaffRequest,
  ) {
    return this.page(staff, id, { done }, request);
  }

  /** What a shared telephone had better not show is asked about once; after that the coach decides. */
  @Post()
  async answer(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @Body() { bericht: body, toch }: ReplyForm,
    @Req() request: StaffRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.opening.admit(staff, id);
    const doubts = toch ? null : doubtsAbout(body, await this.opening.nameOf(id));
    try {
      if (doubts) throw new DoubtfulReply();
      await this.dataSource.transaction((tx) => this.replies.write(tx, { clientId: id, staffId: staff.staffId, body }, this.clock.now()));
    } catch (error) {
      if (!(error instanceof InvalidInputError || error instanceof DoubtfulReply)) throw error;
      const problem = error instanceof InvalidInputError ? (error.fields['body'] ?? null) : null;
      void reply.status(HttpStatus.UNPROCESSABLE_ENTITY).header('cache-control', 'no-store');
      await reply.view('client-file/messages', await this.page(staff, id, { refused: { body, problem, doubts } }, request));
      return;
    }
    void reply.redirect(`/klanten/${id}/berichten?gedaan=beantwoord`, 303);
  }

  @Post('gelezen')
  async read(
    @CurrentStaff() staff: SignedInStaff,
    @IdParam('id') id: string,
    @Body() { berichten }: ReadForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.opening.admit(staff, id);
    const seen = new Set(berichten.split(','));
    const unread = (await this.exchange.of(id)).flatMap(({ inboxId, readAt }) => (inboxId !== null && readAt === null ? [inboxId] : []));
    await this.dataSource.transaction(async (tx) => {
      for (const message of unread.filter((each) => seen.has(each)))
        await this.reading.markMessageRead(tx, message, staff.staffId, this.clock.now());
    });
    void reply.redirect(`/klanten/${id}/berichten?gedaan=gelezen`, 303);
  }

  /** Where signing in, or another language, leads back to after a form that was refused. */
  @Get('gelezen')
  afterRefusal(@IdParam('id') id: string, @Res() reply: FastifyReply): void {
    void reply.redirect(`/klanten/${id}/berichten`, 303);
  }

  private async page(staff: SignedInStaff, id: string, shown: ShownExchange, request: StaffRequest) {
    const now = this.clock.now();
    const language = languageOf(request);
    const { header, reach } = await this.opening.open(staff, id, 'messages', now);
    const tx = this.dataSource.manager;
    const [exchange, way, book] = await Promise.all([this.exchange.of(id), this.replies.where(tx, id, null, now), this.templates.book(tx)]);
    const write = (message: string) => book.write(COACH_REPLY, 'sms', header.language, { message }).text;
    return {
      file: fileHeader(header, reach, 'berichten', now, language),
      ...messagesPage(exchange, way, { maxLength: REPLY_LENGTH, write }, shown, language),
    };
  }
}

/** Nothing is wrong with it; it is only asked whether it was meant. */
class DoubtfulReply extends Error {}
